package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"moneytrail/store"
	"moneytrail/store/columns"
)

// Transactions gives a page of rows of any filings with the totals of the
// whole filter: from columns when they are held, else by SQL, with the same
// answer. A committee, contest or donor that is not known is
// [store.ErrNotFound].
func (db *DB) Transactions(ctx context.Context, q *store.TransactionQuery) (*store.TransactionPage, error) {
	page := &store.TransactionPage{}
	for {
		e := db.held.now.Load()
		if e == nil || e.columns == nil || db.pinned(ctx) != nil {
			err := db.view(ctx, func(s *snapshot) error { return s.transactions(ctx, db.opts.Rules, nil, q, page) })
			return page, err
		}
		err := db.on(ctx, e, func(ctx context.Context, s *snapshot) error {
			return s.transactions(ctx, db.opts.Rules, e.columns, q, page)
		})
		if errors.Is(err, errRetired) {
			continue
		}
		return page, err
	}
}

func (s *snapshot) transactions(ctx context.Context, rules store.Rules, c *columns.Columns, q *store.TransactionQuery, page *store.TransactionPage) error {
	*page = store.TransactionPage{}
	var err error
	if page.Version, err = s.version(ctx); err != nil {
		return err
	}
	resolved, err := s.resolveFilter(ctx, q)
	if err != nil {
		return err
	}
	var found *columns.Result
	if c != nil {
		found, err = c.Find(ctx, resolved, runtime.GOMAXPROCS(0))
	} else {
		found, err = s.findRows(ctx, rules, resolved)
	}
	if err != nil {
		return err
	}
	page.Totals, page.More = found.Totals, found.More
	page.Rows, err = s.transactionViews(ctx, rules, found.IDs)
	return err
}

// resolveFilter turns what a filter names into row ids.
func (s *snapshot) resolveFilter(ctx context.Context, q *store.TransactionQuery) (*columns.Query, error) {
	out := &columns.Query{TransactionFilter: q.TransactionFilter, Order: q.Order, After: q.After, Limit: limitOr(q.Limit, 100)}
	for _, id := range q.Committees {
		committee, err := s.findCommittee(ctx, id)
		if err != nil {
			return nil, &store.FilterError{Field: "committee", Value: id, Err: err}
		}
		out.Committees = append(out.Committees, committee)
	}
	if q.Contest != "" {
		members, err := s.membersOf(ctx, q.Contest, q.Side)
		if err != nil {
			return nil, err
		}
		out.Committees = both(out.Committees, members)
	}
	if q.Donor != 0 {
		donor, err := s.donor(ctx, q.Donor)
		if err != nil {
			return nil, &store.FilterError{Field: "donor", Value: q.Donor.String(), Err: err}
		}
		out.Donor = donor.ID
	}
	return out, nil
}

// membersOf gives the committees of a side of a contest, never nil.
func (s *snapshot) membersOf(ctx context.Context, slug, side string) ([]int64, error) {
	id, contest, err := s.contest(ctx, slug)
	if err != nil {
		return nil, &store.FilterError{Field: "contest", Value: slug, Err: err}
	}
	if side != "" && !slices.ContainsFunc(contest.Members, func(m store.ContestMember) bool { return m.Side == side }) {
		return nil, &store.FilterError{Field: "side", Value: side, Err: store.ErrNotFound}
	}
	members, err := contestMembers(ctx, s, id)
	if err != nil {
		return nil, fmt.Errorf("read contest members: %w", err)
	}
	out := []int64{}
	for _, m := range members {
		if side == "" || m.side == side {
			out = append(out, m.committee)
		}
	}
	return out, nil
}

// both gives what stands in both lists, or in the one that is not nil.
func both(named, members []int64) []int64 {
	if named == nil {
		return members
	}
	in := make(map[int64]bool, len(members))
	for _, m := range members {
		in[m] = true
	}
	out := []int64{}
	for _, n := range named {
		if in[n] {
			out = append(out, n)
		}
	}
	return out
}

// jsonList gives values as one argument, for json_each.
func jsonList[T any](values []T) string {
	b, err := json.Marshal(values)
	if err != nil || values == nil {
		return "[]" // numbers and texts always marshal
	}
	return string(b)
}
