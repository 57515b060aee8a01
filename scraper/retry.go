package scraper

import (
	"crypto/tls"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"moneytrail/scraper/archive"
)

const (
	firstWait   = 2 * time.Second
	longestWait = 2 * time.Minute
)

// retry says whether to send a request again, and after how long. Refusals of
// our own and answers that would be the same again are final.
func (t *transport) retry(attempt int, resp *http.Response, err error) (time.Duration, bool) {
	if attempt >= t.session.options.Attempts || (err != nil && isFinal(err)) {
		return 0, false
	}
	if err == nil && !isBusy(resp.StatusCode) {
		return 0, false
	}
	t.mu.Lock()
	t.retries++
	t.mu.Unlock()
	t.session.options.Meter.Retried(t.session.info.Name)
	if err == nil {
		if wait, ok := retryAfter(resp.Header, t.session.options.Now()); ok {
			return wait, true
		}
	}
	return backOff(attempt, t.session.options.Jitter()), true
}

// isBusy names the answers that ask to come back. 500 is not among them:
// portals use it to say "no such document".
func isBusy(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

func isFinal(err error) bool {
	for _, final := range []error{ErrBlocked, ErrBudget, ErrBusy, ErrTooLarge, ErrHost, ErrPrivateAddress, ErrRobots, archive.ErrHash} {
		if errors.Is(err, final) {
			return true
		}
	}
	if certificate := (*tls.CertificateVerificationError)(nil); errors.As(err, &certificate) {
		return true
	}
	if disk := (*fs.PathError)(nil); errors.As(err, &disk) {
		return true // full, or not ours to write: the archive's trouble, not the net's
	}
	name := (*net.DNSError)(nil)
	return errors.As(err, &name) && name.IsNotFound
}

// backOff doubles with each attempt up to a cap; jitter in [0,1) takes up to
// half of it off, so that clients do not return in step.
func backOff(attempt int, jitter float64) time.Duration {
	wait := longestWait
	if attempt < 7 {
		wait = min(firstWait<<(attempt-1), longestWait)
	}
	return wait - time.Duration(float64(wait)/2*jitter)
}

// retryAfter reads a Retry-After header: seconds, or a date (RFC 9110 section
// 10.2.3).
func retryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseInt(text, 10, 32); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second, true
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0, false
	}
	return max(at.Sub(now), 0), true
}
