package caltsvtest_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/scraper/format/caltsv"
	"moneytrail/scraper/format/caltsv/caltsvtest"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

func records(t rapid.TB, cfg caltsvtest.Config) *storetest.Records {
	t.Helper()
	var b bytes.Buffer
	if err := caltsvtest.WriteExport(&b, cfg); err != nil {
		t.Fatal(err)
	}
	var got storetest.Records
	if err := caltsv.Read(context.Background(), bytes.NewReader(b.Bytes()), int64(b.Len()), "invented.zip", &got); err != nil {
		t.Fatal(err)
	}
	return &got
}

// TestExportIsAsExpected adds up what is read and compares it with what the
// generator says it wrote, joining by filing as the export does.
func TestExportIsAsExpected(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cfg := caltsvtest.Config{
			Receipts: rapid.IntRange(1, 3000).Draw(t, "receipts"), Committees: rapid.IntRange(0, 40).Draw(t, "committees"),
			Seed: rapid.Uint64().Draw(t, "seed"), Amendments: rapid.Bool().Draw(t, "amendments"), Late: false, Stored: true,
		}
		got, want := records(t, cfg), caltsvtest.Expect(cfg)
		if len(got.Quarantines) != 0 || len(got.Filings) != want.Filings || len(got.Transactions) != want.Receipts || len(got.Summaries) != want.Summaries {
			t.Fatalf("quarantined %d, filings %d, rows %d, summaries %d; want %+v", len(got.Quarantines), len(got.Filings), len(got.Transactions), len(got.Summaries), want)
		}
		filer, newest := map[string]string{}, map[string]int{}
		for _, f := range got.Filings {
			filer[f.Key.Report] = f.Filer.ID
			newest[f.Key.Report] = max(newest[f.Key.Report], f.Key.Version)
		}
		gifts := map[string]store.Cents{}
		line1 := map[string]store.Cents{}
		for _, tx := range got.Transactions {
			if tx.Filing.Version != newest[tx.Filing.Report] || tx.Memo {
				continue
			}
			if tx.Schedule == "A" || tx.Schedule == "C" {
				gifts[filer[tx.Filing.Report]] += tx.Amount
			}
			line1[tx.Filing.Report+tx.Schedule] += tx.Amount
		}
		for _, c := range want.Committees {
			if gifts[c.FPPC] != c.Gifts {
				t.Errorf("committee %s: %s, want %s", c.FPPC, gifts[c.FPPC], c.Gifts)
			}
		}
		for _, s := range got.Summaries {
			if s.Line == "1" && s.Schedule != "F460" && s.Filing.Version == newest[s.Filing.Report] && line1[s.Filing.Report+s.Schedule] != s.A {
				t.Errorf("filing %s schedule %s: rows %s, summary %s", s.Filing.Report, s.Schedule, line1[s.Filing.Report+s.Schedule], s.A)
			}
		}
	})
}

func TestShapeOfExport(t *testing.T) {
	t.Parallel()
	cfg := caltsvtest.Config{Receipts: 60_000, Committees: 300, Donors: 5000, Seed: 7, Amendments: true, Late: true}
	got, want := records(t, cfg), caltsvtest.Expect(cfg)
	if want.Receipts != cfg.Receipts {
		t.Errorf("%d receipts", want.Receipts)
	}
	count := map[string]int{}
	for _, tx := range got.Transactions {
		count[tx.Schedule]++
		if tx.Memo {
			count["memo"]++
		}
		if tx.Filing.Version > 0 {
			count["amended"]++
		}
	}
	within := func(what string, low, high int) {
		t.Helper()
		if n := count[what]; n < low || n > high {
			t.Errorf("%s: %d rows, want %d to %d", what, n, low, high)
		}
	}
	within("A", 57_000, 58_800)
	within("C", 1100, 1800)
	within("I", 400, 900)
	within("memo", 200, 600)
	within("amended", 500, 6000)
	if count["F497P1"] != want.Late || want.Late < 300 {
		t.Errorf("%d late rows, want %d", count["F497P1"], want.Late)
	}
	largest := 0
	for _, c := range want.Committees {
		largest = max(largest, c.Rows)
	}
	if largest < 500 || largest > 700 {
		t.Errorf("largest committee has %d rows of 60,000", largest)
	}
	if diff := cmp.Diff(300, len(got.FilerAliases)); diff != "" {
		t.Error(diff)
	}
}
