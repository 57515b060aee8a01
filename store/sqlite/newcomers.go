package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"moneytrail/store"
)

// Newcomers lists donors whose first gift of at least a level in all of the
// data fell into a window and went to the scope. It fails with
// [store.ErrNotFound] or [store.ErrAmbiguous].
func (db *DB) Newcomers(ctx context.Context, q store.NewcomersQuery) (*store.Newcomers, error) {
	out := &store.Newcomers{}
	err := db.view(ctx, func(s *snapshot) (err error) {
		if out.Version, err = s.version(ctx); err != nil {
			return err
		}
		var from nullText
		if err := s.row(ctx, `SELECT min(date) FROM txn WHERE status IN (?, ?)`, int64(store.StatusCounted), int64(store.StatusPending)).Scan(&from); err != nil {
			return fmt.Errorf("read first day of the data: %w", err)
		}
		out.DataFrom = store.Date(from)
		f := filter{"WHERE t.status IN (?, ?)", []any{int64(store.StatusCounted), int64(store.StatusPending)}}
		if q.Scope != (store.Scope{}) {
			scope, err := s.scope(ctx, db.opts.Rules, &q.Scope)
			if err != nil {
				return err
			}
			f = scope.receipts()
		}
		found, err := s.newcomers(ctx, &q, f)
		if err != nil {
			return fmt.Errorf("look for newcomers: %w", err)
		}
		out.Total = len(found)
		for _, n := range page(found, q.Offset, limitOr(q.Limit, 25)) {
			item, err := s.newcomer(ctx, &n)
			if err != nil {
				return err
			}
			out.Items = append(out.Items, *item)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// firstGift is a donor's first gift at the level.
type firstGift struct {
	donor     store.DonorID
	date      store.Date
	amount    store.Cents
	pending   bool
	committee int64
	earlier   store.Date
}

func (s *snapshot) newcomers(ctx context.Context, q *store.NewcomersQuery, f filter) ([]firstGift, error) {
	f.and("t.amount >= ? AND t.date >= ? AND t.date <= ?", int64(q.Level), string(q.From), string(q.Thru))
	best := make(map[store.DonorID]firstGift)
	err := each(ctx, s, func(rows *sql.Rows) error {
		var g firstGift
		if err := rows.Scan(&g.donor, &g.date, &g.amount, &g.pending, &g.committee); err != nil {
			return err
		}
		if _, ok := best[g.donor]; !ok {
			best[g.donor] = g
		}
		return nil
	}, `SELECT `+rowDonor+`, t.date, t.amount, t.status = `+fmt.Sprint(int(store.StatusPending))+`, t.committee_id`+receiptsFrom+f.where+`
		ORDER BY t.date, t.amount DESC, t.id`, f.args...)
	if err != nil {
		return nil, err
	}
	var out []firstGift
	for _, g := range best {
		first, atLevel, err := s.firstGifts(ctx, g.donor, q.Level)
		if err != nil {
			return nil, err
		}
		if atLevel < g.date {
			continue // to somebody outside the scope, or before the window
		}
		if first < g.date {
			g.earlier = first
		}
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b firstGift) int {
		return cmp.Or(cmp.Compare(b.amount, a.amount), cmp.Compare(a.date, b.date), cmp.Compare(a.donor, b.donor))
	})
	return out, nil
}

// firstGifts gives the days of a donor's first gift in all of the data, and of
// the first of at least level.
func (s *snapshot) firstGifts(ctx context.Context, donor store.DonorID, level store.Cents) (first, atLevel store.Date, err error) {
	var a, b nullText
	err = s.row(ctx, `SELECT min(date), min(date) FILTER (WHERE amount >= ?3) FROM txn
		WHERE contributor_id IN (SELECT ?4 UNION ALL SELECT id FROM contributor WHERE donor_id = ?4 AND donor_id <> id) AND status IN (?1, ?2) AND amount > 0`,
		int64(store.StatusCounted), int64(store.StatusPending), int64(level), int64(donor)).Scan(&a, &b)
	return store.Date(a), store.Date(b), err
}

func (s *snapshot) newcomer(ctx context.Context, g *firstGift) (*store.Newcomer, error) {
	donor, err := s.donor(ctx, g.donor)
	if err != nil {
		return nil, err
	}
	committee, err := s.committee(ctx, g.committee)
	if err != nil {
		return nil, err
	}
	return &store.Newcomer{Donor: *donor, Date: g.date, Amount: g.amount, Pending: g.pending, Committee: committee, Earlier: g.earlier}, nil
}

// page gives the items after offset, at most limit.
func page[T any](all []T, offset, limit int) []T {
	offset = min(max(offset, 0), len(all))
	return all[offset:min(offset+limit, len(all))]
}
