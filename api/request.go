package api

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"moneytrail/store"
)

// Limits of a page: lines when no limit is asked for, and at most. A contest
// has lists of donors for each side besides, so its own is shorter.
const (
	DefaultLimit = 25
	ContestLimit = 10
	MaxLimit     = 200
	maxOffset    = 1_000_000
)

// Page asks for Limit ranks after rank After.
type Page struct{ Limit, After int }

// CommitteesRequest asks for a page of committees.
type CommitteesRequest struct {
	Search        string
	Limit, Offset int
}

// DonorsRequest asks for a committee with a page of its donors.
type DonorsRequest struct {
	ID string
	Page
	Filter
}

// RowsRequest asks for the rows behind a figure of a committee.
type RowsRequest struct {
	ID      string
	Explain store.ExplainQuery
}

// ContestRequest asks for a contest with a page of its donors.
type ContestRequest struct {
	Slug string
	Page
	Filter
}

// ParseCommittees reads q, limit and offset. Like all parsers here it leaves
// [Query.Done] to the caller and takes the id of the path, "" when there is
// none.
func ParseCommittees(_ string, q *Query) (CommitteesRequest, error) {
	return CommitteesRequest{
		Search: q.Text("q", 200),
		Limit:  int(q.Int("limit", DefaultLimit, 1, MaxLimit)),
		Offset: int(q.Int("offset", 0, 0, maxOffset)),
	}, nil
}

// ParseDonors reads class, tag, limit and after.
func (s *Service) ParseDonors(id string, q *Query) (DonorsRequest, error) {
	in := DonorsRequest{id, parsePage(q, DefaultLimit), parseFilter(q)}
	return in, errors.Join(s.check(in.Filter), checkID(id))
}

// ParseContest reads class, tag, limit and after.
func (s *Service) ParseContest(slug string, q *Query) (ContestRequest, error) {
	in := ContestRequest{slug, parsePage(q, ContestLimit), parseFilter(q)}
	return in, errors.Join(s.check(in.Filter), checkID(slug))
}

// ParseRows reads donor, schedule, status, from, thru, limit and after.
func ParseRows(id string, q *Query) (RowsRequest, error) {
	in := RowsRequest{id, store.ExplainQuery{
		Donor: q.Donor("donor"), Schedule: q.Text("schedule", 40), Status: q.Status("status"),
		From: q.Date("from"), Thru: q.Date("thru"),
		Limit: int(q.Int("limit", DefaultLimit, 1, MaxLimit)),
		After: q.Int("after", 0, 0, 1<<62),
	}}
	if e := in.Explain; e.From != "" && e.Thru != "" && e.From > e.Thru {
		q.fail("from", "is later than thru")
	}
	return in, checkID(id)
}

func parseNothing(string, *Query) (struct{}, error) { return struct{}{}, nil }

func parsePage(q *Query, standard int64) Page {
	return Page{
		Limit: int(q.Int("limit", standard, 1, MaxLimit)),
		After: int(q.Int("after", 0, 0, maxOffset)),
	}
}

// checkID spares the database ids that cannot be one. Provisional ids carry a
// filed name, so almost any printable text may be an id.
func checkID(id string) error {
	if id == "" || len(id) > 300 || !utf8.ValidString(id) || strings.ContainsFunc(id, unicode.IsControl) {
		return store.ErrNotFound
	}
	return nil
}
