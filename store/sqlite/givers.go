package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"moneytrail/store"
)

// Bounds of what is worked out for one answer.
const (
	lookedForTag  = 2_000  // donors, the largest first, who may have a tag that follows from money
	periodsAtMost = 20_000 // donors whose gifts are added up by period
)

// Givers gives a page of the donors of a group by what they gave all
// committees. Ranks are those within the group.
func (db *DB) Givers(ctx context.Context, q store.GiversQuery) (*store.Givers, error) {
	for {
		e, err := db.searchable(ctx)
		if err != nil {
			return nil, err
		}
		out := &store.Givers{}
		err = db.on(ctx, e, func(ctx context.Context, s *snapshot) error { return s.givers(ctx, db.opts.Rules, e.order, &q, out) })
		if errors.Is(err, errRetired) {
			continue
		}
		return out, err
	}
}

func (s *snapshot) givers(ctx context.Context, rules store.Rules, order []int64, q *store.GiversQuery, out *store.Givers) error {
	var err error
	if out.Version, err = s.version(ctx); err != nil {
		return err
	}
	donors, err := s.groupMembers(ctx, rules, order, q, out)
	if err != nil {
		return err
	}
	out.Total = len(donors)
	if out.Items, err = s.giverStandings(ctx, page(donors, q.After, limitOr(q.Limit, 25)), q.After); err != nil || !q.Whole {
		return err
	}
	list := jsonList(donors)
	if out.Sum, err = s.givenBy(ctx, list); err != nil {
		return err
	}
	if out.Within, err = s.givenWithin(ctx, list); err != nil {
		return err
	}
	if out.Classes, err = s.classesOf(ctx, list); err != nil {
		return err
	}
	if out.To, err = s.givenTo(ctx, list, limitOr(q.To, 25), 0); err != nil {
		return err
	}
	if out.TooMany = len(donors) > periodsAtMost; out.TooMany {
		return nil
	}
	out.Periods, err = s.givenPeriods(ctx, list, q.By)
	return err
}

// groupMembers gives the donors of a group in order.
func (s *snapshot) groupMembers(ctx context.Context, rules store.Rules, order []int64, q *store.GiversQuery, out *store.Givers) ([]int64, error) {
	if len(q.Classes) > 0 {
		in, err := s.donorsOfClasses(ctx, q.Classes)
		if err != nil {
			return nil, err
		}
		order = slices.DeleteFunc(slices.Clone(order), func(id int64) bool { return !in(id) })
	}
	if q.Tag == "" {
		return order, nil
	}
	named, err := s.donorsTagged(ctx, q.Tag)
	if err != nil {
		return nil, err
	}
	if len(named) > 0 {
		return slices.DeleteFunc(slices.Clone(order), func(id int64) bool { return !named[id] }), nil
	}
	looked := order[:min(len(order), lookedForTag)]
	members, least, err := s.taggedByMoney(ctx, rules, q.Tag, looked)
	if len(looked) < len(order) {
		out.Looked, out.Least = len(looked), least
	}
	return members, err
}

// donorsOfClasses tells who is of the classes. Donors without a line are
// unknown.
func (s *snapshot) donorsOfClasses(ctx context.Context, classes []string) (func(int64) bool, error) {
	unknown := slices.Contains(classes, "unknown")
	not := ""
	if unknown {
		not = "NOT"
	}
	listed := make(map[int64]bool)
	err := each(ctx, s, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		listed[id] = true
		return err
	}, `SELECT donor_id FROM donor_class WHERE class `+not+` IN (SELECT value FROM json_each(?))`, jsonList(classes))
	if err != nil {
		return nil, fmt.Errorf("read donors of classes: %w", err)
	}
	return func(id int64) bool { return listed[id] != unknown }, nil
}

// donorsTagged gives the donors that have a tag by their name or job.
func (s *snapshot) donorsTagged(ctx context.Context, tag string) (map[int64]bool, error) {
	out := make(map[int64]bool)
	err := each(ctx, s, func(rows *sql.Rows) error {
		var id int64
		var tags string
		err := rows.Scan(&id, &tags)
		if slices.Contains(strings.Split(tags, "\n"), tag) {
			out[id] = true
		}
		return err
	}, `SELECT donor_id, tags FROM donor_class WHERE tags <> '' AND instr(tags, ?) > 0`, tag)
	if err != nil {
		return nil, fmt.Errorf("read donors with a tag: %w", err)
	}
	return out, nil
}

// taggedByMoney gives those of the donors who have a tag at any committee, and
// what the last of them gave in all.
func (s *snapshot) taggedByMoney(ctx context.Context, rules store.Rules, tag string, donors []int64) ([]int64, store.Cents, error) {
	known, err := s.donorsByID(ctx, donors)
	if err != nil {
		return nil, 0, err
	}
	history := pageHistory{ctx: ctx, s: s}
	for _, id := range donors {
		history.page = append(history.page, store.Standing{Donor: known[store.DonorID(id)]})
	}
	groups := make(map[int64]*group)
	var out []int64
	var least store.Cents
	for i, id := range donors {
		d := &history.page[i].Donor
		lines := history.given(d.ID)
		least = 0
		for _, l := range lines {
			least += l.net
		}
		has := false
		for _, l := range lines {
			if groups[l.committee] == nil {
				if groups[l.committee], err = s.oneGroup(ctx, rules, l.committee); err != nil {
					return nil, 0, err
				}
			}
			g := groups[l.committee]
			has = has || slices.Contains(rules.Tags(&store.DonorGiving{Donor: d, ToCommittee: l.net, Itemized: g.itemized, Area: g.area, History: history.of(d), Only: tag}), tag)
		}
		if has {
			out = append(out, id)
		}
	}
	return out, least, history.err
}

func (s *snapshot) oneGroup(ctx context.Context, rules store.Rules, committee int64) (*group, error) {
	var itemized store.Cents
	if err := s.row(ctx, `SELECT itemized FROM committee WHERE id = ?`, committee).Scan(&itemized); err != nil {
		return nil, fmt.Errorf("read itemized money: %w", err)
	}
	return s.groupOf(ctx, rules, itemized, committee)
}

func (s *snapshot) giverStandings(ctx context.Context, donors []int64, after int) ([]store.GiverStanding, error) {
	known, err := s.donorsByID(ctx, donors)
	if err != nil {
		return nil, err
	}
	given := make(map[store.DonorID]store.GivenTotals)
	err = each(ctx, s, func(rows *sql.Rows) error {
		var id store.DonorID
		var t store.GivenTotals
		err := scanGiven(&t, rows.Scan, &id)
		given[id] = t
		return err
	}, `SELECT d.donor_id, `+givenSums+linesOf+` GROUP BY d.donor_id`, jsonList(donors))
	if err != nil {
		return nil, fmt.Errorf("add up donors: %w", err)
	}
	out := make([]store.GiverStanding, 0, len(donors))
	for i, id := range donors {
		d := store.DonorID(id)
		out = append(out, store.GiverStanding{Rank: after + i + 1, Donor: known[d], GivenTotals: given[d]})
	}
	return out, nil
}

// classesOf adds up what donors gave by class, kind and confidence.
func (s *snapshot) classesOf(ctx context.Context, donors string) ([]store.ClassTotal, error) {
	var out []store.ClassTotal
	err := each(ctx, s, func(rows *sql.Rows) error {
		var t store.ClassTotal
		err := rows.Scan(&t.Class, &t.Kind, &t.Confidence, &t.Donors, &t.Net, &t.Pending)
		out = append(out, t)
		return err
	}, `SELECT coalesce(k.class, 'unknown'), coalesce(k.kind, ''), coalesce(k.confidence, 'none'), count(DISTINCT d.donor_id), sum(d.net), sum(d.pending)
		FROM json_each(?1) j CROSS JOIN committee_donor d INDEXED BY committee_donor_donor ON d.donor_id = j.value AND `+gaveAnything+`
		LEFT JOIN donor_class k ON k.donor_id = d.donor_id GROUP BY 1, 2, 3 ORDER BY sum(d.net) DESC, 1, 2, 3`, donors)
	if err != nil {
		return nil, fmt.Errorf("add up kinds of donors: %w", err)
	}
	return out, nil
}
