package sqlite_test

import (
	"bytes"
	"context"
	"testing"

	"moneytrail/scraper/format/caltsv"
	"moneytrail/scraper/format/caltsv/caltsvtest"
	"moneytrail/store"
)

// Receipts of the state's export find their filer through the cover and the
// cross-reference of ids; amended reports, and notices that Schedule A
// repeats, count once. The export is invented; the generator knows what must
// come out for each committee.
func TestStateExportJoins(t *testing.T) {
	t.Parallel()
	config := caltsvtest.Config{Receipts: 20_000, Committees: 60, Seed: 7, Amendments: true, Late: true}
	var zip bytes.Buffer
	if err := caltsvtest.WriteExport(&zip, config); err != nil {
		t.Fatal(err)
	}
	db := open(t)
	r := bytes.NewReader(zip.Bytes())
	result, err := db.Load(t.Context(), store.SourceFile{SHA256: "export", Name: "export.zip"}, func(ctx context.Context, sink store.Sink) error {
		return caltsv.Read(ctx, r, r.Size(), "export.zip", sink)
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := caltsvtest.Expect(config)
	if result.NoFilerRows != 0 || result.Filings < want.Filings || result.NewRows != want.Receipts+want.Late {
		t.Errorf("%d rows without a filer, %d filings of %d, %d rows of %d", result.NoFilerRows, result.Filings, want.Filings, result.NewRows, want.Receipts+want.Late)
	}
	for _, c := range want.Committees {
		got := committee(t, db, c.FPPC)
		if got.Totals.Itemized != c.Gifts || got.Totals.Pending != c.Pending {
			t.Errorf("%s: itemized %s and %s late, generated %s and %s", c.FPPC, got.Totals.Itemized, got.Totals.Pending, c.Gifts, c.Pending)
		}
		if got.Committee.Name != c.Name {
			t.Errorf("%s is called %q, generated %q", c.FPPC, got.Committee.Name, c.Name)
		}
	}
}
