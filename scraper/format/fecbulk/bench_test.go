package fecbulk_test

import (
	"bytes"
	"context"
	"io"
	"testing"

	"moneytrail/scraper/format/fecbulk"
	"moneytrail/scraper/format/fecbulk/fecbulktest"
)

const benchRows = 200_000

// BenchmarkRead reads invented contributions of the shape of itcont.txt.
func BenchmarkRead(b *testing.B) {
	data := itcont(b, fecbulktest.Config{Rows: benchRows, Seed: 1})
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		var sink discard
		if err := fecbulk.Read(context.Background(), bytes.NewReader(data), int64(len(data)), "itcont.txt", &sink); err != nil {
			b.Fatal(err)
		}
		rows += sink.transactions
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkWriteItcont tells what making the data costs.
func BenchmarkWriteItcont(b *testing.B) {
	for b.Loop() {
		if err := fecbulktest.WriteItcont(io.Discard, fecbulktest.Config{Rows: benchRows, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*benchRows/b.Elapsed().Seconds(), "rows/s")
}

func itcont(tb testing.TB, cfg fecbulktest.Config) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := fecbulktest.WriteItcont(&b, cfg); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}
