package api

import "sync/atomic"

// cache holds answers of one data version by address. The first use under
// another version forgets all.
type cache struct {
	version atomic.Int64
	entries *lru[string, *entry]
}

func newCache(bytes int64) *cache {
	return &cache{entries: newLRU[string, *entry](bytes, (*entry).weight)}
}

func (c *cache) get(version int64, address string) (*entry, bool) {
	if held := c.version.Load(); held != version {
		if held > version || !c.version.CompareAndSwap(held, version) {
			return nil, false
		}
		c.entries.clear()
	}
	return c.entries.get(address)
}

// put keeps an answer if it is still of the version that is served.
func (c *cache) put(version int64, address string, e *entry) {
	if c.version.Load() == version {
		c.entries.put(address, e)
	}
}
