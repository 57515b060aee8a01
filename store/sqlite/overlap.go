package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"moneytrail/store"
)

// Overlap lists who gave to both of two committees. It fails with
// [store.ErrNotFound] or [store.ErrAmbiguous].
func (db *DB) Overlap(ctx context.Context, q store.OverlapQuery) (*store.Overlap, error) {
	out := &store.Overlap{}
	err := db.view(ctx, func(s *snapshot) (err error) {
		if out.Version, err = s.version(ctx); err != nil {
			return err
		}
		a, err := s.findCommittee(ctx, q.A)
		if err != nil {
			return err
		}
		b, err := s.findCommittee(ctx, q.B)
		if err != nil {
			return err
		}
		if err := s.overlapSides(ctx, out, a, b); err != nil {
			return err
		}
		shared, err := s.sharedDonors(ctx, db.opts.Rules, a, b)
		if err != nil {
			return fmt.Errorf("read donors: %w", err)
		}
		out.Total = len(shared)
		for i := range shared {
			out.SumA += shared[i].A.Net
			out.SumB += shared[i].B.Net
		}
		out.Items = page(shared, q.Offset, limitOr(q.Limit, 25))
		for i := range out.Items {
			if err := s.fillShared(ctx, &out.Items[i], a, b); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (s *snapshot) overlapSides(ctx context.Context, out *store.Overlap, a, b int64) (err error) {
	if out.A, err = s.committee(ctx, a); err != nil {
		return err
	}
	if out.B, err = s.committee(ctx, b); err != nil {
		return err
	}
	if out.CoverageA, err = s.coverage(ctx, []int64{a}); err != nil {
		return err
	}
	out.CoverageB, err = s.coverage(ctx, []int64{b})
	return err
}

// sharedDonors gives the donors with counted or late money to both.
func (s *snapshot) sharedDonors(ctx context.Context, rules store.Rules, a, b int64) ([]store.OverlapItem, error) {
	inside, err := memberDonors(ctx, s, rules, []contestMember{{"", a}, {"", b}})
	if err != nil {
		return nil, err
	}
	toA, err := committeeStandings(ctx, s, a)
	if err != nil {
		return nil, err
	}
	toB, err := committeeStandings(ctx, s, b)
	if err != nil {
		return nil, err
	}
	byDonor := make(map[store.DonorID]*store.Standing, len(toA))
	for i := range toA {
		if gave(&toA[i]) && inside[toA[i].Donor.ID] == 0 {
			byDonor[toA[i].Donor.ID] = &toA[i]
		}
	}
	var out []store.OverlapItem
	for i := range toB {
		if first := byDonor[toB[i].Donor.ID]; first != nil && gave(&toB[i]) {
			out = append(out, store.OverlapItem{Donor: first.Donor, A: *first, B: toB[i]})
		}
	}
	both := func(x *store.OverlapItem) store.Cents { return x.A.Net + x.A.Pending + x.B.Net + x.B.Pending }
	slices.SortFunc(out, func(x, y store.OverlapItem) int {
		return cmp.Or(cmp.Compare(both(&y), both(&x)), cmp.Compare(x.Donor.ID, y.Donor.ID))
	})
	return out, nil
}

// gave holds for donors of money, as against joint-fundraising shares alone.
func gave(s *store.Standing) bool { return s.Gifts > 0 || s.PendingGifts > 0 }

func (s *snapshot) fillShared(ctx context.Context, item *store.OverlapItem, a, b int64) error {
	donor, err := s.donor(ctx, item.Donor.ID)
	if err != nil {
		return err
	}
	item.Donor = *donor
	var same int
	err = s.row(ctx, `SELECT count(*) FROM (SELECT ?1 AS id UNION ALL SELECT id FROM contributor WHERE donor_id = ?1 AND donor_id <> id) c
		WHERE EXISTS (SELECT 1 FROM txn INDEXED BY txn_contributor WHERE contributor_id = c.id AND committee_id = ?2 AND status IN (?4, ?5))
			AND EXISTS (SELECT 1 FROM txn INDEXED BY txn_contributor WHERE contributor_id = c.id AND committee_id = ?3 AND status IN (?4, ?5))`,
		int64(donor.ID), a, b, int64(store.StatusCounted), int64(store.StatusPending)).Scan(&same)
	if err != nil {
		return fmt.Errorf("read names of donor: %w", err)
	}
	item.Joined = same == 0
	return nil
}
