package api_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"log/slog"

	"moneytrail/api"
	"moneytrail/api/apitest"
	"moneytrail/store"
)

// counted counts questions about committees and lets a test hold them.
type counted struct {
	apitest.Reader
	asked atomic.Int64
	hold  func(context.Context) error
}

func newCounted() *counted { return &counted{Reader: *apitest.Sample()} }

func (c *counted) Committee(ctx context.Context, id string, q store.StandingQuery) (*store.CommitteeReport, error) {
	c.asked.Add(1)
	if c.hold != nil {
		if err := c.hold(ctx); err != nil {
			return nil, err
		}
	}
	report, err := c.Reader.Committee(ctx, id, q)
	if err == nil {
		report.Version = c.Data
	}
	return report, err
}

func TestAnswersAreKeptForADataVersion(t *testing.T) {
	t.Parallel()
	reader := newCounted()
	h := newHandlerWith(reader, api.Options{Build: "test"})
	first := call(t, h, http.MethodGet, base)
	for _, headers := range [][]string{nil, {"Accept-Encoding", "gzip"}, {"If-None-Match", `W/"v6-test"`}} {
		again := call(t, h, http.MethodGet, base, headers...)
		body := again.Body.Bytes()
		if again.Header().Get("Content-Encoding") == "gzip" {
			body = gunzip(t, body)
		} else if len(headers) > 0 && headers[0] == "Accept-Encoding" {
			t.Error("not compressed")
		}
		if again.Code != http.StatusOK || !bytes.Equal(body, first.Body.Bytes()) || again.Header().Get("ETag") != first.Header().Get("ETag") {
			t.Errorf("%v: %d, other bytes or tag", headers, again.Code)
		}
	}
	if again := call(t, h, http.MethodGet, base, "If-None-Match", first.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("who holds it gets %d", again.Code)
	}
	if head := call(t, h, http.MethodHead, base); head.Code != http.StatusOK || head.Body.Len() != 0 || head.Header().Get("Content-Length") == "" {
		t.Errorf("HEAD gives %d with %d bytes", head.Code, head.Body.Len())
	}
	if n := reader.asked.Load(); n != 1 {
		t.Errorf("worked out %d times, want once", n)
	}
	reader.Data.ID++
	if next := call(t, h, http.MethodGet, base); next.Header().Get("ETag") == first.Header().Get("ETag") || reader.asked.Load() != 2 {
		t.Errorf("a new data version gives %s after %d questions", next.Header().Get("ETag"), reader.asked.Load())
	}
}

func gunzip(t *testing.T, body []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func TestAcceptEncodingIsRead(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	tests := map[string]bool{
		"gzip": true, "br, gzip;q=0.5": true, "GZIP": true, "gzip;q=0": false, "gzip; q=0.000": false, "identity": false, "": false, "gzipped": false,
	}
	for accepts, want := range tests {
		w := call(t, h, http.MethodGet, base, "Accept-Encoding", accepts)
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != want || w.Header().Get("Vary") != "Accept-Encoding, Origin" {
			t.Errorf("%q: compressed %v, want %v; Vary %q", accepts, got, want, w.Header().Get("Vary"))
		}
	}
}

// What is kept is bounded: the answer asked for longest ago goes first.
func TestKeptAnswersAreBounded(t *testing.T) {
	t.Parallel()
	size := int64(call(t, newHandler(apitest.Sample()), http.MethodGet, base).Body.Len())
	reader := newCounted()
	h := newHandlerWith(reader, api.Options{CacheBytes: 5 * size}) // two answers and their compressed bodies
	for _, path := range []string{base, base + "?limit=24", base, base + "?limit=23", base} {
		call(t, h, http.MethodGet, path)
	}
	if n := reader.asked.Load(); n != 3 {
		t.Errorf("worked out %d times, want 3: the one in use stays", n)
	}
	if call(t, h, http.MethodGet, base+"?limit=24"); reader.asked.Load() != 4 {
		t.Error("more is kept than fits")
	}
	none := newCounted()
	h = newHandlerWith(none, api.Options{CacheBytes: -1})
	for range 3 {
		call(t, h, http.MethodGet, base)
	}
	if n := none.asked.Load(); n != 3 {
		t.Errorf("without memory: worked out %d times", n)
	}
}

func TestFailuresAreNotKept(t *testing.T) {
	t.Parallel()
	reader := newCounted()
	fail := true
	reader.hold = func(context.Context) error {
		if fail {
			return context.DeadlineExceeded
		}
		return nil
	}
	h := newHandlerWith(reader, api.Options{})
	w := call(t, h, http.MethodGet, base)
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	fail = false
	if w := call(t, h, http.MethodGet, base); w.Code != http.StatusOK {
		t.Errorf("the failure is kept: %d", w.Code)
	}
}

// Many who ask the same wait for one answer; one who goes away does not spoil
// it for the others.
func TestOneAnswerForMany(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		reader, release := newCounted(), make(chan struct{})
		reader.hold = func(context.Context) error { <-release; return nil }
		h := newHandlerWith(reader, api.Options{})
		var codes [20]int
		var wg sync.WaitGroup
		gone, leave := context.WithCancel(t.Context())
		for i := range codes {
			wg.Go(func() {
				ctx := t.Context()
				if i == 0 {
					ctx = gone
				}
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, base, nil))
				codes[i] = w.Code
			})
			synctest.Wait()
		}
		leave()
		synctest.Wait()
		close(release)
		wg.Wait()
		for i, code := range codes {
			if i > 0 && code != http.StatusOK {
				t.Errorf("client %d got %d", i, code)
			}
		}
		if n := reader.asked.Load(); n != 1 {
			t.Errorf("worked out %d times", n)
		}
	})
}

// A query that ignores its context does not hold the connection.
func TestNobodyWaitsBeyondTheLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		reader, release := newCounted(), make(chan struct{})
		reader.hold = func(context.Context) error { <-release; return nil }
		h := newHandlerWith(reader, api.Options{Timeout: 3 * time.Second})
		start := time.Now()
		w := call(t, h, http.MethodGet, base)
		p := decode[api.Problem](t, w)
		if took := time.Since(start); p.Status != http.StatusServiceUnavailable || took > 4*time.Second || !strings.Contains(p.Detail, "Ask for less") {
			t.Errorf("%+v after %s", p, took)
		}
		close(release)
		synctest.Wait()
	})
}

func TestWorkIsBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		reader, release := newCounted(), make(chan struct{})
		reader.hold = func(context.Context) error { <-release; return nil }
		h := newHandlerWith(reader, api.Options{Timeout: time.Second, Concurrent: 2})
		var wg sync.WaitGroup
		var refused atomic.Int64
		for i := range 6 {
			wg.Go(func() {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, base+"?limit="+string(rune('1'+i)), nil))
				if w.Code == http.StatusServiceUnavailable {
					refused.Add(1)
				}
			})
		}
		wg.Wait()
		if reader.asked.Load() != 2 || refused.Load() != 6 {
			t.Errorf("%d worked at a time, %d refused", reader.asked.Load(), refused.Load())
		}
		close(release)
		synctest.Wait()
	})
}

// clock stands still until a test moves it.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time          { return time.Unix(c.at.Load(), 0) }
func (c *clock) forward(d time.Duration) { c.at.Add(int64(d / time.Second)) }

// from asks as a client of an address.
func from(t *testing.T, h http.Handler, address, forwarded string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1/contests", nil)
	r.RemoteAddr = address
	if forwarded != "" {
		r.Header.Set("X-Forwarded-For", forwarded)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestClientsAreLimited(t *testing.T) {
	t.Parallel()
	var c clock
	c.forward(time.Hour)
	h := newHandlerWith(apitest.Sample(), api.Options{Now: c.now, Rate: 1, Burst: 4})
	for i, left := range []string{"", "2", "1", "0"} { // told once half is used
		if w := from(t, h, "192.0.2.1:1000", ""); w.Code != http.StatusOK || w.Header().Get("RateLimit-Remaining") != left || left != "" && w.Header().Get("RateLimit-Limit") != "4" {
			t.Fatalf("request %d: %d %v", i, w.Code, w.Header())
		}
	}
	// What a client claims of itself changes nothing.
	for _, forwarded := range []string{"", "198.51.100.7"} {
		w := from(t, h, "192.0.2.1:1001", forwarded)
		if p := decode[api.Problem](t, w); p.Status != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "1" || w.Header().Get("RateLimit-Reset") != "4" {
			t.Errorf("forwarded for %q: %+v %v", forwarded, p, w.Header())
		}
	}
	if w := from(t, h, "192.0.2.2:1000", ""); w.Code != http.StatusOK {
		t.Errorf("another client gets %d", w.Code)
	}
	for i := range 5 { // one /64 is one client
		w := from(t, h, "[2001:db8::"+string(rune('1'+i))+"]:1000", "")
		if want := []int{200, 200, 200, 200, 429}[i]; w.Code != want {
			t.Errorf("address %d of a /64 gets %d, want %d", i, w.Code, want)
		}
	}
	c.forward(2 * time.Second)
	if w := from(t, h, "192.0.2.1:1000", ""); w.Code != http.StatusOK || w.Header().Get("RateLimit-Remaining") != "1" {
		t.Errorf("after a while: %d %v", w.Code, w.Header())
	}
	if w := call(t, h, http.MethodGet, "/healthz"); w.Header().Get("RateLimit-Limit") != "" {
		t.Error("checks of health are limited")
	}
}

func TestTrustedProxiesNameTheClient(t *testing.T) {
	t.Parallel()
	_, proxy, err := net.ParseCIDR("203.0.113.0/24")
	if err != nil {
		t.Fatal(err)
	}
	var c clock
	h := newHandlerWith(apitest.Sample(), api.Options{Now: c.now, Rate: 1, Burst: 1, TrustedProxies: []*net.IPNet{proxy}})
	tests := []struct {
		address, forwarded string
		want               int
	}{
		{"203.0.113.9:1", "192.0.2.1", 200},
		{"203.0.113.9:1", "192.0.2.2", 200},
		{"203.0.113.9:1", "192.0.2.1", 429},
		{"203.0.113.9:1", "6.6.6.6, 192.0.2.1", 429}, // what the client wrote before the proxy did
		{"192.0.2.50:1", "192.0.2.60", 200},          // no proxy: the header means nothing
		{"192.0.2.50:1", "192.0.2.61", 429},
	}
	for i, tt := range tests {
		if w := from(t, h, tt.address, tt.forwarded); w.Code != tt.want {
			t.Errorf("request %d gets %d, want %d", i, w.Code, tt.want)
		}
	}
}

func TestVersionIsBelievedForAWhile(t *testing.T) {
	t.Parallel()
	var c clock
	reader := newCounted()
	h := newHandlerWith(reader, api.Options{Build: "b", Now: c.now, VersionAge: 5 * time.Second})
	tag := func(path string) string { return call(t, h, http.MethodGet, path).Header().Get("ETag") }
	tag(base)
	reader.Data.ID = 8
	if got := tag(base); got != `W/"v7-b"` {
		t.Errorf("asked again at once: %s", got)
	}
	// An answer of a newer version makes it known: nobody goes back behind it.
	if got := tag(base + "?limit=2"); got != `W/"v8-b"` {
		t.Errorf("a new answer is of %s", got)
	}
	if got := tag(base); got != `W/"v8-b"` {
		t.Errorf("after an answer of version 8 another is of %s", got)
	}
	reader.Data.ID = 9
	c.forward(5 * time.Second)
	if got := tag(base); got != `W/"v9-b"` {
		t.Errorf("after its time: %s", got)
	}
}

func TestRequestsAreMeasuredAndLogged(t *testing.T) {
	t.Parallel()
	registry := prometheus.NewRegistry()
	var log strings.Builder
	var c clock
	h := newHandlerWith(apitest.Sample(), api.Options{Now: c.now, Metrics: registry, Log: slog.New(slog.NewTextHandler(&log, nil))})
	for _, path := range []string{base, base, "/api/v1/committees/other", "/nothing/at/all", "/made/up", "/healthz"} {
		call(t, h, http.MethodGet, path)
	}
	call(t, h, "BREW", base)
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]uint64{}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			var labels []string
			for _, l := range m.GetLabel() {
				labels = append(labels, l.GetValue())
			}
			seen[strings.Join(labels, " ")] = m.GetHistogram().GetSampleCount() + uint64(m.GetCounter().GetValue())
		}
	}
	for labels, count := range map[string]uint64{
		"GET /api/v1/committees/:id 200": 2, "GET /api/v1/committees/:id 404": 1, "GET none 404": 2, "GET /healthz 200": 1, "other /api/v1/committees/:id 405": 1,
		"hit": 1, "miss": 4, "pass": 2,
	} {
		if seen[labels] != count {
			t.Errorf("%s: %d, want %d; all: %v", labels, seen[labels], count, seen)
		}
	}
	if n := strings.Count(log.String(), "msg=request"); n != 7 || !strings.Contains(log.String(), "route=/api/v1/committees/:id status=200") {
		t.Errorf("%d lines: %s", n, log.String())
	}
}
