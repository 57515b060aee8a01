package netfile

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"moneytrail/scraper"
)

// workbook fetches the zip with an agency's workbook of a year. Its name began
// "efile_newest_" for one city and "efile_" for another; both are tried, then
// the old portal's own page is asked.
func (s *Source) workbook(ctx context.Context, session *scraper.Session, agency string, year int) (scraper.Document, error) {
	for _, prefix := range []string{"efile_newest", "efile"} {
		name := fmt.Sprintf("%s_%s_%d.zip", prefix, agency, year)
		doc, err := session.Get(ctx, fmt.Sprintf("%s/pub2/excel/%sBrowsable/%s", s.workbooks, agency, name))
		if isMissing(err) {
			continue
		}
		if err != nil {
			return scraper.Document{}, fmt.Errorf("workbook of %s for %d: %w", agency, year, err)
		}
		doc.Name = name
		return doc, nil
	}
	doc, err := s.exported(ctx, session, agency, year)
	switch {
	case isMissing(err), errors.Is(err, scraper.ErrNothingFound):
		return scraper.Document{}, fmt.Errorf(
			"no workbook of %s for %d under either file name or on the old page: %w", agency, year, scraper.ErrNothingFound)
	case err != nil:
		return scraper.Document{}, fmt.Errorf("workbook of %s for %d: %w", agency, year, err)
	}
	doc.Name = fmt.Sprintf("efile_newest_%s_%d.zip", agency, year)
	return doc, nil
}

func isMissing(err error) bool {
	status := (*scraper.StatusError)(nil)
	return errors.As(err, &status) && (status.Status == http.StatusNotFound || status.Status == http.StatusGone)
}
