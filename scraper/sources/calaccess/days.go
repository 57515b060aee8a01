package calaccess

import (
	"context"
	"fmt"
	"time"

	"moneytrail/scraper"
)

// maxDays is how long ago the first day of the lists of filings may be: a page
// for each day is asked for, three seconds apart.
const maxDays = 400

// quietDays is for how many days in a row nobody in the state may file: over a
// long weekend, not over a week.
const quietDays = 7

// days fetches the list of what was filed on each day from since on, until the
// day of fetching; nothing when since is zero. A day without filings has a list
// too; a week without any is a failure. No saved copy of this page exists: its layout is unverified.
func (p *Pages) days(ctx context.Context, session *scraper.Session, since time.Time, found func(scraper.Document) error) error {
	if since.IsZero() {
		return nil
	}
	first, filings := since.UTC().Truncate(24*time.Hour), 0
	count := func(e scraper.Element) error {
		if e.Attr("", "href") != "" {
			filings++
		}
		return nil
	}
	for day, last := first, first; !day.After(last); day = day.AddDate(0, 0, 1) {
		address := fmt.Sprintf("%s/Campaign/Other/List.aspx?view=date&year=%d&month=%d&day=%d", p.base, day.Year(), int(day.Month())-1, day.Day()) // months count from 0
		doc, err := session.HTML(ctx, address, `#_ctl3_btnSubmit, a[href*="pdfgen.prg"]`, count)
		if err != nil {
			return fmt.Errorf("filings of %s: %w", day.Format(time.DateOnly), err)
		}
		if last = doc.Fetched; last.Sub(first) > maxDays*24*time.Hour {
			return fmt.Errorf("filings since %s: more than %d days ago, each of which is a page: take the nightly export instead", first.Format(time.DateOnly), maxDays)
		}
		if filings == 0 && day.Sub(first) >= quietDays*24*time.Hour {
			return fmt.Errorf("filings since %s: none in more than %d days: %w", first.Format(time.DateOnly), quietDays, scraper.ErrNothingFound)
		}
		doc.Name = "calaccess_filings_" + day.Format(time.DateOnly) + ".html"
		if err := found(doc); err != nil {
			return err
		}
	}
	return nil
}
