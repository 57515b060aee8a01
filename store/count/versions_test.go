package count_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/count"
)

const (
	receipts = store.TableReceipts
	loans    = store.TableLoans
	summary  = store.TableSummary
	cover    = store.TableCover
	memo     = store.TableMemo
)

type tables map[store.Table]int

// head makes a report; key is "system report version".
func head(id int64, key string, rows tables, edit ...func(*count.Report)) count.Report {
	part := strings.Fields(key)
	version, err := strconv.Atoi(part[2])
	if err != nil {
		panic(err)
	}
	r := count.Report{ID: id, Key: store.FilingKey{System: store.System(part[0]), Report: part[1], Version: version}, Form: "F460"}
	for table, n := range rows {
		r.Rows[table] = n
	}
	for _, e := range edit {
		e(&r)
	}
	return r
}

func period(from, thru store.Date) func(*count.Report) {
	return func(r *count.Report) { r.From, r.Thru = from, thru }
}
func filed(d store.Date) func(*count.Report) { return func(r *count.Report) { r.Filed = d } }
func formed(form string) func(*count.Report) { return func(r *count.Report) { r.Form = form } }
func copied(n int) func(*count.Report)       { return func(r *count.Report) { r.Copy = n } }
func partial() func(*count.Report)           { return func(r *count.Report) { r.Partial = true } }
func noticed(form, id string) func(*count.Report) {
	return func(r *count.Report) { r.Form, r.ReportID = form, id }
}
func halfYear(year string) func(*count.Report) {
	return period(store.Date(year+"-01-01"), store.Date(year+"-06-30"))
}
func wholeYear(year string) func(*count.Report) {
	return period(store.Date(year+"-01-01"), store.Date(year+"-12-31"))
}
func preElection(year string) func(*count.Report) {
	return period(store.Date(year+"-05-01"), store.Date(year+"-09-30"))
}

// explain writes a decision for one table: "kept", or the reason and winner.
func explain(d count.Decision, table store.Table) string {
	reasons := map[store.Reason]string{
		store.ReasonNewerVersion: "newer version", store.ReasonInsideLonger: "inside longer", store.ReasonSamePeriod: "same period",
		store.ReasonBetterCopy: "better copy", store.ReasonPublisherReplaced: "publisher replaced",
	}
	v := d.Tables[table]
	if v.Kept {
		return "kept"
	}
	text := reasons[v.Reason] + " " + strconv.FormatInt(v.By, 10)
	if (v.Status == store.StatusWithdrawn) != (v.Reason == store.ReasonPublisherReplaced) || (v.Status != store.StatusWithdrawn && v.Status != store.StatusSuperseded) {
		text += " with status " + v.Status.String()
	}
	return text
}

func TestVersions(t *testing.T) {
	t.Parallel()
	type want map[int64]string // report: its receipts
	full := tables{receipts: 3, summary: 9, cover: 1}
	tests := []struct {
		name    string
		reports []count.Report
		want    want
		empty   map[int64]int64
	}{
		{"an amendment restates the report", []count.Report{head(1, "cal r 0", full), head(2, "cal r 1", full), head(3, "cal r 2", tables{receipts: 1})},
			want{1: "newer version 3", 2: "newer version 3", 3: "kept"}, nil},
		{"an amendment that drops a schedule", []count.Report{head(1, "cal r 0", full), head(2, "cal r 1", tables{store.TableExpenditures: 1})},
			want{1: "newer version 2", 2: "kept"}, nil},
		{"an empty amendment replaces nothing", []count.Report{head(1, "cal r 0", full), head(2, "cal r 1", tables{cover: 1})},
			want{1: "kept", 2: "kept"}, map[int64]int64{1: 2}},
		{"a bare summary replaces no rows", []count.Report{head(1, "cal r 0", full), head(2, "cal r 1", tables{summary: 9})},
			want{1: "kept", 2: "same period 1"}, map[int64]int64{1: 2}},
		{"a bare summary replaces another", []count.Report{head(1, "cal r 0", tables{summary: 9}), head(2, "cal r 1", tables{summary: 9})},
			want{1: "newer version 2", 2: "kept"}, nil},
		{"calaccess chooses per table", []count.Report{head(1, "calaccess 100 0", tables{receipts: 3, loans: 1}), head(2, "calaccess 100 1", tables{receipts: 4, cover: 1}), head(3, "calaccess 100 2", tables{cover: 1})},
			want{1: "newer version 2", 2: "kept", 3: "kept"}, map[int64]int64{1: 3, 2: 3}},
		{"a later copy replaces the earlier", []count.Report{head(1, "cal r 0", full), head(2, "cal r 0", full, copied(1)), head(3, "cal r 0", tables{cover: 1}, copied(2))},
			want{1: "publisher replaced 2", 2: "kept", 3: "kept"}, nil},
		{"copies of an older version", []count.Report{head(1, "calaccess 100 0", full), head(2, "calaccess 100 0", full, copied(1)), head(3, "calaccess 100 1", full)},
			want{1: "publisher replaced 2", 2: "newer version 3", 3: "kept"}, nil},
		{"the fuller source of one period", []count.Report{
			head(1, "cal r 0", full, halfYear("2031")), head(2, "calaccess 100 0", full, halfYear("2031"), filed("2031-08-01")), head(3, "hand h 0", full, halfYear("2031"), partial()),
		}, want{1: "kept", 2: "better copy 1", 3: "better copy 1"}, nil},
		{"an empty file is not the fuller source", []count.Report{head(1, "cal r 0", tables{cover: 1}, halfYear("2031")), head(2, "hand h 0", full, halfYear("2031"), partial())},
			want{1: "better copy 2", 2: "kept"}, nil},
		{"a page export of a filing", []count.Report{head(1, "calaccess 100 0", full), head(2, "calaccess-export 100 0", tables{receipts: 2}, formed(""), partial()), head(3, "calaccess-export 101 0", tables{receipts: 2}, formed(""), partial())},
			want{1: "kept", 2: "better copy 1", 3: "kept"}, nil},
		{"a page export of a filing without rows", []count.Report{head(1, "calaccess 100 0", tables{cover: 1}), head(2, "calaccess-export 100 0", tables{receipts: 2}, formed(""))},
			want{1: "kept", 2: "kept"}, nil},
		{"a page export with its period", []count.Report{head(1, "cal r 0", full, halfYear("2031")), head(2, "calaccess-export 100 0", tables{receipts: 2}, formed(""), halfYear("2031"))},
			want{1: "kept", 2: "better copy 1"}, nil},
		{"a notice from two systems", []count.Report{
			head(1, "cal n 0", full, noticed("F497", "7"), filed("2031-03-02")), head(2, "calaccess 9 0", full, noticed("F497", "7"), filed("2031-03-02")),
			head(3, "calaccess 8 0", full, noticed("F496", "7"), filed("2031-03-02")), head(4, "calaccess 7 0", full, noticed("F497", "7"), filed("2033-03-02")),
		}, want{1: "kept", 2: "better copy 1", 3: "kept", 4: "kept"}, nil},
		{"a notice's number used again", []count.Report{
			head(1, "cal n 0", full, noticed("F497", "7"), filed("2031-03-02")), head(2, "cal n 1", full, noticed("F497", "7"), filed("2031-03-09")),
			head(3, "cal n 0", full, noticed("F497", "7"), filed("2032-03-02"), copied(1)), head(4, "cal n 1", full, noticed("F497", "7"), filed("2032-03-03"), copied(1)),
		}, want{1: "newer version 2", 2: "kept", 3: "newer version 4", 4: "kept"}, nil},
		{"a notice amended late", []count.Report{head(1, "cal n 0", full, noticed("F497", "7"), filed("2031-01-16")), head(2, "cal n 1", full, noticed("F497", "7"), filed("2031-07-31"))},
			want{1: "newer version 2", 2: "kept"}, nil},
		{"two notices of one system and number", []count.Report{head(1, "calaccess 8 0", full, noticed("F497", "7")), head(2, "calaccess 9 0", full, noticed("F497", "7"))},
			want{1: "kept", 2: "kept"}, nil},
		{"filed again for the same period", []count.Report{head(1, "calaccess 99 0", full, halfYear("2031"), filed("2031-08-01")), head(2, "calaccess 100 0", full, halfYear("2031"), filed("2031-09-01"))},
			want{1: "same period 2", 2: "kept"}, nil},
		{"of one day, the greater number", []count.Report{head(1, "calaccess 0099 0", full, halfYear("2031")), head(2, "calaccess 100 0", full, halfYear("2031"))},
			want{1: "same period 2", 2: "kept"}, nil},
		{"filed again without rows", []count.Report{head(1, "calaccess 99 0", full, halfYear("2031"), filed("2031-08-01")), head(2, "calaccess 100 0", tables{summary: 9, cover: 1}, halfYear("2031"), filed("2031-09-01"))},
			want{1: "kept", 2: "same period 1"}, nil},
		{"several 465 of one period are several reports", []count.Report{head(1, "calaccess 1 0", full, formed("F465"), halfYear("2031")), head(2, "calaccess 2 0", full, formed("F465"), halfYear("2031"))},
			want{1: "kept", 2: "kept"}, nil},
		{"inside a longer report", []count.Report{head(1, "cal a 0", full, halfYear("2031")), head(2, "cal b 0", full, wholeYear("2031")), head(3, "cal c 0", full, period("2031-01-01", "2031-03-31"), formed("F450"))},
			want{1: "inside longer 2", 2: "kept", 3: "inside longer 2"}, nil},
		{"a partial overlap keeps both", []count.Report{head(1, "cal a 0", full, halfYear("2031")), head(2, "cal b 0", full, preElection("2031"))},
			want{1: "kept", 2: "kept"}, nil},
		{"another form's longer period", []count.Report{head(1, "cal a 0", full, halfYear("2031")), head(2, "cal b 0", full, wholeYear("2031"), formed("F461"))},
			want{1: "kept", 2: "kept"}, nil},
		{"inside a longer report without rows", []count.Report{head(1, "cal a 0", full, halfYear("2031")), head(2, "cal b 0", tables{cover: 1}, wholeYear("2031"))},
			want{1: "kept", 2: "kept"}, nil},
		{"inside a longer summary", []count.Report{head(1, "cal a 0", full, halfYear("2031")), head(2, "cal b 0", tables{summary: 9}, wholeYear("2031"))},
			want{1: "inside longer 2", 2: "kept"}, nil},
		{"inside a longer report known in part", []count.Report{head(1, "cal a 0", full, halfYear("2031")), head(2, "hand b 0", full, wholeYear("2031"), partial())},
			want{1: "kept", 2: "kept"}, nil},
		{"inside a superseded longer report only", []count.Report{head(1, "cal a 0", full, halfYear("2031")), head(2, "cal b 0", full, wholeYear("2031")), head(3, "cal b 1", full, wholeYear("2031")), head(4, "cal a 1", full, halfYear("2031"))},
			want{1: "newer version 4", 2: "newer version 3", 3: "kept", 4: "inside longer 3"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, empty := want{}, map[int64]int64{}
			for i, d := range count.Versions(test.reports) {
				if d.Report != test.reports[i].ID {
					t.Fatalf("decision %d is about report %d", i, d.Report)
				}
				// A bare summary has no receipts: look at what it has.
				table := receipts
				if test.reports[i].Rows[receipts] == 0 && test.reports[i].Rows[summary] > 0 {
					table = summary
				}
				got[d.Report] = explain(d, table)
				if d.EmptyAmendment != 0 {
					empty[d.Report] = d.EmptyAmendment
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if len(empty)+len(test.empty) > 0 {
				if diff := cmp.Diff(test.empty, empty); diff != "" {
					t.Error("empty amendments:", diff)
				}
			}
		})
	}
}

func TestVersionsPerTable(t *testing.T) {
	t.Parallel()
	decisions := count.Versions([]count.Report{
		head(1, "calaccess 100 0", tables{receipts: 3, loans: 1, memo: 2, cover: 1}),
		head(2, "calaccess 100 1", tables{receipts: 4, memo: 1, cover: 1}),
		head(3, "calaccess 100 2", tables{cover: 1}),
	})
	got := map[string]string{
		"original's receipts": explain(decisions[0], receipts), "original's loans": explain(decisions[0], loans),
		"original's memos": explain(decisions[0], memo), "amendment's receipts": explain(decisions[1], receipts),
		"amendment's memos": explain(decisions[1], memo), "empty amendment's cover": explain(decisions[2], cover),
	}
	want := map[string]string{
		"original's receipts": "newer version 2", "original's loans": "kept", "original's memos": "kept",
		"amendment's receipts": "kept", "amendment's memos": "kept", "empty amendment's cover": "kept",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestVersionsCoverFollowsReport(t *testing.T) {
	t.Parallel()
	decisions := count.Versions([]count.Report{
		head(1, "cal r 0", tables{receipts: 3, memo: 2, cover: 1}), head(2, "cal r 1", tables{receipts: 4, cover: 1}),
	})
	for _, table := range []store.Table{cover, memo} {
		if got := explain(decisions[0], table); got != "newer version 2" {
			t.Errorf("%v of the original: %s", table, got)
		}
		if got := explain(decisions[1], table); got != "kept" {
			t.Errorf("%v of the amendment: %s", table, got)
		}
	}
}

// TestVersionsOrder also checks what holds of any reports: every decision that
// names a winner names another report of the input, and money is only replaced
// by a report with rows or a summary.
func TestVersionsOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		reports := randomReports(t)
		first := count.Versions(reports)
		check(t, reports, first)
		byID := make(map[int64]count.Decision)
		for _, d := range first {
			byID[d.Report] = d
		}
		shuffled := rapid.Permutation(reports).Draw(t, "order")
		for i, d := range count.Versions(shuffled) {
			if d.Report != shuffled[i].ID {
				t.Fatalf("decision %d is about report %d", i, d.Report)
			}
			if diff := cmp.Diff(byID[d.Report], d); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func check(t *rapid.T, reports []count.Report, decisions []count.Decision) {
	rows := make(map[int64]count.Report)
	for _, r := range reports {
		rows[r.ID] = r
	}
	var kept int
	for i, d := range decisions {
		for table, v := range d.Tables {
			if v.Kept {
				if v.Status != store.StatusUnset || v.By != 0 {
					t.Fatalf("kept with a status: %+v", v)
				}
				kept += reports[i].Rows[table]
				continue
			}
			by, ok := rows[v.By]
			if !ok || v.By == d.Report {
				t.Fatalf("report %d replaced by %d", d.Report, v.By)
			}
			if sumRows(by) == 0 && sumRows(reports[i]) > 0 {
				t.Fatalf("report %d with rows replaced by %d without", d.Report, v.By)
			}
		}
	}
	var all int
	for _, r := range reports {
		all += sumRows(r)
	}
	if all > 0 && kept == 0 {
		t.Fatal("nothing is kept")
	}
}

func sumRows(r count.Report) int {
	n := 0
	for table, rows := range r.Rows {
		if store.Table(table) != cover && store.Table(table) != memo {
			n += rows
		}
	}
	return n
}

func randomReports(t *rapid.T) []count.Report {
	systems := []store.System{store.SystemCAL, store.SystemCalAccess, store.SystemCalAccessExport, store.SystemHand, store.SystemFEC}
	days := []store.Date{"", "2031-01-01", "2031-03-31", "2031-06-30", "2031-07-01", "2031-12-31", "2032-02-29", "not a date"}
	day := rapid.SampledFrom(days)
	small := rapid.SampledFrom([]int{0, 0, 1, 2})
	type version struct {
		key  store.FilingKey
		copy int
	}
	seen := make(map[version]bool)
	var out []count.Report
	for i := range rapid.IntRange(1, 14).Draw(t, "reports") {
		r := count.Report{
			ID: int64(1000 - 7*i),
			Key: store.FilingKey{
				System: rapid.SampledFrom(systems).Draw(t, "system"), Report: rapid.SampledFrom([]string{"9", "10", "0010", "a", "b"}).Draw(t, "report"),
				Version: rapid.IntRange(0, 2).Draw(t, "version"),
			},
			Copy: rapid.IntRange(0, 1).Draw(t, "copy"), Form: rapid.SampledFrom([]string{"F460", "F450", "F461", "F465", "F497", "F496", ""}).Draw(t, "form"),
			From: day.Draw(t, "from"), Thru: day.Draw(t, "thru"), Filed: day.Draw(t, "filed"),
			ReportID: rapid.SampledFrom([]string{"", "1", "2"}).Draw(t, "id"), Partial: rapid.Bool().Draw(t, "partial"),
		}
		for _, table := range []store.Table{receipts, loans, summary, cover, memo} {
			r.Rows[table] = small.Draw(t, "rows")
		}
		if v := (version{r.Key, r.Copy}); !seen[v] {
			seen[v] = true
			out = append(out, r)
		}
	}
	return out
}
