package rules

import (
	"moneytrail/store"
	"moneytrail/store/count"
)

// Reconcile compares the rows of a report with its own summary lines. See
// [count.Reconcile].
func (InForce) Reconcile(r *store.ReportSums) []store.Reconciliation {
	known := count.Known{Partial: r.Filing.Partial, EmptyAmendment: r.Filing.EmptyAmendment}
	var out []store.Reconciliation
	for _, g := range count.Reconcile(r.Rows, r.Summary, known) {
		out = append(out, store.Reconciliation{
			Committee: r.Committee, Filing: r.Filing, Schedule: g.Schedule, Line: g.Line,
			Itemized: g.Itemized, Reported: g.Reported, Gap: g.Gap, Rows: g.Rows, Reason: g.Reason,
		})
	}
	return out
}

// Diff compares the rows of two versions of a report. See [count.Diff].
func (InForce) Diff(before, after []store.RowView) store.VersionDiff {
	return count.Diff(before, after)
}
