package scraper

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"sync"
	"sync/atomic"
	"time"
)

// transport is the way of every request of a run, from Colly and from the
// plain client, redirects included: declared host, robots.txt, budget, delay,
// condition, retries, archive.
type transport struct {
	session *Session
	base    *http.Transport
	turn    chan struct{} // holds one token: one request at a time

	mu       sync.Mutex // guards what follows
	requests int
	retries  int
	received int64
	notes    []Note
	stopped  error // why nothing more is asked
}

func newTransport(s *Session) *transport {
	return &transport{session: s, base: newBase(s.info.Loopback), turn: s.hosts.turn(s.info.Name, s.agency)}
}

// RoundTrip answers one request. The body of the answer is in the archive
// before it can be read.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		// Attempts send copies made by GetBody.
		defer func() { _ = req.Body.Close() }()
	}
	ctx := req.Context()
	select {
	case t.turn <- struct{}{}:
		defer func() { <-t.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := t.reasonToStop(); err != nil {
		return nil, err
	}
	if !t.session.info.declares(req.URL) {
		return nil, fmt.Errorf("%s: %w", req.URL.Host, ErrHost)
	}
	if err := t.checkRobots(ctx, req.URL); err != nil {
		return nil, err
	}
	return t.ask(req)
}

// ask sends a request until it has an answer or has tried often enough. A
// download that got on may try as often again.
func (t *transport) ask(req *http.Request) (*http.Response, error) {
	ctx, partial := req.Context(), captureOf(req.Context()).partial
	for attempt := 1; ; attempt++ {
		before := partialSize(partial)
		resp, err := t.try(req)
		if partialSize(partial) > before {
			attempt = 1
		}
		wait, again := t.retry(attempt, resp, err)
		if !again || ctx.Err() != nil {
			return resp, err
		}
		if resp != nil {
			_ = resp.Body.Close()
		}
		if wait > t.session.options.MaxWait {
			return nil, fmt.Errorf("%s for %s: %w", req.URL.Host, wait, ErrBusy)
		}
		t.session.options.Log.Info("asking again", "source", t.session.info.Name, "url", publicURL(req.URL), "wait", wait, "error", err)
		if err := t.session.options.Sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// try sends a request once, in its turn, and archives what comes back.
func (t *transport) try(req *http.Request) (*http.Response, error) {
	s, ctx := t.session, req.Context()
	known, err := t.known(req)
	if err != nil {
		return nil, err
	}
	if t.isShelved(req, known) {
		return t.fromShelf(req, known)
	}
	if err := t.await(ctx, req.URL.Host); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out, err := t.copyOf(req.WithContext(t.heeding(ctx, cancel, req.URL.Host)))
	if err != nil {
		return nil, err
	}
	setCondition(out, known, captureOf(ctx).partial)
	resp, err := t.base.RoundTrip(out)
	if err != nil {
		return nil, causeOr(ctx, err)
	}
	s.hosts.heed(req.URL.Host, s.options.Now(), resp.Header)
	answer := resp.Body
	defer func() { _ = answer.Close() }()
	body := newStallReader(answer, s.options.Stall, func() { cancel(ErrStalled) })
	defer body.stop()
	if err := t.keep(req, resp, body, known); err != nil {
		if errors.Is(context.Cause(ctx), ErrStalled) {
			return nil, fmt.Errorf("%s: %w", publicURL(req.URL), ErrStalled)
		}
		return nil, err
	}
	return resp, nil
}

// copyOf makes the request that is really sent: a RoundTripper may not change
// the one it is given, and a body can be sent once only.
func (t *transport) copyOf(req *http.Request) (*http.Request, error) {
	out := req.Clone(req.Context())
	out.Header.Set("User-Agent", t.session.agent)
	captureOf(req.Context()).private.addTo(out, t.session.info.Loopback)
	if req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		out.Body = body
	}
	return out, nil
}

// await takes a request from the budget and waits for the host's delay.
func (t *transport) await(ctx context.Context, host string) error {
	if err := t.spend(); err != nil {
		return err
	}
	s := t.session
	if wait := s.hosts.wait(host, s.options.Now(), s.info.delay()); wait > 0 {
		if wait > s.options.MaxWait {
			return fmt.Errorf("%s is used up for %s: %w", host, wait.Round(time.Second), ErrBusy)
		}
		return s.options.Sleep(ctx, wait)
	}
	return nil
}

// heeding makes the client below as patient as we are: when a connection that
// was kept open turns out to be closed, it sends the request again by itself,
// at once. A request that may not be sent again is canceled.
func (t *transport) heeding(ctx context.Context, cancel context.CancelCauseFunc, host string) context.Context {
	var asked atomic.Bool
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GetConn: func(string) {
		if !asked.Swap(true) {
			return
		}
		if err := t.await(ctx, host); err != nil {
			cancel(err)
		}
	}})
}

// causeOr gives the reason for which a request was canceled, if it was.
func causeOr(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// spend takes one request from the budget of the run.
func (t *transport) spend() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.requests >= t.session.options.MaxRequests {
		return fmt.Errorf("%d requests: %w", t.requests, ErrBudget)
	}
	t.requests++
	return nil
}

// stop makes err the answer to every later request, and returns it.
func (t *transport) stop(err error) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stopped = err
	return err
}

func (t *transport) reasonToStop() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.stopped
}

func (t *transport) note(n Note) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.notes = append(t.notes, n)
}
