package calefile_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store"
	"moneytrail/store/storetest"
)

func readReal(t *testing.T, name string) *storetest.Records {
	t.Helper()
	content, err := os.ReadFile(storetest.SharedData(t, "california", "cal_efile", name))
	if err != nil {
		t.Fatal(err)
	}
	got := mustRead(t, string(content))
	if len(got.Quarantines) != 0 {
		t.Errorf("%s: %d lines in quarantine", name, len(got.Quarantines))
	}
	return got
}

// total is the number and sum of the rows of one schedule.
type total struct {
	Rows int
	Sum  store.Cents
}

func totals(r *storetest.Records) map[string]total {
	out := map[string]total{}
	for _, t := range r.Transactions {
		sum := out[t.Schedule]
		out[t.Schedule] = total{sum.Rows + 1, sum.Sum + t.Amount}
	}
	return out
}

// TestRealReports has the worked values of docs/counting.md.
func TestRealReports(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		report  string
		version int
		totals  map[string]total
	}{
		"F460-212406069.txt": {
			"1474607|F460|2024-09-22|2024-10-19", 0,
			map[string]total{"A": {2, 3000000}, "E": {4, 2369700}, "F": {3, 1000000}, "G": {1, 109200}},
		},
		"F460-212408156-amendment.txt": {
			"1474607|F460|2024-09-22|2024-10-19", 1,
			map[string]total{"A": {2, 3000000}, "E": {4, 2369700}, "F": {4, 1606351}, "G": {1, 109200}},
		},
		"F460-212416342.txt": {"", 0, map[string]total{"A": {14, 2532300}, "D": {10, 2720000}, "E": {20, 3097803}, "F": {3, 127229}}},
		"F496-174292914.txt": {"", 0, map[string]total{"S496": {1, 230874}, "F496P3": {39, 5730400}}},
		"F496-212385857-amendment.txt": {
			"1345259|F496|#Latta-4", 1, map[string]total{"S496": {1, 605696}, "F496P3": {1, 8600000}},
		},
		"F496-212424488.txt": {"1474607|F496|#20241023CF", 1, map[string]total{"S496": {2, 3000000}, "F496P3": {1, 1000000}}},
		"F497-201064086.txt": {"", 0, map[string]total{"F497P1": {15, 45100}, "F497P2": {1, 100000}}},
		"F497-212421005.txt": {"1468846|F497|#10252024", 0, map[string]total{"F497P1": {2, 220000}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := readReal(t, name)
			if diff := cmp.Diff(tt.totals, totals(got)); diff != "" {
				t.Error(diff)
			}
			f := got.Filings[0]
			if len(got.Filings) != 1 || f.Key.Version != tt.version || tt.report != "" && f.Key.Report != tt.report {
				t.Errorf("filings %+v", got.Filings)
			}
			if f.Form == "F496" && (f.Target.IsZero() || f.Target.Support == "") {
				t.Error("the notice names no target")
			}
		})
	}
}

// TestRealReconciliation: itemized rows against the filer's own line 1.
func TestRealReconciliation(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"F460-212406069.txt", "F460-212408156-amendment.txt", "F460-212416342.txt"} {
		got := readReal(t, name)
		sums := totals(got)
		for _, s := range got.Summaries {
			switch s.Schedule {
			case "A", "C", "D", "E", "F", "I":
				if s.Line == "1" && s.A != sums[s.Schedule].Sum {
					t.Errorf("%s: schedule %s line 1 is %s, rows %s", name, s.Schedule, s.A, sums[s.Schedule].Sum)
				}
			}
		}
	}
}
