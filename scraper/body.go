package scraper

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync/atomic"
	"time"

	"moneytrail/scraper/archive"
)

// capture carries what the transport saw of a request back to whoever made it,
// through Colly and through redirects: the last answer stands.
type capture struct {
	page     bool             // read in memory: the smaller limit holds
	partial  *archive.Partial // the download that the answer belongs to, or nil
	private  *private         // header lines for the first host, or nil
	status   int
	head     []byte // beginning of the body
	document Document
}

type captureKey struct{}

func withCapture(ctx context.Context, c *capture) context.Context {
	return context.WithValue(ctx, captureKey{}, c)
}

func captureOf(ctx context.Context) *capture {
	if c, ok := ctx.Value(captureKey{}).(*capture); ok {
		return c
	}
	return &capture{}
}

// limitedReader fails on a body that is too long, instead of cutting it.
type limitedReader struct {
	r           io.Reader
	left, limit int64
}

func (l *limitedReader) Read(p []byte) (int, error) {
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, fmt.Errorf("more than %d bytes: %w", l.limit, ErrTooLarge)
	}
	return n, err
}

// minFlow is how many bytes must come within the time of a stall. A portal
// that lets a body drip would else hold a run for days.
const minFlow = 512

// stallReader ends a download of which nothing, or next to nothing, has come
// for a while.
type stallReader struct {
	r       io.Reader
	limit   time.Duration
	stalled func()
	timer   *time.Timer
	came    atomic.Int64
}

func newStallReader(r io.Reader, limit time.Duration, stalled func()) *stallReader {
	s := &stallReader{r: r, limit: limit, stalled: stalled}
	s.timer = time.AfterFunc(limit, s.look)
	return s
}

func (s *stallReader) look() {
	if s.came.Swap(0) < minFlow {
		s.stalled()
		return
	}
	s.timer.Reset(s.limit)
}

func (s *stallReader) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.came.Add(int64(n))
	return n, err
}

func (s *stallReader) stop() { s.timer.Stop() }

// nameOf gives the name under which a browser would save an answer.
func nameOf(resp *http.Response, u *url.URL) string {
	name := path.Base(u.Path)
	if _, params, err := mime.ParseMediaType(resp.Header.Get("Content-Disposition")); err == nil && params["filename"] != "" {
		name = path.Base(strings.ReplaceAll(params["filename"], `\`, "/"))
	}
	name = strings.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, name)
	if name == "" || name == "." || name == ".." || name == "/" {
		return u.Hostname()
	}
	return name
}

// keptHeader picks the header lines that belong to the evidence.
func keptHeader(h http.Header) map[string]string {
	kept := map[string]string{}
	for _, key := range []string{
		"Content-Type", "Content-Disposition", "Content-Encoding", "Date", "Etag", "Last-Modified", "Location", "Retry-After",
	} {
		if value := h.Get(key); value != "" {
			kept[key] = value
		}
	}
	if to := kept["Location"]; to != "" {
		kept["Location"] = publicAddress(to)
	}
	return kept
}

// headSize is how much of a body is looked at to tell what it is.
const headSize = 64 << 10

// readHead reads the beginning of an archived body without moving in it.
func readHead(r io.ReaderAt) []byte {
	head := make([]byte, headSize)
	n, _ := r.ReadAt(head, 0)
	return head[:n]
}

// smallPage is the size in bytes below which a web page is no portal's page:
// the block page recorded from CAL-ACCESS has 317.
const smallPage = 2 << 10

// isBlockPage knows the page that Imperva's firewall gives instead of the
// portal's, with status 200 as often as with 403. The firewall puts the same
// script into pages that it lets through, so the script alone says nothing on a
// page of some length: a few saved CAL-ACCESS pages have it.
func isBlockPage(head []byte, size int64, status int) bool {
	return hasFirewall(head) && (size < smallPage || status >= 400 || bytes.Contains(head, []byte("Incapsula incident ID")))
}

// hasFirewall reports whether a web page has the script of Imperva's firewall.
func hasFirewall(head []byte) bool {
	return isHTML(head) && bytes.Contains(head, []byte("_Incapsula_Resource"))
}

// isHTML reports whether a body begins as a web page does, whatever type it
// claims: portals serve tab-separated text as text/html and pages as Excel. A
// bare table is left alone: some portals mean it as a spreadsheet.
func isHTML(head []byte) bool {
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	start = bytes.ToLower(start[:min(len(start), 20)])
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<!--"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return true
		}
	}
	return false
}
