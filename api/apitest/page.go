package apitest

import (
	"maps"
	"slices"

	"moneytrail/store"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func itemOf(r *store.CommitteeReport) store.CommitteeItem {
	return store.CommitteeItem{
		Committee: r.Committee, Itemized: r.Totals.Itemized, Total: r.Totals.Total, Pending: r.Totals.Pending,
		Donors: r.Totals.Donors, From: r.Coverage.From, Thru: r.Coverage.Thru,
	}
}

func pageOf(all []store.Standing, q store.StandingQuery) ([]store.Standing, bool) {
	all = slices.DeleteFunc(matching(all, q), func(st store.Standing) bool { return st.Rank <= q.After })
	end := min(q.Limit, len(all))
	return all[:end], end < len(all)
}

func filtered(all *store.Explanation, q store.ExplainQuery) *store.Explanation {
	out := *all
	out.Sums, out.Rows, out.More = nil, nil, false
	if q.Donor == 0 {
		out.Donor = nil
	}
	for _, sum := range all.Sums {
		if q.Status == store.StatusUnset || sum.Status == q.Status {
			out.Sums = append(out.Sums, sum)
		}
	}
	for _, row := range all.Rows {
		if row.ID <= q.After || q.Status != store.StatusUnset && row.Status != q.Status {
			continue
		}
		if len(out.Rows) == q.Limit {
			out.More = true
			break
		}
		out.Rows = append(out.Rows, row)
	}
	return &out
}
