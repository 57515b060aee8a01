package scraper

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"

	"moneytrail/scraper/archive"
)

// transport is the way of every request of a run, from Colly and from the
// plain client, redirects included: declared host, robots.txt, budget, delay,
// retries, archive.
type transport struct {
	session *Session
	base    *http.Transport
	turn    chan struct{} // holds one token: one request at a time

	mu       sync.Mutex // guards what follows
	requests int
	retries  int
	notes    []Note
	stopped  error // why nothing more is asked
}

func newTransport(s *Session) *transport {
	return &transport{session: s, base: newBase(s.info.Loopback), turn: make(chan struct{}, 1)}
}

// RoundTrip answers one request. The body of the answer is read from the
// archive, where it already is.
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

// ask sends a request until it has an answer or has tried often enough.
func (t *transport) ask(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	for attempt := 1; ; attempt++ {
		resp, err := t.try(req)
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
		t.session.options.Log.Info("asking again", "url", req.URL.String(), "wait", wait, "error", err)
		if err := t.session.options.Sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// try sends a request once, in its turn, and archives what comes back.
func (t *transport) try(req *http.Request) (*http.Response, error) {
	s, ctx := t.session, req.Context()
	if err := t.spend(); err != nil {
		return nil, err
	}
	if wait := s.hosts.wait(req.URL.Host, s.options.Now(), s.info.delay()); wait > 0 {
		if err := s.options.Sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out, err := t.copyOf(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	resp, err := t.base.RoundTrip(out)
	if err != nil {
		return nil, err
	}
	answer := resp.Body
	defer func() { _ = answer.Close() }()
	body := newStallReader(answer, s.options.Stall, func() { cancel(ErrStalled) })
	defer body.stop()
	if err := t.spool(req, resp, body); err != nil {
		if errors.Is(context.Cause(ctx), ErrStalled) {
			return nil, fmt.Errorf("%s: %w", req.URL, ErrStalled)
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
	if req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		out.Body = body
	}
	return out, nil
}

// spool moves a body to the archive, records the fetch and lets resp read the
// archived copy. A firewall's block page ends the session.
func (t *transport) spool(req *http.Request, resp *http.Response, body io.Reader) error {
	s, ctx := t.session, req.Context()
	limit := s.options.MaxBody
	seen := captureOf(ctx)
	if seen.page {
		limit = s.options.MaxPage
	}
	blob, err := s.options.Archive.Put(ctx, &limitedReader{r: body, left: limit, limit: limit})
	if err != nil {
		return fmt.Errorf("read %s: %w", req.URL, err)
	}
	doc := Document{
		Name: nameOf(resp, req.URL), URL: req.URL.String(), SHA256: blob.SHA256, Size: blob.Size,
		Fetched: s.options.Now(), Path: blob.Path, ContentType: resp.Header.Get("Content-Type"),
	}
	if err := s.options.Archive.Record(ctx, archive.Fetch{
		Source: s.info.Name, Method: req.Method, URL: doc.URL, Time: doc.Fetched, Status: resp.StatusCode,
		Header: keptHeader(resp.Header), SHA256: blob.SHA256, Size: blob.Size,
	}); err != nil {
		return err
	}
	s.options.Log.Info("fetched", "source", s.info.Name, "url", doc.URL, "status", resp.StatusCode, "bytes", doc.Size)
	file, err := s.options.Archive.Open(blob.SHA256)
	if err != nil {
		return err
	}
	if head := readHead(file); isBlockPage(head) {
		_ = file.Close()
		return t.stop(fmt.Errorf("%s: %w", doc.URL, ErrBlocked))
	}
	seen.document, seen.status = doc, resp.StatusCode
	resp.Body, resp.ContentLength, resp.TransferEncoding = file, blob.Size, nil
	return nil
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
