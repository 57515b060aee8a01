package count

import (
	"strconv"

	"moneytrail/store"
)

// Diff compares the rows of two versions of a report: an amendment restates
// the whole, so what it changed is what differs. Rows are paired by schedule
// and transaction id; without one by schedule, name, date and amount. Of
// several rows with one key the n-th is paired with the n-th.
func Diff(before, after []store.RowView) store.VersionDiff {
	held := make(map[string][]int, len(before))
	for i := range before {
		k := diffKey(&before[i])
		held[k] = append(held[k], i)
	}
	paired := make([]bool, len(before))
	var out store.VersionDiff
	for i := range after {
		k := diffKey(&after[i])
		waiting := held[k]
		if len(waiting) == 0 {
			out.Added = append(out.Added, after[i])
			continue
		}
		old := waiting[0]
		held[k], paired[old] = waiting[1:], true
		if fields := changed(&before[old], &after[i]); len(fields) > 0 {
			out.Changed = append(out.Changed, store.RowChange{Before: before[old], After: after[i], Fields: fields})
		}
	}
	for i := range before {
		if !paired[i] {
			out.Dropped = append(out.Dropped, before[i])
		}
	}
	return out
}

func diffKey(r *store.RowView) string {
	if r.TranID != "" {
		return r.Schedule + "\x00" + r.TranID
	}
	return r.Schedule + "\x01" + r.Counterparty + "\x00" + string(r.Date) + "\x00" + strconv.FormatInt(int64(r.Amount), 10)
}

func changed(a, b *store.RowView) []string {
	var out []string
	note := func(name string, differs bool) {
		if differs {
			out = append(out, name)
		}
	}
	note("amount", a.Amount != b.Amount)
	note("date", a.Date != b.Date)
	note("name", a.Counterparty != b.Counterparty)
	note("place", a.City != b.City || a.State != b.State || a.Zip5 != b.Zip5)
	note("employer", a.Employer != b.Employer)
	note("occupation", a.Occupation != b.Occupation)
	note("committee id", a.CommitteeID != b.CommitteeID)
	note("entity", a.Entity != b.Entity)
	note("kind", a.Kind != b.Kind || a.Memo != b.Memo)
	note("description", a.Description != b.Description)
	return out
}
