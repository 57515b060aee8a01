package fecfile_test

import (
	"bytes"
	"context"
	"io"
	"testing"

	"moneytrail/scraper/format/fecfile"
	"moneytrail/scraper/format/fecfile/fecfiletest"
	"moneytrail/store"
)

// none is a sink that keeps nothing.
type none struct{ transactions int }

func (n *none) Filing(*store.Filing) error           { return nil }
func (n *none) FilingFiler(*store.FilingFiler) error { return nil }
func (n *none) FilerName(*store.FilerName) error     { return nil }
func (n *none) FilerAlias(*store.FilerAlias) error   { return nil }
func (n *none) Transaction(*store.Transaction) error { n.transactions++; return nil }
func (n *none) Summary(*store.SummaryLine) error     { return nil }
func (n *none) Memo(*store.Memo) error               { return nil }
func (n *none) Person(*store.Person) error           { return nil }
func (n *none) Reference(*store.Reference) error     { return nil }
func (n *none) Quarantine(*store.Quarantined) error  { return nil }
func (n *none) Tally(*store.Tally) error             { return nil }

// 196 MB of format 8.3.
var benchFiling = fecfiletest.Filing{Gifts: 900_000}

func bench(b *testing.B, run func(data []byte) (rows int, err error)) {
	data := benchFiling.Bytes()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		n, err := run(data)
		if err != nil {
			b.Fatal(err)
		}
		rows += n
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds()/1e6, "Mrows/s")
}

// BenchmarkPlain only cuts the lines: the measure for the others.
func BenchmarkPlain(b *testing.B) {
	bench(b, func(data []byte) (rows int, err error) {
		for len(data) > 0 {
			i := bytes.IndexByte(data, '\n')
			if i < 0 {
				break
			}
			rows++
			data = data[i+1:]
		}
		return rows, nil
	})
}

func BenchmarkScan(b *testing.B) {
	bench(b, func(data []byte) (rows int, err error) {
		s := fecfile.NewScanner(bytes.NewReader(data), fecfile.Options{})
		for s.Scan() {
			rows++
		}
		return rows, s.Err()
	})
}

func BenchmarkRead(b *testing.B) {
	bench(b, func(data []byte) (int, error) {
		var sink none
		err := fecfile.Read(context.Background(), bytes.NewReader(data), int64(len(data)), "1234567.fec", &sink)
		return sink.transactions, err
	})
}

func BenchmarkExportCSV(b *testing.B) {
	bench(b, func(data []byte) (int, error) {
		out, err := fecfile.ExportCSV(context.Background(), bytes.NewReader(data), func(string) (io.WriteCloser, error) { return discard{}, nil }, fecfile.Options{})
		return out.Lines, err
	})
}

func BenchmarkExportJSON(b *testing.B) {
	bench(b, func(data []byte) (int, error) {
		out, err := fecfile.ExportJSON(context.Background(), bytes.NewReader(data), io.Discard, fecfile.Options{})
		return out.Lines, err
	})
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) Close() error                { return nil }
