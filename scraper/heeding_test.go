package scraper_test

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"moneytrail/scraper"
)

// hangUp answers, but closes the connection on every second document without
// a word, as a server does that has grown tired of a kept connection.
type hangUp struct {
	now func() time.Time

	mu    sync.Mutex
	asked []time.Time
}

func (h *hangUp) serve(w http.ResponseWriter, _ *http.Request) {
	h.mu.Lock()
	h.asked = append(h.asked, h.now())
	n := len(h.asked)
	h.mu.Unlock()
	if n%2 == 1 {
		_, _ = io.WriteString(w, "x")
		return
	}
	panic(http.ErrAbortHandler)
}

// arrived gives the times of the requests so far.
func (h *hangUp) arrived() []time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.asked)
}

// TestClosedConnectionsAreNoWayAround has the HTTP client send requests again by
// itself: these, too, keep the delay and are taken from the budget.
func TestClosedConnectionsAreNoWayAround(t *testing.T) {
	t.Parallel()
	const delay = 3 * time.Second
	h := &hangUp{}
	b := newBench(t, withRobots("", h.serve), func(o *scraper.Options, i *scraper.Info) { h.now, o.MaxRequests, i.Delay = o.Now, 6, delay })
	for range 3 {
		if _, err := b.Get(t.Context(), b.url+"/x"); err != nil {
			t.Fatal(err)
		}
	}
	if len(h.arrived()) != 5 {
		t.Errorf("%d requests arrived, want 5", len(h.arrived()))
	}
	for i := 1; i < len(h.arrived()); i++ {
		if gap := h.arrived()[i].Sub(h.arrived()[i-1]); gap < delay {
			t.Errorf("request %d came %s after the one before", i, gap)
		}
	}
	// The budget had room for robots.txt and these five.
	if _, err := b.Get(t.Context(), b.url+"/x"); !errors.Is(err, scraper.ErrBudget) {
		t.Errorf("error %v, want ErrBudget", err)
	}
	if len(h.arrived()) != 5 {
		t.Errorf("%d requests arrived, over the budget", len(h.arrived()))
	}
}

// TestClosedConnectionEndsAtTheBudget has the budget run out between a request
// and its repetition.
func TestClosedConnectionEndsAtTheBudget(t *testing.T) {
	t.Parallel()
	h := &hangUp{now: time.Now}
	b := newBench(t, withRobots("", h.serve), func(o *scraper.Options, _ *scraper.Info) { o.MaxRequests = 3 })
	if _, err := b.Get(t.Context(), b.url+"/x"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Get(t.Context(), b.url+"/x"); !errors.Is(err, scraper.ErrBudget) {
		t.Errorf("error %v, want ErrBudget", err)
	}
	if len(h.arrived()) != 2 {
		t.Errorf("%d requests arrived, want 2", len(h.arrived()))
	}
}
