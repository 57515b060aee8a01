package fecbulktest_test

import (
	"bytes"
	"strings"
	"testing"

	"moneytrail/scraper/format/fecbulk/fecbulktest"
)

func TestDonors(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		cfg  fecbulktest.Config
		want int
	}{
		"a fifth of the rows": {fecbulktest.Config{Rows: 20_000}, 4000},
		"as many as asked":    {fecbulktest.Config{Rows: 20_000, Donors: 777, Seed: 3}, 777},
		"one":                 {fecbulktest.Config{Rows: 50, Donors: 1}, 1},
		"each row another":    {fecbulktest.Config{Rows: 20_000, Donors: 20_000}, 20_000},
		"more than rows":      {fecbulktest.Config{Rows: 5, Donors: 9}, 5},
		"few rows":            {fecbulktest.Config{Rows: 3}, 1},
		"no rows":             {fecbulktest.Config{}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seen := donors(t, tt.cfg)
			if len(seen) != tt.want {
				t.Errorf("%d donors, want %d", len(seen), tt.want)
			}
		})
	}
}

// donors gives the donors by name and ZIP code, and checks that all rows of one
// agree about the rest.
func donors(t *testing.T, cfg fecbulktest.Config) map[string]string {
	t.Helper()
	var b, again bytes.Buffer
	if err := fecbulktest.WriteItcont(&b, cfg); err != nil {
		t.Fatal(err)
	}
	if err := fecbulktest.WriteItcont(&again, cfg); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("the same config gave other bytes (%v)", err)
	}
	seen := map[string]string{}
	for line := range strings.Lines(b.String()) {
		f := strings.Split(line, "|")
		if len(f) != 21 {
			t.Fatalf("%d fields", len(f))
		}
		key, rest := f[7]+"|"+f[10][:5], strings.Join(f[8:13], "|")
		if held, ok := seen[key]; ok && held != rest {
			t.Fatalf("one donor is both %s and %s", held, rest)
		}
		seen[key] = rest
	}
	return seen
}
