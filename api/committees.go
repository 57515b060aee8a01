package api

import (
	"context"

	"moneytrail/store"
)

// CommitteeLine is a committee in a list. From and Thru are the days that its
// periodic reports cover.
type CommitteeLine struct {
	ID             string      `json:"id"`
	Name           string      `json:"name"`
	Type           string      `json:"type"`
	ItemizedCents  store.Cents `json:"itemized_cents"`
	Itemized       string      `json:"itemized"`
	TotalCents     store.Cents `json:"total_cents"`
	Total          string      `json:"total"`
	PendingCents   store.Cents `json:"pending_cents"`
	Pending        string      `json:"pending"`
	DistinctDonors int         `json:"distinct_donors"`
	From           store.Date  `json:"from"`
	Thru           store.Date  `json:"thru"`
}

// CommitteeList answers GET /api/v1/committees: by net itemized money, largest
// first, then by id. Total is the exact number of committees that match. Next
// is the offset of the following page, null at the end.
type CommitteeList struct {
	Meta
	Search     string          `json:"q"`
	Limit      int             `json:"limit"`
	Offset     int             `json:"offset"`
	Next       *int            `json:"next"`
	Total      int             `json:"total"`
	Committees []CommitteeLine `json:"committees"`
}

// Committees lists committees.
func (s *Service) Committees(ctx context.Context, in CommitteesRequest) (*CommitteeList, error) {
	items, total, version, err := s.reader.Committees(ctx, store.CommitteeQuery{
		Search: in.Search, Limit: in.Limit, Offset: in.Offset,
	})
	if err != nil {
		return nil, err
	}
	out := &CommitteeList{
		Meta:   newMeta(version, store.Coverage{}),
		Search: in.Search, Limit: in.Limit, Offset: in.Offset, Total: total,
		Committees: newCommitteeLines(items),
	}
	if next := in.Offset + len(items); len(items) > 0 && next < total {
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
