package portal

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const blockPage = `<html><head></head><body>Bad Request<script async="" type="text/javascript" src="/_Incapsula_Resource?invented=1"></script></body></html>`

const expiredPage = `<html><head><title>Validation of viewstate MAC failed.</title></head><body>Validation of viewstate MAC failed.</body></html>`

// serve lets the fault answer in place of next.
func (f Fault) serve(w http.ResponseWriter, r *http.Request, next http.Handler) {
	switch f.Kind {
	case FaultBusy:
		w.Header().Set("Retry-After", "30")
		http.Error(w, "too many requests", http.StatusTooManyRequests)
	case FaultUnavailable:
		http.Error(w, "unavailable", http.StatusServiceUnavailable)
	case FaultServerError:
		http.Error(w, "something went wrong", http.StatusInternalServerError)
	case FaultBlocked:
		writePage(w, blockPage)
	case FaultTinyPage:
		writePage(w, "<html><body>Welcome</body></html>")
	case FaultPage:
		writePage(w, "<!DOCTYPE html><html><body>"+strings.Repeat("<p>An invented page about nothing.</p>", 100)+"</body></html>")
	case FaultExpired:
		w.WriteHeader(http.StatusInternalServerError)
		writePage(w, expiredPage)
	case FaultCut, FaultStall:
		serveHalf(w, r, next, f.Kind == FaultStall)
	case FaultRedirect:
		http.Redirect(w, r, f.Location, http.StatusFound)
	case FaultMissing:
		http.NotFound(w, r)
	case FaultEmpty, FaultForbidden:
		w.WriteHeader(http.StatusOK)
	case FaultBomb:
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb())
	default:
		f.change(w, r, next)
	}
}

func writePage(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = fmt.Fprint(w, text)
}

// serveHalf promises the whole body and sends half of it.
func serveHalf(w http.ResponseWriter, r *http.Request, next http.Handler, stall bool) {
	whole := answerOf(r, next)
	w.Header().Set("Content-Length", strconv.Itoa(len(whole.body)))
	_, _ = w.Write(whole.body[:len(whole.body)/2])
	if stall {
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
	panic(http.ErrAbortHandler)
}

// change serves the right answer with something wrong about it.
func (f Fault) change(w http.ResponseWriter, r *http.Request, next http.Handler) {
	right := answerOf(r, next)
	maps.Copy(w.Header(), right.header)
	body := right.body
	switch f.Kind {
	case FaultWrongLength:
		body = body[:len(body)/2]
	case FaultLayout:
		body = renamed(body)
	case FaultReorder:
		body = reordered(body)
	case FaultSkew:
		w.Header().Set("Date", time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC).Format(http.TimeFormat))
		w.Header().Set("Last-Modified", time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC).Format(http.TimeFormat))
	}
	w.Header().Del("Content-Length")
	w.WriteHeader(right.status)
	if f.Kind != FaultDrip {
		_, _ = w.Write(body)
		return
	}
	for piece := range slices.Chunk(body, max(len(body)/100, 1)) {
		_, _ = w.Write(piece)
		_ = http.NewResponseController(w).Flush()
	}
}

// bomb is made once: it takes a while.
var bomb = sync.OnceValue(func() []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	zeros := make([]byte, 1<<20)
	for range 64 {
		_, _ = z.Write(zeros) // into memory: never fails
	}
	_ = z.Close()
	return out.Bytes()
})

// answerOf lets next answer into memory.
func answerOf(r *http.Request, next http.Handler) *recorder {
	answer := &recorder{header: http.Header{}, status: http.StatusOK}
	next.ServeHTTP(answer, r)
	return answer
}

type recorder struct {
	header http.Header
	status int
	body   []byte
}

func (r *recorder) Header() http.Header    { return r.header }
func (r *recorder) WriteHeader(status int) { r.status = status }
func (r *recorder) Write(b []byte) (int, error) {
	r.body = append(r.body, b...)
	return len(b), nil
}
