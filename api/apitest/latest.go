package apitest

import (
	"context"

	"moneytrail/store"
)

// Latest gives a late gift and a filing of each committee, by id; names of the
// hostile one are hostile text.
func (r *Reader) Latest(_ context.Context, limit int) (*store.Latest, error) {
	out := &store.Latest{Version: r.Data}
	for _, id := range sortedKeys(r.Reports) {
		report := r.Reports[id]
		if len(report.Standings) == 0 || len(out.Gifts) == limit {
			continue
		}
		out.Gifts = append(out.Gifts, store.LateGift{Donor: report.Standings[0].Donor, Committee: report.Committee, Given: "2026-08-01", Filed: "2026-08-02", Amount: 2_500_050})
		out.Pending, out.PendingGifts = out.Pending+2_500_050, out.PendingGifts+1
		f := report.Filings[0]
		out.Filings = append(out.Filings, store.LatestFiling{Committee: report.Committee, Form: f.Form, From: f.From, Thru: f.Thru, Filed: f.Filed, Version: 1, URL: f.URL})
	}
	return out, r.Err
}
