package portal

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// FaultKind is what a replica does wrong.
type FaultKind int

// The faults of real portals.
const (
	// FaultBusy answers 429 with Retry-After: 30.
	FaultBusy FaultKind = iota + 1
	// FaultUnavailable answers 503 without saying for how long.
	FaultUnavailable
	// FaultBlocked answers 200 with a firewall's block page.
	FaultBlocked
	// FaultTinyPage answers 200 with a small web page that says nothing.
	FaultTinyPage
	// FaultPage answers 200 with a whole web page.
	FaultPage
	// FaultCut sends half of the body and hangs up.
	FaultCut
	// FaultStall sends half of the body and then nothing until the client
	// gives up.
	FaultStall
	// FaultRedirect leads to Fault.Location.
	FaultRedirect
	// FaultMissing answers 404.
	FaultMissing
	// FaultEmpty answers 200 with nothing.
	FaultEmpty
	// FaultForbidden has robots.txt disallow Fault.Path; the path itself
	// works.
	FaultForbidden
)

// Fault makes a replica misbehave.
type Fault struct {
	Path     string // beginning of the paths that it strikes
	Kind     FaultKind
	Times    int // how often; 0 is always
	Location string
}

// faults counts how often each fault has struck.
type faults struct {
	mu     sync.Mutex
	list   []Fault
	struck []int
}

// next gives the fault that strikes a request, if any.
func (f *faults) next(path string) (Fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, fault := range f.list {
		if fault.Kind == FaultForbidden || !strings.HasPrefix(path, fault.Path) {
			continue
		}
		if fault.Times == 0 || f.struck[i] < fault.Times {
			f.struck[i]++
			return fault, true
		}
	}
	return Fault{}, false
}

func (f *faults) robots() string {
	text := "User-agent: *\nDisallow: /private/\n"
	for _, fault := range f.list {
		if fault.Kind == FaultForbidden {
			text += "Disallow: " + fault.Path + "\n"
		}
	}
	return text
}

const blockPage = `<html><head></head><body>Bad Request<script async="" type="text/javascript" src="/_Incapsula_Resource?invented=1"></script></body></html>`

// serve lets the fault answer in place of next.
func (f Fault) serve(w http.ResponseWriter, r *http.Request, next http.Handler) {
	switch f.Kind {
	case FaultBusy:
		w.Header().Set("Retry-After", "30")
		http.Error(w, "too many requests", http.StatusTooManyRequests)
	case FaultUnavailable:
		http.Error(w, "unavailable", http.StatusServiceUnavailable)
	case FaultBlocked:
		writePage(w, blockPage)
	case FaultTinyPage:
		writePage(w, "<html><body>Welcome</body></html>")
	case FaultPage:
		writePage(w, "<!DOCTYPE html><html><body>"+strings.Repeat("<p>An invented page about nothing.</p>", 100)+"</body></html>")
	case FaultCut, FaultStall:
		serveHalf(w, r, next, f.Kind == FaultStall)
	case FaultRedirect:
		http.Redirect(w, r, f.Location, http.StatusFound)
	case FaultMissing:
		http.NotFound(w, r)
	case FaultEmpty, FaultForbidden:
		w.WriteHeader(http.StatusOK)
	}
}

func writePage(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = fmt.Fprint(w, text)
}

// serveHalf promises the whole body and sends half of it.
func serveHalf(w http.ResponseWriter, r *http.Request, next http.Handler, stall bool) {
	whole := &recorder{header: http.Header{}}
	next.ServeHTTP(whole, r)
	w.Header().Set("Content-Length", strconv.Itoa(len(whole.body)))
	_, _ = w.Write(whole.body[:len(whole.body)/2])
	if stall {
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
	panic(http.ErrAbortHandler)
}

type recorder struct {
	header http.Header
	body   []byte
}

func (r *recorder) Header() http.Header { return r.header }
func (r *recorder) WriteHeader(int)     {}
func (r *recorder) Write(b []byte) (int, error) {
	r.body = append(r.body, b...)
	return len(b), nil
}
