package api_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"moneytrail/api"
	"moneytrail/api/apitest"
)

// BenchmarkAnswers compares kept answers, with all manners on, with a bare
// net/http handler that returns the same bytes: requests a second of 32
// connections, in turns within one run, medians of the rounds.
func BenchmarkAnswers(b *testing.B) {
	const path = base // the answer that is asked for most
	h := newHandlerWith(apitest.Sample(), api.Options{
		Build: "bench", Now: time.Now, VersionAge: 250 * time.Millisecond, Rate: 1e9, Burst: 1 << 30, Metrics: prometheus.NewRegistry(),
	})
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(b.Context(), http.MethodGet, path, nil))
	body, tag := w.Body.Bytes(), w.Header().Get("ETag")
	bare := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body)
	})
	lines := "GET " + path + " HTTP/1.1\r\nHost: x\r\n"
	ways := []struct {
		name    string
		handler http.Handler
		request string
		status  int
		rates   []float64
	}{
		{"bare", bare, lines + "\r\n", 200, nil},
		{"kept", h, lines + "\r\n", 200, nil},
		{"compressed", h, lines + "Accept-Encoding: gzip\r\n\r\n", 200, nil},
		{"304", h, lines + "If-None-Match: " + tag + "\r\n\r\n", 304, nil},
	}
	const requests, rounds = 30_000, 5
	for b.Loop() {
		for round := range rounds + 1 {
			for i := range ways {
				rate := measure(b, ways[i].handler, ways[i].request, ways[i].status, requests)
				if round > 0 { // the first warms up
					ways[i].rates = append(ways[i].rates, rate)
				}
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(len(body)), "bytes")
	for _, way := range ways {
		b.ReportMetric(median(way.rates), way.name+"/s")
		if way.name != "bare" {
			b.ReportMetric(median(way.rates)/median(ways[0].rates), way.name+"/bare")
		}
	}
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// measure serves a handler on a port of its own and gives requests a second.
func measure(b *testing.B, h http.Handler, request string, status, n int) float64 {
	b.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(b.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	text := []byte(request)
	load := apitest.Load{Address: l.Addr().String(), Connections: 32, Request: func(int) []byte { return text }, Status: status, Now: time.Now}
	start := time.Now()
	if _, err := load.Run(n); err != nil {
		b.Fatal(err)
	}
	took := time.Since(start)
	_ = server.Close() // its Serve tells the same
	<-done
	return float64(n) / took.Seconds()
}
