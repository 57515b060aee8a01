package count

import (
	"strings"

	"moneytrail/store"
)

// Line pairs a schedule with the line of the filer's summary that must equal
// the sum of its itemized rows.
type Line struct {
	Schedule   string
	Line       string // on the summary of the same schedule
	Unitemized string // line for amounts too small to itemize; "" where there is none
}

// Lines gives the schedules that are reconciled, in the order of the report.
// California Form 460, checked on real workbooks: A, C and I lines 1; B1 line
// 1 is the loans received in the period, whatever was repaid. Federal lines
// (11AI, 17A) belong here too.
func Lines() []Line {
	return []Line{
		{Schedule: "A", Line: "1", Unitemized: "2"},
		{Schedule: "B1", Line: "1"},
		{Schedule: "C", Line: "1", Unitemized: "2"},
		{Schedule: "I", Line: "1", Unitemized: "2"},
	}
}

// Gap compares the itemized rows of one schedule of a kept report with the
// filer's own summary line. Gap = Reported - Itemized, in cents.
type Gap struct {
	Schedule string
	Line     string
	Itemized store.Cents
	Reported store.Cents
	Gap      store.Cents
	Rows     int
	Reason   string // empty when Gap is 0; [Unexplained] when no rule knows
}

// Unexplained is the reason of a gap that no rule explains.
const Unexplained = "unexplained"

// Known is what else is known of the report that is reconciled.
type Known struct {
	Partial        bool // rows are known to be incomplete
	EmptyAmendment bool // a newer version has a cover but lacks rows
}

// Reconcile compares one kept report with its own summary lines, to the cent.
// rows are the sums of the report's rows by schedule, status and reason:
// counted and other money is itemized; memos and repeated lines are not, but
// may explain a gap. The gaps stand in the order of [Lines]; a schedule with
// neither rows nor a summary line has none. A schedule with rows and without
// a summary line is compared with 0.
func Reconcile(rows []store.ScheduleTotal, summary []store.SummaryLine, known Known) []Gap {
	var out []Gap
	for _, line := range Lines() {
		sums := sumSchedule(rows, line.Schedule)
		cell := findCell(summary, line.Schedule, line.Line)
		if sums.itemized.Rows == 0 && !cell.found {
			continue
		}
		gap := Gap{
			Schedule: line.Schedule, Line: line.Line, Rows: sums.itemized.Rows,
			Itemized: sums.itemized.Amount, Reported: cell.amount, Gap: cell.amount - sums.itemized.Amount,
		}
		gap.Reason = explain(gap, sums, cell, findCell(summary, line.Schedule, line.Unitemized), known)
		out = append(out, gap)
	}
	return out
}

type scheduleSums struct{ itemized, memo, repeated store.ScheduleTotal }

func sumSchedule(rows []store.ScheduleTotal, schedule string) scheduleSums {
	var s scheduleSums
	for _, r := range rows {
		if r.Schedule != schedule {
			continue
		}
		var to *store.ScheduleTotal
		switch {
		case r.Status == store.StatusCounted || r.Status == store.StatusOtherMoney:
			to = &s.itemized
		case r.Status == store.StatusMemo:
			to = &s.memo
		case r.Reason == store.ReasonRepeatedLine:
			to = &s.repeated
		default:
			continue
		}
		to.Rows += r.Rows
		to.Amount += r.Amount
	}
	return s
}

// cell is a summary cell; it differs when the summary holds the line more than
// once with different amounts, of which the last is taken.
type cell struct {
	found, differs bool
	amount         store.Cents
}

func findCell(summary []store.SummaryLine, schedule, line string) cell {
	var c cell
	if line == "" {
		return c
	}
	for i := range summary {
		s := &summary[i]
		if s.Schedule != schedule || strings.TrimLeft(strings.TrimSpace(s.Line), "0") != line {
			continue
		}
		c.differs = c.differs || (c.found && c.amount != s.A)
		c.found, c.amount = true, s.A
	}
	return c
}

// explain gives the plain reason of a gap. The reasons that equal the gap to
// the cent come first, since they leave nothing open.
func explain(g Gap, sums scheduleSums, filed, unitemized cell, known Known) string {
	switch {
	case g.Gap == 0:
		return ""
	case !filed.found:
		return "no summary line was filed for this schedule"
	case sums.repeated.Rows > 0 && g.Gap == sums.repeated.Amount:
		return "the filer's line includes lines that stand twice in the report"
	case sums.memo.Rows > 0 && g.Gap == sums.memo.Amount:
		return "the filer's line includes rows marked as memos"
	case unitemized.found && g.Gap == unitemized.amount:
		return "the filer's line includes the unitemized amounts of line 2"
	case filed.differs:
		return "the summary holds this line more than once, with different amounts"
	case known.EmptyAmendment:
		return "a newer version of the report lacks rows that an older one has"
	case known.Partial:
		return "the rows of this report are known only in part"
	case g.Rows == 0:
		return "the source has no rows for this schedule"
	}
	return Unexplained
}
