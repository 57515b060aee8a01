package netfile

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"moneytrail/scraper"
)

// workbook fetches the zip with an agency's workbook of a year. Its name began
// "efile_newest_" for one city and "efile_" for another; both are tried.
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
	return scraper.Document{}, fmt.Errorf("no workbook of %s for %d under either file name: %w", agency, year, scraper.ErrNothingFound)
}

func isMissing(err error) bool {
	status := (*scraper.StatusError)(nil)
	return errors.As(err, &status) && (status.Status == http.StatusNotFound || status.Status == http.StatusGone)
}
