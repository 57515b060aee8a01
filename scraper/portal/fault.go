package portal

import (
	"net/http"
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
	// FaultServerError answers 500.
	FaultServerError
	// FaultDrip sends the body in many small pieces.
	FaultDrip
	// FaultWrongLength says that half of the body is all of it.
	FaultWrongLength
	// FaultLayout renames what pages and answers are told by: ids, elements of
	// feeds, fields of JSON, columns of tables and workbooks, headers of filings.
	FaultLayout
	// FaultExpired answers a form that was sent as ASP.NET does when its hidden
	// state is too old. Requests without a form are served.
	FaultExpired
	// FaultReorder turns the lists of an answer around. Lists of JSON have their
	// first entry repeated in place of the last, so that the count is right and an
	// entry gone; feeds have one repeated; pages have their rows in another order.
	FaultReorder
	// FaultSkew gives a day in the past as today's and one in the future as
	// that of the last change.
	FaultSkew
	// FaultBomb answers with 64 MiB of nothing, packed.
	FaultBomb
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
func (f *faults) next(r *http.Request) (Fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, fault := range f.list {
		if !fault.strikes(r) {
			continue
		}
		if fault.Times == 0 || f.struck[i] < fault.Times {
			f.struck[i]++
			return fault, true
		}
	}
	return Fault{}, false
}

func (f Fault) strikes(r *http.Request) bool {
	if f.Kind == FaultForbidden || (f.Kind == FaultExpired && r.Method != http.MethodPost) {
		return false
	}
	return strings.HasPrefix(r.URL.Path, f.Path)
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
