package api

import (
	"context"

	"moneytrail/store"
)

// ChangesRequest asks for changes of figures, latest first.
type ChangesRequest struct {
	Limit  int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Changes on a page." example:"10"`
	Moves  int    `query:"moves" default:"100" minimum:"1" maximum:"10000" doc:"Moved figures of each change at most." example:"5"`
	Cursor Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`

	// After is the id of the last change seen; from within this program, in
	// place of Cursor.
	After int64 `json:"-"`
}

type changeKey struct {
	ID int64 `json:"i"`
}

// FigureChange is what a correction or a change of rules did to the figures. Counts
// are exact; Moves are figures that moved: those of whole donors, then the
// largest of committees and contests.
type FigureChange struct {
	ID          int64   `json:"id" doc:"Number of the change in this database." example:"12"`
	DataVersion int64   `json:"data_version" doc:"The data version that it made." example:"7"`
	At          string  `json:"at" doc:"When, in RFC 3339, UTC." example:"2031-05-20T00:00:00Z"`
	Cause       string  `json:"cause" doc:"What made it: a kind of correction, corrections (a file of them), resolve or classes." example:"merge"`
	What        string  `json:"what" doc:"What was decided, in words." example:"merge d7y7mwwfwvc172 into d3yvkrg9f8n7j2"`
	Reason      string  `json:"reason" doc:"Why." example:"same person by the phone book (invented)"`
	Link        string  `json:"link" doc:"Where the evidence is; may be empty." example:"https://example.org/note"`
	Author      string  `json:"author" doc:"Who decided; may be empty." example:"newsroom"`
	Entries     []int64 `json:"entries" doc:"Entries of the log of corrections that made it." example:"[12]"`

	Donors     int          `json:"donors" doc:"Exact number of donors whose figures moved." example:"2"`
	Committees int          `json:"committees" doc:"Exact number of committees whose figures moved." example:"1"`
	Contests   int          `json:"contests" doc:"Exact number of contests whose figures moved." example:"1"`
	Figures    int          `json:"figures" doc:"Exact number of figures that moved." example:"4"`
	Moves      []FigureMove `json:"moves" doc:"Figures that moved: those of whole donors, then the largest of committees and contests."`
}

// FigureMove is a figure before and after a change, net of returns. Scope is
// "donor" (all that the donor gave), "committee" or "contest"; ID is the
// committee's public id or the contest's slug.
type FigureMove struct {
	Scope              string      `json:"scope" doc:"donor: all that the donor gave; committee; contest." example:"committee"`
	ID                 string      `json:"id" doc:"The committee's public id or the contest's slug; empty of a donor." example:"fppc-9900002"`
	Name               string      `json:"name" doc:"Its name." example:"Invented committee"`
	Side               string      `json:"side" doc:"Side of the contest, or empty." example:"support"`
	Donor              string      `json:"donor_id" doc:"Public id of the donor." example:"d7y7mwwfwvc172"`
	DonorName          string      `json:"donor_name" doc:"Name of the donor." example:"Ada Example"`
	BeforeCents        store.Cents `json:"before_cents" doc:"Net of returns before, in cents." example:"100000"`
	Before             string      `json:"before" example:"1000.00"`
	AfterCents         store.Cents `json:"after_cents" doc:"Net of returns after, in cents." example:"350000"`
	After              string      `json:"after" example:"3500.00"`
	PendingBeforeCents store.Cents `json:"pending_before_cents" doc:"Late money before, in cents." example:"0"`
	PendingBefore      string      `json:"pending_before" example:"0.00"`
	PendingAfterCents  store.Cents `json:"pending_after_cents" doc:"Late money after, in cents." example:"0"`
	PendingAfter       string      `json:"pending_after" example:"0.00"`
	ClassBefore        string      `json:"class_before" doc:"Class of the donor before, or empty." example:"unknown"`
	ClassAfter         string      `json:"class_after" doc:"Class of the donor after, or empty." example:"real_estate"`
}

// ChangeList answers GET /api/v1/changes. Total is the exact number of changes;
// Next is null at the end.
type ChangeList struct {
	Meta
	Limit   int            `json:"limit" doc:"Items on a page at most, as asked or the default."`
	Next    *Cursor        `json:"next" doc:"What to ask for as cursor to get the following page; null at the end." example:"AQzY1w"`
	Total   int            `json:"total" doc:"Exact number of changes."`
	Changes []FigureChange `json:"changes" doc:"The page of changes, latest first."`
}

// Changes gives a page of the public log of changes.
func (s *Service) Changes(ctx context.Context, in ChangesRequest) (*ChangeList, error) {
	if in.Cursor != "" {
		var key changeKey
		if err := in.Cursor.Read("changes", &key); err != nil {
			return nil, err
		}
		in.After = key.ID
	}
	page, err := s.reader.Changes(ctx, store.ChangeQuery{Limit: in.Limit, Before: in.After, Moves: in.Moves})
	if err != nil {
		return nil, err
	}
	out := &ChangeList{Meta: s.newMeta(page.Version, store.Coverage{}), Limit: in.Limit, Total: page.Total, Changes: []FigureChange{}}
	for i := range page.Changes {
		out.Changes = append(out.Changes, NewChange(&page.Changes[i]))
	}
	if n := len(out.Changes); page.More && n > 0 {
		next := NewCursor("changes", changeKey{out.Changes[n-1].ID})
		out.Next = &next
	}
	return out, nil
}

// NewChange gives a change as it is published.
func NewChange(c *store.Change) FigureChange {
	out := FigureChange{
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

// changeOperations are the questions about what people decided.
func changeOperations() []Operation {
	return []Operation{
		ask(Operation{
			ID: "list-changes", Path: "/changes", Tag: "Changes",
			Summary: "What corrections and changed rules did to the figures",
			Text: "The public log, latest first: what was decided about donors and their classes, why, by whom, and the figures that moved, before and " +
				"after. Rows as filed never change.",
			Example: "/changes?limit=2",
		}, (*Service).Changes),
	}
}
