package scraper_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
)

// residentMB reads the memory of this process, the loopback server included.
func residentMB(b *testing.B, field string) float64 {
	b.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0 // not on this system
	}
	_, rest, _ := strings.Cut(string(text), field+":")
	kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	if err != nil {
		b.Fatal(err)
	}
	return kb / 1024
}

// listing is a page of 20 rows with 6 cells, as portals have them.
func listing() string {
	var s strings.Builder
	s.WriteString("<html><head><title>Filings</title></head><body><table><tbody>")
	for i := range 20 {
		fmt.Fprintf(&s, "<tr><td>%d</td><td><a href='/filing/%d'>Invented Committee %d</a></td><td>F460</td><td>2026-01-%02d</td><td>%d.00</td><td>Original</td></tr>\n", i, i, i, i+1, i*1000)
	}
	s.WriteString("</tbody></table></body></html>")
	return s.String()
}

// BenchmarkPages fetches and parses listing pages from a loopback server, as
// many agencies at a time as a busy newsroom has, each one page at a time.
func BenchmarkPages(b *testing.B) {
	const agencies = 16
	body := listing()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<!-- "+r.URL.Path+" -->"+body)
	}))
	defer server.Close()
	for _, unkept := range []bool{true, false} {
		b.Run(map[bool]string{true: "unkept", false: "archived"}[unkept], func(b *testing.B) {
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
			var next atomic.Int64
			var wg sync.WaitGroup
			b.ResetTimer()
			for i := range agencies {
				info := scraper.Info{Name: fmt.Sprint("agency", i), Hosts: []string{strings.TrimPrefix(server.URL, "http://")}, Loopback: true}
				s, err := root.For(info)
				if err != nil {
					b.Fatal(err)
				}
				defer s.Close()
				wg.Go(func() {
					for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
						if err := readListing(b, s, fmt.Sprint(server.URL, "/", n)); err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
			b.ReportMetric(residentMB(b, "VmHWM"), "peak-MB")
		})
	}
}

func readListing(b *testing.B, s *scraper.Session, address string) error {
	rows, cells := 0, 0
	_, err := s.HTML(b.Context(), address, "tbody tr", func(e scraper.Element) error {
		rows++
		cells += len(e.Cells())
		return nil
	})
	if err == nil && (rows != 20 || cells != 120) {
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

// BenchmarkDownload streams a body of 1.5 GB to the archive.
func BenchmarkDownload(b *testing.B) {
	const size = 1_500_000_000
	chunk := append([]byte("PK\x03\x04"), noise(1<<20)...)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			return
		}
		w.Header().Set("Content-Length", strconv.Itoa(size))
		for left := size; left > 0; {
			n, err := w.Write(chunk[:min(left, len(chunk))])
			if err != nil {
				return
			}
			left -= n
		}
	}))
	defer server.Close()
	for b.Loop() {
		store, err := archive.Open(benchFolder(b))
		if err != nil {
			b.Fatal(err)
		}
		root, err := scraper.NewSession(scraper.Options{Contact: "tests@example.org", Archive: store, Now: time.Now})
		if err != nil {
			b.Fatal(err)
		}
		s, err := root.For(scraper.Info{Name: "bulk", Hosts: []string{strings.TrimPrefix(server.URL, "http://")}, Loopback: true})
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		before := residentMB(b, "VmRSS")
		doc, err := s.Download(b.Context(), server.URL+"/bulk.zip")
		if err != nil || doc.Size != size {
			b.Fatalf("%d bytes, %v", doc.Size, err)
		}
		b.ReportMetric(residentMB(b, "VmHWM")-before, "growth-MB")
		b.SetBytes(size)
		s.Close()
		_ = store.Close()
	}
}

func noise(size int) []byte {
	b := make([]byte, size)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return b
}
