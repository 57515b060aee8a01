package scraper

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"moneytrail/scraper/archive"
)

// Download is [Session.Get] for files of gigabytes: streamed to the disk,
// continued where it was cut (by a fault of the net, or by the end of an
// earlier process), its length checked, and its SHA-256 where the publisher
// gives one (Repr-Digest, Digest or x-amz-checksum-sha256). A publisher that
// changes the file in between makes it start anew. Another run that is
// downloading the same address gives [archive.ErrPartialInUse].
func (s *Session) Download(ctx context.Context, address string) (Document, error) {
	if s.client == nil {
		return Document{}, fmt.Errorf("download %s: %w", publicAddress(address), errUnbound)
	}
	partial, err := s.options.Archive.Partial(publicAddress(address))
	if err != nil {
		return Document{}, fmt.Errorf("download: %w", err)
	}
	defer func() { _ = partial.Close() }()
	seen := &capture{partial: partial}
	req, err := newRequest(withCapture(ctx, seen), asked{method: http.MethodGet, address: address})
	if err != nil {
		return Document{}, fmt.Errorf("download %s: %w", publicAddress(address), publicError(err))
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return Document{}, fmt.Errorf("download: %w", publicError(err))
	}
	_ = resp.Body.Close()
	if err := s.checkDocument(seen); err != nil {
		return Document{}, fmt.Errorf("download: %w", err)
	}
	return seen.document, nil
}

func partialSize(p *archive.Partial) int64 {
	if p == nil {
		return 0
	}
	return p.Size()
}

// setRange asks for the rest of a download, on condition that it is the rest of
// the same file. Without a way to tell, the whole file is asked for.
func setRange(out *http.Request, partial *archive.Partial) {
	if validator := strongValidator(partial.Meta()); validator != "" {
		out.Header.Set("Range", fmt.Sprintf("bytes=%d-", partial.Size()))
		out.Header.Set("If-Range", validator)
	}
}

// isOfDownload names the answers that say something of the file itself.
func isOfDownload(status int) bool {
	return status == http.StatusOK || status == http.StatusPartialContent || status == http.StatusRequestedRangeNotSatisfiable
}

// keepDownload adds an answer to a download and stores it when it is whole.
func (t *transport) keepDownload(req *http.Request, resp *http.Response, body io.Reader, known archive.Fetch) error {
	ctx, seen := req.Context(), captureOf(req.Context())
	partial := seen.partial
	more, err := t.place(partial, resp)
	if err != nil {
		return fmt.Errorf("download %s: %w", publicURL(req.URL), err)
	}
	if more {
		limit := t.session.options.MaxBody
		from := &limitedReader{r: &progressReader{r: body, t: t, partial: partial, done: partial.Size()}, left: limit - partial.Size(), limit: limit}
		if err := partial.Append(ctx, from); err != nil {
			return err
		}
	}
	blob, err := partial.Finish(ctx, digestOf(resp.Header))
	if err != nil {
		return err
	}
	doc, err := t.record(req, resp, blob, known, false)
	if err != nil {
		return err
	}
	seen.document, seen.status = doc, http.StatusOK
	if seen.head, err = t.session.Peek(doc); err != nil {
		return err
	}
	resp.StatusCode, resp.Body = http.StatusOK, http.NoBody
	return nil
}

// place finds out where in a download an answer belongs, and whether there is
// more to read.
func (t *transport) place(partial *archive.Partial, resp *http.Response) (more bool, err error) {
	fresh := archive.PartialMeta{
		ETag: resp.Header.Get("Etag"), LastModified: resp.Header.Get("Last-Modified"), Total: resp.ContentLength, Started: t.session.options.Now(),
	}
	if resp.StatusCode == http.StatusOK {
		if resp.ContentLength > t.session.options.MaxBody {
			return false, fmt.Errorf("%d bytes: %w", resp.ContentLength, ErrTooLarge)
		}
		return true, partial.Begin(fresh)
	}
	start, total, ok := contentRange(resp.Header.Get("Content-Range"))
	same := ok && (partial.Meta().Total < 0 || total < 0 || total == partial.Meta().Total)
	if same && resp.StatusCode == http.StatusPartialContent && start == partial.Size() {
		return true, nil
	}
	if same && resp.StatusCode == http.StatusRequestedRangeNotSatisfiable && total == partial.Size() {
		return false, nil // there is nothing after what we have
	}
	// The next attempt asks for the whole.
	if err := partial.Begin(archive.PartialMeta{Total: -1, Started: fresh.Started}); err != nil {
		return false, err
	}
	return false, fmt.Errorf("%d with Content-Range %q: %w", resp.StatusCode, resp.Header.Get("Content-Range"), errRange)
}

// contentRange reads "bytes 5-9/10", "bytes 5-9/*" and "bytes */10" (RFC 9110
// section 14.4). An unknown total is -1.
func contentRange(text string) (start, total int64, ok bool) {
	span, size, found := strings.Cut(strings.TrimPrefix(text, "bytes "), "/")
	if !found || !strings.HasPrefix(text, "bytes ") {
		return 0, 0, false
	}
	total = -1
	if size != "*" {
		n, err := strconv.ParseInt(size, 10, 64)
		if err != nil || n < 0 {
			return 0, 0, false
		}
		total = n
	}
	if span == "*" {
		return 0, total, true
	}
	first, _, found := strings.Cut(span, "-")
	start, err := strconv.ParseInt(first, 10, 64)
	return start, total, found && err == nil && start >= 0
}

// digestOf gives the SHA-256 that a publisher states for a whole file, in hex;
// empty when it states none (RFC 9530; RFC 3230 before it; Amazon S3).
func digestOf(h http.Header) string {
	for _, line := range []string{
		cutPrefixFold(h.Get("Repr-Digest"), "sha-256="), cutPrefixFold(h.Get("Digest"), "sha-256="), h.Get("X-Amz-Checksum-Sha256"),
	} {
		raw, err := base64.StdEncoding.DecodeString(strings.Trim(strings.TrimSpace(line), ":"))
		if err == nil && len(raw) == 32 {
			return hex.EncodeToString(raw)
		}
	}
	return ""
}

// cutPrefixFold gives the value of one of the comma-separated entries of a
// header.
func cutPrefixFold(list, prefix string) string {
	for entry := range strings.SplitSeq(list, ",") {
		entry = strings.TrimSpace(entry)
		if len(entry) > len(prefix) && strings.EqualFold(entry[:len(prefix)], prefix) {
			return entry[len(prefix):]
		}
	}
	return ""
}

// progressReader tells the session's owner how far a download is.
type progressReader struct {
	r       io.Reader
	t       *transport
	partial *archive.Partial
	done    int64
}

func (p *progressReader) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	p.done += int64(n)
	if report := p.t.session.options.Progress; report != nil && n > 0 {
		meta := p.partial.Meta()
		report(meta.URL, p.done, meta.Total)
	}
	return n, err
}
