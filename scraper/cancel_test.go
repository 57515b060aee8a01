package scraper_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"moneytrail/scraper"
)

// TestCancelWithinASecond cancels a run while it waits, each time for
// something that would last an hour or for ever.
func TestCancelWithinASecond(t *testing.T) {
	t.Parallel()
	type call func(context.Context, *bench) error
	get := func(ctx context.Context, b *bench) error { _, err := b.Get(ctx, b.url+"/slow"); return err }
	page := func(ctx context.Context, b *bench) error {
		_, err := b.HTML(ctx, b.url+"/slow", "p", func(scraper.Element) error { return nil })
		return err
	}
	download := func(ctx context.Context, b *bench) error { _, err := b.Download(ctx, b.url+"/slow"); return err }
	half := func(w http.ResponseWriter, r *http.Request, reached func()) {
		w.Header().Set("Content-Length", "1000000")
		_, _ = io.WriteString(w, "<html><body><p>"+strings.Repeat("x", 1000))
		_ = http.NewResponseController(w).Flush()
		reached()
		<-r.Context().Done()
	}
	tests := map[string]struct {
		call  call
		serve func(w http.ResponseWriter, r *http.Request, reached func())
		path  string // "/slow" when empty
	}{
		"answer that does not begin":   {get, func(_ http.ResponseWriter, r *http.Request, reached func()) { reached(); <-r.Context().Done() }, ""},
		"document that does not end":   {get, half, ""},
		"page that does not end":       {page, half, ""},
		"download that does not end":   {download, half, ""},
		"robots.txt that does not end": {get, half, "/robots.txt"},
		"document that drips": {get, func(w http.ResponseWriter, r *http.Request, reached func()) {
			for r.Context().Err() == nil {
				_, _ = io.WriteString(w, "x")
				_ = http.NewResponseController(w).Flush()
				reached()
			}
		}, ""},
		"time that the portal asks for": {get, func(w http.ResponseWriter, _ *http.Request, reached func()) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusTooManyRequests)
			reached()
		}, ""},
		"time before another attempt": {page, func(w http.ResponseWriter, _ *http.Request, reached func()) {
			w.WriteHeader(http.StatusServiceUnavailable)
			reached()
		}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reached := make(chan struct{})
			signal := sync.OnceFunc(func() { close(reached) })
			path := tt.path
			if path == "" {
				path = "/slow"
			}
			b := newBench(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == path {
					tt.serve(w, r, signal)
				}
			}), realTime)
			expectCancel(t, reached, func(ctx context.Context) error { return tt.call(ctx, b) })
		})
	}
}

// realTime lets a session wait as it does for an operator.
func realTime(o *scraper.Options, _ *scraper.Info) {
	o.Sleep, o.Now, o.MaxWait = nil, time.Now, 2*time.Hour
	o.Jitter = func() float64 { return 0 }
}

// expectCancel starts a call, cancels it when it has got as far as it can, and
// gives it a second.
func expectCancel(t *testing.T, reached <-chan struct{}, call func(context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- call(ctx) }()
	select {
	case <-reached:
	case err := <-ended:
		t.Fatalf("ended before it was canceled: %v", err)
	}
	cancel()
	deadline := time.NewTimer(time.Second)
	defer deadline.Stop()
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want canceled", err)
		}
	case <-deadline.C:
		t.Error("still going a second after it was canceled")
	}
}

// TestCancelWhileADelayRuns cancels between two requests that are an hour apart.
func TestCancelWhileADelayRuns(t *testing.T) {
	t.Parallel()
	b := newBench(t, reply("x"), realTime, func(_ *scraper.Options, i *scraper.Info) { i.Delay = time.Hour })
	reached := make(chan struct{})
	close(reached) // robots.txt takes the first turn: the document waits at once, or ends before it waits
	expectCancel(t, reached, func(ctx context.Context) error { _, err := b.Get(ctx, b.url+"/x"); return err })
}

// TestCancelWhileAnotherHasTheTurn cancels a run that waits for another run of
// its agency.
func TestCancelWhileAnotherHasTheTurn(t *testing.T) {
	t.Parallel()
	holding := make(chan struct{})
	b := newBench(t, withRobots("", func(_ http.ResponseWriter, r *http.Request) {
		close(holding)
		<-r.Context().Done()
	}), realTime)
	other, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() { _, _ = b.Get(other, b.url+"/held") })
	expectCancel(t, holding, func(ctx context.Context) error {
		<-holding
		_, err := b.Get(ctx, b.url+"/waits")
		return err
	})
	stop()
	wg.Wait()
}
