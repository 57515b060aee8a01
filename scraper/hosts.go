package scraper

import (
	"net/http"
	"strconv"
	"strings"
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
	rest   time.Time // not to be asked before; see heed
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
	wait = max(wait, known.rest.Sub(now))
	known.asked = now.Add(wait)
	return wait
}

// spentRest is how long a host rests that says that the operator's requests are
// used up and not until when: the shortest period for which publishers count.
const spentRest = time.Minute

// heed rests a host whose answer says that no request is left
// (X-RateLimit-Remaining), until X-RateLimit-Reset when it says that: seconds
// to wait, or a moment in seconds since 1970. A host that has had enough in
// spite of it answers 429.
func (h *hosts) heed(name string, now time.Time, header http.Header) {
	left, err := strconv.Atoi(strings.TrimSpace(header.Get("X-Ratelimit-Remaining")))
	if err != nil || left > 0 {
		return
	}
	rest := spentRest
	if reset, err := strconv.ParseInt(strings.TrimSpace(header.Get("X-Ratelimit-Reset")), 10, 64); err == nil && reset > 0 {
		rest = time.Duration(min(reset, longestReset)) * time.Second
		if reset > longestReset {
			rest = time.Unix(reset, 0).Sub(now)
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.get(name).rest = now.Add(min(max(rest, 0), longestReset*time.Second))
}

// longestReset, in seconds, is more than any publisher's period: a greater
// number is a moment, and no rest is longer.
const longestReset = 24 * 60 * 60

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
