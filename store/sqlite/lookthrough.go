package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"moneytrail/store"
)

// LookThrough says who stands behind the money of a committee. It fails with
// [store.ErrNotFound] or [store.ErrAmbiguous].
func (db *DB) LookThrough(ctx context.Context, q store.LookThroughQuery) (*store.LookThrough, error) {
	out := &store.LookThrough{}
	err := db.view(ctx, func(s *snapshot) (err error) {
		if out.Version, err = s.version(ctx); err != nil {
			return err
		}
		origin, err := s.findCommittee(ctx, q.Committee)
		if err != nil {
			return err
		}
		if out.Committee, err = s.committee(ctx, origin); err != nil {
			return err
		}
		if out.Coverage, err = s.coverage(ctx, []int64{origin}); err != nil {
			return err
		}
		known := make(map[int64][]store.MoneySource)
		sources := func(committee int64) ([]store.MoneySource, error) {
			if _, ok := known[committee]; !ok {
				if known[committee], err = s.moneySources(ctx, committee); err != nil {
					return nil, fmt.Errorf("read donors of committee %d: %w", committee, err)
				}
			}
			return known[committee], nil
		}
		found, passed, err := db.opts.Rules.LookThrough(origin, min(max(q.Depth, 1), 3), sources)
		if err != nil {
			return err
		}
		for _, source := range known[origin] {
			out.Whole += source.Amount
		}
		out.Total = len(found)
		return s.fillLookThrough(ctx, out, page(found, q.Offset, limitOr(q.Limit, 25)), passed)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// moneySources gives the donors of a committee with counted money, by rank,
// and last its unitemized gifts.
func (s *snapshot) moneySources(ctx context.Context, committee int64) ([]store.MoneySource, error) {
	var out []store.MoneySource
	err := each(ctx, s, func(rows *sql.Rows) error {
		var m store.MoneySource
		err := rows.Scan(&m.Donor, &m.Amount, &m.Committee)
		out = append(out, m)
		return err
	}, `SELECT d.donor_id, d.net, coalesce((SELECT min(n.committee_id) FROM committee_native n WHERE n.native = c.committee_ref AND n.scheme IN ('fppc', 'fec')), 0)
		FROM committee_donor d JOIN contributor c ON c.id = d.donor_id WHERE d.committee_id = ? AND d.net > 0 ORDER BY d.rank`, committee)
	if err != nil {
		return nil, err
	}
	var small store.Cents
	if err := s.unitemized(ctx, []int64{committee}, &small); err != nil {
		return nil, err
	}
	if small > 0 {
		out = append(out, store.MoneySource{Amount: small})
	}
	return out, nil
}

func (s *snapshot) fillLookThrough(ctx context.Context, out *store.LookThrough, found []store.Attribution, passed []store.PassedThrough) error {
	for _, a := range found {
		item := store.Origin{Kind: a.Kind, Attributed: a.Amount, Direct: a.Direct}
		if a.Donor != 0 {
			donor, err := s.donor(ctx, a.Donor)
			if err != nil {
				return err
			}
			item.Donor = *donor
		} else {
			var err error
			if item.Committee, err = s.committee(ctx, a.Committee); err != nil {
				return err
			}
		}
		out.Items = append(out.Items, item)
	}
	for _, p := range passed {
		c, err := s.committee(ctx, p.Committee)
		if err != nil {
			return err
		}
		out.Through = append(out.Through, store.LookedThrough{Committee: c, Amount: p.Amount, Depth: p.Depth})
	}
	return nil
}
