package api_test

import (
	"errors"
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
// connections, in turns within one run. Rounds are short and ratios are taken
// within a round, so that a busy machine disturbs both alike; medians.
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
		name   string
		load   *apitest.Load
		rates  []float64
		ratios []float64 // to the bare handler in the same round
	}{
		{name: "bare", load: newLoad(b, bare, lines+"\r\n", 200)},
		{name: "kept", load: newLoad(b, h, lines+"\r\n", 200)},
		{name: "compressed", load: newLoad(b, h, lines+"Accept-Encoding: gzip\r\n\r\n", 200)},
		{name: "304", load: newLoad(b, h, lines+"If-None-Match: "+tag+"\r\n\r\n", 304)},
	}
	const requests, rounds = 3_000, 60
	for b.Loop() {
		for round := range rounds + 1 {
			for i := range ways {
				start := time.Now()
				if _, err := ways[i].load.Run(requests); err != nil {
					b.Fatal(err)
				}
				rate := requests / time.Since(start).Seconds()
				if round > 0 { // the first warms up
					ways[i].rates = append(ways[i].rates, rate)
					ways[i].ratios = append(ways[i].ratios, rate/ways[0].rates[len(ways[0].rates)-1])
				}
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(len(body)), "bytes")
	for _, way := range ways {
		b.ReportMetric(median(way.rates), way.name+"/s")
		if way.name != "bare" {
			b.ReportMetric(median(way.ratios), way.name+"/bare")
		}
	}
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// newLoad serves a handler on a port of its own while the benchmark runs.
func newLoad(b *testing.B, h http.Handler, request string, status int) *apitest.Load {
	b.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(b.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	b.Cleanup(func() {
		_ = server.Close() // its Serve tells the same
		if err := <-done; !errors.Is(err, http.ErrServerClosed) {
			b.Error(err)
		}
	})
	text := []byte(request)
	return &apitest.Load{Address: l.Addr().String(), Connections: 32, Request: func(int) []byte { return text }, Status: status, Now: time.Now}
}
