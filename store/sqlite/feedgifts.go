package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"moneytrail/store"
)

// FeedGifts lists the counted and pending gifts that were filed last. It
// fails with [store.ErrNotFound] or [store.ErrAmbiguous].
func (db *DB) FeedGifts(ctx context.Context, q store.FeedGiftsQuery) (*store.FeedGifts, error) {
	out := &store.FeedGifts{}
	err := db.view(ctx, func(s *snapshot) (err error) {
		if out.Version, err = s.version(ctx); err != nil {
			return err
		}
		f, err := s.feedGiftsFilter(ctx, db.opts.Rules, &q)
		if err != nil {
			return err
		}
		limit := limitOr(q.Limit, 25)
		ids, err := s.feedGifts(ctx, f, limit+1)
		if err != nil {
			return fmt.Errorf("look for latest gifts: %w", err)
		}
		if out.More = len(ids) > limit; out.More {
			ids = ids[:limit]
		}
		out.Items, err = s.giftsOf(ctx, ids)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (s *snapshot) feedGiftsFilter(ctx context.Context, rules store.Rules, q *store.FeedGiftsQuery) (filter, error) {
	f := filter{"WHERE t.status IN (?, ?)", []any{int64(store.StatusCounted), int64(store.StatusPending)}}
	narrow := q.Late
	if q.Scope != (store.Scope{}) {
		scope, err := s.scope(ctx, rules, &q.Scope)
		if err != nil {
			return f, err
		}
		f, narrow = scope.receipts(), true
	} else if q.Late {
		f.and("t.committee_id IN (SELECT id FROM committee WHERE pending <> 0)")
	}
	if q.Late {
		f.and("t.status = ?", int64(store.StatusPending))
	}
	if q.Donor != 0 {
		donor, err := s.donor(ctx, q.Donor)
		if err != nil {
			return f, err
		}
		narrow = true
		f.and(`t.contributor_id IN (SELECT ? UNION ALL SELECT id FROM contributor WHERE donor_id = ? AND donor_id <> id)`, int64(donor.ID), int64(donor.ID))
	}
	if n := len(q.Classes); n > 0 {
		narrow = true
		in := "(?" + strings.Repeat(", ?", n-1) + ")"
		var args []any
		for range 2 {
			for _, class := range q.Classes {
				args = append(args, class)
			}
		}
		f.and(`t.contributor_id IN (SELECT donor_id FROM donor_class WHERE class IN `+in+` UNION ALL
			SELECT c.id FROM donor_class x JOIN contributor c ON c.donor_id = x.donor_id AND c.donor_id <> c.id WHERE x.class IN `+in+`)`, args...)
	}
	if !narrow {
		return f, errors.New("feed gifts of everybody: name a scope, a donor, a class or late gifts")
	}
	f.and("t.amount >= ?", int64(max(q.Least, 1)))
	if q.After != nil {
		f.and("(coalesce(f.filed, ''), t.id) < (?, ?)", string(q.After.Filed), q.After.Row)
	}
	return f, nil
}

func (s *snapshot) feedGifts(ctx context.Context, f filter, limit int) ([]int64, error) {
	var ids []int64
	err := each(ctx, s, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, `SELECT t.id FROM txn t JOIN filing f ON f.id = t.filing_id LEFT JOIN contributor k ON k.id = t.contributor_id `+f.where+`
		ORDER BY coalesce(f.filed, '') DESC, t.id DESC LIMIT ?`, append(f.args, limit)...)
	return ids, err
}

// giftsOf reads rows in the order of their ids as given.
func (s *snapshot) giftsOf(ctx context.Context, ids []int64) ([]store.FeedGift, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	f := filter{where: "WHERE t.id IN (" + marks(len(ids)) + ")"}
	place := make(map[int64]int, len(ids))
	for i, id := range ids {
		f.args = append(f.args, id)
		place[id] = i
	}
	rows, _, err := s.rows(ctx, f, len(ids))
	if err != nil {
		return nil, err
	}
	out := make([]store.FeedGift, len(ids))
	for i := range rows {
		gift := &out[place[rows[i].ID]]
		gift.Row = rows[i]
		donor, err := s.donor(ctx, gift.Row.Donor)
		if err != nil {
			return nil, err
		}
		gift.Donor = *donor
		var committee int64
		if err := s.row(ctx, `SELECT committee_id FROM txn WHERE id = ?`, gift.Row.ID).Scan(&committee); err != nil {
			return nil, fmt.Errorf("look up filer of row %d: %w", gift.Row.ID, err)
		}
		if gift.Committee, err = s.committee(ctx, committee); err != nil {
			return nil, err
		}
	}
	return out, nil
}
