package apitest

import (
	"context"
	"strings"

	"moneytrail/store"
)

// Transactions gives the rows of all explanations, numbered from 1, filtered by
// status alone. Committee "nobody" is not known.
func (r *Reader) Transactions(_ context.Context, q *store.TransactionQuery) (*store.TransactionPage, error) {
	out := &store.TransactionPage{Version: r.Data}
	for _, id := range q.Committees {
		if r.Rows[id] == nil {
			return nil, &store.FilterError{Field: "committee", Value: id, Err: store.ErrNotFound}
		}
	}
	n := int64(0)
	for _, id := range sortedKeys(r.Rows) {
		e := r.Rows[id]
		for _, row := range e.Rows {
			n++
			row.ID = n
			if len(q.Statuses) > 0 && row.Status != q.Statuses[0] || q.After != nil && row.ID <= q.After.ID {
				continue
			}
			if out.More = len(out.Rows) == q.Limit; out.More {
				return out, r.Err
			}
			out.Rows = append(out.Rows, store.TransactionView{RowView: row, Committee: e.Committee, Giver: store.Donor{ID: row.Donor, Name: row.Counterparty}, Match: store.Match{Contributor: row.Donor}})
			sum := store.ScheduleTotal{Schedule: row.Schedule, Status: row.Status, Reason: row.Reason, Rows: 1, Amount: row.Amount}
			out.Totals.Sums = append(out.Totals.Sums, store.TransactionSum{ScheduleTotal: sum})
		}
	}
	return out, r.Err
}

// Search gives the donors and committees whose name holds the words.
func (r *Reader) Search(_ context.Context, words string, limit int) (*store.SearchResult, error) {
	out := &store.SearchResult{Version: r.Data}
	holds := func(name string) bool { return strings.Contains(strings.ToLower(name), strings.ToLower(words)) }
	for _, id := range sortedKeys(r.Reports) {
		report := r.Reports[id]
		if holds(report.Committee.Name) {
			out.Committees.Items = append(out.Committees.Items, itemOf(report))
		}
		for _, s := range report.Standings {
			if holds(s.Donor.Name) && len(out.Donors.Items) < limit {
				out.Donors.Items = append(out.Donors.Items, store.FoundDonor{Donor: s.Donor, Given: s.Net})
			}
		}
	}
	out.Donors.Count, out.Donors.Spelled = len(out.Donors.Items), len(out.Donors.Items)
	out.Committees.Count, out.Committees.Spelled = len(out.Committees.Items), len(out.Committees.Items)
	return out, r.Err
}
