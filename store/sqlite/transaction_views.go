package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"moneytrail/store"
)

// transactionViews reads rows with their evidence, their committees, their
// donors and why they are taken for them, in the order of the ids.
func (s *snapshot) transactionViews(ctx context.Context, rules store.Rules, ids []int64) ([]store.TransactionView, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list := jsonList(ids)
	rows, _, err := s.rows(ctx, filter{"WHERE t.id IN (SELECT value FROM json_each(?))", []any{list}}, len(ids))
	if err != nil {
		return nil, err
	}
	place := make(map[int64]int, len(ids))
	for i, id := range ids {
		place[id] = i
	}
	out := make([]store.TransactionView, len(ids))
	var donors, parties []int64
	for _, r := range rows {
		out[place[r.ID]].RowView = r
		donors = append(donors, int64(r.Donor))
	}
	var committees []int64
	of := make([]int64, len(ids))
	if err := each(ctx, s, func(rows *sql.Rows) error {
		var id, committee, party int64
		err := rows.Scan(&id, &committee, &party)
		i := place[id]
		of[i], out[i].Match.Contributor = committee, store.DonorID(party)
		if out[i].Match.Joined = store.DonorID(party) != out[i].Donor; out[i].Match.Joined {
			parties = append(parties, party)
		}
		committees = append(committees, committee)
		return err
	}, `SELECT id, coalesce(committee_id, 0), contributor_id FROM txn WHERE id IN (SELECT value FROM json_each(?))`, list); err != nil {
		return nil, fmt.Errorf("read whom rows concern: %w", err)
	}
	named, err := s.committeesByID(ctx, committees)
	if err != nil {
		return nil, err
	}
	givers, err := s.donorsByID(ctx, donors)
	if err != nil {
		return nil, err
	}
	pairs, err := s.strongestPairs(ctx, rules, parties)
	if err != nil {
		return nil, err
	}
	for i := range out {
		v := &out[i]
		v.Committee, v.Giver = named[of[i]], givers[v.Donor]
		if p, ok := pairs[v.Match.Contributor]; ok && v.Match.Joined {
			v.Match.Weight, v.Match.Evidence = p.Weight, p.Evidence
		}
	}
	return out, nil
}

// committeesByID reads what committees are cited and called by.
func (s *snapshot) committeesByID(ctx context.Context, ids []int64) (map[int64]store.Committee, error) {
	out := make(map[int64]store.Committee)
	err := each(ctx, s, func(rows *sql.Rows) error {
		var c store.Committee
		var cited store.FilerRef
		err := rows.Scan(&c.ID, &cited.Scheme, &cited.ID, &c.Name, &c.Type)
		c.Public, c.Name = store.PublicCommitteeID(cited), nameOr(c.Name, cited)
		out[c.ID] = c
		return err
	}, `SELECT id, scheme, native, name, type FROM committee WHERE id IN (SELECT value FROM json_each(?))`, jsonList(ids))
	if err != nil {
		return nil, fmt.Errorf("read committees: %w", err)
	}
	return out, nil
}

// donorsByID reads donors with their classes.
func (s *snapshot) donorsByID(ctx context.Context, ids []int64) (map[store.DonorID]store.Donor, error) {
	out := make(map[store.DonorID]store.Donor, len(ids))
	err := each(ctx, s, func(rows *sql.Rows) error {
		var d store.Donor
		err := rows.Scan(append([]any{&d.ID, &d.Name, &d.City, &d.State, &d.Zip5, &d.Entity, &d.CommitteeID}, scanClass(&d.Class)...)...)
		out[d.ID] = d
		return err
	}, `SELECT c.id, coalesce(y.name, nullif(m.name, ''), c.name), coalesce(c.city, ''), coalesce(c.state, ''), coalesce(c.zip5, ''), coalesce(c.entity, ''), coalesce(c.committee_ref, ''), `+classFields+`
		FROM contributor c LEFT JOIN donor_class k ON k.donor_id = c.id LEFT JOIN donor_name y ON y.donor_id = c.id
		LEFT JOIN committee_native n ON n.scheme = 'fppc' AND n.native = c.committee_ref LEFT JOIN committee m ON m.id = n.committee_id
		WHERE c.id IN (SELECT value FROM json_each(?))`, jsonList(ids))
	if err != nil {
		return nil, fmt.Errorf("read donors: %w", err)
	}
	return out, nil
}

// strongestPairs gives for each party the pair that joins it most clearly,
// with the evidence in words.
func (s *snapshot) strongestPairs(ctx context.Context, rules store.Rules, parties []int64) (map[store.DonorID]store.DonorPair, error) {
	out := make(map[store.DonorID]store.DonorPair)
	if len(parties) == 0 {
		return out, nil
	}
	err := each(ctx, s, func(rows *sql.Rows) error {
		var party store.DonorID
		var p store.DonorPair
		err := rows.Scan(&party, &p.A, &p.B, &p.Weight)
		if best, ok := out[party]; !ok || p.Weight > best.Weight {
			out[party] = p
		}
		return err
	}, `SELECT v.value, p.a, p.b, p.weight FROM json_each(?1) v CROSS JOIN donor_pair p ON p.answer = 'same' AND p.a = v.value
		UNION ALL SELECT v.value, p.a, p.b, p.weight FROM json_each(?1) v CROSS JOIN donor_pair p INDEXED BY donor_pair_b ON p.b = v.value AND p.answer = 'same'
		ORDER BY 1, 4 DESC, 2, 3`, jsonList(parties))
	if err != nil {
		return nil, fmt.Errorf("read why parties were joined: %w", err)
	}
	if err := s.putIntoWords(ctx, rules, out); err != nil {
		return nil, fmt.Errorf("say why parties were joined: %w", err)
	}
	return out, nil
}

// putIntoWords says what the contributors of pairs have in common and what not.
func (s *snapshot) putIntoWords(ctx context.Context, rules store.Rules, pairs map[store.DonorID]store.DonorPair) error {
	if len(pairs) == 0 {
		return nil
	}
	state, err := resolvedState(ctx, s)
	if err != nil {
		return err
	}
	m, err := matchingOf(ctx, s, rules, state)
	if err != nil {
		return err
	}
	var ids []int64
	for _, p := range pairs {
		ids = append(ids, int64(p.A), int64(p.B))
	}
	facts := make(map[store.DonorID]*store.ContributorFacts, len(ids))
	err = each(ctx, s, func(rows *sql.Rows) error {
		c := &store.ContributorFacts{}
		err := rows.Scan(&c.ID, &c.Name.Last, &c.Name.First, &c.Name.Suffix, &c.Entity, &c.City, &c.State, &c.Zip, &c.Employer, &c.Occupation, &c.CommitteeID, &c.AddressHash)
		facts[c.ID] = c
		return err
	}, `SELECT `+contributorFacts+` FROM contributor c WHERE c.id IN (SELECT value FROM json_each(?))`, jsonList(ids))
	if err != nil {
		return err
	}
	for party, p := range pairs {
		if a, b := facts[p.A], facts[p.B]; a != nil && b != nil {
			p.Evidence = m.Evidence(a, b)
			pairs[party] = p
		}
	}
	return nil
}
