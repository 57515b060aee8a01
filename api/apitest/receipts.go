package apitest

import (
	"context"
	"fmt"
	"strconv"

	"moneytrail/store"
)

// Receipts answers questions about receipts: the itemized money of a report,
// divided in fixed parts into invented groups that add up to it. Places and
// employers of the hostile committee are hostile text.
type Receipts struct{ Of *Reader }

// keys of the groups of each way to break money down, the largest first where
// the order is by money.
func groupKeys(q store.BreakdownQuery) []string {
	text := "PORT IMAGINARY"
	if q.Committee == HostileID {
		text = Hostile
	}
	switch q.By {
	case store.ByDay, store.ByWeek:
		return []string{"", "2026-02-02", "2026-03-02", "2026-06-22"}
	case store.ByMonth:
		return []string{"", "2026-02-01", "2026-03-01", "2026-06-01"}
	case store.ByState:
		return []string{"CA", "NV", "", text}
	case store.ByZip:
		return []string{"90000", "90001", "", "89000"}
	case store.BySize:
		return []string{"", strconv.Itoa(int(store.SizeBands[0])), strconv.Itoa(int(store.SizeBands[3])), strconv.Itoa(int(store.SizeBands[7]))}
	}
	return []string{text, "ELSEWHERE, NV", "", "LAMPLIGHTERS"}
}

func (r Receipts) totals(q store.Scope) (store.Totals, store.Coverage, error) {
	if r.Of.Err != nil {
		return store.Totals{}, store.Coverage{}, r.Of.Err
	}
	if report, ok := r.Of.Reports[q.Committee]; ok {
		return report.Totals, report.Coverage, nil
	}
	group, ok := r.Of.Groups[q.Contest]
	if !ok {
		return store.Totals{}, store.Coverage{}, fmt.Errorf("find %v: %w", q, store.ErrNotFound)
	}
	if q.Side == "" {
		return group.Totals, group.Coverage, nil
	}
	for _, side := range group.Sides {
		if side.Side == q.Side {
			return side.Totals, group.Coverage, nil
		}
	}
	return store.Totals{}, store.Coverage{}, fmt.Errorf("find side %s: %w", q.Side, store.ErrNotFound)
}

// Breakdown divides the itemized money by 10, 30, 10 and 50 parts of a hundred;
// no money has no groups. Days are not applied.
func (r Receipts) Breakdown(_ context.Context, q store.BreakdownQuery) (*store.Breakdown, error) {
	t, coverage, err := r.totals(q.Scope)
	if err != nil {
		return nil, err
	}
	out := &store.Breakdown{Version: r.Of.Data, ScopeFacts: store.ScopeFacts{Coverage: coverage, Totals: t}, CommonThru: "2026-06-30", Unitemized: t.Unitemized}
	out.Total = store.Slice{Gross: t.Gross, Returned: t.Returned, Net: t.Itemized, Gifts: t.Gifts, Donors: t.Donors, Pending: t.Pending, PendingGifts: t.PendingGifts}
	if t.Gifts == 0 {
		return out, nil
	}
	rest := out.Total
	for i, key := range groupKeys(q) {
		part := store.Slice{Key: key, Gross: t.Gross / 10, Net: t.Gross / 10, Gifts: t.Gifts / 10, Donors: t.Donors / 10}
		if i%2 == 1 {
			part.Gross, part.Net, part.Gifts = 3*part.Gross, 3*part.Net, 3*part.Gifts
		}
		if i == 3 {
			part = rest
			part.Key = key
		}
		rest.Gross, rest.Net, rest.Gifts, rest.Donors = rest.Gross-part.Gross, rest.Net-part.Net, rest.Gifts-part.Gifts, rest.Donors-part.Donors
		out.Slices = append(out.Slices, part)
	}
	return out, nil
}

// Concentration says that the largest donor gave half.
func (r Receipts) Concentration(_ context.Context, q store.Scope) (*store.Concentration, error) {
	t, coverage, err := r.totals(q)
	if err != nil {
		return nil, err
	}
	out := &store.Concentration{Version: r.Of.Data, ScopeFacts: store.ScopeFacts{Coverage: coverage, Totals: t}, Itemized: t.Itemized, Donors: t.Donors}
	for _, n := range []int{1, 2, 5, 10, 100} {
		if n <= t.Donors {
			out.Top = append(out.Top, store.TopShare{Donors: n, Net: t.Itemized * store.Cents(n) / store.Cents(n+1)})
			out.Half, out.HHI = 1, 2_600
		}
	}
	return out, nil
}

// Relations answers who stands beside or behind a committee.
type Relations struct{ Of *Reader }

// Independent gives lines to the committee with thirty donors, and hostile
// ones to the hostile committee.
func (r Relations) Independent(_ context.Context, q store.IndependentQuery) (*store.Independent, error) {
	if q.Committee == "" {
		q.Committee = CommitteeID
	}
	report, ok := r.Of.Reports[q.Committee]
	if r.Of.Err != nil || !ok {
		return nil, r.Of.failure(q.Committee)
	}
	out := &store.Independent{Version: r.Of.Data}
	if q.Committee == OpposeID {
		return out, nil
	}
	line := store.IndependentLine{Spender: report.Committee, Measure: "Measure Q", Support: "S", Amount: 1_200_000, Rows: 3, First: "2026-03-01", Last: "2026-05-01"}
	if q.Committee == HostileID {
		line.Measure, line.Candidate, line.Office = Hostile, Hostile, Hostile
	}
	notice := line
	notice.Support, notice.Notice, notice.Amount = "O", true, 300_000
	out.Items = []store.IndependentLine{line, notice}
	out.Total, out.Spenders = 2, 1
	out.For, out.Against = store.StanceSum{Amount: 1_200_000, Lines: 1}, store.StanceSum{Notices: 300_000, Lines: 1}
	return out, nil
}
