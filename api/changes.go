package api

import (
	"context"

	"moneytrail/store"
)

// ChangesRequest asks for Limit changes, latest first, after the change with
// the id After; 0 is the first page.
// Moves is how many moved figures of each to give; 0 gives all that are kept.
type ChangesRequest struct {
	Limit int
	After int64
	Moves int
}

// ParseChanges reads limit, after and moves.
func ParseChanges(_ string, q *Query) (ChangesRequest, error) {
	return ChangesRequest{
		Limit: int(q.Int("limit", DefaultLimit, 1, MaxLimit)),
		After: q.Int("after", 0, 0, 1<<62),
		Moves: int(q.Int("moves", store.MaxMoves, 1, maxMoves)),
	}, nil
}

// maxMoves bounds the moved figures of one change in an answer.
const maxMoves = 10_000

// Change is what a correction or a change of rules did to the figures. Counts
// are exact; Moves are figures that moved: those of whole donors, then the
// largest of committees and contests.
type Change struct {
	ID          int64   `json:"id"`
	DataVersion int64   `json:"data_version"` // that it made
	At          string  `json:"at"`           // RFC 3339, UTC
	Cause       string  `json:"cause"`        // kind of correction, "corrections", "resolve", "classes"
	What        string  `json:"what"`
	Reason      string  `json:"reason"`
	Link        string  `json:"link"`
	Author      string  `json:"author"`
	Entries     []int64 `json:"entries"` // of the log of corrections

	Donors     int          `json:"donors"`
	Committees int          `json:"committees"`
	Contests   int          `json:"contests"`
	Figures    int          `json:"figures"`
	Moves      []FigureMove `json:"moves"`
}

// FigureMove is a figure before and after a change, net of returns. Scope is
// "donor" (all that the donor gave), "committee" or "contest"; ID is the
// committee's public id or the contest's slug.
type FigureMove struct {
	Scope              string      `json:"scope"`
	ID                 string      `json:"id"`
	Name               string      `json:"name"`
	Side               string      `json:"side"`
	Donor              string      `json:"donor_id"`
	DonorName          string      `json:"donor_name"`
	BeforeCents        store.Cents `json:"before_cents"`
	Before             string      `json:"before"`
	AfterCents         store.Cents `json:"after_cents"`
	After              string      `json:"after"`
	PendingBeforeCents store.Cents `json:"pending_before_cents"`
	PendingBefore      string      `json:"pending_before"`
	PendingAfterCents  store.Cents `json:"pending_after_cents"`
	PendingAfter       string      `json:"pending_after"`
	ClassBefore        string      `json:"class_before"`
	ClassAfter         string      `json:"class_after"`
}

// ChangeList answers GET /api/v1/changes. Total is the exact number of changes;
// Next is the id to ask for as "after", null at the end.
type ChangeList struct {
	Meta
	Limit   int      `json:"limit"`
	After   int64    `json:"after"`
	Next    *int64   `json:"next"`
	Total   int      `json:"total"`
	Changes []Change `json:"changes"`
}

// Changes gives a page of the public log of changes.
func (s *Service) Changes(ctx context.Context, in ChangesRequest) (*ChangeList, error) {
	page, err := s.reader.Changes(ctx, store.ChangeQuery{Limit: in.Limit, Before: in.After, Moves: in.Moves})
	if err != nil {
		return nil, err
	}
	out := &ChangeList{Meta: newMeta(page.Version, store.Coverage{}), Limit: in.Limit, After: in.After, Total: page.Total, Changes: []Change{}}
	for i := range page.Changes {
		out.Changes = append(out.Changes, NewChange(&page.Changes[i]))
	}
	if n := len(out.Changes); page.More && n > 0 {
		out.Next = &out.Changes[n-1].ID
	}
	return out, nil
}

// NewChange gives a change as it is published.
func NewChange(c *store.Change) Change {
	out := Change{
		ID: c.ID, DataVersion: c.Version, At: utc(c.At), Cause: c.Cause, What: c.Text, Reason: c.Reason, Link: c.Link, Author: c.Author,
		Entries: append([]int64{}, c.Entries...), Donors: c.Donors, Committees: c.Committees, Contests: c.Contests, Figures: c.Figures, Moves: []FigureMove{},
	}
	for i := range c.Moves {
		m := &c.Moves[i]
		out.Moves = append(out.Moves, FigureMove{
			Scope: string(m.Scope), ID: m.ID, Name: m.Name, Side: m.Side, Donor: m.Donor.String(), DonorName: m.DonorName,
			BeforeCents: m.Before, Before: m.Before.Decimal(), AfterCents: m.After, After: m.After.Decimal(),
			PendingBeforeCents: m.PendingBefore, PendingBefore: m.PendingBefore.Decimal(),
			PendingAfterCents: m.PendingAfter, PendingAfter: m.PendingAfter.Decimal(),
			ClassBefore: m.ClassBefore, ClassAfter: m.ClassAfter,
		})
	}
	return out
}
