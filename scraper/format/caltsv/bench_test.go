package caltsv_test

import (
	"bytes"
	"context"
	"io"
	"testing"

	"moneytrail/scraper/format/caltsv"
	"moneytrail/scraper/format/caltsv/caltsvtest"
	"moneytrail/store"
)

// discard is a sink that counts transactions.
type discard struct{ transactions int }

func (*discard) Filing(*store.Filing) error             { return nil }
func (*discard) FilingFiler(*store.FilingFiler) error   { return nil }
func (*discard) FilerName(*store.FilerName) error       { return nil }
func (*discard) FilerAlias(*store.FilerAlias) error     { return nil }
func (d *discard) Transaction(*store.Transaction) error { d.transactions++; return nil }
func (*discard) Summary(*store.SummaryLine) error       { return nil }
func (*discard) Memo(*store.Memo) error                 { return nil }
func (*discard) Person(*store.Person) error             { return nil }
func (*discard) Reference(*store.Reference) error       { return nil }
func (*discard) Quarantine(*store.Quarantined) error    { return nil }
func (*discard) Tally(*store.Tally) error               { return nil }

const benchRows = 200_000

func export(t testing.TB, cfg caltsvtest.Config) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := caltsvtest.WriteExport(&b, cfg); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// BenchmarkRead reads an invented export, packed and not, and one plain table.
func BenchmarkRead(b *testing.B) {
	cfg := caltsvtest.Config{Receipts: benchRows, Seed: 1, Amendments: true, Late: true}
	stored := cfg
	stored.Stored = true
	for name, data := range map[string][]byte{
		"packed": export(b, cfg), "stored": export(b, stored), "table": unpack(b, export(b, stored), "CalAccess/DATA/RCPT_CD.TSV"),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			rows := 0
			for b.Loop() {
				var sink discard
				if err := caltsv.Read(context.Background(), bytes.NewReader(data), int64(len(data)), name, &sink); err != nil {
					b.Fatal(err)
				}
				rows += sink.transactions
			}
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// BenchmarkWriteExport shows that invented data is made faster than it is read.
func BenchmarkWriteExport(b *testing.B) {
	for b.Loop() {
		if err := caltsvtest.WriteExport(io.Discard, caltsvtest.Config{Receipts: benchRows, Seed: 1, Amendments: true, Late: true}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*benchRows/b.Elapsed().Seconds(), "rows/s")
}
