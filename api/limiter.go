package api

import (
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"time"

	"golang.org/x/time/rate"
)

// maxClients bounds the table of clients. Who is forgotten begins anew.
const maxClients = 20_000

// limiter allows each client so many requests a second, and a burst. IPv6
// addresses count by their /64, which is what one client is given.
type limiter struct {
	rate    rate.Limit
	burst   int
	clients *lru[netip.Prefix, *rate.Limiter]
	numbers *numbers
}

func newLimiter(perSecond float64, burst int) *limiter {
	one := func(*rate.Limiter) int64 { return 1 }
	return &limiter{rate.Limit(perSecond), burst, newLRU[netip.Prefix](maxClients, one), newNumbers()}
}

// allow takes one request of a client. Once half of its burst is used, headers
// say what is left; before, they would tell nothing and cost a tenth of a kept
// answer. The names are those of the IETF draft before it folded them into one
// field, which is what clients know.
func (l *limiter) allow(client string, h http.Header, now time.Time) bool {
	prefix := prefixOf(client)
	bucket, ok := l.clients.get(prefix)
	if !ok {
		bucket = rate.NewLimiter(l.rate, l.burst)
		l.clients.put(prefix, bucket)
	}
	allowed := bucket.AllowN(now, 1)
	left := max(bucket.TokensAt(now), 0)
	if allowed && left > float64(l.burst)/2 {
		return true
	}
	h["Ratelimit-Limit"] = l.numbers.of(l.burst)
	h["Ratelimit-Remaining"] = l.numbers.of(int(left))
	h["Ratelimit-Reset"] = l.numbers.of(seconds((float64(l.burst) - left) / float64(l.rate)))
	if !allowed {
		h["Retry-After"] = l.numbers.of(seconds(max((1-left)/float64(l.rate), 1)))
	}
	return allowed
}

func seconds(s float64) int { return int(math.Ceil(s)) }

// numbers are small numbers as values of headers, made once.
type numbers [1024][]string

func newNumbers() *numbers {
	var n numbers
	for i := range n {
		n[i] = []string{strconv.Itoa(i)}
	}
	return &n
}

func (n *numbers) of(i int) []string {
	if i >= 0 && i < len(n) {
		return n[i]
	}
	return []string{strconv.Itoa(i)}
}

// prefixOf gives the zero prefix, one client for all, for what is no address.
func prefixOf(client string) netip.Prefix {
	addr, err := netip.ParseAddr(client)
	if err != nil {
		return netip.Prefix{}
	}
	bits := 64
	if addr = addr.Unmap().WithZone(""); addr.Is4() {
		bits = 32
	}
	prefix, err := addr.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return prefix
}
