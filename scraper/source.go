package scraper

import (
	"context"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Source is one publisher's portal.
type Source interface {
	// Info says what the source is and where it may go. It never changes.
	Info() Info
	// Crawl finds the documents that a request asks for, fetches them through
	// s and gives each to found, whole, in the order of fetching. It stops at
	// the first error, also one of found, and returns it wrapped. What cannot
	// be had but does not matter to the rest (a report filed on paper) is
	// noted on s instead.
	Crawl(ctx context.Context, s *Session, req Request, found func(Document) error) error
}

// Info describes a source.
type Info struct {
	Name  string   // short and lower-case, as typed by an operator: "netfile"
	Title string   // as printed: "NetFile (California counties and cities)"
	Hosts []string // the only hosts it may ask; with a port unless it is the usual one
	Delay time.Duration
	// MinDocuments is the number of documents below which a run has failed:
	// a portal that has changed often answers 200 with nothing.
	MinDocuments int
	// MaxDrop is the share of documents by which a run may fall short of the
	// last good one for the same request before it has failed: 0.5 allows half
	// of them to be gone. 0 is DefaultMaxDrop; 1 or more allows any drop.
	MaxDrop float64
	// Loopback marks a replica on this machine. All its hosts must be loopback
	// addresses; only such a source may ask them, and may ask without delay.
	Loopback bool
}

// MinDelay is the least time between two requests to one host. A source or a
// robots.txt may ask for more; only a loopback replica may have less.
const MinDelay = time.Second

// Request says what to fetch. Which fields a source needs is its own affair:
// it refuses a request that lacks one, by name.
type Request struct {
	// Agency is the publisher's code of a county or city: "LACO"; sources
	// without agencies pass over it.
	Agency    string `json:"agency,omitempty"`
	Committee string `json:"committee,omitempty"` // a committee's id as the publisher knows it
	Years     []int  `json:"years,omitempty"`     // calendar years
	// Since asks for what was filed on or after a day, where a portal can tell;
	// zero for everything.
	Since time.Time `json:"since,omitzero"`
	// Full asks for everything anew: no condition is made of what the archive
	// has.
	Full bool `json:"full,omitempty"`
}

// Document is a fetched file, whole and in the archive.
type Document struct {
	Name    string // as a file would be called; a hint to readers
	URL     string // address that gave it, after redirects
	SHA256  string // lower-case hex, of the bytes as sent
	Size    int64  // bytes
	Fetched time.Time
	// Path is a file with the exact bytes, read only, there until the archive is
	// closed. It is empty for a page or a download until Run hands it over;
	// Session.Open needs none.
	Path        string
	ContentType string // as the publisher says, often wrong
	// Known means that the archive had an answer of this address before, and
	// Unchanged that it has the same bytes: the publisher said so (304), or sent
	// them again. It does not mean that they were ever read: a run may have died
	// in between.
	Known, Unchanged bool
}

func (i Info) check() error {
	if i.Name == "" || len(i.Hosts) == 0 {
		return fmt.Errorf("source %q declares no hosts", i.Name)
	}
	if !i.Loopback {
		return nil
	}
	for _, host := range i.Hosts {
		if !isLoopback(host) {
			return fmt.Errorf("source %s is a loopback replica but declares %s", i.Name, host)
		}
	}
	return nil
}

// delay gives the time between two requests to one host.
func (i Info) delay() time.Duration {
	if i.Loopback {
		return i.Delay
	}
	return max(i.Delay, MinDelay)
}

// declares reports whether the source may ask for an address. A host declared
// without a port stands for the usual ports.
func (i Info) declares(u *url.URL) bool {
	if u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	host := strings.ToLower(u.Host)
	if port := u.Port(); port == "80" || port == "443" {
		host = strings.ToLower(u.Hostname())
	}
	return slices.ContainsFunc(i.Hosts, func(declared string) bool { return strings.ToLower(declared) == host })
}

// isLoopback reports whether host is a loopback address as a number; a name
// could lead anywhere.
func isLoopback(host string) bool {
	if addr, err := netip.ParseAddrPort(host); err == nil {
		return addr.Addr().IsLoopback()
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}
