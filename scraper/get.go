package scraper

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"moneytrail/scraper/archive"
)

var errUnbound = errors.New("session is not bound to a source")

// Get fetches a document, of any size, into the archive. An answer other than
// 2xx is a [*StatusError]; a web page where data is due is [ErrBlocked] when it
// is tiny and [ErrNotData] otherwise; an empty body is [ErrNothingFound].
func (s *Session) Get(ctx context.Context, address string) (Document, error) {
	return s.fetch(ctx, asked{method: http.MethodGet, address: address})
}

// PostForm is [Session.Get] for a document that is asked for with a form.
func (s *Session) PostForm(ctx context.Context, address string, form url.Values) (Document, error) {
	return s.fetch(ctx, asked{method: http.MethodPost, address: address, body: []byte(form.Encode()), kind: "application/x-www-form-urlencoded"})
}

// asked is a document as a source asks for it.
type asked struct {
	method, address string
	body            []byte
	kind            string // of the body
	header          http.Header
}

func (s *Session) fetch(ctx context.Context, a asked) (Document, error) {
	if s.client == nil {
		return Document{}, fmt.Errorf("fetch %s: %w", publicAddress(a.address), errUnbound)
	}
	own, err := newPrivate(a.address, a.header)
	if err != nil {
		return Document{}, fmt.Errorf("fetch %s: %w", publicAddress(a.address), err)
	}
	seen := &capture{private: own}
	req, err := newRequest(withCapture(ctx, seen), a)
	if err != nil {
		return Document{}, fmt.Errorf("fetch %s: %w", publicAddress(a.address), publicError(err))
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return Document{}, fmt.Errorf("fetch document: %w", publicError(err))
	}
	_ = resp.Body.Close()
	if err := s.checkDocument(seen); err != nil {
		return Document{}, fmt.Errorf("fetch document: %w", err)
	}
	seen.document.Path, err = s.options.Archive.Plain(seen.document.SHA256)
	if err != nil {
		return Document{}, fmt.Errorf("fetch document: %w", err)
	}
	return seen.document, nil
}

func newRequest(ctx context.Context, a asked) (*http.Request, error) {
	if a.kind == "" {
		return http.NewRequestWithContext(ctx, a.method, a.address, nil)
	}
	req, err := http.NewRequestWithContext(ctx, a.method, a.address, bytes.NewReader(a.body))
	if err == nil {
		req.Header.Set("Content-Type", a.kind)
	}
	return req, err
}

func (s *Session) checkDocument(seen *capture) error {
	doc := seen.document
	if seen.status < 200 || seen.status > 299 {
		return &StatusError{Status: seen.status, Document: doc}
	}
	if doc.Size == 0 {
		return fmt.Errorf("%s: empty answer: %w", doc.URL, ErrNothingFound)
	}
	return s.checkHead(doc, seen.head)
}

func (s *Session) checkHead(doc Document, head []byte) error {
	switch {
	case !isHTML(head):
		return nil
	case doc.Size < smallPage, hasFirewall(head):
		return s.transport.stop(fmt.Errorf("%s: %w", doc.URL, ErrBlocked))
	default:
		return fmt.Errorf("%s: %w", doc.URL, ErrNotData)
	}
}

// Peek reads the first 64 KiB of a document, for a source that must look
// whether an answer says "nothing here".
func (s *Session) Peek(doc Document) ([]byte, error) {
	file, err := s.Open(doc)
	if err != nil {
		return nil, fmt.Errorf("look at %s: %w", doc.URL, err)
	}
	defer func() { _ = file.Close() }()
	return readHead(file), nil
}

// Open opens a document for reading, with its exact bytes. Close it.
func (s *Session) Open(doc Document) (*archive.File, error) {
	return s.options.Archive.Open(doc.SHA256)
}
