package count

import (
	"slices"
	"strings"

	"moneytrail/store"
)

// Line pairs a schedule with the line of the filer's summary that must equal
// the sum of its itemized rows.
type Line struct {
	Schedule   string
	Also       []string // the schedule's names in other versions of the form
	Summary    string   // schedule of the summary; "" for that of the rows. A federal cover: its form
	Line       string
	OldLine    string // the line's name where a version of the form has no Line
	Unitemized string // line for amounts too small to itemize; "" where there is none
}

// Lines gives the schedules that are reconciled, in the order of the report.
// California Form 460, checked on real workbooks: A, C and I lines 1; B1 line
// 1 is the loans received in the period, whatever was repaid. Federal Forms 3
// and 3X have individuals on line 11(a)(i), Form 3P on 17(a)(i): rows that are
// not memos equal the cover's cell to the cent.
func Lines() []Line {
	return []Line{
		{Schedule: "A", Line: "1", Unitemized: "2"},
		{Schedule: "B1", Line: "1"},
		{Schedule: "C", Line: "1", Unitemized: "2"},
		{Schedule: "I", Line: "1", Unitemized: "2"},
		{Schedule: "SA11AI", Also: []string{"SA11A1"}, Summary: "F3", Line: "11AI", Unitemized: "11AII"},
		{Schedule: "SA11AI", Also: []string{"SA11A1"}, Summary: "F3X", Line: "11AI", Unitemized: "11AII"},
		{Schedule: "SA17A", Also: []string{"SA17AI", "SA17A1"}, Summary: "F3P", Line: "17AI", OldLine: "17A", Unitemized: "17AII"},
	}
}

// UnitemizedCells names the summary cells that hold gifts too small to
// itemize: line 2 of Schedules A and C of Form 460, and the lines for
// unitemized individuals of Forms 3, 3X and 3P.
func UnitemizedCells() []store.SummaryCell {
	return []store.SummaryCell{
		{Schedule: "A", Line: "2"},
		{Schedule: "C", Line: "2", InKind: true},
		{Schedule: "F3", Line: "11AII"},
		{Schedule: "F3X", Line: "11AII"},
		{Schedule: "F3P", Line: "17AII"},
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
		sums := line.sum(rows)
		cell := line.cell(summary, line.Line)
		if old := line.cell(summary, line.OldLine); !cell.found && old.found {
			cell = old
		}
		if !cell.found && (sums.itemized.Rows == 0 || line.elsewhere(summary, out)) {
			continue
		}
		gap := Gap{
			Schedule: line.Schedule, Line: cell.line, Rows: sums.itemized.Rows,
			Itemized: sums.itemized.Amount, Reported: cell.amount, Gap: cell.amount - sums.itemized.Amount,
		}
		gap.Reason = explain(gap, sums, cell, line.cell(summary, line.Unitemized), known)
		out = append(out, gap)
	}
	return out
}

func (l *Line) cell(summary []store.SummaryLine, line string) cell {
	if l.Summary != "" {
		return findCell(summary, l.Summary, line)
	}
	return findCell(summary, l.Schedule, line)
}

// elsewhere tells that the rows of a schedule which two federal forms share
// belong to the other form, or were compared with nothing already.
func (l *Line) elsewhere(summary []store.SummaryLine, done []Gap) bool {
	if l.Summary == "" {
		return false
	}
	if len(done) > 0 && done[len(done)-1].Schedule == l.Schedule {
		return true
	}
	for _, other := range Lines() {
		if other.Schedule == l.Schedule && other.Summary != l.Summary && other.cell(summary, other.Line).found {
			return true
		}
	}
	return false
}

type scheduleSums struct{ itemized, memo, repeated store.ScheduleTotal }

// sum adds up the rows of a line. On a federal line all that is itemized
// counts; other money under such a row type is of a form that numbers its
// lines otherwise.
func (l *Line) sum(rows []store.ScheduleTotal) scheduleSums {
	var s scheduleSums
	for _, r := range rows {
		if r.Schedule != l.Schedule && !slices.Contains(l.Also, r.Schedule) {
			continue
		}
		var to *store.ScheduleTotal
		switch {
		case r.Status == store.StatusCounted, r.Status == store.StatusOtherMoney && l.Summary == "":
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
	line           string
	found, differs bool
	amount         store.Cents
}

func findCell(summary []store.SummaryLine, schedule, line string) cell {
	c := cell{line: line}
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
		return "the filer's line includes the unitemized amounts of line " + unitemized.line
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
