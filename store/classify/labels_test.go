package classify_test

import (
	"hash/fnv"
	"os"
	"strings"
	"testing"

	"moneytrail/store/classify"
	"moneytrail/store/storetest"
)

// TestLabels scores the rules on real names judged one by one. The rules were
// written with the names of one half (by hash) in view. The first run on the
// other half, before any of it was seen, gave precision .974 and recall .881;
// unlabelled names then widened the rules, and the last two mistakes of that
// half were looked at, so that its score now is no longer blind.
func TestLabels(t *testing.T) {
	t.Parallel()
	file, err := os.Open(storetest.SharedData(t, "labels", "police_unions.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // read only
	labels, err := classify.ReadLabels(file)
	if err != nil {
		t.Fatal(err)
	}
	var halves [2][]classify.Labelled
	for _, l := range labels {
		h := fnv.New32a()
		_, _ = h.Write([]byte(l.Name))
		halves[h.Sum32()%2] = append(halves[h.Sum32()%2], l)
	}
	rules := classify.Default()
	for name, part := range map[string][]classify.Labelled{"all": labels, "tuned on": halves[0], "held out": halves[1]} {
		report := rules.Score(part)
		t.Logf("%s: %v", name, report.All)
		t.Logf("%s, confirmed: %v", name, report.Confirmed)
		t.Logf("%s, certain: %v", name, report.Certain)
		t.Logf("%s, not in any list: %v", name, report.Unlisted)
		for _, m := range report.Mistakes {
			t.Logf("%s: label %v, rules say %s by %q: %s", name, m.Label, m.Got.Class, m.Got.Rule, m.Reason)
		}
		if report.All.Precision.Value < .98 || report.All.Recall.Value < .95 {
			t.Errorf("%s: precision below .98 or recall below .95", name)
		}
	}
}

func TestEvaluate(t *testing.T) {
	t.Parallel()
	report, err := classify.Default().Evaluate(strings.NewReader(`name,label,reason,stratum
Alder Police Union,1,invented,a
Birch POA,1,invented,a
LAPPL,1,invented,a
Alder Guild of Nameless Officers,1,invented,b
Alder Bakers,0,invented,b
Cedar POA,0,invented,b
`))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"all":       "6 names: precision 0.750 (3/4, 95% 0.301-0.954), recall 0.750 (3/4, 95% 0.301-0.954), F1 0.750",
		"confirmed": "6 names: precision 1.000 (2/2, 95% 0.342-1.000), recall 0.500 (2/4, 95% 0.150-0.850), F1 0.667",
		"certain":   "6 names: precision 1.000 (1/1, 95% 0.207-1.000), recall 0.250 (1/4, 95% 0.046-0.699), F1 0.400",
		"unlisted":  "5 names: precision 0.667 (2/3, 95% 0.208-0.939), recall 0.667 (2/3, 95% 0.208-0.939), F1 0.667",
	}
	for name, got := range map[string]classify.Score{
		"all": report.All, "confirmed": report.Confirmed, "certain": report.Certain, "unlisted": report.Unlisted,
	} {
		if got.String() != want[name] {
			t.Errorf("%s: %v; want %s", name, got, want[name])
		}
	}
	if len(report.Strata) != 2 || report.Strata[0].Name != "a" || report.Strata[0].Recall.Hits != 3 || len(report.Mistakes) != 2 {
		t.Errorf("strata %v, mistakes %v", report.Strata, report.Mistakes)
	}
}

func TestReadLabelsRefuses(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"empty": "", "no label": "name\nx\n", "no number": "name,label\nx,maybe\n", "broken": "name,label\n\"x,1\n",
	} {
		if _, err := classify.ReadLabels(strings.NewReader(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
