package netfile

import (
	"context"
	"fmt"
	"hash/maphash"
	"maps"
	"net/url"
	"strconv"

	"moneytrail/scraper"
)

// keyedPage is the most entries that one answer holds.
const keyedPage = 1000

// keyedAnswer is a page of the keyed interface.
type keyedAnswer[T any] struct {
	Results *[]T `json:"results"`
	Total   int  `json:"totalCount"`
	More    bool `json:"hasNextPage"`
}

// walk fetches the pages of a list and calls each for its entries. An entry that
// comes twice, or pages that hold more or fewer entries than the interface
// counts, are an answer that does not agree with itself: the page is asked for
// again, and the walk fails when that does not help.
func walk[T interface{ id() string }](
	ctx context.Context, c *keyedCrawl, path string, query url.Values, each func(T) error,
) (pages []scraper.Document, err error) {
	seen, seed := map[uint64]struct{}{}, maphash.MakeSeed()
	ask := maps.Clone(query)
	if ask == nil {
		ask = url.Values{}
	}
	ask.Set("aid", c.agency)
	ask.Set("limit", strconv.Itoa(keyedPage))
	for offset := 0; ; {
		ask.Set("offset", strconv.Itoa(offset))
		var answer keyedAnswer[T]
		doc, err := c.steady(ctx, path, ask, func(doc scraper.Document) error {
			answer = keyedAnswer[T]{}
			if err := read(c.session, doc, &answer); err != nil {
				return err
			}
			return answer.check(doc, offset, func(id string) bool {
				_, twice := seen[maphash.String(seed, id)]
				return twice
			})
		})
		if err != nil {
			return nil, err
		}
		for _, entry := range *answer.Results {
			seen[maphash.String(seed, entry.id())] = struct{}{}
			if err := each(entry); err != nil {
				return nil, fmt.Errorf("%s: %w", doc.URL, err)
			}
		}
		pages, offset = append(pages, doc), offset+len(*answer.Results)
		if !answer.More {
			return pages, nil
		}
	}
}

// check holds a page against itself and against the entries seen before it.
func (a keyedAnswer[T]) check(doc scraper.Document, offset int, seen func(id string) bool) error {
	if a.Results == nil {
		return fmt.Errorf("%s: no results: %w", doc.URL, scraper.ErrNotData)
	}
	here := map[string]bool{}
	for _, entry := range *a.Results {
		id := any(entry).(interface{ id() string }).id()
		if id == "" || here[id] || seen(id) {
			return fmt.Errorf("%s: entry %q has no number or came twice: %w", doc.URL, id, errUnstable)
		}
		here[id] = true
	}
	end := offset + len(*a.Results)
	if (a.More && (len(here) == 0 || end >= a.Total)) || (!a.More && end != a.Total) {
		return fmt.Errorf("%s: %d entries so far, of %d: %w", doc.URL, end, a.Total, errUnstable)
	}
	return nil
}

// steady asks for a page until check is content.
func (c *keyedCrawl) steady(ctx context.Context, path string, query url.Values, check func(scraper.Document) error) (scraper.Document, error) {
	return steadily(func() (scraper.Document, error) {
		doc, err := c.session.GetWith(ctx, c.base+path+"?"+query.Encode(), c.header())
		return doc, refused(err)
	}, check)
}
