package count_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"moneytrail/store"
	"moneytrail/store/count"
	"moneytrail/store/storetest"
)

// workbook is the part of a yearly workbook that the rules are checked on:
// Form 460 with its summaries, and Form 497.
type workbook struct {
	filers    map[string]*filer
	reports   map[store.FilingKey]int64
	summaries map[string]map[int64][]store.SummaryLine
}

// record is a row of a sheet by column name.
type record map[string]string

func (r record) first(names ...string) string {
	for _, n := range names {
		if r[n] != "" {
			return r[n]
		}
	}
	return ""
}

func sheet(t *testing.T, f *excelize.File, name string) []record {
	t.Helper()
	rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var out []record
	for _, cells := range rows[1:] {
		r := make(record)
		for i, cell := range cells {
			if i < len(rows[0]) {
				r[rows[0][i]] = cell
			}
		}
		out = append(out, r)
	}
	return out
}

func (r record) date(t *testing.T, names ...string) store.Date {
	t.Helper()
	text := r.first(names...)
	if text == "" {
		return ""
	}
	days, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return store.DateOf(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days)))
}

func (r record) cents(t *testing.T, names ...string) store.Cents {
	t.Helper()
	c, err := store.ParseCents(r.first(names...))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func readWorkbook(t *testing.T, name string) *workbook {
	t.Helper()
	f, err := excelize.OpenFile(storetest.SharedData(t, "california", "netfile_excel", name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // it was only read
	w := &workbook{filers: make(map[string]*filer), reports: make(map[store.FilingKey]int64), summaries: make(map[string]map[int64][]store.SummaryLine)}
	for _, r := range sheet(t, f, "Summary") {
		id := w.report(t, r, "F460")
		f := w.filers[r["Filer_ID"]]
		f.reports[id-1].Rows[store.TableSummary]++
		if w.summaries[r["Filer_ID"]] == nil {
			w.summaries[r["Filer_ID"]] = make(map[int64][]store.SummaryLine)
		}
		w.summaries[r["Filer_ID"]][id] = append(w.summaries[r["Filer_ID"]][id], store.SummaryLine{Schedule: r["Form_Type"], Line: r["Line_Item"], A: r.cents(t, "Amount_A")})
	}
	for _, s := range []struct {
		sheet, form string
		table       store.Table
		kind        store.Kind
	}{
		{"A-Contributions", "F460", store.TableReceipts, store.KindMonetary}, {"C-Contributions", "F460", store.TableReceipts, store.KindInKind},
		{"I-Contributions", "F460", store.TableReceipts, store.KindOtherReceipt}, {"B1-Loans", "F460", store.TableLoans, store.KindLoan},
		{"E-Expenditure", "F460", store.TableExpenditures, store.KindExpenditure}, {"497", "F497", store.TableLateContributions, store.KindMonetary},
	} {
		for _, r := range sheet(t, f, s.sheet) {
			w.add(t, r, s.form, s.table, s.kind)
		}
	}
	return w
}

func (w *workbook) report(t *testing.T, r record, form string) int64 {
	t.Helper()
	version, err := strconv.Atoi(r["Report_Num"])
	if err != nil {
		t.Fatal(err)
	}
	who := store.CALFiler(r["Filer_ID"], r["Filer_NamL"])
	from, thru, filed := r.date(t, "From_Date"), r.date(t, "Thru_Date"), r.date(t, "Rpt_Date")
	k := key(store.SystemCAL, store.CALReport(who, form, r["Rpt_ID_Num"], from, thru, filed), version)
	if id, ok := w.reports[k]; ok {
		return id
	}
	f := w.filers[r["Filer_ID"]]
	if f == nil {
		f = &filer{}
		w.filers[r["Filer_ID"]] = f
	}
	w.reports[k] = f.add(count.Report{Key: k, Form: form, From: from, Thru: thru, Filed: filed, ReportID: r["Rpt_ID_Num"]})
	return w.reports[k]
}

func (w *workbook) add(t *testing.T, r record, form string, table store.Table, kind store.Kind) {
	t.Helper()
	id := w.report(t, r, form)
	direction := store.Received
	if r["Form_Type"] == "F497P2" || r["Form_Type"] == "E" {
		direction = store.Made
	}
	if r["Tran_Type"] == "F" {
		kind = store.KindForgiveness
	}
	f := w.filers[r["Filer_ID"]]
	f.reports[id-1].Rows[table]++
	f.rows = append(f.rows, row{id: int64(len(f.rows) + 1), report: id, t: store.Transaction{
		Table: table, Schedule: r["Form_Type"], TranID: r["Tran_ID"], Kind: kind, Direction: direction, Memo: r["Memo_Code"] == "X",
		Counterparty: store.Name{Last: r.first("Tran_NamL", "Enty_NamL", "Lndr_NamL"), First: r.first("Tran_NamF", "Enty_NamF", "Lndr_NamF")},
		Address:      store.Address{Zip: r.first("Tran_Zip4", "Enty_Zip4", "Loan_Zip4")},
		Date:         r.date(t, "Tran_Date", "Ctrib_Date", "Loan_Date1", "Expn_Date"), Amount: r.cents(t, "Tran_Amt1", "Amount", "Loan_Amt1"),
	}})
}

func TestBerkeleyVersions(t *testing.T) {
	t.Parallel()
	w := readWorkbook(t, "efile_BRK_2017.xlsx")
	// Schedule A of all versions, and of those in force.
	want := map[string][2]store.Cents{
		"1392842": {8108200, 3164000}, "1383020": {870000, 435000}, "1359384": {969809, 889809},
		"1381022": {255000, 150000}, "1392578": {1704900, 1089900}, "1387136": {30000, 20000},
	}
	got := make(map[string][2]store.Cents)
	for id := range want {
		f := w.filers[id]
		var all store.Cents
		for _, r := range f.rows {
			if r.t.Schedule == "A" {
				all += r.t.Amount
			}
		}
		_, counted := f.sum(f.conclude(), "A", store.StatusCounted)
		got[id] = [2]store.Cents{all, counted}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestBerkeleyLateContributions(t *testing.T) {
	t.Parallel()
	w := readWorkbook(t, "efile_BRK_2017.xlsx")
	var rows, shared int
	got := make(map[string]int)
	for _, f := range w.filers {
		onA := make(map[string]bool)
		for _, r := range f.rows {
			if r.t.Schedule == "A" {
				onA[r.t.TranID] = true
			}
		}
		c := f.conclude()
		for _, r := range f.rows {
			if r.t.Schedule != "F497P1" {
				continue
			}
			rows++
			if onA[r.t.TranID] {
				shared++
			}
			got[count.Sentence(c[r.id].status, c[r.id].reason, "")]++
		}
	}
	if rows != 69 || shared != 53 {
		t.Errorf("%d rows, %d with an id of Schedule A; want 69, 53", rows, shared)
	}
	sentence := func(s store.Status, r store.Reason) string { return count.Sentence(s, r, "") }
	want := map[string]int{
		// One of the 53 ids stands in a superseded version only: the amendment
		// gave that gift another id, so donor, date and amount must tell.
		sentence(store.StatusCovered, store.ReasonCoveredByID):    52,
		sentence(store.StatusCovered, store.ReasonCoveredByMatch): 1,
		// Gifts under $100, not itemized on the statement, and a loan.
		sentence(store.StatusCovered, store.ReasonCoveredByPeriod): 8,
		// Gifts of 2016, whose statements are in another year's workbook.
		sentence(store.StatusPending, store.ReasonNotYetPeriodic): 8,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestBerkeleyReconcile(t *testing.T) {
	t.Parallel()
	w := readWorkbook(t, "efile_BRK_2017.xlsx")
	var reports int
	ties, gaps := make(map[string]int), make(map[string][]count.Gap)
	for id, f := range w.filers {
		c := f.conclude()
		for _, d := range count.Versions(f.reports) {
			summaries := w.summaries[id][d.Report]
			// Each report that was filed, whether or not a longer one repeats it.
			if v := d.Tables[store.TableSummary]; len(summaries) == 0 || (!v.Kept && v.Reason != store.ReasonInsideLonger) {
				continue
			}
			reports++
			for _, g := range count.Reconcile(f.totals(c, d.Report), summaries, count.Known{}) {
				if g.Gap == 0 {
					ties[g.Schedule]++
				} else {
					gaps[id+" "+g.Schedule] = append(gaps[id+" "+g.Schedule], g)
				}
			}
		}
	}
	if reports != 86 {
		t.Errorf("%d reports, want 86", reports)
	}
	if diff := cmp.Diff(map[string]int{"A": 85, "B1": 86, "C": 86, "I": 86}, ties); diff != "" {
		t.Error("schedules that tie:", diff)
	}
	wantGap := map[string][]count.Gap{"1249144 A": {{Schedule: "A", Line: "1", Itemized: 137500, Reported: 237500, Gap: 100000, Rows: 8, Reason: count.Unexplained}}}
	if diff := cmp.Diff(wantGap, gaps, cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Rows" }, cmp.Ignore())); diff != "" {
		t.Error("gaps:", diff)
	}
}

// totals sums the rows of one report as its own filer would, whatever another
// report made of them.
func (f *filer) totals(conclusions map[int64]conclusion, report int64) []store.ScheduleTotal {
	var out []store.ScheduleTotal
	for i := range f.rows {
		if r := &f.rows[i]; r.report == report {
			status, reason := count.Local(&r.t)
			if c := conclusions[r.id]; c.reason != store.ReasonInsideLonger {
				status, reason = c.status, c.reason
			}
			out = append(out, store.ScheduleTotal{Schedule: r.t.Schedule, Status: status, Reason: reason, Rows: 1, Amount: r.t.Amount})
		}
	}
	return out
}
