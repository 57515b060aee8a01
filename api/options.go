package api

import (
	"context"
	"log/slog"
	"net"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Options are settings of the endpoints. The zero value serves to read,
// without limits on clients.
type Options struct {
	Build string       // version of the program; part of every ETag
	Log   *slog.Logger // nil discards; requests are logged at level Info

	// Now is the clock. Without one clients are not limited, the data version
	// is asked for with every request, and nothing is timed.
	Now        func() time.Time
	Timeout    time.Duration // for one answer; 0 means 10 s
	Concurrent int           // answers that are worked out at a time; 0 means 32
	Files      int           // files that are made at a time; 0 means 4
	CacheBytes int64         // for answers that are kept; 0 means 64 MiB, less keeps none
	VersionAge time.Duration // how long a data version is believed without asking

	Rate  float64 // requests a second and client; 0: no limit
	Burst int     // requests at once; 0 means five seconds' worth
	// TrustedProxies are the networks whose X-Forwarded-For names the client.
	// Without any the client is whoever opened the connection.
	TrustedProxies []*net.IPNet

	Metrics prometheus.Registerer // nil: none

	// More are operations besides [Operations], made by [Change] or [Export],
	// that need more than the service.
	More []Operation
	// Token allows changes to whoever sends it; empty: nobody may change
	// anything.
	Token string
	// Audit keeps a record of every change that was asked for. A change whose
	// record cannot be kept is not made. nil logs the records.
	Audit func(context.Context, AuditRecord) error
}

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now, o.Rate, o.VersionAge = func() time.Time { return time.Time{} }, 0, 0
	}
	if o.Timeout <= 0 {
		o.Timeout = 10 * time.Second
	}
	if o.Concurrent <= 0 {
		o.Concurrent = 32
	}
	if o.Files <= 0 {
		o.Files = 4
	}
	if o.CacheBytes == 0 {
		o.CacheBytes = 64 << 20
	}
	if o.Burst <= 0 {
		o.Burst = max(int(5*o.Rate), 1)
	}
	return o
}
