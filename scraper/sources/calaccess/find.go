package calaccess

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"moneytrail/scraper"
	"moneytrail/store"
)

var _ scraper.Finder = (*Pages)(nil)

// recent is for how many calendar years a committee's exports are fetched: this
// session and, in its first year, the one before.
const recent = 2

// Find implements [scraper.Finder]: by the state's id (the committee's page), or
// by the words of a name among the committees formed for or against the
// measures and recalls of the session that the year lies in. The state's pages
// list no other committees by name.
func (p *Pages) Find(ctx context.Context, session *scraper.Session, q scraper.Query) ([]scraper.Match, error) {
	year := sessions([]int{q.Year})[0]
	if filerID.MatchString(q.Text) {
		return p.findID(ctx, session, q.Text, year)
	}
	if strings.Trim(q.Text, "0123456789") == "" {
		return nil, fmt.Errorf("%q is no state id: %w", q.Text, scraper.ErrNotAsked)
	}
	var measures []string
	_, err := session.HTML(ctx, fmt.Sprintf("%s/Campaign/Measures/list.aspx?session=%d", p.base, year), measureLinks, func(e scraper.Element) error {
		if id := idIn(e.Attr("", "href")); id != "" {
			measures = append(measures, id)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list of measures of %d: %w", year, err)
	}
	var found []scraper.Match
	seen := map[string]bool{}
	for _, id := range measures {
		matches, err := p.findOn(ctx, session, id, year, q.Text)
		if err != nil {
			return nil, fmt.Errorf("measure %s: %w", id, err)
		}
		for _, m := range matches {
			if !seen[m.ID.ID] {
				seen[m.ID.ID], found = true, append(found, m)
			}
		}
	}
	return found, nil
}

const measureLinks = `table[id^="ListElections1__ctl"] a[href*="Detail.aspx?id="]`

func (p *Pages) findID(ctx context.Context, session *scraper.Session, id string, year int) ([]scraper.Match, error) {
	name := ""
	address := fmt.Sprintf("%s/Campaign/Committees/Detail.aspx?id=%s&session=%d&view=general", p.base, id, year)
	_, err := session.HTML(ctx, address, "span#lblFilerName", func(e scraper.Element) error {
		name = strings.TrimSpace(e.Text(""))
		return nil
	})
	if status := (*scraper.StatusError)(nil); errors.Is(err, scraper.ErrNothingFound) || errors.As(err, &status) && status.Status == 404 {
		return nil, nil // the page of an unknown number names nobody
	}
	if err != nil {
		return nil, fmt.Errorf("page of committee %s: %w", id, err)
	}
	return []scraper.Match{match(id, name, year)}, nil
}

// findOn looks through the committee tables of a measure's page: rows of three
// cells, the second with a link. A measure without a page has none.
func (p *Pages) findOn(ctx context.Context, session *scraper.Session, measure string, year int, words string) ([]scraper.Match, error) {
	var found []scraper.Match
	address := fmt.Sprintf("%s/Campaign/Measures/Detail.aspx?id=%s&session=%d&view=general", p.base, measure, year)
	_, err := session.HTML(ctx, address, "span#measureName, tr", func(e scraper.Element) error {
		cells := e.Cells()
		if len(cells) != 3 || !filerID.MatchString(cells[0]) || e.Attr("a.sublink2", "href") == "" {
			return nil
		}
		if scraper.HasWords(cells[1], words) {
			found = append(found, match(cells[0], cells[1], year))
		}
		return nil
	})
	if status := (*scraper.StatusError)(nil); errors.As(err, &status) && status.Status == 404 {
		return nil, nil
	}
	return found, err
}

// match follows a committee by its exports, which do not name it; its page
// does.
func match(id, name string, year int) scraper.Match {
	return scraper.Match{
		Name: strings.Join(strings.Fields(name), " "), ID: store.FilerRef{Scheme: store.SchemeFPPC, ID: id},
		Job:  scraper.Job{Source: Name, Committee: id, RecentYears: recent},
		Once: []scraper.Job{{Source: PagesName, Committee: id, Years: []int{year}}},
	}
}
