package socrata

import (
	"context"
	"fmt"
	"strconv"

	"moneytrail/scraper"
	format "moneytrail/scraper/format/socrata"
)

var _ scraper.Checker = (*Source)(nil)

// sample is how many rows a look takes: a column without a value is left out of
// a row, so that one row tells nothing.
const sample = 1000

// Check implements [scraper.Checker] by some of the newest rows, whose columns
// the map's reader compares.
func (s *Source) Check(ctx context.Context, session *scraper.Session, _ scraper.Request) (scraper.Document, error) {
	f := fetcher{Source: s, session: session}
	var rows []struct {
		ID string `json:":id"`
	}
	doc, err := f.ask(ctx, &rows, "$select", ":id, *", "$order", s.m.Whole+" DESC", "$limit", strconv.Itoa(sample))
	switch {
	case err != nil:
	case len(rows) == 0:
		err = scraper.ErrNothingFound
	case rows[0].ID == "":
		err = &scraper.LayoutError{URL: doc.URL, Missing: []string{":id"}}
	}
	if err != nil {
		return scraper.Document{}, fmt.Errorf("newest rows of %s: %w", s.m.Name, err)
	}
	doc.Name = format.FileName(s.m, "check")
	return doc, nil
}
