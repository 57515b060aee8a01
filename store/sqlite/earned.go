package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"moneytrail/store"
)

// earned gives the tags that follow from what donors gave committees: of some
// committees, or of all when committees is nil; one tag, or all when only is
// empty.
func (s *snapshot) earned(ctx context.Context, rules store.Rules, committees []int64, only string, yield func(tag string, committee, donor int64)) error {
	if rules == nil {
		return nil
	}
	itemized := make(map[int64]store.Cents)
	var order []int64
	if err := each(ctx, s, func(rows *sql.Rows) error {
		var id int64
		var cents store.Cents
		err := rows.Scan(&id, &cents)
		itemized[id], order = cents, append(order, id)
		return err
	}, `SELECT id, itemized FROM committee WHERE ?1 OR id IN (SELECT value FROM json_each(?2)) ORDER BY id`, committees == nil, jsonList(committees)); err != nil {
		return fmt.Errorf("read committees: %w", err)
	}
	for _, committee := range order {
		page, err := s.givers(ctx, committee)
		if err != nil || len(page) == 0 {
			if err != nil {
				return err
			}
			continue
		}
		g, err := s.groupOf(ctx, rules, itemized[committee], committee)
		if err != nil {
			return err
		}
		if err := s.tag(ctx, g, page, only); err != nil {
			return err
		}
		for i := range page {
			for _, tag := range page[i].Tags {
				if only == "" || tag == only {
					yield(tag, committee, int64(page[i].Donor.ID))
				}
			}
		}
	}
	return nil
}

// givers gives a committee's donors with what tags ask about.
func (s *snapshot) givers(ctx context.Context, committee int64) ([]store.Standing, error) {
	var page []store.Standing
	err := each(ctx, s, func(rows *sql.Rows) error {
		var st store.Standing
		d := &st.Donor
		err := rows.Scan(append([]any{&d.ID, &st.Net, &d.Name, &d.City, &d.State, &d.Zip5, &d.Entity, &d.CommitteeID}, scanClass(&d.Class)...)...)
		page = append(page, st)
		return err
	}, `SELECT d.donor_id, d.net, coalesce(c.name, ''), coalesce(c.city, ''), coalesce(c.state, ''), coalesce(c.zip5, ''), coalesce(c.entity, ''), coalesce(c.committee_ref, ''), `+classFields+`
		FROM committee_donor d LEFT JOIN contributor c ON c.id = d.donor_id LEFT JOIN donor_class k ON k.donor_id = d.donor_id
		WHERE d.committee_id = ? ORDER BY d.rank`, committee)
	if err != nil {
		return nil, fmt.Errorf("read donors of committee %d: %w", committee, err)
	}
	return page, nil
}
