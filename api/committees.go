package api

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// CommitteeLine is a committee in a list. From and Thru are the days that its
// periodic reports cover.
type CommitteeLine struct {
	ID             string      `json:"id" doc:"Public id of the committee."`
	Name           string      `json:"name" doc:"Name of the committee."`
	Type           string      `json:"type" doc:"Type of the committee as filed."`
	ItemizedCents  store.Cents `json:"itemized_cents" doc:"Gifts that name their donor, net of returns, in cents."`
	Itemized       string      `json:"itemized"`
	TotalCents     store.Cents `json:"total_cents" doc:"Itemized and unitemized money, net of returns, in cents."`
	Total          string      `json:"total"`
	PendingCents   store.Cents `json:"pending_cents" doc:"Late money that is in no periodic report yet, in cents; no part of the total."`
	Pending        string      `json:"pending"`
	DistinctDonors int         `json:"distinct_donors" doc:"Number of distinct donors of counted rows."`
	From           store.Date  `json:"from" doc:"First day its periodic reports cover, or empty."`
	Thru           store.Date  `json:"thru" doc:"Last day its periodic reports cover, or empty."`
}

// CommitteeList answers GET /api/v1/committees: by net itemized money, largest
// first, then by id. Total is the exact number of committees that match. Next
// is what to ask for as cursor, null at the end.
type CommitteeList struct {
	Meta
	Search     string          `json:"q" doc:"The search text, as asked."`
	Limit      int             `json:"limit" doc:"Items on a page at most, as asked or the default."`
	Offset     int             `json:"offset" doc:"Number of committees before this page."`
	Next       *Cursor         `json:"next" doc:"What to ask for as cursor to get the following page; null at the end."`
	Total      int             `json:"total" doc:"Exact number of committees that match."`
	Committees []CommitteeLine `json:"committees" doc:"The page of committees, by itemized money, largest first, then by id."`
}

// committeeKey is the place of a committee in the list. Seen counts the lines
// before, for "11 to 20 of 340".
type committeeKey struct {
	Itemized store.Cents
	ID       int64
	Seen     int
}

func (in CommitteesRequest) list() string { return fmt.Sprintf("committees %q", in.Search) }

// Committees lists committees.
func (s *Service) Committees(ctx context.Context, in CommitteesRequest) (*CommitteeList, error) {
	q := store.CommitteeQuery{Search: in.Search, Limit: in.Limit, Offset: in.Offset}
	if in.Cursor != "" {
		var key committeeKey
		if err := in.Cursor.Read(in.list(), &key); err != nil {
			return nil, err
		}
		q.After, q.Offset, in.Offset = &store.CommitteeKey{Itemized: key.Itemized, ID: key.ID}, 0, key.Seen
	}
	items, total, version, err := s.reader.Committees(ctx, q)
	if err != nil {
		return nil, err
	}
	out := &CommitteeList{
		Meta:   s.newMeta(version, store.Coverage{}),
		Search: in.Search, Limit: in.Limit, Offset: in.Offset, Total: total,
		Committees: newCommitteeLines(items),
	}
	if seen := in.Offset + len(items); len(items) == in.Limit && seen < total {
		last := items[len(items)-1]
		next := NewCursor(in.list(), committeeKey{last.Itemized, last.Committee.ID, seen})
		out.Next = &next
	}
	return out, nil
}

func newCommitteeLines(items []store.CommitteeItem) []CommitteeLine {
	lines := make([]CommitteeLine, 0, len(items))
	for _, item := range items {
		lines = append(lines, CommitteeLine{
			ID: item.Committee.Public, Name: item.Committee.Name, Type: item.Committee.Type,
			ItemizedCents: item.Itemized, Itemized: item.Itemized.Decimal(),
			TotalCents: item.Total, Total: item.Total.Decimal(),
			PendingCents: item.Pending, Pending: item.Pending.Decimal(),
			DistinctDonors: item.Donors, From: item.From, Thru: item.Thru,
		})
	}
	return lines
}
