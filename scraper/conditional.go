package scraper

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"moneytrail/scraper/archive"
)

// known gives what the archive has of an address, whole; nothing when the run
// asks for everything anew.
func (t *transport) known(req *http.Request) (archive.Fetch, error) {
	s := t.session
	if req.Method != http.MethodGet {
		return archive.Fetch{}, nil
	}
	latest, ok, err := s.options.Archive.Latest(publicURL(req.URL))
	if err != nil || !ok || !s.options.Archive.Has(latest.SHA256, latest.Size) {
		return archive.Fetch{}, err
	}
	if s.full {
		latest.Header = nil // nothing to make a condition of
	}
	return latest, nil
}

// setCondition asks for an answer only if it would be another than the known
// one (RFC 9110 section 13.1), or for the rest of a download.
func setCondition(out *http.Request, known archive.Fetch, partial *archive.Partial) {
	if partial != nil {
		out.Header.Set("Accept-Encoding", "identity")
		if partial.Size() > 0 {
			setRange(out, partial)
			return
		}
	}
	if etag := known.Header["Etag"]; etag != "" {
		out.Header.Set("If-None-Match", etag)
	}
	if modified := modifiedBefore(known); modified != "" {
		out.Header.Set("If-Modified-Since", modified)
	}
}

func hasValidator(f archive.Fetch) bool {
	return f.Header["Etag"] != "" || modifiedBefore(f) != ""
}

// modifiedBefore gives the time of last change of an answer; empty when it lies
// after the answer, by more than clocks differ: a publisher that is asked
// whether something has changed since a day to come says no until then.
func modifiedBefore(f archive.Fetch) string {
	text := f.Header["Last-Modified"]
	at, err := http.ParseTime(text)
	if err == nil && at.After(f.Time.Add(24*time.Hour)) {
		return ""
	}
	return text
}

// revive answers a 304 with what the archive has, as if it had been sent.
func (t *transport) revive(req *http.Request, resp *http.Response, known archive.Fetch) error {
	s, header := t.session, map[string]string{}
	for key, value := range known.Header {
		header[key] = value
	}
	for key, value := range keptHeader(resp.Header) {
		header[key] = value
	}
	t.count(resp.StatusCode, 0)
	s.options.Log.Info("unchanged", "source", s.info.Name, "url", publicURL(req.URL))
	known.Header = header
	now := s.options.Now()
	if err := s.options.Archive.Record(req.Context(), archive.Fetch{
		Source: s.info.Name, Run: s.run, Method: req.Method, URL: publicURL(req.URL), Time: now, Status: http.StatusNotModified,
		Header: header, SHA256: known.SHA256, Size: known.Size,
	}); err != nil {
		return err
	}
	known.Time = now
	return t.giveKnown(req, resp, known)
}

// giveKnown lets resp read an archived answer.
func (t *transport) giveKnown(req *http.Request, resp *http.Response, known archive.Fetch) error {
	for key, value := range known.Header {
		resp.Header.Set(key, value)
	}
	resp.StatusCode, resp.Status = http.StatusOK, "200 OK"
	resp.ContentLength, resp.TransferEncoding = known.Size, nil
	file, err := t.session.options.Archive.Open(known.SHA256)
	if err != nil {
		return fmt.Errorf("answer %s from the archive: %w", publicURL(req.URL), err)
	}
	seen := captureOf(req.Context())
	seen.status, seen.head = http.StatusOK, readHead(file)
	seen.document = Document{
		Name: nameOf(resp, req.URL), URL: publicURL(req.URL), SHA256: known.SHA256, Size: known.Size, Fetched: known.Time,
		ContentType: resp.Header.Get("Content-Type"), Unchanged: true, Known: true,
	}
	if !seen.page {
		resp.Body = file
		return nil
	}
	defer func() { _ = file.Close() }()
	page, err := io.ReadAll(file)
	if err != nil {
		return fmt.Errorf("answer %s from the archive: %w", publicURL(req.URL), err)
	}
	return t.givePage(resp, page)
}

// isShelved reports whether a document need not be asked for: the run that
// this one continues fetched it a short while ago, and the publisher gives
// nothing to make a condition of. Pages are always asked for.
func (t *transport) isShelved(req *http.Request, known archive.Fetch) bool {
	s := t.session
	if captureOf(req.Context()).page || known.SHA256 == "" || s.resume == nil || hasValidator(known) {
		return false
	}
	return s.resume.runs[known.Run] && s.options.Now().Sub(known.Time) <= s.resume.within
}

func (t *transport) fromShelf(req *http.Request, known archive.Fetch) (*http.Response, error) {
	resp := &http.Response{Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}, Request: req, Body: http.NoBody}
	t.session.options.Log.Info("fetched before the interruption", "source", t.session.info.Name, "url", publicURL(req.URL))
	return resp, t.giveKnown(req, resp, known)
}

// strongValidator gives what tells that a file is byte for byte the same
// (RFC 9110 section 13.1.5); empty when the publisher gives no such thing.
func strongValidator(meta archive.PartialMeta) string {
	if meta.ETag != "" && !strings.HasPrefix(meta.ETag, "W/") {
		return meta.ETag
	}
	return meta.LastModified
}
