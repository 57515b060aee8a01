package calaccess

import (
	"context"
	"fmt"

	"moneytrail/scraper"
)

var (
	_ scraper.Checker = (*Source)(nil)
	_ scraper.Checker = (*Pages)(nil)
)

// Check implements [scraper.Checker] by what one committee received: the nightly
// export is too large to look at. The committee must have rows in the session.
func (s *Source) Check(ctx context.Context, session *scraper.Session, req scraper.Request) (scraper.Document, error) {
	if !filerID.MatchString(req.Committee) || len(req.Years) == 0 {
		return scraper.Document{}, fmt.Errorf("name a committee that has received something this session, by its state id: %w", scraper.ErrNotAsked)
	}
	e, year := exports[0], sessions(req.Years)[0]
	doc, err := session.Get(ctx, fmt.Sprintf("%s/Campaign/Committees/%s.aspx?id=%s&session=%d", s.pages, e.page, req.Committee, year))
	if err == nil {
		doc.Name = fmt.Sprintf("%s_%d_%s.tsv", req.Committee, year, e.name)
		var rows bool
		if rows, err = hasRows(session, doc); err == nil && !rows {
			err = fmt.Errorf("no rows in the session of %d, choose another committee: %w", year, scraper.ErrNothingFound)
		}
	}
	if err != nil {
		return scraper.Document{}, fmt.Errorf("%s of %s: %w", e.name, req.Committee, err)
	}
	return doc, nil
}

// anchors are what a list of measures is known by: what it is called, the
// selector, and an attribute that it has.
var anchors = []struct{ name, selector, attr string }{
	{"form _ctl0", "form#_ctl0", "id"},
	{"table ListElections1__ctl..", `table[id^="ListElections1__ctl"]`, "id"},
	{"links to measures", measureLinks, "href"},
}

// Check implements [scraper.Checker] by the list of the measures of a session.
func (p *Pages) Check(ctx context.Context, session *scraper.Session, req scraper.Request) (scraper.Document, error) {
	if len(req.Years) == 0 {
		return scraper.Document{}, fmt.Errorf("no year given: %w", scraper.ErrNotAsked)
	}
	year := sessions(req.Years)[0]
	address := fmt.Sprintf("%s/Campaign/Measures/list.aspx?session=%d", p.base, year)
	var missing []string
	doc, err := session.HTML(ctx, address, "html", func(e scraper.Element) error {
		for _, a := range anchors {
			if e.Attr(a.selector, a.attr) == "" {
				missing = append(missing, a.name)
			}
		}
		return nil
	})
	if err == nil && len(missing) > 0 {
		err = &scraper.LayoutError{URL: address, Missing: missing}
	}
	if err != nil {
		return scraper.Document{}, fmt.Errorf("list of measures of %d: %w", year, err)
	}
	doc.Name = fmt.Sprintf("calaccess_measures_%d.html", year)
	return doc, nil
}
