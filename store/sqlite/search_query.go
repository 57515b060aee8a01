package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"moneytrail/store"
	"moneytrail/store/search"
)

// Search finds donors, committees and filings by what a person typed, at most
// limit of each. See package search for what is forgiven. Without [DB.Hold] the
// first search of a data version reads all names first.
func (db *DB) Search(ctx context.Context, words string, limit int) (*store.SearchResult, error) {
	q := search.Parse(words)
	limit = limitOr(limit, 10)
	for {
		e, err := db.searchable(ctx)
		if err != nil {
			return nil, err
		}
		out := &store.SearchResult{Version: e.version}
		err = db.on(ctx, e, func(ctx context.Context, s *snapshot) error {
			if err := s.foundDonors(ctx, e.donors.Find(q, limit), &out.Donors); err != nil {
				return err
			}
			if err := s.foundCommittees(ctx, e.committees.Find(q, limit), &out.Committees); err != nil {
				return err
			}
			return s.foundFilings(ctx, e.filings.Find(q, limit), &out.Filings)
		})
		if errors.Is(err, errRetired) {
			continue
		}
		return out, err
	}
}

const shownNames = 3

func (s *snapshot) foundDonors(ctx context.Context, h search.Hits, to *store.Found[store.FoundDonor]) error {
	to.Count, to.Spelled = h.Count, h.Spelled
	if len(h.IDs) == 0 {
		return nil
	}
	donors, err := s.donorsByID(ctx, h.IDs)
	if err != nil {
		return err
	}
	names := make(map[store.DonorID][]string)
	err = each(ctx, s, func(rows *sql.Rows) error {
		var donor store.DonorID
		var name string
		err := rows.Scan(&donor, &name)
		if n := names[donor]; len(n) < shownNames && name != donors[donor].Name && !slices.Contains(n, name) {
			names[donor] = append(n, name)
		}
		return err
	}, `SELECT donor_id, name FROM contributor INDEXED BY contributor_merged WHERE donor_id IN (SELECT value FROM json_each(?)) AND donor_id <> id ORDER BY donor_id, id`, jsonList(h.IDs))
	if err != nil {
		return fmt.Errorf("read names of donors: %w", err)
	}
	for i, id := range h.IDs {
		d := store.DonorID(id)
		to.Items = append(to.Items, store.FoundDonor{Donor: donors[d], Given: store.Cents(h.Ranks[i]), Names: names[d]})
	}
	return nil
}

func (s *snapshot) foundCommittees(ctx context.Context, h search.Hits, to *store.Found[store.CommitteeItem]) error {
	to.Count, to.Spelled = h.Count, h.Spelled
	if len(h.IDs) == 0 {
		return nil
	}
	items, err := s.committeeItems(ctx, `WHERE c.id IN (SELECT value FROM json_each(?))`, jsonList(h.IDs))
	slices.SortFunc(items, func(a, b store.CommitteeItem) int {
		return slices.Index(h.IDs, a.Committee.ID) - slices.Index(h.IDs, b.Committee.ID)
	})
	to.Items = items
	return err
}

func (s *snapshot) foundFilings(ctx context.Context, h search.Hits, to *store.Found[store.FoundFiling]) error {
	to.Count, to.Spelled = h.Count, h.Spelled
	if len(h.IDs) == 0 {
		return nil
	}
	of := make(map[int64]int64)
	var committees []int64
	err := each(ctx, s, func(rows *sql.Rows) error {
		var f store.FoundFiling
		var fetched string
		var committee int64
		err := rows.Scan(append(filingDest(&f.Filing, &fetched), &committee)...)
		f.Filing.Source.Fetched, _ = time.Parse(time.RFC3339, fetched) // written by this package
		of[f.Filing.ID] = committee
		committees = append(committees, committee)
		to.Items = append(to.Items, f)
		return err
	}, `SELECT `+filingFields+`, coalesce(f.committee_id, 0) FROM filing f JOIN source_file s ON s.id = f.source_id WHERE f.id IN (SELECT value FROM json_each(?))`, jsonList(h.IDs))
	if err != nil {
		return fmt.Errorf("read filings: %w", err)
	}
	named, err := s.committeesByID(ctx, committees)
	if err != nil {
		return err
	}
	slices.SortFunc(to.Items, func(a, b store.FoundFiling) int {
		return slices.Index(h.IDs, a.Filing.ID) - slices.Index(h.IDs, b.Filing.ID)
	})
	versions := make([]*store.FilingVersion, len(to.Items))
	for i := range to.Items {
		versions[i] = &to.Items[i].Filing
		to.Items[i].Committee = named[of[to.Items[i].Filing.ID]]
	}
	return s.filingStates(ctx, versions)
}
