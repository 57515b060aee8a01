package netfile

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"moneytrail/scraper"
)

// Name is the source's name as an operator types it.
const Name = "netfile"

// Options say where NetFile stands. The zero value is the public portal.
type Options struct {
	// Base replaces both public hosts; without a slash at the end.
	Base string
	// Replica marks Base as a loopback replica: no delay between requests.
	Replica bool
	// User and Password are the API key of [NewKeyed]; the others need none.
	User, Password string
}

// Source is NetFile's public portal.
type Source struct {
	workbooks string // https://public.netfile.com
	connect   string // https://netfile.com
	replica   bool
}

var _ scraper.Source = (*Source)(nil)

// New makes the source.
func New(o Options) *Source {
	if o.Base != "" {
		base := strings.TrimSuffix(o.Base, "/")
		return &Source{workbooks: base, connect: base, replica: o.Replica}
	}
	return &Source{workbooks: "https://public.netfile.com", connect: "https://netfile.com"}
}

// Info implements [scraper.Source].
func (s *Source) Info() scraper.Info {
	info := scraper.Info{
		Name: Name, Title: "NetFile (California counties and cities)",
		Delay: 2 * time.Second, MinDocuments: 1, Loopback: s.replica,
	}
	if s.replica {
		info.Delay = 0
	}
	for _, base := range []string{s.workbooks, s.connect} {
		if u, err := url.Parse(base); err == nil {
			info.Hosts = append(info.Hosts, u.Host)
		}
	}
	return info
}

// agencyCode is what NetFile's agency codes look like: "LACO", "BRK".
var agencyCode = regexp.MustCompile(`^[A-Z0-9]{2,8}$`)

// Crawl implements [scraper.Source]. The request must name an agency and at
// least one year. It fetches the workbook of each year, which holds all of the
// agency's e-filed reports, then the e-filings of the agency's filing log
// (recent weeks only). With a committee, only that committee's e-filings are
// fetched; the workbooks cannot be had in parts. Paper filings are noted.
func (s *Source) Crawl(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	if !agencyCode.MatchString(req.Agency) {
		return fmt.Errorf("agency %q is not a NetFile agency code such as LACO", req.Agency)
	}
	if len(req.Years) == 0 {
		return errors.New("no year given: NetFile's workbooks are yearly")
	}
	wanted, err := s.wanted(ctx, session, req)
	if err != nil {
		return err
	}
	for _, year := range req.Years {
		doc, err := s.workbook(ctx, session, req.Agency, year)
		if err != nil {
			return err
		}
		if err := found(doc); err != nil {
			return err
		}
	}
	return s.efiles(ctx, session, req.Agency, wanted, found)
}
