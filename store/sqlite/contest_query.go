package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"moneytrail/store"
)

// Contests lists the named groups of committees.
func (db *DB) Contests(ctx context.Context) ([]store.Contest, store.DataVersion, error) {
	var out []store.Contest
	var version store.DataVersion
	err := db.view(ctx, func(s *snapshot) (err error) {
		if version, err = s.version(ctx); err != nil {
			return err
		}
		var slugs []string
		if err := each(ctx, s, func(rows *sql.Rows) error {
			var slug string
			err := rows.Scan(&slug)
			slugs = append(slugs, slug)
			return err
		}, `SELECT slug FROM contest ORDER BY slug`); err != nil {
			return fmt.Errorf("list contests: %w", err)
		}
		for _, slug := range slugs {
			_, c, err := s.contest(ctx, slug)
			if err != nil {
				return err
			}
			out = append(out, c)
		}
		return nil
	})
	return out, version, err
}

func (s *snapshot) contest(ctx context.Context, slug string) (int64, store.Contest, error) {
	c := store.Contest{Slug: slug}
	var id int64
	err := s.row(ctx, `SELECT id, title, note FROM contest WHERE slug = ?`, slug).Scan(&id, &c.Title, &c.Note)
	if errors.Is(err, errNone) {
		return 0, c, store.ErrNotFound
	}
	if err != nil {
		return 0, c, fmt.Errorf("read contest: %w", err)
	}
	err = each(ctx, s, func(rows *sql.Rows) error {
		var m store.ContestMember
		err := rows.Scan(&m.Side, &m.Filer.Scheme, &m.Filer.ID, &m.Note)
		c.Members = append(c.Members, m)
		return err
	}, `SELECT side, scheme, native, note FROM contest_member WHERE contest_id = ? ORDER BY position`, id)
	if err != nil {
		return 0, c, fmt.Errorf("read contest members: %w", err)
	}
	return id, c, nil
}

// Contest answers for a named group: each side, transfers between members
// taken out and shown, donors ranked over all sides.
func (db *DB) Contest(ctx context.Context, slug string, q store.StandingQuery) (*store.ContestReport, error) {
	r := &store.ContestReport{}
	err := db.view(ctx, func(s *snapshot) error {
		id, contest, err := s.contest(ctx, slug)
		if err != nil {
			return err
		}
		r.Contest = contest
		if r.Version, err = s.version(ctx); err != nil {
			return err
		}
		members, err := contestMembers(ctx, s, id)
		if err != nil {
			return fmt.Errorf("read contest members: %w", err)
		}
		if r.Transfers, err = s.transfers(ctx, db.opts.Rules, members); err != nil {
			return err
		}
		if err := s.contestSides(ctx, db.opts.Rules, id, members, r, q); err != nil {
			return err
		}
		g := &group{rules: db.opts.Rules, itemized: r.Totals.Itemized}
		if r.Standings, r.More, err = s.donors(ctx, g, q, contestDonorsSQL, id, ""); err != nil {
			return err
		}
		if r.Classes, err = s.classTotals(ctx, contestClasses, id, ""); err != nil {
			return err
		}
		r.Unresolved, err = s.unresolved(ctx, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

func (s *snapshot) contestSides(ctx context.Context, rules store.Rules, contest int64, members []contestMember, r *store.ContestReport, q store.StandingQuery) error {
	var all []int64
	bySide := make(map[string][]int64)
	for _, m := range members {
		all = append(all, m.committee)
		bySide[m.side] = append(bySide[m.side], m.committee)
	}
	sides := make(map[string]bool)
	for _, m := range r.Contest.Members {
		if sides[m.Side] {
			continue
		}
		sides[m.Side] = true
		side, err := s.side(ctx, rules, contest, m.Side, bySide[m.Side], store.StandingQuery{Limit: q.Limit, Classes: q.Classes, Tag: q.Tag})
		if err != nil {
			return err
		}
		r.Sides = append(r.Sides, *side)
	}
	var err error
	if r.Totals, err = s.groupTotals(ctx, contest, "", all); err != nil {
		return err
	}
	r.Coverage, err = s.coverage(ctx, all)
	return err
}

func (s *snapshot) side(ctx context.Context, rules store.Rules, contest int64, name string, committees []int64, q store.StandingQuery) (*store.SideReport, error) {
	side := &store.SideReport{Side: name}
	for _, c := range committees {
		items, err := s.committeeItems(ctx, `WHERE c.id = ?`, c)
		if err != nil {
			return nil, err
		}
		side.Committees = append(side.Committees, items...)
	}
	var err error
	if side.Totals, err = s.groupTotals(ctx, contest, name, committees); err != nil {
		return nil, err
	}
	if side.Classes, err = s.classTotals(ctx, contestClasses, contest, name); err != nil {
		return nil, err
	}
	g := &group{rules: rules, itemized: side.Totals.Itemized}
	side.Standings, _, err = s.donors(ctx, g, q, contestDonorsSQL, contest, name)
	return side, err
}

// groupTotals adds up committees without the money that moved between members
// of the contest.
func (s *snapshot) groupTotals(ctx context.Context, contest int64, side string, committees []int64) (store.Totals, error) {
	t, err := s.totals(ctx, committees)
	if err != nil {
		return t, err
	}
	var gross, returned, pending store.Cents
	var gifts, pendingGifts, donors int
	err = s.row(ctx, `SELECT coalesce(sum(gross), 0), coalesce(sum(returned), 0), coalesce(sum(pending), 0), coalesce(sum(gifts), 0),
		coalesce(sum(pending_gifts), 0), coalesce(sum(gifts > 0 OR returned <> 0), 0) FROM contest_donor WHERE contest_id = ? AND side = ?`, contest, side).
		Scan(&gross, &returned, &pending, &gifts, &pendingGifts, &donors)
	if err != nil {
		return t, fmt.Errorf("add up contest: %w", err)
	}
	inside := t.Itemized - (gross - returned)
	t.Gross, t.Returned, t.Pending, t.Gifts, t.PendingGifts, t.Donors = gross, returned, pending, gifts, pendingGifts, donors
	t.ItemizedMonetary -= inside
	t.Itemized -= inside
	t.Total -= inside
	return t, nil
}

// transfers adds up what members of a group received from each other.
func (s *snapshot) transfers(ctx context.Context, rules store.Rules, members []contestMember) ([]store.TransferTotal, error) {
	inside, err := memberDonors(ctx, s, rules, members)
	if err != nil {
		return nil, fmt.Errorf("find transfers: %w", err)
	}
	if len(inside) == 0 {
		return nil, nil
	}
	var out []store.TransferTotal
	for _, m := range members {
		marks, args := strings.TrimSuffix(strings.Repeat("?,", len(inside)), ","), []any{m.committee}
		for d := range inside {
			args = append(args, int64(d))
		}
		byGiver := make(map[int64]*store.TransferTotal)
		err := each(ctx, s, func(rows *sql.Rows) error {
			var d store.DonorID
			var net, pending store.Cents
			var gifts int
			if err := rows.Scan(&d, &net, &pending, &gifts); err != nil {
				return err
			}
			t := byGiver[inside[d]]
			if t == nil {
				t = &store.TransferTotal{}
				byGiver[inside[d]] = t
			}
			t.Amount += net + pending
			t.Rows += gifts
			return nil
		}, `SELECT donor_id, net, pending, gifts + pending_gifts FROM committee_donor WHERE committee_id = ? AND donor_id IN (`+marks+`)`, args...)
		if err != nil {
			return nil, fmt.Errorf("add up transfers: %w", err)
		}
		for _, giver := range members {
			t := byGiver[giver.committee]
			if t == nil {
				continue
			}
			delete(byGiver, giver.committee)
			if t.From, err = s.committee(ctx, giver.committee); err != nil {
				return nil, err
			}
			if t.To, err = s.committee(ctx, m.committee); err != nil {
				return nil, err
			}
			out = append(out, *t)
		}
	}
	return out, nil
}

func (s *snapshot) unresolved(ctx context.Context, contest int64) ([]store.FilerRef, error) {
	var out []store.FilerRef
	err := each(ctx, s, func(rows *sql.Rows) error {
		var r store.FilerRef
		err := rows.Scan(&r.Scheme, &r.ID)
		out = append(out, r)
		return err
	}, `SELECT m.scheme, m.native FROM contest_member m WHERE m.contest_id = ?
		AND NOT EXISTS (SELECT 1 FROM committee_native n WHERE n.native = m.native AND (m.scheme = '' OR n.scheme = m.scheme)) ORDER BY m.position`, contest)
	if err != nil {
		return nil, fmt.Errorf("look for unknown committees: %w", err)
	}
	return out, nil
}
