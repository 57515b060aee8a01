package sqlite

import (
	"context"

	"moneytrail/store"
)

// Donor gives a donor with a page of the committees it gave to, when it gave,
// and what says who it is. The id may be that of a name as filed that is taken
// for another donor. It fails with [store.ErrNotFound].
func (db *DB) Donor(ctx context.Context, id store.DonorID, q store.DonorQuery) (*store.DonorReport, error) {
	r := &store.DonorReport{}
	err := db.view(ctx, func(s *snapshot) error {
		if err := s.profile(ctx, db.opts.Rules, id, &r.DonorProfile); err != nil {
			return err
		}
		self := jsonList([]int64{int64(r.Donor.ID)})
		var err error
		if r.Given, err = s.givenBy(ctx, self); err != nil {
			return err
		}
		if r.To, err = s.givenTo(ctx, self, limitOr(q.Limit, 50), q.Offset); err != nil {
			return err
		}
		if r.Periods, err = s.givenPeriods(ctx, self, q.By); err != nil {
			return err
		}
		return s.together(ctx, r)
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// together adds up a donor and those that belong to it.
func (s *snapshot) together(ctx context.Context, r *store.DonorReport) error {
	all := []int64{int64(r.Donor.ID)}
	for i := range r.Affiliations {
		a := &r.Affiliations[i]
		given, err := s.givenBy(ctx, jsonList([]int64{int64(a.Other.ID)}))
		if err != nil {
			return err
		}
		a.Net, a.Pending = given.Net, given.Pending
		all = append(all, int64(a.Other.ID))
		r.Together += given.Net
	}
	var err error
	if r.Between, err = s.givenWithin(ctx, jsonList(all)); err != nil {
		return err
	}
	r.Together += r.Given.Net - r.Between
	return nil
}
