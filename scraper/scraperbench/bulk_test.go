package scraperbench_test

import (
	"context"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/format/caltsv"
	"moneytrail/scraper/format/caltsv/caltsvtest"
	"moneytrail/store"
)

// benchReceipts is how many receipts the bulk file has, for quicker runs.
const benchReceipts = "MONEYTRAIL_BENCH_RECEIPTS"

// bulkReceipts make an export of about 1.5 GB.
func bulkReceipts() int {
	if n, err := strconv.Atoi(os.Getenv(benchReceipts)); err == nil {
		return n
	}
	return 43_000_000
}

// serveBulk streams an invented export of the state, packed as the real one,
// made while it is sent.
func serveBulk(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/zip")
	_ = caltsvtest.WriteExport(w, caltsvtest.Config{Receipts: bulkReceipts(), Seed: 1, Amendments: true, Late: true}) // fails when the client goes
}

// countingSink drops what a reader gives it and counts the receipts.
type countingSink struct{ receipts int }

func (*countingSink) Filing(*store.Filing) error             { return nil }
func (*countingSink) FilingFiler(*store.FilingFiler) error   { return nil }
func (*countingSink) FilerName(*store.FilerName) error       { return nil }
func (*countingSink) FilerAlias(*store.FilerAlias) error     { return nil }
func (c *countingSink) Transaction(*store.Transaction) error { c.receipts++; return nil }
func (*countingSink) Summary(*store.SummaryLine) error       { return nil }
func (*countingSink) Memo(*store.Memo) error                 { return nil }
func (*countingSink) Person(*store.Person) error             { return nil }
func (*countingSink) Reference(*store.Reference) error       { return nil }
func (*countingSink) Quarantine(*store.Quarantined) error    { return nil }
func (*countingSink) Tally(*store.Tally) error               { return nil }

// BenchmarkBulk streams an export of 1.5 GB from a server in a process of its
// own to the archive, hashing it on the way, and reads all its rows. Growth is
// over what this process had before, by fetching alone and with the reading.
func BenchmarkBulk(b *testing.B) {
	base := startServer(b, "bulk")
	for b.Loop() {
		store, err := archive.Open(benchFolder(b))
		if err != nil {
			b.Fatal(err)
		}
		root, err := scraper.NewSession(scraper.Options{Contact: "tests@example.org", Archive: store, Now: time.Now})
		if err != nil {
			b.Fatal(err)
		}
		s, err := root.For(scraper.Info{Name: "bulk", Hosts: []string{strings.TrimPrefix(base, "http://")}, Loopback: true})
		if err != nil {
			b.Fatal(err)
		}
		resetPeak(b)
		before, start := residentMB(b, "VmRSS"), time.Now()
		doc, err := s.Download(b.Context(), base+"/export.zip")
		if err != nil {
			b.Fatal(err)
		}
		fetched := time.Since(start).Seconds()
		b.ReportMetric(float64(doc.Size)/1e6/fetched, "fetch-MB/s")
		b.ReportMetric(residentMB(b, "VmHWM")-before, "fetch-growth-MB")
		rows := readBulk(b, s, doc)
		b.ReportMetric(float64(rows)/(time.Since(start).Seconds()-fetched), "rows/s")
		b.ReportMetric(residentMB(b, "VmHWM"), "peak-MB")
		b.ReportMetric(float64(rows), "rows")
		b.SetBytes(doc.Size)
		s.Close()
		_ = store.Close()
	}
}

func readBulk(b *testing.B, s *scraper.Session, doc scraper.Document) int {
	b.Helper()
	file, err := s.Open(doc)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var sink countingSink
	if err := caltsv.Read(context.Background(), file, file.Size(), doc.Name, &sink); err != nil {
		b.Fatal(err)
	}
	return sink.receipts
}
