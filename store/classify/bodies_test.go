package classify_test

import (
	"os"
	"testing"

	"moneytrail/store/classify"
)

// Sixty real bodies of officers and forty look-alikes, here without money:
// drawn at random from lists written to measure the rules.
func TestSixtyBodiesAndFortyTraps(t *testing.T) {
	t.Parallel()
	file, err := os.Open("testdata/bodies.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // read only
	report, err := classify.Default().Evaluate(file)
	if err != nil {
		t.Fatal(err)
	}
	if report.All.Names != 100 || report.All.Recall.Of != 60 {
		t.Fatalf("%v", report.All)
	}
	if report.All.Recall.Value < .95 || report.Confirmed.Precision.Hits < report.Confirmed.Precision.Of {
		t.Errorf("%v; confirmed: %v", report.All, report.Confirmed)
	}
	for _, m := range report.Mistakes {
		t.Logf("label %v, %s: %s by %q", m.Label, m.Name, m.Got.Class, m.Got.Rule)
	}
}
