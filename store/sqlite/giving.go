package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"moneytrail/store"
)

// group is what computed tags of donors refer to: a committee, or several.
type group struct {
	rules    store.Rules
	itemized store.Cents
	area     store.Area
}

// groupOf gives the group that committees make. Committees of different areas
// have none.
func (s *snapshot) groupOf(ctx context.Context, rules store.Rules, itemized store.Cents, committees ...int64) (*group, error) {
	g := &group{rules: rules, itemized: itemized}
	for i, committee := range committees {
		area, err := s.area(ctx, rules, committee)
		if err != nil {
			return nil, err
		}
		if i > 0 && (area.State != g.area.State || !slices.Equal(area.Cities, g.area.Cities)) {
			g.area = store.Area{}
			return g, nil
		}
		g.area = area
	}
	return g, nil
}

func (s *snapshot) area(ctx context.Context, rules store.Rules, committee int64) (store.Area, error) {
	var ids []store.FilerRef
	federal := false
	err := each(ctx, s, func(rows *sql.Rows) error {
		var r store.FilerRef
		err := rows.Scan(&r.Scheme, &r.ID)
		ids, federal = append(ids, r), federal || r.Scheme == store.SchemeFEC
		return err
	}, `SELECT scheme, native FROM committee_native WHERE committee_id = ? ORDER BY scheme DESC, native`, committee)
	var candidates []string
	if err == nil && federal {
		err = each(ctx, s, func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			candidates = append(candidates, id)
			return err
		}, `SELECT DISTINCT p.native FROM filing f JOIN person p ON p.filing_id = f.id
			WHERE f.committee_id = ? AND p.role IN ('candidate', 'linked candidate') AND p.native <> '' LIMIT 100`, committee)
	}
	if err != nil {
		return store.Area{}, fmt.Errorf("find the area of a committee: %w", err)
	}
	return rules.Area(ids, candidates), nil
}

// tag gives the donors of a page their computed tags; only names the one that
// is asked for, empty asks for all.
func (s *snapshot) tag(ctx context.Context, g *group, page []store.Standing, only string) error {
	var failed error
	for i := range page {
		d := &page[i].Donor
		var history *store.DonorHistory
		page[i].Tags = g.rules.Tags(&store.DonorGiving{
			Donor: d, ToCommittee: page[i].Net, Itemized: g.itemized, Area: g.area, Only: only,
			History: func() store.DonorHistory {
				if history == nil && failed == nil {
					h, err := s.history(ctx, d)
					history, failed = &h, err
				}
				if failed != nil {
					return store.DonorHistory{}
				}
				return *history
			},
		})
	}
	return failed
}

// history adds up what a donor gave all committees, and what it received as a
// committee itself.
func (s *snapshot) history(ctx context.Context, d *store.Donor) (store.DonorHistory, error) {
	var h store.DonorHistory
	years := make(map[string]store.Cents)
	var several []int64 // committees that got money in more than one year
	err := each(ctx, s, func(rows *sql.Rows) error {
		var committee int64
		var net store.Cents
		var first, last nullText
		err := rows.Scan(&committee, &net, &first, &last)
		h.PassedOn += net
		if from, thru := yearOf(string(first)), yearOf(string(last)); from != thru {
			several = append(several, committee)
		} else if from != "" {
			years[from] += net
		}
		return err
	}, `SELECT committee_id, net, first, last FROM committee_donor INDEXED BY committee_donor_donor WHERE donor_id = ?`, int64(d.ID))
	if err != nil {
		return h, fmt.Errorf("add up what donor %s gave: %w", d.ID, err)
	}
	for _, committee := range several {
		if err := s.giftsByYear(ctx, d.ID, committee, years); err != nil {
			return h, fmt.Errorf("add up the years of donor %s: %w", d.ID, err)
		}
	}
	for _, sum := range years {
		h.CalendarYear = max(h.CalendarYear, sum)
	}
	if d.CommitteeID == "" {
		return h, nil
	}
	err = s.row(ctx, `SELECT coalesce(sum(m.itemized + m.unitemized_monetary + m.unitemized_in_kind), 0) FROM committee m
		WHERE m.id IN (SELECT n.committee_id FROM committee_native n WHERE n.native = ? AND n.scheme IN (?, ?))`,
		d.CommitteeID, store.SchemeFPPC, store.SchemeFEC).Scan(&h.Received)
	if err != nil {
		return h, fmt.Errorf("read receipts of donor %s: %w", d.ID, err)
	}
	return h, nil
}

// giftsByYear adds what a donor gave a committee to the sums of its years.
// Gifts without a day belong to no year.
func (s *snapshot) giftsByYear(ctx context.Context, donor store.DonorID, committee int64, years map[string]store.Cents) error {
	return each(ctx, s, func(rows *sql.Rows) error {
		var year string
		var net store.Cents
		err := rows.Scan(&year, &net)
		if year != "" {
			years[year] += net
		}
		return err
	}, `SELECT substr(coalesce(t.date, ''), 1, 4), sum(t.amount) FROM txn t INDEXED BY txn_contributor
		WHERE t.contributor_id IN (SELECT ?1 UNION SELECT id FROM contributor INDEXED BY contributor_merged WHERE donor_id = ?1 AND donor_id <> id)
			AND t.committee_id = ?2 AND t.status = ?3 GROUP BY 1`, int64(donor), committee, int64(store.StatusCounted))
}

func yearOf(date string) string {
	if len(date) < 4 {
		return ""
	}
	return date[:4]
}
