package socrata

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"moneytrail/scraper"
	format "moneytrail/scraper/format/socrata"
)

// pageSize is the most rows that one answer holds.
const pageSize = 50000

// Options say where a data set stands.
type Options struct {
	Map *format.Map // of the data set; required
	// Base replaces the map's host; without a slash at the end.
	Base string
	// Replica marks Base as a loopback replica: no delay between requests.
	Replica bool
	// Token is the operator's app token, which allows more requests; it may be
	// empty.
	Token string
	// PageSize is for tests; 0 is 50,000 rows.
	PageSize int
}

// Source is one data set.
type Source struct {
	m        *format.Map
	base     string
	replica  bool
	token    string
	pageSize int
}

var _ scraper.Source = (*Source)(nil)

// New makes the source of a map.
func New(o Options) *Source {
	s := &Source{m: o.Map, base: "https://" + o.Map.Host, replica: o.Replica, token: strings.TrimSpace(o.Token), pageSize: o.PageSize}
	if o.Base != "" {
		s.base = strings.TrimSuffix(o.Base, "/")
	}
	if s.pageSize <= 0 {
		s.pageSize = pageSize
	}
	return s
}

// BuiltIn makes the sources of the built-in maps; Map of o is not used.
func BuiltIn(o Options) ([]scraper.Source, error) {
	maps, err := format.Maps()
	if err != nil {
		return nil, fmt.Errorf("read built-in column maps: %w", err)
	}
	var list []scraper.Source
	for _, m := range maps {
		o.Map = m
		list = append(list, New(o))
	}
	return list, nil
}

// Info implements [scraper.Source].
func (s *Source) Info() scraper.Info {
	info := scraper.Info{Name: s.m.Name, Title: s.m.Title, Delay: time.Second, MinDocuments: 1, Loopback: s.replica}
	if s.replica {
		info.Delay = 0
	}
	if u, err := url.Parse(s.base); err == nil {
		info.Hosts = []string{u.Host}
	}
	return info
}

// plainID is what ids may be made of; they go into a query.
var plainID = regexp.MustCompile(`^[0-9A-Za-z-]{1,20}$`)

// Crawl implements [scraper.Source]: all rows, or those of a committee, of the
// reports that end in the years given or on or after Since. Rows without a day
// are fetched with the others, but not for Since.
func (s *Source) Crawl(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	if req.Agency != "" && req.Agency != s.m.Agency {
		return fmt.Errorf("agency %q is not that of %s, which is %s", req.Agency, s.m.Name, s.m.Agency)
	}
	var only string
	if req.Committee != "" {
		if !plainID.MatchString(req.Committee) || s.m.Committee == "" {
			return fmt.Errorf("committee %q is no id of this data set", req.Committee)
		}
		only = s.m.Committee + " = '" + req.Committee + "'"
	}
	if s.m.Whole == "" {
		return errors.New("the map has no column by which a report stays whole")
	}
	dated := 0
	f := fetcher{Source: s, session: session, only: only, found: func(doc scraper.Document) error {
		dated++
		return found(doc)
	}}
	if len(req.Years) > 0 {
		for _, year := range req.Years {
			if err := f.span(ctx, time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC)); err != nil {
				return err
			}
		}
		if dated == 0 {
			return fmt.Errorf("%s has no rows in the years %v: %w", s.m.Name, req.Years, scraper.ErrNothingFound)
		}
		return f.undated(ctx)
	}
	return f.everything(ctx, req.Since)
}

// undated fetches the rows without a day: notices have no period.
func (f *fetcher) undated(ctx context.Context) error {
	return f.rows(ctx, f.m.Whole+" IS NULL", "undated")
}
