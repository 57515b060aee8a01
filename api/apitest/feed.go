package apitest

import (
	"cmp"
	"context"
	"slices"

	"moneytrail/store"
)

// FeedFilings gives the filings of the committee of the query, or of all, in
// their order. Each states the total of its committee; amendments state a
// dollar more than the version before. There is no further page.
func (r *Reader) FeedFilings(_ context.Context, q store.FeedFilingsQuery) (*store.FeedFilings, error) {
	out := &store.FeedFilings{Version: r.Data}
	for _, id := range sortedKeys(r.Reports) {
		report := r.Reports[id]
		if q.Committee != "" && q.Committee != id {
			continue
		}
		for _, f := range report.Filings {
			item := store.FeedFiling{
				Place:  store.FilingPlace{Filed: f.Filed, System: f.Key.System, Report: f.Key.Report, Version: f.Key.Version},
				Filing: f, Committee: report.Committee, Gifts: f.Rows, Received: report.Totals.Total,
			}
			if f.Key.Version > 0 {
				former := item.Received - 100
				item.Former, item.FormerVersion = &former, f.Key.Version-1
			}
			out.Items = append(out.Items, item)
		}
	}
	slices.SortStableFunc(out.Items, func(a, b store.FeedFiling) int { return cmp.Compare(b.Place.Filed, a.Place.Filed) })
	out.Items = out.Items[:min(q.Limit, len(out.Items))]
	return out, r.known(q.Scope)
}

// FeedGifts gives the counted and pending rows of the committee of the query,
// or of all, as if each were the gift of the committee's first donor. There is
// no further page.
func (r *Reader) FeedGifts(_ context.Context, q store.FeedGiftsQuery) (*store.FeedGifts, error) {
	out := &store.FeedGifts{Version: r.Data}
	for _, id := range sortedKeys(r.Rows) {
		if q.Committee != "" && q.Committee != id || len(r.Reports[id].Standings) == 0 {
			continue
		}
		for _, row := range r.Rows[id].Rows {
			late := row.Status == store.StatusPending
			if late || row.Status == store.StatusCounted && !q.Late {
				out.Items = append(out.Items, store.FeedGift{Row: row, Committee: r.Reports[id].Committee, Donor: r.Reports[id].Standings[0].Donor})
			}
		}
	}
	out.Items = out.Items[:min(q.Limit, len(out.Items))]
	return out, r.known(q.Scope)
}

func (r *Reader) known(s store.Scope) error {
	if s.Committee != "" && r.Reports[s.Committee] == nil || s.Contest != "" && r.Groups[s.Contest] == nil {
		return r.failure(s.Committee + s.Contest)
	}
	return r.Err
}
