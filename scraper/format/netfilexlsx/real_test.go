package netfilexlsx_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store"
	"moneytrail/store/storetest"
)

func readReal(t *testing.T, name string) *storetest.Records {
	t.Helper()
	content, err := os.ReadFile(storetest.SharedData(t, "california", "netfile_excel", name))
	if err != nil {
		t.Fatal(err)
	}
	return mustRead(t, content, filepath.Base(name))
}

func typed(r *storetest.Records) map[string]int {
	rows := map[string]int{}
	for _, t := range r.Tallies {
		rows[t.Part] = t.Typed
	}
	return rows
}

func TestRealWorkbooks(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		rows    map[string]int
		reports int
		more    []func(*testing.T, *storetest.Records)
	}{
		{"efile_BRK_2017.xlsx", map[string]int{
			"A-Contributions": 2251, "C-Contributions": 26, "I-Contributions": 8, "F496P3-Contributions": 28,
			"F465P3-Expenditure": 0, "F461P5-Expenditure": 0, "D-Expenditure": 17, "G-Expenditure": 60, "E-Expenditure": 650,
			"F-Expenses": 94, "B1-Loans": 38, "B2-Loans": 0, "H-Loans": 0, "Summary": 4322, "497": 69, "496": 9,
		}, 122, []func(*testing.T, *storetest.Records){checkScheduleA, checkReconciliation, checkIDs}},
		{"efile_BRK_2018.xlsx", map[string]int{
			"A-Contributions": 24, "C-Contributions": 40, "I-Contributions": 3, "F496P3-Contributions": 0,
			"F465P3-Expenditure": 0, "F461P5-Expenditure": 0, "D-Expenditure": 0, "G-Expenditure": 0, "E-Expenditure": 35,
			"F-Expenses": 3, "B1-Loans": 3, "B2-Loans": 0, "H-Loans": 0, "Summary": 405, "497": 0, "496": 0,
		}, 9, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := readReal(t, tt.name)
			if diff := cmp.Diff(tt.rows, typed(got)); diff != "" {
				t.Error(diff)
			}
			if len(got.Quarantines) != 0 {
				t.Errorf("%d rows in quarantine", len(got.Quarantines))
			}
			keys := map[store.FilingKey]bool{}
			for _, f := range got.Filings {
				keys[f.Key] = true
			}
			if len(keys) != tt.reports {
				t.Errorf("%d report versions, want %d", len(keys), tt.reports)
			}
			for _, check := range tt.more {
				check(t, got)
			}
		})
	}
}

// checkScheduleA adds up Schedule A as it stands, all versions, and after
// keeping the highest version of each report: docs/counting.md.
func checkScheduleA(t *testing.T, got *storetest.Records) {
	t.Helper()
	latest := map[string]int{}
	filer := map[store.FilingKey]string{}
	for _, f := range got.Filings {
		latest[f.Key.Report] = max(latest[f.Key.Report], f.Key.Version)
		filer[f.Key] = f.Filer.ID
	}
	all, kept := map[string]store.Cents{}, map[string]store.Cents{}
	for _, tr := range got.Transactions {
		if tr.Schedule != "A" {
			continue
		}
		all[filer[tr.Filing]] += tr.Amount
		if tr.Filing.Version == latest[tr.Filing.Report] {
			kept[filer[tr.Filing]] += tr.Amount
		}
	}
	for id, want := range map[string][2]store.Cents{
		"1392842": {8108200, 3164000}, "1383020": {870000, 435000}, "1359384": {969809, 889809}, "1381022": {255000, 150000},
	} {
		if have := [2]store.Cents{all[id], kept[id]}; have != want {
			t.Errorf("committee %s: %v, want %v", id, have, want)
		}
	}
}

// checkReconciliation compares the latest versions with the filers' own
// line 1, per schedule.
func checkReconciliation(t *testing.T, got *storetest.Records) {
	t.Helper()
	latest := map[string]int{}
	for _, f := range got.Filings {
		latest[f.Key.Report] = max(latest[f.Key.Report], f.Key.Version)
	}
	type cell struct{ report, schedule string }
	sums := map[cell]store.Cents{}
	for _, tr := range got.Transactions {
		if tr.Filing.Version == latest[tr.Filing.Report] && !tr.Memo {
			sums[cell{tr.Filing.Report, tr.Schedule}] += tr.Amount
		}
	}
	agree, reports := map[string]int{}, map[string]int{}
	for _, s := range got.Summaries {
		if s.Line != "1" || s.Filing.Version != latest[s.Filing.Report] {
			continue
		}
		reports[s.Schedule]++
		if sums[cell{s.Filing.Report, s.Schedule}] == s.A {
			agree[s.Schedule]++
		}
	}
	for schedule, want := range map[string]int{"A": 85, "C": 86, "I": 86} {
		if reports[schedule] != 86 || agree[schedule] != want {
			t.Errorf("schedule %s: %d of %d reports agree, want %d of 86", schedule, agree[schedule], reports[schedule], want)
		}
	}
}

// checkIDs looks at what counting leans on: no transaction id twice on one
// schedule of one version, and notices that share ids with Schedule A.
func checkIDs(t *testing.T, got *storetest.Records) {
	t.Helper()
	type id struct {
		filing           store.FilingKey
		schedule, tranID string
	}
	seen, onA := map[id]int{}, map[[2]string]bool{}
	filer := map[store.FilingKey]string{}
	for _, f := range got.Filings {
		filer[f.Key] = f.Filer.ID
	}
	for _, tr := range got.Transactions {
		if seen[id{tr.Filing, tr.Schedule, tr.TranID}]++; seen[id{tr.Filing, tr.Schedule, tr.TranID}] > 1 {
			t.Errorf("%s %s twice in %v", tr.Schedule, tr.TranID, tr.Filing)
		}
		if tr.Schedule == "A" {
			onA[[2]string{filer[tr.Filing], tr.TranID}] = true
		}
	}
	shared := 0
	for _, tr := range got.Transactions {
		if tr.Schedule == "F497P1" && onA[[2]string{filer[tr.Filing], tr.TranID}] {
			shared++
		}
	}
	if shared != 53 {
		t.Errorf("%d notice rows share their id with Schedule A, want 53", shared)
	}
}
