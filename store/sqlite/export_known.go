package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"moneytrail/store"
)

// knownLimit bounds each of the tables of known: when one is full it is
// forgotten and filled anew.
const knownLimit = 20_000

// known remembers what rows refer to, because rows that follow one another
// refer to the same.
type known struct {
	s          *snapshot
	rules      store.Rules
	filings    map[int64]*store.FilingVersion
	parts      map[int64]string
	committees map[int64]store.Committee
	donors     map[store.DonorID]store.Donor
	pairs      map[store.DonorID]store.DonorPair // with a zero pair for parties that have none
	labels     map[int64]string                  // of filings
}

func newKnown(s *snapshot, rules store.Rules) *known {
	return &known{
		s: s, rules: rules, filings: map[int64]*store.FilingVersion{}, parts: map[int64]string{}, committees: map[int64]store.Committee{},
		donors: map[store.DonorID]store.Donor{}, pairs: map[store.DonorID]store.DonorPair{}, labels: map[int64]string{},
	}
}

// learn looks up all that rows refer to.
func (k *known) learn(ctx context.Context, views []store.TransactionView, rows []exportRow) error {
	filings, parts, committees := newWanted(k.filings), newWanted(k.parts), newWanted(k.committees)
	donors, pairs := newWanted(k.donors), newWanted(k.pairs)
	for i := range rows {
		filings.add(rows[i].filing)
		parts.add(rows[i].part)
		if rows[i].committee != 0 {
			committees.add(rows[i].committee)
		}
		if views[i].Giver.ID == 0 {
			donors.add(views[i].Donor)
		}
		if views[i].Match.Joined {
			pairs.add(views[i].Match.Contributor)
		}
	}
	if err := k.learnFilings(ctx, filings.ids()); err != nil {
		return err
	}
	if err := k.learnParts(ctx, parts.ids()); err != nil {
		return err
	}
	if ids := committees.ids(); len(ids) > 0 {
		found, err := k.s.committeesByID(ctx, ids)
		if err != nil {
			return err
		}
		for id, c := range found {
			k.committees[id] = c
		}
	}
	if ids := donors.ids(); len(ids) > 0 {
		found, err := k.s.donorsByID(ctx, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			k.donors[store.DonorID(id)] = found[store.DonorID(id)]
		}
	}
	return k.learnPairs(ctx, pairs.ids())
}

func (k *known) learnPairs(ctx context.Context, ids []int64) error {
	found, err := k.s.strongestPairs(ctx, k.rules, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		k.pairs[store.DonorID(id)] = found[store.DonorID(id)]
	}
	return nil
}

func (k *known) learnFilings(ctx context.Context, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	var found []*store.FilingVersion
	err := each(ctx, k.s, func(rows *sql.Rows) error {
		f := &store.FilingVersion{}
		var fetched string
		err := rows.Scan(filingDest(f, &fetched)...)
		f.Source.Fetched, _ = time.Parse(time.RFC3339, fetched) // written by this package
		found = append(found, f)
		k.filings[f.ID] = f
		return err
	}, `SELECT `+filingFields+` FROM json_each(?) v CROSS JOIN filing f ON f.id = v.value JOIN source_file s ON s.id = f.source_id`, jsonList(ids))
	if err != nil {
		return fmt.Errorf("read filings: %w", err)
	}
	return k.s.filingStates(ctx, found)
}

func (k *known) learnParts(ctx context.Context, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	err := each(ctx, k.s, func(rows *sql.Rows) error {
		var id int64
		var name string
		err := rows.Scan(&id, &name)
		k.parts[id] = name
		return err
	}, `SELECT p.id, p.name FROM json_each(?) v CROSS JOIN source_part p ON p.id = v.value`, jsonList(ids))
	if err != nil {
		return fmt.Errorf("read parts: %w", err)
	}
	return nil
}

// cause names what gave a row its status; filings are often the cause of many.
func (k *known) cause(ctx context.Context, row, filing int64) (string, error) {
	if row != 0 || filing == 0 {
		return k.s.causeLabel(ctx, row, filing)
	}
	if label, ok := k.labels[filing]; ok {
		return label, nil
	}
	label, err := k.s.causeLabel(ctx, 0, filing)
	if len(k.labels) >= knownLimit {
		clear(k.labels)
	}
	k.labels[filing] = label
	return label, err
}

// wanted collects ids that are not known yet.
type wanted[ID ~int64, V any] struct {
	have map[ID]V
	want map[ID]bool
	list []ID
}

// newWanted forgets what is known when that is too much.
func newWanted[ID ~int64, V any](have map[ID]V) *wanted[ID, V] {
	if len(have) > knownLimit {
		clear(have)
	}
	return &wanted[ID, V]{have: have, want: map[ID]bool{}}
}

func (w *wanted[ID, V]) add(id ID) {
	if _, ok := w.have[id]; !ok && !w.want[id] {
		w.want[id] = true
		w.list = append(w.list, id)
	}
}

func (w *wanted[ID, V]) ids() []int64 {
	out := make([]int64, len(w.list))
	for i, id := range w.list {
		out[i] = int64(id)
	}
	return out
}
