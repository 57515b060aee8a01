package main

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"testing"
	"time"

	"moneytrail/api/apitest"
	"moneytrail/store"
)

// BenchmarkTopThroughHTTP asks for the 25 largest donors of a random committee,
// never the same answer from memory, of the database MONEYTRAIL_BENCH_DB, which
// moneytrail bench --keep makes: with one client, then with 32. The processor
// time of an answer includes the client's, which is in the same process.
func BenchmarkTopThroughHTTP(b *testing.B) {
	path := os.Getenv("MONEYTRAIL_BENCH_DB")
	if path == "" {
		b.Skip("MONEYTRAIL_BENCH_DB names no database; moneytrail bench --keep makes one")
	}
	a := &app{streams: streams{out: io.Discard, err: io.Discard}, db: path, now: time.Now} // cacheMB 0: nothing is kept
	db, _, err := a.openToRead(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	items, total, _, err := db.Committees(b.Context(), store.CommitteeQuery{Limit: 10_000})
	if err != nil || total == 0 {
		b.Fatalf("%d committees, %v", total, err)
	}
	server, err := a.newServer(db, true, newMetrics(fixedNow))
	if err != nil {
		b.Fatal(err)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(b.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	defer func() {
		_ = server.Close() // its Serve tells the same
		if err := <-done; !errors.Is(err, http.ErrServerClosed) {
			b.Error(err)
		}
	}()
	rng := rand.New(rand.NewPCG(1, 2))
	var requests [][]byte
	for range 10_000 {
		id := items[rng.IntN(len(items))].Committee.Public
		requests = append(requests, fmt.Appendf(nil, "GET /api/v1/committees/%s/donors HTTP/1.1\r\nHost: x\r\n\r\n", url.PathEscape(id)))
	}
	for b.Loop() {
		for _, clients := range []int{1, 32} {
			load := apitest.Load{Address: l.Addr().String(), Connections: clients, Request: func(i int) []byte { return requests[i%len(requests)] }, Status: 200, Now: time.Now}
			if _, err := load.Run(2000); err != nil { // warms up
				b.Fatal(err)
			}
			start, used := time.Now(), processorTime(b)
			times, err := load.Run(len(requests))
			if err != nil {
				b.Fatal(err)
			}
			took, used := time.Since(start), processorTime(b)-used
			slices.Sort(times)
			b.ReportMetric(float64(len(times))/took.Seconds(), fmt.Sprintf("%d-clients/s", clients))
			b.ReportMetric(float64(used.Microseconds())/1000/float64(len(times)), fmt.Sprintf("%d-cpu-ms", clients))
			b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, fmt.Sprintf("%d-p50-ms", clients))
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, fmt.Sprintf("%d-p99-ms", clients))
		}
	}
	b.ReportMetric(0, "ns/op")
}
