package resolve_test

import (
	"os"
	"strings"
	"testing"

	"moneytrail/store/resolve"
	"moneytrail/store/storetest"
)

// The labels are a sample of the pairs that resolution is scored on. Names are
// never printed: a wrong pair is told by its line.
func TestLabelledPairs(t *testing.T) {
	t.Parallel()
	f, err := os.Open(storetest.SharedData(t, "labels/donor_pairs.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	report, err := resolve.EvaluatePairs(f)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", report)
	for _, w := range report.Wrong {
		t.Logf("line %d, %s, label %v: %s %.2f", w.Line, w.Stratum, w.Same, w.Verdict.Answer, w.Verdict.Weight)
	}
	if p := report.All.Precision().Value; p < 0.99 {
		t.Errorf("precision %.3f, want 0.99", p)
	}
	if r := report.All.Recall().Value; r < 0.80 {
		t.Errorf("recall %.3f, want 0.80", r)
	}
}

const pairHead = "left_name,left_city,left_state,left_zip,left_employer,left_occupation,left_addr_key,left_committee_id," +
	"right_name,right_city,right_state,right_zip,right_employer,right_occupation,right_addr_key,right_committee_id,same,stratum\n"

// Invented pairs.
const pairRows = `"Quenby, Robert",Examplevale,CA,90001,,,aa,,"QUENBY, BOB",Examplevale,CA,90001,,,aa,,1,nickname
"Quenby, Robert",Examplevale,CA,90001,,,aa,,"QUENBY, ALICE",Examplevale,CA,90001,,,aa,,0,household
"Quenby, Robert",Examplevale,CA,90001,,,aa,,"QUENBY, ROBERT",Examplevale,CA,90001,,,aa,,0,wrong label
"Quenby, Robert",Examplevale,CA,90001,,,aa,,"QUENBY, ALICE",Examplevale,CA,90001,,,aa,,1,wrong label
`

func TestEvaluatePairs(t *testing.T) {
	t.Parallel()
	report, err := resolve.EvaluatePairs(strings.NewReader(pairHead + pairRows))
	if err != nil {
		t.Fatal(err)
	}
	if want := (resolve.Tally{TruePositive: 1, FalsePositive: 1, FalseNegative: 1, TrueNegative: 1}); report.All != want || report.All.F1() != 0.5 {
		t.Errorf("%+v", report.All)
	}
	// Wilson's interval of 1 of 2.
	if p := report.All.Precision(); p.Value != 0.5 || p.Low < 0.094 || p.Low > 0.095 || p.High < 0.905 || p.High > 0.906 {
		t.Errorf("precision %+v", p)
	}
	if len(report.Wrong) != 2 || report.Wrong[0].Line != 4 || len(report.Strata) != 3 || !strings.Contains(report.String(), "household") {
		t.Errorf("%+v\n%s", report.Wrong, report)
	}
	for name, text := range map[string]string{
		"empty": "", "column": "left_name,same\n", "label": strings.Replace(pairHead+pairRows, "1,nickname", "yes,nickname", 1), "short row": pairHead + "a,b\n",
	} {
		if _, err := resolve.EvaluatePairs(strings.NewReader(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzEvaluatePairs(f *testing.F) {
	f.Add(pairHead + pairRows)
	f.Fuzz(func(t *testing.T, text string) {
		report, err := resolve.EvaluatePairs(strings.NewReader(text))
		if err == nil && report.All.Precision().Value > 1 {
			t.Fatal("a share above one")
		}
	})
}
