package count_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store"
	"moneytrail/store/count"
)

func TestReconcile(t *testing.T) {
	t.Parallel()
	gifts := func(amount store.Cents) store.ScheduleTotal {
		return store.ScheduleTotal{Schedule: "A", Status: store.StatusCounted, Reason: store.ReasonGift, Rows: 2, Amount: amount}
	}
	cell := func(schedule, line string, a store.Cents) store.SummaryLine {
		return store.SummaryLine{Schedule: schedule, Line: line, A: a, B: 999}
	}
	gap := func(itemized, reported store.Cents, rows int, reason string) count.Gap {
		return count.Gap{Schedule: "A", Line: "1", Itemized: itemized, Reported: reported, Gap: reported - itemized, Rows: rows, Reason: reason}
	}
	tests := []struct {
		name    string
		rows    []store.ScheduleTotal
		summary []store.SummaryLine
		known   count.Known
		want    []count.Gap
	}{
		{"nothing filed", nil, []store.SummaryLine{cell("F460", "1", 5)}, count.Known{}, nil},
		{"it ties", []store.ScheduleTotal{gifts(700), {Schedule: "A", Status: store.StatusCounted, Reason: store.ReasonForgiven, Rows: 1, Amount: 50}}, []store.SummaryLine{cell("A", "01", 750)}, count.Known{}, []count.Gap{gap(750, 750, 3, "")}},
		{"no summary line", []store.ScheduleTotal{gifts(700)}, []store.SummaryLine{cell("A", "2", 30)}, count.Known{}, []count.Gap{gap(700, 0, 2, "no summary line was filed for this schedule")}},
		{"memos explain it", []store.ScheduleTotal{gifts(700), {Schedule: "A", Status: store.StatusMemo, Rows: 1, Amount: 20}}, []store.SummaryLine{cell("A", "1", 720)}, count.Known{}, []count.Gap{gap(700, 720, 2, "the filer's line includes rows marked as memos")}},
		{"repeated lines explain it", []store.ScheduleTotal{gifts(700), {Schedule: "A", Status: store.StatusSuperseded, Reason: store.ReasonRepeatedLine, Rows: 1, Amount: 20}}, []store.SummaryLine{cell("A", "1", 720)}, count.Known{}, []count.Gap{gap(700, 720, 2, "the filer's line includes lines that stand twice in the report")}},
		{"unitemized explains it", []store.ScheduleTotal{gifts(700)}, []store.SummaryLine{cell("A", "1", 730), cell("A", "2", 30)}, count.Known{}, []count.Gap{gap(700, 730, 2, "the filer's line includes the unitemized amounts of line 2")}},
		{"line twice", []store.ScheduleTotal{gifts(700)}, []store.SummaryLine{cell("A", "1", 700), cell("A", "1", 800)}, count.Known{}, []count.Gap{gap(700, 800, 2, "the summary holds this line more than once, with different amounts")}},
		{"empty amendment", []store.ScheduleTotal{gifts(700)}, []store.SummaryLine{cell("A", "1", 0)}, count.Known{EmptyAmendment: true}, []count.Gap{gap(700, 0, 2, "a newer version of the report lacks rows that an older one has")}},
		{"partial", []store.ScheduleTotal{gifts(700)}, []store.SummaryLine{cell("A", "1", 900)}, count.Known{Partial: true}, []count.Gap{gap(700, 900, 2, "the rows of this report are known only in part")}},
		{"no rows", nil, []store.SummaryLine{cell("A", "1", 900)}, count.Known{}, []count.Gap{gap(0, 900, 0, "the source has no rows for this schedule")}},
		{"unexplained", []store.ScheduleTotal{gifts(700)}, []store.SummaryLine{cell("A", "1", 900), cell("A", "2", 1)}, count.Known{}, []count.Gap{gap(700, 900, 2, count.Unexplained)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, count.Reconcile(test.rows, test.summary, test.known)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReconcileOtherMoney(t *testing.T) {
	t.Parallel()
	got := count.Reconcile([]store.ScheduleTotal{
		{Schedule: "I", Status: store.StatusOtherMoney, Reason: store.ReasonOtherReceipt, Rows: 1, Amount: 5},
		{Schedule: "B1", Status: store.StatusOtherMoney, Reason: store.ReasonLoan, Rows: 2, Amount: 90},
		{Schedule: "E", Status: store.StatusOtherMoney, Reason: store.ReasonExpenditure, Rows: 9, Amount: 77},
	}, []store.SummaryLine{{Schedule: "I", Line: "1", A: 5}, {Schedule: "B1", Line: "1", A: 90}}, count.Known{})
	want := []count.Gap{
		{Schedule: "B1", Line: "1", Itemized: 90, Reported: 90, Rows: 2},
		{Schedule: "I", Line: "1", Itemized: 5, Reported: 5, Rows: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
