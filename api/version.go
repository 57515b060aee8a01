package api

import (
	"context"
	"sync"
	"time"
)

// currentVersion knows the data version without asking the database for every
// request: what it says is at most maxAge old. It never goes back behind an
// answer that was already given.
type currentVersion struct {
	ask    func(context.Context) (int64, error)
	maxAge time.Duration // 0: ask each time

	mu     sync.Mutex
	id     int64
	known  bool
	asking bool // somebody asks; the others go on with what is known
	at     time.Time
}

func (c *currentVersion) get(ctx context.Context, now time.Time) (int64, error) {
	c.mu.Lock()
	if c.known && c.maxAge > 0 && (c.asking || now.Sub(c.at) < c.maxAge) {
		defer c.mu.Unlock()
		return c.id, nil
	}
	c.asking = true
	c.mu.Unlock()
	id, err := c.ask(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asking = false
	if err != nil {
		return 0, err
	}
	if !c.known || id > c.id {
		c.id = id
	}
	c.known, c.at = true, now
	return c.id, nil
}

// forget makes the next request ask anew: something may have been changed.
func (c *currentVersion) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = false
}

// saw tells of an answer of a version, which may be newer than the one known.
func (c *currentVersion) saw(id int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if id > c.id {
		c.id = id
	}
}
