package scraperbench_test

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
)

const (
	benchAgencies = 16 // asked at the same time, each one page at a time
	benchRows     = 20 // on a page
)

// listing is a page of 20 rows with 6 cells, as portals have them; 2.5 kB.
var listing = sync.OnceValue(func() string {
	var s strings.Builder
	s.WriteString("<html><head><title>Filings</title></head><body><table><tbody>")
	for i := range benchRows {
		fmt.Fprintf(&s, "<tr><td>%d</td><td><a href='/filing/%d'>Invented Committee %d</a></td><td>F460</td><td>2026-01-%02d</td><td>%d.00</td><td>Original</td></tr>\n", i, i, i, i+1, i*1000)
	}
	s.WriteString("</tbody></table></body></html>")
	return s.String()
})

// serveListings gives a page of another address, and so of other bytes, for
// every path.
func serveListings(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, "<!-- "+r.URL.Path+" -->")
	_, _ = io.WriteString(w, listing())
}

// BenchmarkPages fetches listing pages from a server in a process of its own, as
// many agencies at a time as a busy newsroom has: with a bare HTTP client that
// throws them away (floor); parsed; parsed and archived. Peaks are of this
// process alone.
func BenchmarkPages(b *testing.B) {
	base := startServer(b, "listings")
	b.Run("floor", func(b *testing.B) {
		client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: benchAgencies}}
		defer client.CloseIdleConnections()
		benchPages(b, 0, func(int) func(string) error {
			return func(path string) error { return discardPage(b, client, base+path) }
		})
	})
	for _, unkept := range []bool{true, false} {
		b.Run(map[bool]string{true: "parsed", false: "archived"}[unkept], func(b *testing.B) {
			if !unkept && os.Getenv("GOGC") == "" {
				defer debug.SetGCPercent(debug.SetGCPercent(50)) // as the commands that fetch set it
			}
			store, err := archive.Open(benchFolder(b))
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = store.Close() }()
			root, err := scraper.NewSession(scraper.Options{
				Contact: "tests@example.org", Archive: store, Now: time.Now, MaxRequests: 1 << 40, Unkept: unkept,
			})
			if err != nil {
				b.Fatal(err)
			}
			benchPages(b, benchRows, func(agency int) func(string) error {
				s := bindAgency(b, root, agency, base)
				return func(path string) error { return readListing(b, s, base+path) }
			})
			if err := store.Sync(); err != nil {
				b.Fatal(err)
			}
		})
	}
}

func bindAgency(b *testing.B, root *scraper.Session, agency int, base string) *scraper.Session {
	b.Helper()
	s, err := root.For(scraper.Info{Name: fmt.Sprint("agency", agency), Hosts: []string{strings.TrimPrefix(base, "http://")}, Loopback: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(s.Close)
	return s
}

// benchPages lets every agency take page after page until b.N are read.
func benchPages(b *testing.B, rows int, agency func(number int) func(path string) error) {
	b.Helper()
	var next atomic.Int64
	var wg sync.WaitGroup
	resetPeak(b)
	b.ResetTimer()
	for i := range benchAgencies {
		read := agency(i)
		wg.Go(func() {
			for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
				if err := read(fmt.Sprint("/", n)); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
	b.ReportMetric(float64(b.N*rows)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(residentMB(b, "VmHWM"), "peak-MB")
}

func discardPage(b *testing.B, client *http.Client, address string) error {
	req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func readListing(b *testing.B, s *scraper.Session, address string) error {
	rows, cells := 0, 0
	_, err := s.HTML(b.Context(), address, "tbody tr", func(e scraper.Element) error {
		rows++
		cells += len(e.Cells())
		return nil
	})
	if err == nil && (rows != benchRows || cells != 6*benchRows) {
		return fmt.Errorf("%d rows, %d cells", rows, cells)
	}
	return err
}

// benchFolder is on a disk where MONEYTRAIL_BENCH_DIR says so: the usual
// temporary folder may be memory.
func benchFolder(b *testing.B) string {
	b.Helper()
	base := os.Getenv("MONEYTRAIL_BENCH_DIR")
	if base == "" {
		return filepath.Join(b.TempDir(), "archive")
	}
	dir, err := os.MkdirTemp(base, "bench")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
