package api

import (
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
)

// Page asks for Limit ranks after rank After. Clients ask by Cursor, which
// wins; callers in this program may ask by rank.
type Page struct {
	Limit  int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Items on a page." example:"10"`
	Cursor Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
	After  int
}

// CommitteesRequest asks for a page of committees, by Cursor or, from within
// this program, by Offset.
type CommitteesRequest struct {
	Search string `query:"q" maxLength:"200" doc:"Part of a committee's name, or its id." example:"harbor"`
	Limit  int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Committees on a page." example:"10"`
	Cursor Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
	Offset int
}

// DonorsRequest asks for a committee with a page of its donors.
type DonorsRequest struct {
	ID string `path:"id" doc:"Id of the committee, with its numbering or bare." example:"fppc-9900002"`
	Page
	Filter
}

// RowsRequest asks for the rows behind a figure of a committee, by Cursor or,
// from within this program, after the row with the id After.
type RowsRequest struct {
	ID       string        `path:"id" doc:"Id of the committee, with its numbering or bare." example:"fppc-9900002"`
	Donor    store.DonorID `query:"donor" doc:"Rows of this donor only." example:"d0000000000001"`
	Schedule string        `query:"schedule" maxLength:"40" doc:"Rows of this schedule only, as filed." example:"A"`
	Status   store.Status  `query:"status" doc:"Rows of this status only." example:"counted"`
	From     store.Date    `query:"from" doc:"Rows dated on this day or later." example:"2026-01-01"`
	Thru     store.Date    `query:"thru" doc:"Rows dated on this day or earlier." example:"2026-06-30"`
	Limit    int           `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Rows on a page." example:"10"`
	Cursor   Cursor        `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
	After    int64
}

// ContestRequest asks for a contest with a page of its donors.
type ContestRequest struct {
	Slug string `path:"slug" doc:"Id of the contest." example:"invented-recall"`
	Page `defaults:"limit=10"`
	Filter
}

// ContestsRequest asks for all contests.
type ContestsRequest struct{}

func (in DonorsRequest) check(s *Service) error  { return s.check(in.Filter) }
func (in ContestRequest) check(s *Service) error { return s.check(in.Filter) }

func (in RowsRequest) check(*Service) error {
	if in.From != "" && in.Thru != "" && in.From > in.Thru {
		return &ParamError{"from", "is later than thru"}
	}
	return nil
}

func (in RowsRequest) explain() store.ExplainQuery {
	return store.ExplainQuery{
		Donor: in.Donor, Schedule: in.Schedule, Status: in.Status, From: in.From, Thru: in.Thru, Limit: in.Limit, After: in.After,
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
