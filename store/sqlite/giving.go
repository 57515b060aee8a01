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
func (h *pageHistory) tag(g *group, page []store.Standing, only string) error {
	h.turn(page)
	for i := range page {
		d := &page[i].Donor
		page[i].Tags = g.rules.Tags(&store.DonorGiving{
			Donor: d, ToCommittee: page[i].Net, Itemized: g.itemized, Area: g.area, History: h.of(d), Only: only,
		})
	}
	return h.err
}
