package portal

import (
	"net/http"
	"slices"
	"sync"
	"time"
)

// Visit is a request as the replica saw it.
type Visit struct {
	Method, URL string // URL is path and query
	// Agent and Condition are the User-Agent and whether the request was
	// conditional.
	Agent       string
	Conditional bool
	// InFlight is how many requests were being answered then, this one too.
	InFlight int
	// At is when it came; zero unless the replica has a clock.
	At time.Time
}

// visits is the log of a replica.
type visits struct {
	mu     sync.Mutex
	list   []Visit
	flight int
}

func (v *visits) begin(r *http.Request, now func() time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.flight++
	visit := Visit{
		Method: r.Method, URL: r.URL.RequestURI(), Agent: r.UserAgent(), InFlight: v.flight,
		Conditional: r.Header.Get("If-None-Match") != "" || r.Header.Get("If-Modified-Since") != "",
	}
	if now != nil {
		visit.At = now()
	}
	v.list = append(v.list, visit)
}

func (v *visits) end() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.flight--
}

// Visits gives the requests so far, in their order.
func (p *Portal) Visits() []Visit {
	p.visits.mu.Lock()
	defer p.visits.mu.Unlock()
	return slices.Clone(p.visits.list)
}
