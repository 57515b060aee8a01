package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/singleflight"
)

const (
	maxURL  = 4096
	maxBody = 1 << 20
	// grace is how long an answer that is over its time may take to say so,
	// before the client is told without it.
	grace = 500 * time.Millisecond
)

// front stands before the router and keeps the manners that all addresses
// share: headers, limits, kept answers, one piece of work for many who ask the
// same, time limits, metrics, the log. It knows HTTP and no framework.
type front struct {
	next    http.Handler
	opt     Options
	client  func(*http.Request) string
	version *currentVersion
	cache   *cache
	limiter *limiter // nil: no limit
	flight  singleflight.Group
	slots   chan struct{}
	streams func(path string) bool
	metrics *httpMetrics // nil: none
}

// outcome is what became of a request.
type outcome struct {
	route           string
	status, written int
	kept            string // hit, miss or pass
	took            prometheus.Observer
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := f.opt.Now()
	h := w.Header()
	fixed, data := pageHeaders, strings.HasPrefix(r.URL.Path, Root)
	if data {
		fixed = dataHeaders
	}
	if strings.HasPrefix(r.URL.Path, "/embed/") {
		fixed = embedHeaders
	}
	addHeaders(h, fixed)
	if data && r.Header["Origin"] != nil {
		addHeaders(h, readingHeaders)
	}
	var out outcome
	if data && r.Method == http.MethodOptions {
		addHeaders(h, preflightHeaders)
		w.WriteHeader(http.StatusNoContent)
		out = outcome{status: http.StatusNoContent, kept: "pass"}
	} else {
		out = f.answer(w, r, start)
	}
	f.observe(r, out, start)
}

func (f *front) answer(w http.ResponseWriter, r *http.Request, now time.Time) outcome {
	if operational(r.URL.Path) {
		return f.pass(w, r, &trace{})
	}
	if err := f.refuse(w, r, now); err != nil {
		return f.pass(w, r, &trace{refused: err})
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		defer f.version.forget()
		return f.limited(w, r)
	}
	if f.streams(r.URL.Path) {
		return f.pass(w, r, &trace{})
	}
	version, err := f.version.get(r.Context(), now)
	if err != nil {
		return f.limited(w, r) // the handler fails the same way and says so
	}
	if e, ok := f.cache.get(version, r.RequestURI); ok {
		out := outcome{route: e.route, kept: "hit"}
		if out.status, out.written = e.send(w, r); out.status == http.StatusOK && r.Method == http.MethodGet {
			out.took = e.took
		}
		return out
	}
	// Whoever holds the current answer needs none: only a check of the request.
	if held := r.Header.Get("If-None-Match"); held != "" && Matches(held, Tag(version, f.opt.Build)) {
		return f.limited(w, r)
	}
	return f.share(w, r, version)
}

// operational addresses are for who runs the server: never limited or kept.
func operational(path string) bool {
	return path == "/healthz" || path == "/readyz" || path == "/metrics"
}

// refuse finds what speaks against a request before it is read.
func (f *front) refuse(w http.ResponseWriter, r *http.Request, now time.Time) error {
	if len(r.RequestURI) > maxURL {
		return statusError(http.StatusRequestURITooLong)
	}
	if r.ContentLength != 0 && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
		w.Header().Set("Connection", "close") // else net/http waits for the body before it answers
		return statusError(http.StatusRequestEntityTooLarge)
	}
	if f.limiter != nil && !strings.HasPrefix(r.URL.Path, "/static/") && !f.limiter.allow(f.client(r), w.Header(), now) {
		return statusError(http.StatusTooManyRequests)
	}
	return nil
}

// pass hands a request to the router as it is.
func (f *front) pass(w http.ResponseWriter, r *http.Request, t *trace) outcome {
	through := &counter{ResponseWriter: w}
	f.next.ServeHTTP(through, r.WithContext(withTrace(r.Context(), t)))
	return outcome{route: t.route, status: through.status, written: through.written, kept: "pass"}
}

// limited hands a request to the router with a limit on its time.
func (f *front) limited(w http.ResponseWriter, r *http.Request) outcome {
	ctx, cancel := context.WithTimeout(r.Context(), f.opt.Timeout)
	defer cancel()
	t := &trace{client: f.client(r)}
	free, err := f.slot(ctx)
	if err != nil {
		t.refused = err
	}
	defer free()
	return f.pass(w, r.WithContext(ctx), t)
}

// share works an answer out once for all who ask for it meanwhile. Nobody
// waits longer than the limit, whatever the handler does.
func (f *front) share(w http.ResponseWriter, r *http.Request, version int64) outcome {
	results := f.flight.DoChan(fmt.Sprint(version, " ", r.Method, " ", r.RequestURI), func() (any, error) {
		return f.work(r, version)
	})
	timer := time.NewTimer(f.opt.Timeout + grace)
	defer timer.Stop()
	select {
	case result := <-results:
		if result.Err != nil {
			return f.pass(w, r, &trace{refused: result.Err})
		}
		e := result.Val.(*entry)
		status, written := e.send(w, r)
		return outcome{route: e.route, status: status, written: written, kept: "miss"}
	case <-timer.C:
		return f.pass(w, r, &trace{refused: context.DeadlineExceeded})
	case <-r.Context().Done():
		return f.pass(w, r, &trace{refused: context.Cause(r.Context())})
	}
}

// work answers a request for whoever is waiting, also when the first of them
// went away.
func (f *front) work(first *http.Request, version int64) (e *entry, err error) {
	defer func() {
		if crash := recover(); crash != nil {
			err = fmt.Errorf("answer %s: panic: %v", first.URL.Path, crash)
		}
	}()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(first.Context()), f.opt.Timeout)
	defer cancel()
	free, err := f.slot(ctx)
	if err != nil {
		return nil, err
	}
	defer free()
	t := &trace{}
	r := first.Clone(withTrace(ctx, t))
	r.Header.Del("If-None-Match")
	rec := newRecorder()
	f.next.ServeHTTP(rec, r)
	e = rec.entry(t.route)
	if !e.lasting() {
		return e, nil
	}
	if t.versioned {
		f.version.saw(t.version)
		version = t.version
	}
	e.took = f.metrics.observer(e.route, http.MethodGet, e.status)
	f.cache.put(version, first.RequestURI, e)
	return e, nil
}

// slot waits for leave to work.
func (f *front) slot(ctx context.Context) (free func(), err error) {
	select {
	case f.slots <- struct{}{}:
		return func() { <-f.slots }, nil
	case <-ctx.Done():
		return func() {}, errors.Join(statusError(http.StatusServiceUnavailable), ctx.Err())
	}
}
