package scraper

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"

	"moneytrail/scraper/archive"
)

// keep moves an answer to the archive, records the fetch and lets resp read
// the archived bytes. A firewall's block page ends the session.
func (t *transport) keep(req *http.Request, resp *http.Response, body io.Reader, known archive.Fetch) error {
	seen := captureOf(req.Context())
	switch {
	case resp.StatusCode == http.StatusNotModified && known.SHA256 != "":
		return t.revive(req, resp, known)
	case seen.partial != nil && isOfDownload(resp.StatusCode):
		return t.keepDownload(req, resp, body, known)
	}
	blob, page, head, err := t.store(req.Context(), seen.page, resp.ContentLength, body)
	if err != nil {
		return fmt.Errorf("read %s: %w", publicURL(req.URL), err)
	}
	blocked := isBlockPage(head, blob.Size, resp.StatusCode)
	doc, err := t.record(req, resp, blob, known, blocked)
	if err != nil {
		return err
	}
	if blocked {
		return t.stop(fmt.Errorf("%s: %w", doc.URL, ErrBlocked))
	}
	seen.document, seen.status, seen.head = doc, resp.StatusCode, head
	resp.ContentLength, resp.TransferEncoding = blob.Size, nil
	if !seen.page {
		resp.Body = &lazyBody{open: func() (io.ReadCloser, error) { return t.session.options.Archive.Open(blob.SHA256) }}
		return nil
	}
	return t.givePage(resp, page)
}

// store archives a body of an announced length, -1 for unknown. A page is read
// in memory and given back; of anything else the beginning is.
func (t *transport) store(ctx context.Context, isPage bool, length int64, body io.Reader) (archive.Blob, []byte, []byte, error) {
	o := t.session.options
	if !isPage {
		head := &headKeeper{r: &limitedReader{r: body, left: o.MaxBody, limit: o.MaxBody}}
		blob, err := o.Archive.Put(ctx, head)
		return blob, nil, head.head, err
	}
	page, err := readPage(&limitedReader{r: body, left: o.MaxPage, limit: o.MaxPage}, length)
	if err != nil {
		return archive.Blob{}, nil, nil, err
	}
	head := page[:min(len(page), headSize)]
	if o.Unkept {
		sum := sha256.Sum256(page)
		return archive.Blob{SHA256: hex.EncodeToString(sum[:]), Size: int64(len(page))}, page, head, nil
	}
	blob, err := o.Archive.PutLater(ctx, page)
	return blob, page, head, err
}

// maxRoom bounds what an announced length is believed.
const maxRoom = 1 << 20

// readPage reads all of r into room for what was announced.
func readPage(r io.Reader, length int64) ([]byte, error) {
	var page bytes.Buffer
	page.Grow(int(min(max(length, 0), maxRoom)) + bytes.MinRead)
	_, err := page.ReadFrom(r)
	return page.Bytes(), err
}

// record writes down an answer whose body is stored.
func (t *transport) record(req *http.Request, resp *http.Response, blob archive.Blob, known archive.Fetch, refused bool) (Document, error) {
	s := t.session
	doc := Document{
		Name: nameOf(resp, req.URL), URL: publicURL(req.URL), SHA256: blob.SHA256, Size: blob.Size, Fetched: s.options.Now(),
		ContentType: resp.Header.Get("Content-Type"), Unchanged: blob.SHA256 == known.SHA256, Known: known.SHA256 != "",
	}
	t.count(resp.StatusCode, blob.Size)
	s.options.Log.Info("fetched", "source", s.info.Name, "url", doc.URL, "status", resp.StatusCode, "bytes", doc.Size, "unchanged", doc.Unchanged)
	if s.options.Unkept && captureOf(req.Context()).page {
		return doc, nil
	}
	write := s.options.Archive.Record
	if captureOf(req.Context()).page {
		write = s.options.Archive.RecordLater
	}
	return doc, write(req.Context(), archive.Fetch{
		Source: s.info.Name, Run: s.run, Method: req.Method, URL: doc.URL, Time: doc.Fetched, Status: recordedStatus(resp.StatusCode),
		Header: keptHeader(resp.Header), SHA256: blob.SHA256, Size: blob.Size, Refused: refused,
	})
}

// recordedStatus makes the last part of a download the answer to the whole.
func recordedStatus(status int) int {
	if status == http.StatusPartialContent || status == http.StatusRequestedRangeNotSatisfiable {
		return http.StatusOK
	}
	return status
}

func (t *transport) count(status int, bytes int64) {
	t.mu.Lock()
	t.received += bytes
	t.mu.Unlock()
	t.session.options.Meter.Fetched(t.session.info.Name, status, bytes)
}

// givePage lets resp read a page. A compressed one is unpacked here, where it
// can be limited: Colly would unpack it to any size.
func (t *transport) givePage(resp *http.Response, page []byte) error {
	resp.Body = io.NopCloser(bytes.NewReader(page))
	resp.Uncompressed = true // so that Colly does not try, whatever the type says
	z, err := gzip.NewReader(bytes.NewReader(page))
	if err != nil {
		return nil //nolint:nilerr // no gzip, whatever the header says
	}
	limit := t.session.options.MaxPage
	plain, err := io.ReadAll(&limitedReader{r: z, left: limit, limit: limit})
	if err != nil {
		return fmt.Errorf("unpack page: %w", err)
	}
	resp.Header.Del("Content-Encoding")
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(plain)), int64(len(plain))
	return nil
}

// headKeeper keeps the beginning of what is read through it.
type headKeeper struct {
	r    io.Reader
	head []byte
}

func (h *headKeeper) Read(p []byte) (int, error) {
	n, err := h.r.Read(p)
	if room := headSize - len(h.head); room > 0 {
		h.head = append(h.head, p[:min(n, room)]...)
	}
	return n, err
}

// lazyBody opens an archived body when it is read, which is seldom: whoever
// asked for a document takes it from the archive.
type lazyBody struct {
	open func() (io.ReadCloser, error)
	body io.ReadCloser
}

func (l *lazyBody) Read(p []byte) (int, error) {
	if l.body == nil {
		body, err := l.open()
		if err != nil {
			return 0, err
		}
		l.body = body
	}
	return l.body.Read(p)
}

func (l *lazyBody) Close() error {
	if l.body == nil {
		l.open = func() (io.ReadCloser, error) { return nil, errors.New("read after close") }
		return nil
	}
	return l.body.Close()
}
