package sqlite

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"moneytrail/store"
)

// scope is a question's receipts as the database knows them.
type scope struct {
	committees []int64
	inside     []store.DonorID // members of the contest as donors: transfers
	contest    int64           // 0: not a contest
	side       string
	sides      map[string][]int64 // of a contest
}

// scope finds what a question is about. It fails with [store.ErrNotFound] or
// [store.ErrAmbiguous].
func (s *snapshot) scope(ctx context.Context, rules store.Rules, q *store.Scope) (*scope, error) {
	if q.Contest == "" {
		committee, err := s.findCommittee(ctx, q.Committee)
		if err != nil {
			return nil, err
		}
		return &scope{committees: []int64{committee}}, nil
	}
	id, contest, err := s.contest(ctx, q.Contest)
	if err != nil {
		return nil, err
	}
	if q.Side != "" && !slices.ContainsFunc(contest.Members, func(m store.ContestMember) bool { return m.Side == q.Side }) {
		return nil, store.ErrNotFound
	}
	members, err := contestMembers(ctx, s, id)
	if err != nil {
		return nil, fmt.Errorf("read contest members: %w", err)
	}
	inside, err := memberDonors(ctx, s, rules, members)
	if err != nil {
		return nil, fmt.Errorf("find transfers: %w", err)
	}
	out := &scope{contest: id, side: q.Side, sides: make(map[string][]int64)}
	for _, m := range members {
		out.sides[m.side] = append(out.sides[m.side], m.committee)
		if q.Side == "" || m.side == q.Side {
			out.committees = append(out.committees, m.committee)
		}
	}
	for d := range inside {
		out.inside = append(out.inside, d)
	}
	slices.Sort(out.inside)
	return out, nil
}

// rowDonor is the donor of a row t whose contributor is joined as k.
const rowDonor = `coalesce(k.donor_id, t.contributor_id)`

const receiptsFrom = ` FROM txn t LEFT JOIN contributor k ON k.id = t.contributor_id `

// receipts is the filter for counted and pending gifts of the scope.
func (c *scope) receipts() filter {
	f := filter{where: "WHERE t.committee_id IN (" + marks(len(c.committees)) + ") AND t.status IN (?, ?)"}
	for _, id := range c.committees {
		f.args = append(f.args, id)
	}
	f.args = append(f.args, int64(store.StatusCounted), int64(store.StatusPending))
	if len(c.inside) > 0 {
		f.where += " AND " + rowDonor + " NOT IN (" + marks(len(c.inside)) + ")"
		for _, d := range c.inside {
			f.args = append(f.args, int64(d))
		}
	}
	return f
}

// standings is the filter for the stored ranks of the scope, as table d.
func (c *scope) standings() (table string, f filter) {
	if c.contest != 0 {
		return "contest_donor", filter{"WHERE d.contest_id = ? AND d.side = ?", []any{c.contest, c.side}}
	}
	return "committee_donor", filter{"WHERE d.committee_id = ?", []any{c.committees[0]}}
}

// marks gives "?, ?": no committee at all is NULL, which nothing is in.
func marks(n int) string {
	if n == 0 {
		return "NULL"
	}
	return "?" + strings.Repeat(", ?", n-1)
}

// commonThru is the last day that the reports of every side cover.
func (s *snapshot) commonThru(ctx context.Context, c *scope) (store.Date, error) {
	groups := [][]int64{c.committees}
	for _, committees := range c.sides {
		groups = append(groups, committees)
	}
	var common store.Date
	for i, committees := range groups {
		coverage, err := s.coverage(ctx, committees)
		if err != nil {
			return "", err
		}
		if i == 0 || coverage.Thru < common {
			common = coverage.Thru
		}
	}
	return common, nil
}

// facts read what the figures of the scope rest on.
func (s *snapshot) facts(ctx context.Context, c *scope) (f store.ScopeFacts, err error) {
	if f.Coverage, err = s.coverage(ctx, c.committees); err != nil {
		return f, err
	}
	if c.contest != 0 {
		if f.Totals, err = s.groupTotals(ctx, c.contest, c.side, c.committees); err != nil {
			return f, err
		}
		f.Classes, err = s.classTotals(ctx, contestClasses, c.contest, c.side)
		return f, err
	}
	if f.Totals, err = s.totals(ctx, c.committees); err != nil {
		return f, err
	}
	f.Classes, err = s.classTotals(ctx, committeeClasses, c.committees[0])
	return f, err
}
