package main

import (
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"testing"
	"time"

	"moneytrail/store"
)

// BenchmarkColdPage asks for the page of a random committee, never an answer
// from memory, of the database MONEYTRAIL_BENCH_DB, which moneytrail bench
// --keep makes.
func BenchmarkColdPage(b *testing.B) {
	path := os.Getenv("MONEYTRAIL_BENCH_DB")
	if path == "" {
		b.Skip("MONEYTRAIL_BENCH_DB names no database; moneytrail bench --keep makes one")
	}
	a := &app{streams: streams{out: io.Discard, err: io.Discard}, db: path, now: time.Now}
	db, _, err := a.openToRead(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	items, total, _, err := db.Committees(b.Context(), store.CommitteeQuery{Limit: 10_000})
	if err != nil || total == 0 {
		b.Fatalf("%d committees, %v", total, err)
	}
	handler, _, err := a.pages(db, true)
	if err != nil {
		b.Fatal(err)
	}
	for name, page := range map[string]func(id string) string{
		"committee": func(id string) string { return "/committees/" + id },
		"rows":      func(id string) string { return "/committees/" + id + "/rows" },
		"embed":     func(id string) string { return "/embed/committees/" + id },
		"card":      func(id string) string { return "/committees/" + id + "/card.png" },
		"feed":      func(id string) string { return "/feeds/filings.atom?committee=" + id },
		"late":      func(string) string { return "/feeds/gifts.atom?late=true" },
		"home":      func(string) string { return "/" },
	} {
		b.Run(name, func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 2))
			var took []time.Duration
			for b.Loop() {
				address := page(url.PathEscape(items[rng.IntN(len(items))].Committee.Public))
				r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, address, nil)
				w := httptest.NewRecorder()
				start := time.Now()
				handler.ServeHTTP(w, r)
				took = append(took, time.Since(start))
				if w.Code != http.StatusOK {
					b.Fatalf("%s: %d", address, w.Code)
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}
