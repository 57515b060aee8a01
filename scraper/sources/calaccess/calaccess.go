package calaccess

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"moneytrail/scraper"
)

// Name is the source's name as an operator types it.
const Name = "calaccess"

// Options say where the state's portal stands. The zero value is the public
// one.
type Options struct {
	// Base replaces both public hosts; without a slash at the end.
	Base string
	// Replica marks Base as a loopback replica: no delay between requests.
	Replica bool
}

// Source is CAL-ACCESS.
type Source struct {
	bulk    string // https://campaignfinance.cdn.sos.ca.gov
	pages   string // https://cal-access.sos.ca.gov
	replica bool
}

var _ scraper.Source = (*Source)(nil)

// New makes the source.
func New(o Options) *Source {
	if o.Base != "" {
		base := strings.TrimSuffix(o.Base, "/")
		return &Source{bulk: base, pages: base, replica: o.Replica}
	}
	return &Source{bulk: "https://campaignfinance.cdn.sos.ca.gov", pages: "https://cal-access.sos.ca.gov"}
}

// Info implements [scraper.Source].
func (s *Source) Info() scraper.Info {
	info := scraper.Info{
		Name: Name, Title: "CAL-ACCESS (California Secretary of State)",
		Delay: 2 * time.Second, MinDocuments: 1, Loopback: s.replica,
	}
	if s.replica {
		info.Delay = 0
	}
	for _, base := range []string{s.bulk, s.pages} {
		if u, err := url.Parse(base); err == nil {
			info.Hosts = append(info.Hosts, u.Host)
		}
	}
	return info
}

// filerID is what the state's committee ids look like.
var filerID = regexp.MustCompile(`^[0-9]{6,7}$`)

// Crawl implements [scraper.Source]. Without a committee it fetches the
// nightly export (about 1.6 GB). With a committee it fetches the committee's
// page exports of the two-year sessions of the years given; a session without
// any rows is noted. An agency is not looked at: the state has none.
func (s *Source) Crawl(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	if req.Committee == "" {
		doc, err := session.Download(ctx, s.bulk+"/dbwebexport.zip")
		if err != nil {
			return fmt.Errorf("nightly export: %w", err)
		}
		return found(doc)
	}
	if !filerID.MatchString(req.Committee) {
		return fmt.Errorf("committee %q is not a state committee id of 6 or 7 digits", req.Committee)
	}
	if len(req.Years) == 0 {
		return errors.New("no year given: the state's pages are by two-year session")
	}
	for _, year := range sessions(req.Years) {
		if err := s.exports(ctx, session, req.Committee, year, found); err != nil {
			return err
		}
	}
	return nil
}

// sessions gives the odd first years of the sessions that years lie in.
func sessions(years []int) []int {
	var odd []int
	for _, year := range years {
		if first := year - 1 + year%2; !slices.Contains(odd, first) {
			odd = append(odd, first)
		}
	}
	return odd
}
