package fecbulk_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"moneytrail/scraper/format/fecbulk"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// TestSamples accounts for each line of the real samples.
func TestSamples(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"2024/cm.txt", "2024/cn.txt", "2024/ccl.txt", "2024/webl24.txt", "2024/itpas2.txt", "2024/itoth_sample.txt", "2024/itcont_sample.txt",
		"indiv/itcont_2016-2017_10k.txt", "indiv/itcont_jkwong80.txt",
	} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			got := readSample(t, name)
			sum := got.total()
			t.Logf("lines %d, typed %d, referenced %d, quarantined %d; filings %d, rows %d, persons %d, summary cells %d",
				sum.Lines, sum.Typed, sum.Referenced, sum.Quarantined, len(got.filings), len(got.rows), len(got.persons), len(got.summaries))
			for _, q := range got.bad {
				t.Logf("line %d: %s", q.Pos.Line, q.Reason)
			}
			if sum.Quarantined > 0 {
				t.Errorf("%d lines of a real file could not be read", sum.Quarantined)
			}
			for i := range got.rows {
				if r := &got.rows[i]; r.Kind == store.KindUnknown || r.Address.Street != "" || r.Line == 0 || r.Amount%100 != 0 {
					t.Fatalf("row %d: kind %v, line %d, amount %v", i, r.Kind, r.Line, r.Amount)
				}
			}
		})
	}
}

func readSample(t *testing.T, name string) *records {
	t.Helper()
	path := storetest.SharedData(t, "federal/bulk/"+name)
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	head := make([]byte, min(info.Size(), 64<<10))
	if _, err := f.ReadAt(head, 0); err != nil {
		t.Fatal(err)
	}
	if !fecbulk.Sniff(head, "") {
		t.Errorf("%s is not recognised", name)
	}
	got := &records{}
	if err := fecbulk.Read(context.Background(), f, info.Size(), filepath.Base(name), got); err != nil {
		t.Fatal(err)
	}
	check(t, got)
	return got
}
