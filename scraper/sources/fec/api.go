package fec

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"moneytrail/scraper"
)

const apiBase = "https://api.open.fec.gov"

// demoKey is the key that the publisher gives to everyone.
const demoKey = "DEMO_KEY"

// KeyVariable is the variable of the environment that holds the operator's key
// of the interface, which api.data.gov gives.
const KeyVariable = "MONEYTRAIL_FEC_KEY"

// API is the FEC's interface.
type API struct {
	place
	key string
}

var _ scraper.Source = (*API)(nil)

// NewAPI makes the source of the interface.
func NewAPI(o Options) *API {
	key := strings.TrimSpace(o.Key)
	if key == "" {
		key = demoKey
	}
	return &API{key: key, place: placeOf(o, scraper.Info{
		Name: APIName, Title: "FEC, contributions received, by committee", Delay: hourly, MinDocuments: 1, MaxDrop: 1,
	}, apiBase)}
}

// Crawl implements [scraper.Source]: the filings of a committee and the
// contributions that it received, in the cycles of the years given. What one
// cycle has is one document each.
func (a *API) Crawl(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	if !committeeID.MatchString(req.Committee) {
		return fmt.Errorf("committee %q is no federal id such as C00000000", req.Committee)
	}
	if len(req.Years) == 0 {
		return errors.New("no year given: the interface is asked by two-year cycle")
	}
	for _, cycle := range cycles(req.Years) {
		c := &apiCrawl{API: a, session: session, committee: req.Committee, cycle: cycle}
		if err := c.give(ctx, "filings", c.filings, found); err != nil {
			return err
		}
		if err := c.give(ctx, "schedule-a", c.contributions, found); err != nil {
			return err
		}
	}
	return nil
}

// apiCrawl is one committee in one cycle.
type apiCrawl struct {
	*API
	session   *scraper.Session
	committee string
	cycle     int
}

// give hands the pages of one list over as one document; none when the list is
// empty, which is noted.
func (c *apiCrawl) give(ctx context.Context, what string, fetch func(context.Context) ([]scraper.Document, error), found func(scraper.Document) error) error {
	pages, err := fetch(ctx)
	if err != nil {
		return fmt.Errorf("%s of %s in %d: %w", what, c.committee, c.cycle, err)
	}
	if len(pages) == 0 {
		c.session.Note(c.committee, fmt.Sprintf("has no %s in %d", what, c.cycle))
		return nil
	}
	doc, err := c.session.Join(ctx, fmt.Sprintf("fec-api_%s_%s_%d.json", what, c.committee, c.cycle), pages)
	if err != nil {
		return err
	}
	return found(doc)
}

// apiPage is what is needed of an answer.
type apiPage struct {
	Results *[]struct {
		ID string `json:"sub_id"`
	} `json:"results"`
	Pagination struct {
		Pages int                        `json:"pages"`
		Count int                        `json:"count"`
		Exact bool                       `json:"is_count_exact"`
		Last  map[string]json.RawMessage `json:"last_indexes"`
	} `json:"pagination"`
}

// ids gives the numbers of the entries. One without, or one that came before,
// makes the page one that does not agree with the others.
func (p *apiPage) ids(doc scraper.Document, seen map[string]bool) ([]string, error) {
	var ids []string
	here := map[string]bool{}
	for _, entry := range *p.Results {
		id := entry.ID
		if id == "" || here[id] || seen[id] {
			return nil, fmt.Errorf("%s: entry %q has no number or came twice: %w", doc.URL, id, errUnstable)
		}
		here[id] = true
		ids = append(ids, id)
	}
	return ids, nil
}

// errUnstable is a page that repeats entries; asked again it is often right.
var errUnstable = fmt.Errorf("the answer does not agree with itself: %w", scraper.ErrNotData)

// pageTries is how often such a page is asked for.
const pageTries = 3

// page fetches one page and adds its entries to seen.
func (c *apiCrawl) page(ctx context.Context, path string, query url.Values, seen map[string]bool) (scraper.Document, apiPage, error) {
	for try := 1; ; try++ {
		doc, page, err := c.pageOnce(ctx, path, query)
		var ids []string
		if err == nil {
			ids, err = page.ids(doc, seen)
		}
		if err == nil {
			for _, id := range ids {
				seen[id] = true
			}
			return doc, page, nil
		}
		if try == pageTries || !errors.Is(err, errUnstable) {
			return doc, page, err
		}
	}
}

func (c *apiCrawl) pageOnce(ctx context.Context, path string, query url.Values) (doc scraper.Document, page apiPage, err error) {
	address := c.base[apiBase] + "/v1/" + path + "/?" + query.Encode()
	// In a header, so that the key stands in no address.
	if doc, err = c.session.GetWith(ctx, address, http.Header{"X-Api-Key": {c.key}}); err != nil {
		return doc, page, c.refused(err)
	}
	file, err := c.session.Open(doc)
	if err != nil {
		return doc, page, err
	}
	defer func() { _ = file.Close() }()
	if err := json.NewDecoder(file).Decode(&page); err != nil {
		return doc, page, fmt.Errorf("%s: %w: %w", doc.URL, scraper.ErrNotData, err)
	}
	if page.Results == nil {
		return doc, page, fmt.Errorf("%s: no results: %w", doc.URL, scraper.ErrNotData)
	}
	return doc, page, nil
}

// refused says more of an answer to a key that is not taken, or is used up.
func (c *apiCrawl) refused(err error) error {
	status := (*scraper.StatusError)(nil)
	switch {
	case !errors.As(err, &status):
		return err
	case status.Status == http.StatusForbidden || status.Status == http.StatusUnauthorized:
		return fmt.Errorf("%w: %s: %w", scraper.ErrBadKey, KeyVariable, err)
	case status.Status == http.StatusTooManyRequests && c.key == demoKey:
		return fmt.Errorf("the publisher's DEMO_KEY allows about 40 requests an hour; set %s to a key from api.data.gov: %w", KeyVariable, err)
	}
	return err
}
