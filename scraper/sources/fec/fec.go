package fec

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"moneytrail/scraper"
)

// Names of the sources as an operator types them.
const (
	Name      = "fec"
	BulkName  = "fec-bulk"
	DailyName = "fec-daily"
	APIName   = "fec-api"
)

// Options say where the FEC stands. The zero value is the public one.
type Options struct {
	// Base replaces all public hosts; without a slash at the end.
	Base string
	// Replica marks Base as a loopback replica: no delay between requests.
	Replica bool
	// Files are the bulk files to fetch, by their short names: "indiv", "cm";
	// nil for the usual ones.
	Files []string
	// Key is the operator's key of the interface; empty for DEMO_KEY.
	Key string
}

// place is where a source asks.
type place struct {
	info scraper.Info
	base map[string]string // public base address -> the one to use
}

func placeOf(o Options, info scraper.Info, public ...string) place {
	p := place{info: info, base: map[string]string{}}
	p.info.Loopback = o.Replica
	if o.Replica {
		p.info.Delay = 0
	}
	for _, address := range public {
		used := address
		if o.Base != "" {
			used = strings.TrimSuffix(o.Base, "/")
		}
		p.base[address] = used
		if u, err := url.Parse(used); err == nil {
			p.info.Hosts = append(p.info.Hosts, u.Host)
		}
		if o.Base != "" {
			p.info.Hosts = p.info.Hosts[:1]
		}
	}
	return p
}

// Info implements [scraper.Source].
func (p place) Info() scraper.Info { return p.info }

// committeeID is what federal committee ids look like.
var committeeID = regexp.MustCompile(`^C[0-9]{8}$`)

// hourly is the delay that the publisher's limit of 1,000 an hour leaves room
// for.
const hourly = 3600 * time.Millisecond
