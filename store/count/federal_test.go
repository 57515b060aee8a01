package count_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/count"
)

func TestLocalFederal(t *testing.T) {
	t.Parallel()
	const (
		counted = store.StatusCounted
		mirror  = store.StatusMirror
		other   = store.StatusOtherMoney
		memo    = store.StatusMemo
	)
	tests := []struct {
		schedules string
		row       store.Transaction // without the schedule
		status    store.Status
		reason    store.Reason
	}{
		{"SA11AI SA11A1 SA11B SA11C SA11D SA17A SA17B SA17C SA17D F56 F92 F132", received(store.KindMonetary), counted, store.ReasonGift},
		{"SA12 SA18 SA18A SA18B", received(store.KindTransfer), counted, store.ReasonGift},
		{"SA17", received(store.KindMonetary), counted, store.ReasonGift},
		{"SA17", received(store.KindOtherReceipt), other, store.ReasonOtherReceipt},
		{"SA13A SA17A SA11AI", received(store.KindOtherReceipt), other, store.ReasonOtherReceipt},
		{"H3 H5 SH3", received(store.KindTransfer), other, store.ReasonOtherReceipt},
		{"H4 H6 SH4 SF25", paid(store.KindExpenditure), other, store.ReasonExpenditure},
		{"SB3L", paid(store.KindUnknown), mirror, store.ReasonGift},
		{"SE24", paid(store.KindIndependent), other, store.ReasonIndependent},
		{"SA11AII SA17AII", received(store.KindMonetary), other, store.ReasonGift},
		{"SA10 SA13 SA13A SA13B SA19 SA19A SA19B SC SC/9 SC/10 SC1/10", received(store.KindLoan), other, store.ReasonLoan},
		{"SC2/10", received(store.KindLoan), other, store.ReasonGuarantee},
		{"SA14 SA15 SA16 SA20A SA21", received(store.KindOtherReceipt), other, store.ReasonOtherReceipt},
		{"SA3L", received(store.KindUnknown), mirror, store.ReasonGift},
		{"SB17 SB18 SB21 SB21B SB22 SB23 SB29 SF F76 F93", paid(store.KindExpenditure), other, store.ReasonExpenditure},
		{"SB20A SB20B SB20C SB28A SB28B SB28C F133", paid(store.KindReturn), counted, store.ReasonMade},
		{"SB20A SB28C", paid(store.KindExpenditure), other, store.ReasonExpenditure},
		{"SD9 SD10 SD12", paid(store.KindDebt), other, store.ReasonDebt},
		{"SE F57 FECIE", paid(store.KindIndependent), other, store.ReasonIndependent},
		{"F65", received(store.KindMonetary), store.StatusPending, store.ReasonNotYetPeriodic},
		{"F65", received(store.KindLoan), other, store.ReasonLoan},
		{"SA11AI SA17A SA17 SB21B SB28A SE SC/10 F57 F65 F132 FEC15 FEC15E FEC22Y", memoed(store.KindMonetary), memo, store.ReasonMemo},
		{"SA12 SA18 FEC15J FEC18J FEC10J FEC11J FEC19J FEC30J FEC31F FEC32J", memoed(store.KindMonetary), store.StatusAttributed, store.ReasonNone},
		{"FEC15J", received(store.KindMonetary), store.StatusAttributed, store.ReasonNone},
		{"FEC10 FEC11 FEC13 FEC15 FEC15C FEC15E FEC15K FEC15Z FEC18G FEC18K FEC18U FEC19 FEC30 FEC30E FEC30G FEC31T FEC32K", received(store.KindMonetary), counted, store.ReasonGift},
		{"FEC15F", received(store.KindForgiveness), counted, store.ReasonForgiven},
		{"FEC20Y FEC21Y FEC22R FEC22Y FEC22Z FEC23Y FEC40Y FEC40Z FEC41T FEC42Y", paid(store.KindReturn), counted, store.ReasonMade},
		{"FEC15I FEC15T FEC24I FEC24T", paid(store.KindMonetary), mirror, store.ReasonGift},
		{"FEC24A FEC24E", paid(store.KindIndependent), mirror, store.ReasonIndependent},
		{"FEC24C FEC24G FEC24K FEC24N FEC24Z", paid(store.KindMonetary), mirror, store.ReasonMade},
		{"FEC16C FEC16F FEC16R FEC22H", received(store.KindLoan), other, store.ReasonLoan},
		{"FEC12 FEC16J FEC17R FEC17Z", received(store.KindOtherReceipt), other, store.ReasonOtherReceipt},
		{"FEC20 FEC20C FEC29 FEC40 FECSB21B FECSB17", paid(store.KindExpenditure), other, store.ReasonExpenditure},
		{"FEC99Q FEC SA99 SA SH1 SI SL F99 F", received(store.KindMonetary), other, store.ReasonNone},
	}
	for _, tt := range tests {
		for _, schedule := range strings.Fields(tt.schedules) {
			row := tt.row
			row.Schedule = schedule
			if schedule == "F" {
				continue // California's accrued expenses
			}
			if status, reason := count.Local(&row); status != tt.status || reason != tt.reason {
				t.Errorf("%s, %v: %v, reason %d; want %v, reason %d", schedule, row.Kind, status, reason, tt.status, tt.reason)
			}
		}
	}
}

func received(k store.Kind) store.Transaction {
	return store.Transaction{Kind: k, Direction: store.Received}
}
func paid(k store.Kind) store.Transaction { return store.Transaction{Kind: k, Direction: store.Made} }
func memoed(k store.Kind) store.Transaction {
	return store.Transaction{Kind: k, Direction: store.Received, Memo: true}
}

// TestMadeNeverRaises checks that a row of money paid counts only as a refund.
func TestMadeNeverRaises(t *testing.T) {
	t.Parallel()
	schedules := strings.Fields("SA11AI SA12 SA17 SB21B SB23 SB28A SE F57 F65 F132 F133 FEC15 FEC15E FEC22Y FEC24K FEC24T FEC18G FEC40Y A C F497P1")
	rapid.Check(t, func(t *rapid.T) {
		row := store.Transaction{
			Schedule: rapid.SampledFrom(schedules).Draw(t, "schedule"), Direction: store.Made, Amount: 100,
			Kind: store.Kind(rapid.IntRange(0, int(store.KindOtherReceipt)).Draw(t, "kind")), Memo: rapid.Bool().Draw(t, "memo"),
		}
		status, _ := count.Local(&row)
		if (status == store.StatusCounted && row.Kind != store.KindReturn) || status == store.StatusPending {
			t.Fatalf("%+v: %v", row, status)
		}
	})
}

func TestLocalFederalDoesNotAllocate(t *testing.T) {
	rows := []store.Transaction{{Schedule: "FEC15E"}, {Schedule: "SA11AI"}, {Schedule: "SB28A"}, {Schedule: "F65"}, {Schedule: "FEC99Q"}}
	if n := testing.AllocsPerRun(10, func() {
		for i := range rows {
			count.Local(&rows[i])
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func numbered(n string) func(*count.Report) { return func(r *count.Report) { r.ReportID = n } }
func withdrawn() func(*count.Report)        { return func(r *count.Report) { r.Withdrawn = true } }
func quarter() func(*count.Report)          { return period("2031-01-01", "2031-03-31") }

func TestVersionsFederal(t *testing.T) {
	t.Parallel()
	rows := tables{receipts: 3, summary: 9}
	fec := func(id int64, key, number string, edit ...func(*count.Report)) count.Report {
		return head(id, "fec "+key, rows, append([]func(*count.Report){formed("F3X"), numbered(number)}, edit...)...)
	}
	bulk := func(id int64, number string) count.Report {
		return head(id, "fec-bulk indiv|C99|"+number+" 0", tables{receipts: 2}, formed("BULK"), numbered(number), partial())
	}
	api := func(id int64, kind, number string) count.Report {
		return head(id, "fec-api "+kind+"|C99|"+number+" 0", tables{receipts: 2}, formed("F3X"), numbered(number), partial())
	}
	listed := func(id int64, key, number string) count.Report { // by the interface's list of filings: no rows
		return head(id, "fec "+key, nil, formed("F3X"), numbered(number), quarter(), partial())
	}
	tests := []struct {
		name    string
		reports []count.Report
		want    []string
	}{
		{"the interface's rows give way to the filing", []count.Report{api(1, "indiv", "900"), api(2, "line", "900"), fec(3, "900 0", "900", quarter())},
			[]string{"better copy 3", "better copy 3", "kept"}},
		{"the interface's rows give way to the bulk file's of their kind", []count.Report{api(1, "indiv", "900"), api(2, "line", "900"), api(3, "oth", "900"), bulk(4, "900")},
			[]string{"better copy 4", "kept", "kept", "kept"}},
		{"the interface's rows of another filing stay", []count.Report{api(1, "indiv", "901"), bulk(2, "900"), fec(3, "890 0", "890", quarter())},
			[]string{"kept", "kept", "kept"}},
		{"the list of filings takes nothing away", []count.Report{api(1, "indiv", "950"), listed(2, "900 0", "900"), listed(3, "900 1", "950")},
			[]string{"kept", "newer version 3", "kept"}},
		{"an amendment of a filing at hand is not counted beside it", []count.Report{api(1, "indiv", "950"), fec(2, "900 0", "900", quarter()), listed(3, "900 1", "950")},
			[]string{"better copy 2", "kept", "kept"}},
		{"bulk rows of an original that is not at hand", []count.Report{bulk(1, "900"), fec(2, "900 1", "950", quarter())}, []string{"better copy 2", "kept"}},
		{"the highest ordinal counts as a whole", []count.Report{fec(1, "900 0", "900", quarter()), fec(2, "900 2", "950", quarter()), fec(3, "900 1", "920", quarter())},
			[]string{"newer version 2", "kept", "newer version 2"}},
		{"one ordinal twice: the greater filing number", []count.Report{fec(5, "900 1", "1000"), fec(2, "900 1", "950", copied(1))},
			[]string{"kept", "newer version 5"}},
		{"filings whose original is unknown stand alone", []count.Report{fec(1, "900 0", "900", period("2031-01-01", "2031-03-31")), fec(2, "950 0", "950", period("2031-04-01", "2031-06-30"))},
			[]string{"kept", "kept"}},
		{"the same form and period filed again", []count.Report{fec(1, "900 0", "900", quarter(), filed("2031-04-15")), fec(2, "950 0", "950", quarter(), filed("2031-05-15"))},
			[]string{"same period 2", "kept"}},
		{"bulk rows give way to the filing", []count.Report{bulk(1, "900"), fec(2, "900 0", "900", quarter())}, []string{"better copy 2", "kept"}},
		{"bulk rows of an amendment", []count.Report{bulk(1, "950"), fec(2, "900 1", "950", quarter())}, []string{"better copy 2", "kept"}},
		{"bulk rows of a version that was amended", []count.Report{bulk(1, "900"), fec(2, "900 0", "900", quarter()), fec(3, "900 1", "950", quarter())},
			[]string{"better copy 3", "newer version 3", "kept"}},
		{"bulk rows of another filing stay", []count.Report{bulk(1, "901"), fec(2, "900 0", "900", quarter())}, []string{"kept", "kept"}},
		{"a filing without rows is no better copy", []count.Report{bulk(1, "900"), head(2, "fec 900 0", nil, formed("F3X"), numbered("900"))}, []string{"kept", "kept"}},
		{"withdrawn: the older version is in force again", []count.Report{fec(1, "900 0", "900", quarter()), fec(2, "900 1", "950", quarter(), withdrawn())},
			[]string{"kept", " 0 with status withdrawn"}},
		{"a notice amended late is the same notice", []count.Report{
			head(1, "fec 900 0", tables{receipts: 1}, formed("F6"), numbered("900"), filed("2031-01-05")),
			head(2, "fec 900 0", tables{receipts: 1}, formed("F6"), numbered("990"), filed("2031-09-05"), copied(1)),
		}, []string{"newer version 2", "kept"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, d := range count.Versions(tt.reports) {
				got = append(got, explain(d, receipts))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestFederalOrder checks that the order of arrival decides nothing.
func TestFederalOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var reports []count.Report
		for i := range rapid.IntRange(1, 6).Draw(t, "reports") {
			n := rapid.IntRange(900, 904).Draw(t, "original")
			number := strings.Repeat("9", 2) + string(rune('0'+i))
			r := head(int64(i+1), "fec "+string(rune('0'+n-900))+" "+string(rune('0'+rapid.IntRange(0, 2).Draw(t, "ordinal"))), tables{receipts: 1}, formed("F3X"), numbered(number))
			r.Withdrawn = rapid.IntRange(0, 5).Draw(t, "withdrawn") == 0
			reports = append(reports, r)
			if rapid.Bool().Draw(t, "bulk") {
				reports = append(reports, head(int64(i+101), "fec-bulk indiv|C|"+number+" 0", tables{receipts: 1}, formed("BULK"), numbered(number), partial()))
			}
		}
		want := make(map[int64]count.Decision)
		for _, d := range count.Versions(reports) {
			want[d.Report] = d
		}
		shuffled := rapid.Permutation(reports).Draw(t, "order")
		for _, d := range count.Versions(shuffled) {
			if diff := cmp.Diff(want[d.Report], d); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func TestCoverFederal(t *testing.T) {
	t.Parallel()
	f3 := head(201, "fec 900 0", tables{receipts: 3, summary: 9}, formed("F3"), quarter())
	f24 := head(101, "fec 800 0", tables{store.TableIndependent: 1}, formed("F24"), filed("2031-02-03"))
	f5 := head(102, "fec 801 0", tables{store.TableIndependent: 1}, formed("F5"))
	f3x := head(202, "fec 901 0", tables{store.TableIndependent: 1, summary: 9}, formed("F3X"), quarter())
	f5q := head(203, "fec 902 0", tables{store.TableIndependent: 1, summary: 9}, formed("F5"), quarter())
	bulk := head(204, "fec-bulk indiv|C|902 0", tables{receipts: 1}, formed("BULK"), period("2031-01-01", "2031-03-31"), partial())
	spent := func(id, report int64, tran string, date store.Date, amount store.Cents) count.Row {
		r := line(id, report, "SE", tran, alma, date, amount)
		r.Table = store.TableIndependent
		return r
	}
	gift := func(id int64, date store.Date) count.Row { return line(id, 103, "F65", "X", alma, date, 500) }
	pending := count.Match{Row: 1, Status: store.StatusPending, Reason: store.ReasonNotYetPeriodic}
	covered := func(row int64, reason store.Reason, cause, report int64) count.Match {
		return count.Match{Row: row, Status: store.StatusCovered, Reason: reason, CauseRow: cause, CauseReport: report}
	}
	type rows = []count.Row
	tests := []struct {
		name              string
		notices, periodic rows
		kept              []count.Report
		want              []count.Match
	}{
		{"48-hour gift, nothing periodic", rows{gift(1, "2031-03-02")}, nil, nil, []count.Match{pending}},
		{"on Schedule A", rows{gift(1, "2031-03-02")}, rows{line(9, 201, "SA11AI", "Y", alma, "2031-03-02", 500)}, []count.Report{f3}, []count.Match{covered(1, store.ReasonCoveredByMatch, 9, 0)}},
		{"candidate's loan", rows{gift(1, "2031-05-02")}, rows{line(9, 201, "SA13A", "Y", alma, "2031-05-02", 500)}, nil, []count.Match{covered(1, store.ReasonCoveredByMatch, 9, 0)}},
		{"in the bulk file", rows{gift(1, "2031-03-02")}, rows{line(9, 204, "FEC15", "X", alma, "2031-03-02", 500)}, []count.Report{bulk}, []count.Match{covered(1, store.ReasonCoveredByID, 9, 0)}},
		{"a bulk file covers no period", rows{gift(1, "2031-03-02")}, nil, []count.Report{bulk}, []count.Match{pending}},
		{"an offset is no gift", rows{gift(1, "2031-05-02")}, rows{line(9, 201, "SA15", "X", alma, "2031-05-02", 500), line(8, 201, "SB20A", "X", alma, "2031-05-02", 500)}, nil, []count.Match{pending}},
		{"by the period", rows{gift(1, "2031-03-02")}, nil, []count.Report{f3}, []count.Match{covered(1, store.ReasonCoveredByPeriod, 0, 201)}},
		{"spending nothing covers stays other money", nil, rows{spent(5, 101, "SE.1", "2031-05-02", 700)}, []count.Report{f24}, []count.Match{}},
		{"spending covered by id", rows{gift(1, "2031-05-02")}, rows{spent(5, 101, "SE.1", "2031-02-02", 700), spent(6, 202, "SE.1", "2031-02-05", 700)}, []count.Report{f24, f3x},
			[]count.Match{pending, covered(5, store.ReasonCoveredByID, 6, 0)}},
		{"spending covered by the period", nil, rows{spent(5, 101, "SE.1", "2031-02-02", 700)}, []count.Report{f24, f3x}, []count.Match{covered(5, store.ReasonIndependentCovered, 0, 202)}},
		{"Form 5 of 24 hours by the quarterly one", nil, rows{spent(5, 102, "SE.1", "2031-02-02", 700)}, []count.Report{f5, f5q}, []count.Match{covered(5, store.ReasonIndependentCovered, 0, 203)}},
		{"uncovered again", rows{spent(5, 101, "SE.1", "2031-05-02", 700)}, nil, []count.Report{f24},
			[]count.Match{{Row: 5, Status: store.StatusOtherMoney, Reason: store.ReasonIndependent}}},
		{"the quarterly rows themselves stay", nil, rows{spent(6, 202, "SE.1", "2031-02-05", 700)}, []count.Report{f3x}, []count.Match{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, count.CoverRapid(tt.notices, tt.periodic, tt.kept)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReconcileFederal(t *testing.T) {
	t.Parallel()
	rows := func(schedule string, amount store.Cents) store.ScheduleTotal {
		return store.ScheduleTotal{Schedule: schedule, Status: store.StatusCounted, Reason: store.ReasonGift, Rows: 2, Amount: amount}
	}
	cell := func(form, line string, a store.Cents) store.SummaryLine {
		return store.SummaryLine{Schedule: form, Line: line, A: a, B: 999}
	}
	tied := func(schedule, line string, amount store.Cents) []count.Gap {
		return []count.Gap{{Schedule: schedule, Line: line, Itemized: amount, Reported: amount, Rows: 2}}
	}
	memo := store.ScheduleTotal{Schedule: "SA11AI", Status: store.StatusMemo, Reason: store.ReasonMemo, Rows: 1, Amount: 40}
	tests := []struct {
		name    string
		rows    []store.ScheduleTotal
		summary []store.SummaryLine
		want    []count.Gap
	}{
		{"Form 3", []store.ScheduleTotal{rows("SA11AI", 700), rows("SA11C", 9), memo}, []store.SummaryLine{cell("F3", "11AI", 700), cell("F3", "11AII", 5)}, tied("SA11AI", "11AI", 700)},
		{"Form 3X", []store.ScheduleTotal{rows("SA11AI", 700)}, []store.SummaryLine{cell("F3X", "11AI", 700)}, tied("SA11AI", "11AI", 700)},
		{"older row type", []store.ScheduleTotal{rows("SA11A1", 700)}, []store.SummaryLine{cell("F3X", "11AI", 700)}, tied("SA11AI", "11AI", 700)},
		{"Form 3P", []store.ScheduleTotal{rows("SA17A", 700)}, []store.SummaryLine{cell("F3P", "17AI", 700), cell("F3P", "17A", 800)}, tied("SA17A", "17AI", 700)},
		{"Form 3P with one line", []store.ScheduleTotal{rows("SA17A", 700)}, []store.SummaryLine{cell("F3P", "17A", 700)}, tied("SA17A", "17A", 700)},
		{"memos explain it", []store.ScheduleTotal{rows("SA11AI", 700), memo}, []store.SummaryLine{cell("F3", "11AI", 740)},
			[]count.Gap{{Schedule: "SA11AI", Line: "11AI", Itemized: 700, Reported: 740, Gap: 40, Rows: 2, Reason: "the filer's line includes rows marked as memos"}}},
		{"unitemized explains it", []store.ScheduleTotal{rows("SA11AI", 700)}, []store.SummaryLine{cell("F3X", "11AI", 730), cell("F3X", "11AII", 30)},
			[]count.Gap{{Schedule: "SA11AI", Line: "11AI", Itemized: 700, Reported: 730, Gap: 30, Rows: 2, Reason: "the filer's line includes the unitemized amounts of line 11AII"}}},
		{"no summary", []store.ScheduleTotal{rows("SA11AI", 700)}, nil,
			[]count.Gap{{Schedule: "SA11AI", Line: "11AI", Itemized: 700, Gap: -700, Rows: 2, Reason: "no summary line was filed for this schedule"}}},
		{"a convention committee's line 17 is no gift", []store.ScheduleTotal{{Schedule: "SA17A", Status: store.StatusOtherMoney, Reason: store.ReasonOtherReceipt, Rows: 2, Amount: 700}}, nil, nil},
		{"bulk rows are not reconciled", []store.ScheduleTotal{rows("FEC15", 700)}, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, count.Reconcile(tt.rows, tt.summary, count.Known{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFederalSentences(t *testing.T) {
	t.Parallel()
	tests := []struct {
		status store.Status
		reason store.Reason
		words  string
	}{
		{store.StatusCounted, store.ReasonMade, "refunded"},
		{store.StatusMirror, store.ReasonGift, "passed through"},
		{store.StatusMirror, store.ReasonIndependent, "copy"},
		{store.StatusAttributed, store.ReasonNone, "joint fundraising"},
		{store.StatusOtherMoney, store.ReasonGift, "unitemized"},
		{store.StatusCovered, store.ReasonIndependentCovered, "independent spending"},
		{store.StatusWithdrawn, store.ReasonNone, "withdrew"},
	}
	for _, tt := range tests {
		if s := count.Sentence(tt.status, tt.reason, ""); !strings.Contains(s, tt.words) {
			t.Errorf("%v, reason %d: %q lacks %q", tt.status, tt.reason, s, tt.words)
		}
	}
}

// TestPeriodicNeverMovesTheFederalTotal adds a report that covers a 48-hour
// gift: what was pending is counted once.
func TestPeriodicNeverMovesTheFederalTotal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		amount := store.Cents(rapid.Int64Range(100_000, 500_000).Draw(t, "amount"))
		day := store.Date(rapid.SampledFrom([]string{"2031-01-02", "2031-02-28", "2031-03-31"}).Draw(t, "day"))
		notice := line(1, 101, "F65", rapid.SampledFrom([]string{"X1", ""}).Draw(t, "id"), alma, day, amount)
		periodic := line(9, 201, rapid.SampledFrom([]string{"SA11AI", "SA11C", "SA17A"}).Draw(t, "schedule"), rapid.SampledFrom([]string{"X1", "Y2"}).Draw(t, "other id"), alma, day, amount)
		f3 := head(201, "fec 900 0", tables{receipts: 1, summary: 9}, formed("F3"), quarter())
		before := count.CoverRapid([]count.Row{notice}, nil, nil)
		after := count.CoverRapid([]count.Row{notice}, []count.Row{periodic}, []count.Report{f3})
		if before[0].Status != store.StatusPending || after[0].Status != store.StatusCovered {
			t.Fatalf("%v, then %v", before[0].Status, after[0].Status)
		}
	})
}
