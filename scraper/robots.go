package scraper

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/temoto/robotstxt"
)

// maxRobots is how much of a robots.txt is read (RFC 9309 section 2.5).
const maxRobots = 500 << 10

// maxRobotsHops is how many redirects of robots.txt are followed (RFC 9309
// section 2.3.1.2).
const maxRobotsHops = 5

// robots are the rules of one host for this program.
type robots struct{ group *robotstxt.Group }

func (r robots) allow(u *url.URL) bool {
	if r.group == nil || u.Path == "/robots.txt" {
		return true
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return r.group.Test(path)
}

func (r robots) delay() time.Duration {
	if r.group == nil {
		return 0
	}
	return r.group.CrawlDelay
}

// checkRobots asks a host's robots.txt, once a day, whether u may be fetched.
// It is called for every request, so that a redirect cannot lead past it. A
// robots.txt that cannot be had for a fault of the host forbids everything.
func (t *transport) checkRobots(ctx context.Context, u *url.URL) error {
	s := t.session
	rules, known := s.hosts.rules(u.Host, s.options.Now())
	if !known {
		var err error
		if rules, err = t.fetchRobots(ctx, u); err != nil {
			return fmt.Errorf("read robots.txt of %s: %w", u.Host, err)
		}
		s.hosts.learn(u.Host, s.options.Now(), rules)
	}
	if !rules.allow(u) {
		return fmt.Errorf("%s: %w", publicURL(u), ErrRobots)
	}
	return nil
}

func (t *transport) fetchRobots(ctx context.Context, u *url.URL) (robots, error) {
	address := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range maxRobotsHops + 1 {
		req, err := http.NewRequestWithContext(withCapture(ctx, &capture{page: true}), http.MethodGet, address.String(), nil)
		if err != nil {
			return robots{}, err
		}
		resp, err := t.ask(req)
		if err != nil {
			return robots{}, err
		}
		next, err := resp.Location()
		if err != nil || resp.StatusCode/100 != 3 {
			return readRobots(resp, address, t.session.agent)
		}
		_ = resp.Body.Close()
		if !t.session.info.declares(next) {
			return robots{}, fmt.Errorf("redirected to %s: %w", next.Host, ErrHost)
		}
		address = next
	}
	return robots{}, fmt.Errorf("more than %d redirects", maxRobotsHops)
}

// readRobots reads the rules for this program. A host that is broken or busy
// has none that could be kept to; one without the file forbids nothing.
func readRobots(resp *http.Response, address *url.URL, agent string) (robots, error) {
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
		return robots{}, &StatusError{Status: resp.StatusCode, Document: Document{URL: address.String()}}
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return robots{}, nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxRobots))
	if err != nil {
		return robots{}, err
	}
	data, err := robotstxt.FromStatusAndBytes(resp.StatusCode, body)
	if err != nil {
		return robots{}, err
	}
	return robots{data.FindGroup(agent)}, nil
}
