package api

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/prometheus/client_golang/prometheus"
)

const (
	minGzip   = 1024 // smaller bodies do not gain
	gzipLevel = 5
	// entryCost is what an entry takes besides its bodies.
	entryCost = 1024
)

// entry is a whole answer as it can be sent to anyone: its own headers, the
// body, and the compressed body once somebody wanted it.
type entry struct {
	status  int
	header  http.Header
	tag     string
	route   string
	body    []byte
	length  []string
	zip     sync.Once
	zipped  []byte // nil when compression does not gain
	zipSize []string
	took    prometheus.Observer // of GET and 200 of the route; nil: none
}

func newEntry(status int, header http.Header, body []byte, route string) *entry {
	return &entry{status: status, header: header, tag: header.Get("ETag"), route: route, body: body, length: []string{strconv.Itoa(len(body))}}
}

// weight bounds what the entry can grow to: a compressed body is kept only if
// it is smaller than the body.
func (e *entry) weight() int64 { return int64(2*len(e.body)) + entryCost }

// lasting reports whether the answer may be kept: it is whole and has a tag.
func (e *entry) lasting() bool {
	return e.status == http.StatusOK && e.tag != "" && !strings.Contains(e.header.Get("Cache-Control"), "no-store")
}

func (e *entry) gzip() ([]byte, []string) {
	e.zip.Do(func() {
		if len(e.body) < minGzip {
			return
		}
		var b bytes.Buffer
		w, err := gzip.NewWriterLevel(&b, gzipLevel)
		if err != nil {
			return
		}
		if _, err := w.Write(e.body); err != nil || w.Close() != nil || b.Len() >= len(e.body) {
			return
		}
		e.zipped, e.zipSize = b.Bytes(), []string{strconv.Itoa(b.Len())}
	})
	return e.zipped, e.zipSize
}

var (
	gzipValue = []string{"gzip"}
	varyValue = []string{"Accept-Encoding, Origin"}
)

// send answers a request with the entry and gives the status and the bytes of
// the body that it wrote. Slices of header values are shared between answers:
// net/http only reads them.
func (e *entry) send(w http.ResponseWriter, r *http.Request) (status, written int) {
	h := w.Header()
	for name, values := range e.header {
		h[name] = values
	}
	h["Vary"] = varyValue
	if held := r.Header.Get("If-None-Match"); held != "" && e.status == http.StatusOK && e.tag != "" && Matches(held, e.tag) {
		delete(h, "Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return http.StatusNotModified, 0
	}
	body := e.body
	h["Content-Length"] = e.length
	if acceptsGzip(r.Header["Accept-Encoding"]) {
		if zipped, size := e.gzip(); zipped != nil {
			body = zipped
			h["Content-Encoding"], h["Content-Length"] = gzipValue, size
		}
	}
	w.WriteHeader(e.status)
	if r.Method == http.MethodHead {
		return e.status, 0
	}
	written, _ = w.Write(body) // a client that went away needs no answer
	return e.status, written
}

// acceptsGzip reads Accept-Encoding (RFC 9110, 12.5.3) for gzip by name.
func acceptsGzip(values []string) bool {
	for _, value := range values {
		for coding := range strings.SplitSeq(value, ",") {
			name, weight, _ := strings.Cut(strings.TrimSpace(coding), ";")
			if strings.EqualFold(strings.TrimSpace(name), "gzip") {
				q := strings.TrimSpace(weight)
				return !strings.HasPrefix(q, "q=0") || strings.Trim(q, "q=0.") != ""
			}
		}
	}
	return false
}
