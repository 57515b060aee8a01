package calaccess

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

// PagesName is the name of the source [Pages] as an operator types it.
const PagesName = "calaccess-pages"

// Pages are the state's pages that say who is who: measures and recalls with
// the committees for and against, incumbents, and a committee's own page.
type Pages struct {
	base    string // https://cal-access.sos.ca.gov
	replica bool
}

var _ scraper.Source = (*Pages)(nil)

// NewPages makes the source.
func NewPages(o Options) *Pages {
	p := &Pages{base: "https://cal-access.sos.ca.gov", replica: o.Replica}
	if o.Base != "" {
		p.base = strings.TrimSuffix(o.Base, "/")
	}
	return p
}

// Info implements [scraper.Source].
func (p *Pages) Info() scraper.Info {
	info := scraper.Info{
		Name: PagesName, Title: "CAL-ACCESS, pages of measures, candidates and committees",
		Delay: 3 * time.Second, MinDocuments: 1, Loopback: p.replica,
	}
	if p.replica {
		info.Delay = 0
	}
	if u, err := url.Parse(p.base); err == nil {
		info.Hosts = []string{u.Host}
	}
	return info
}

// Crawl implements [scraper.Source]. With a committee it fetches that
// committee's page, else, for the two-year sessions of the years given, the
// list of measures and recalls, the page of each, the list of incumbents, and
// the lists of candidates certified for the elections of the session; with
// Since also the list of what was filed on each day from then on.
func (p *Pages) Crawl(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	switch {
	case len(req.Years) == 0 && (req.Committee != "" || req.Since.IsZero()):
		return errors.New("no year given: the state's pages are by two-year session (or ask for the filings of days with --since)")
	case req.Committee != "" && !filerID.MatchString(req.Committee):
		return fmt.Errorf("committee %q is not a state committee id of 6 or 7 digits", req.Committee)
	}
	for _, year := range sessions(req.Years) {
		var err error
		if req.Committee != "" {
			err = p.committee(ctx, session, req.Committee, year, found)
		} else {
			err = p.session(ctx, session, year, found)
		}
		if err != nil {
			return err
		}
	}
	if req.Committee != "" {
		return nil
	}
	if len(req.Years) > 0 {
		if err := p.candidates(ctx, session, sessions(req.Years), found); err != nil {
			return err
		}
	}
	return p.days(ctx, session, req.Since, found)
}

func (p *Pages) session(ctx context.Context, session *scraper.Session, year int, found func(scraper.Document) error) error {
	var measures []string
	doc, err := session.HTML(ctx, fmt.Sprintf("%s/Campaign/Measures/list.aspx?session=%d", p.base, year),
		measureLinks, func(e scraper.Element) error {
			id := idIn(e.Attr("", "href"))
			if id == "" {
				return fmt.Errorf("list of measures of %d: no id in a link: %w", year, scraper.ErrNotData)
			}
			measures = append(measures, id)
			return nil
		})
	if err != nil {
		return fmt.Errorf("list of measures of %d: %w", year, err)
	}
	doc.Name = fmt.Sprintf("calaccess_measures_%d.html", year)
	if err := found(doc); err != nil {
		return err
	}
	for _, id := range measures {
		if err := p.measure(ctx, session, id, year, found); err != nil {
			return err
		}
	}
	return p.incumbents(ctx, session, year, found)
}

// measure fetches the page of a measure. One that is not there is noted: the
// lists name some.
func (p *Pages) measure(ctx context.Context, session *scraper.Session, id string, year int, found func(scraper.Document) error) error {
	address := fmt.Sprintf("%s/Campaign/Measures/Detail.aspx?id=%s&session=%d&view=general", p.base, id, year)
	doc, err := session.HTML(ctx, address, "span#measureName", nothing)
	if status := (*scraper.StatusError)(nil); errors.As(err, &status) && status.Status == 404 {
		session.Note("measure "+id, fmt.Sprintf("is in the list of %d and has no page", year))
		return nil
	}
	if err != nil {
		return fmt.Errorf("measure %s: %w", id, err)
	}
	doc.Name = fmt.Sprintf("calaccess_measure_%s_%d.html", id, year)
	return found(doc)
}

func (p *Pages) incumbents(ctx context.Context, session *scraper.Session, year int, found func(scraper.Document) error) error {
	address := fmt.Sprintf("%s/Campaign/Candidates/list.aspx?view=incumbent&session=%d", p.base, year)
	doc, err := session.HTML(ctx, address, `td[bgcolor] a.sublink2[href*="Detail.aspx"]`, nothing)
	if status := (*scraper.StatusError)(nil); errors.As(err, &status) && status.Status == 404 {
		session.Note(fmt.Sprintf("incumbents of %d", year), "have no page")
		return nil
	}
	if err != nil {
		return fmt.Errorf("incumbents of %d: %w", year, err)
	}
	doc.Name = fmt.Sprintf("calaccess_incumbents_%d.html", year)
	return found(doc)
}

func (p *Pages) committee(ctx context.Context, session *scraper.Session, id string, year int, found func(scraper.Document) error) error {
	address := fmt.Sprintf("%s/Campaign/Committees/Detail.aspx?id=%s&session=%d&view=general", p.base, id, year)
	doc, err := session.HTML(ctx, address, "span#lblFilerName", nothing)
	if err != nil {
		return fmt.Errorf("page of committee %s: %w", id, err)
	}
	doc.Name = fmt.Sprintf("calaccess_committee_%s_%d.html", id, year)
	return found(doc)
}

func nothing(scraper.Element) error { return nil }

var idInLink = regexp.MustCompile(`[?&]id=([0-9]{5,8})(?:&|$)`)

func idIn(link string) string {
	if m := idInLink.FindStringSubmatch(link); m != nil {
		return m[1]
	}
	return ""
}
