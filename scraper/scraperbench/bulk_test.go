package scraperbench_test

import (
	"context"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"sync"
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
// over what this process had before, by fetching alone; the peak is with the
// reading. The server packs while it sends, and bounds the speed of fetching.
func BenchmarkBulk(b *testing.B) {
	base := startServer(b, "bulk")
	for b.Loop() {
		download(b, base, func(s *scraper.Session, doc scraper.Document) {
			start := time.Now()
			rows := readBulk(b, s, doc)
			b.ReportMetric(float64(rows)/time.Since(start).Seconds(), "rows/s")
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// BenchmarkDownload streams 1.5 GB that cost the server nothing: the speed of
// fetching, hashing and syncing.
func BenchmarkDownload(b *testing.B) {
	base := startServer(b, "noise")
	for b.Loop() {
		download(b, base, func(*scraper.Session, scraper.Document) {})
	}
}

const noiseSize = 1_500_000_000

var noise = sync.OnceValue(func() []byte {
	chunk := make([]byte, 1<<20)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(chunk) // never fails
	return append([]byte("PK\x03\x04"), chunk...)
})

func serveNoise(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", strconv.Itoa(noiseSize))
	for left := noiseSize; left > 0; {
		n, err := w.Write(noise()[:min(left, len(noise()))])
		if err != nil {
			return // the client is gone
		}
		left -= n
	}
}

// download fetches the bulk file into an archive of its own and lets then have
// it.
func download(b *testing.B, base string, then func(*scraper.Session, scraper.Document)) {
	b.Helper()
	store, err := archive.Open(benchFolder(b))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	root, err := scraper.NewSession(scraper.Options{Contact: "tests@example.org", Archive: store, Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	s := bindAgency(b, root, 0, base)
	resetPeak(b)
	before, start := residentMB(b, "VmRSS"), time.Now()
	doc, err := s.Download(b.Context(), base+"/export.zip")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(doc.Size)/1e6/time.Since(start).Seconds(), "fetch-MB/s")
	b.ReportMetric(float64(doc.Size)/1e6, "MB")
	b.ReportMetric(residentMB(b, "VmHWM")-before, "fetch-growth-MB")
	then(s, doc)
	b.ReportMetric(residentMB(b, "VmHWM"), "peak-MB")
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
