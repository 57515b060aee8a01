package scraper

import (
	"sync"
	"time"
)

// robotsAge is how long a robots.txt is believed (RFC 9309 section 2.4).
const robotsAge = 24 * time.Hour

// hosts is what a session remembers of hosts between runs.
type hosts struct {
	mu     sync.Mutex
	byName map[string]*host
	turns  map[agency]chan struct{}
}

// agency is what may be asked one thing at a time: a source, or one of the
// agencies that a source serves.
type agency struct{ source, code string }

type host struct {
	asked  time.Time // when it was last asked, or is about to be; zero for never
	delay  time.Duration
	robots robots
	read   time.Time // when robots was fetched; zero for never
}

func newHosts() *hosts { return &hosts{byName: map[string]*host{}, turns: map[agency]chan struct{}{}} }

// turn gives the token that a request to an agency must hold, shared by all
// runs of a session.
func (h *hosts) turn(source, code string) chan struct{} {
	h.mu.Lock()
	defer h.mu.Unlock()
	key := agency{source, code}
	if h.turns[key] == nil {
		h.turns[key] = make(chan struct{}, 1)
	}
	return h.turns[key]
}

// wait says how long to wait before the next request to a host and books that
// moment. The longest delay that anyone asked for holds.
func (h *hosts) wait(name string, now time.Time, delay time.Duration) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	known := h.get(name)
	known.delay = max(known.delay, delay)
	wait := time.Duration(0)
	if !known.asked.IsZero() {
		wait = max(known.asked.Add(known.delay).Sub(now), 0)
	}
	known.asked = now.Add(wait)
	return wait
}

func (h *hosts) get(name string) *host {
	known := h.byName[name]
	if known == nil {
		known = &host{}
		h.byName[name] = known
	}
	return known
}

// rules gives the robots.txt of a host as far as it is known and fresh.
func (h *hosts) rules(name string, now time.Time) (robots, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	known := h.get(name)
	return known.robots, !known.read.IsZero() && now.Sub(known.read) < robotsAge
}

// learn keeps the robots.txt of a host and heeds its Crawl-delay.
func (h *hosts) learn(name string, now time.Time, r robots) {
	h.mu.Lock()
	defer h.mu.Unlock()
	known := h.get(name)
	known.robots, known.read = r, now
	known.delay = max(known.delay, r.delay())
}
