package socrata

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"moneytrail/scraper"
	format "moneytrail/scraper/format/socrata"
)

// fetcher is one crawl.
type fetcher struct {
	*Source
	session *scraper.Session
	only    string // clause for a committee, or ""
	found   func(scraper.Document) error
}

// everything fetches from the first day, or from since, to the last, then rows
// without a day.
func (f *fetcher) everything(ctx context.Context, since time.Time) error {
	var bounds []struct{ First, Last string }
	sel := fmt.Sprintf("min(%s) as first, max(%s) as last", f.m.Whole, f.m.Whole)
	if _, err := f.ask(ctx, &bounds, "$select", sel, "$where", f.only); err != nil {
		return fmt.Errorf("first and last day of %s: %w", f.m.Name, err)
	}
	if len(bounds) != 1 || bounds[0].Last == "" {
		return fmt.Errorf("%s has no rows: %w", f.m.Name, scraper.ErrNothingFound)
	}
	first, err := dayOf(bounds[0].First)
	if err != nil {
		return err
	}
	last, err := dayOf(bounds[0].Last)
	if err != nil {
		return err
	}
	if since.After(first) {
		first = since.UTC().Truncate(24 * time.Hour)
	}
	for year := first.Year(); year <= last.Year(); year++ {
		from, thru := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC)
		if first.After(from) {
			from = first
		}
		if err := f.span(ctx, from, thru); err != nil {
			return err
		}
	}
	if !since.IsZero() {
		return nil
	}
	return f.undated(ctx)
}

func dayOf(text string) (time.Time, error) {
	if len(text) < 10 {
		return time.Time{}, fmt.Errorf("%q is no day: %w", text, scraper.ErrNotData)
	}
	day, err := time.Parse(time.DateOnly, text[:10])
	if err != nil {
		return day, fmt.Errorf("%q is no day: %w", text, scraper.ErrNotData)
	}
	return day, nil
}

// span fetches the rows whose reports end on the days from first to last.
func (f *fetcher) span(ctx context.Context, first, last time.Time) error {
	from, thru := first.Format(time.DateOnly), last.Format(time.DateOnly)
	where := fmt.Sprintf("%s between '%sT00:00:00.000' and '%sT23:59:59.999'", f.m.Whole, from, thru)
	n, err := f.count(ctx, where)
	if err != nil {
		return fmt.Errorf("rows of %s from %s: %w", f.m.Name, from, err)
	}
	if n > f.pageSize && last.After(first) {
		middle := first.Add(last.Sub(first) / 2).Truncate(24 * time.Hour)
		if err := f.span(ctx, first, middle); err != nil {
			return err
		}
		return f.span(ctx, middle.AddDate(0, 0, 1), last)
	}
	if n == 0 {
		return nil
	}
	return f.rows(ctx, where, from+"_"+thru)
}

// rows fetches what a clause fits, and holds it against the count.
func (f *fetcher) rows(ctx context.Context, where, what string) error {
	n, err := f.count(ctx, where)
	if err != nil {
		return fmt.Errorf("rows of %s, %s: %w", f.m.Name, what, err)
	}
	var pages []scraper.Document
	for offset := 0; offset < n; offset += f.pageSize {
		doc, err := f.page(ctx, where, offset, min(f.pageSize, n-offset))
		if err != nil {
			return fmt.Errorf("rows of %s, %s: %w", f.m.Name, what, err)
		}
		pages = append(pages, doc)
	}
	if len(pages) == 0 {
		return nil
	}
	doc, err := f.session.JoinBehind(ctx, format.FileName(f.m, what), f.m.Head(), pages)
	if err != nil {
		return err
	}
	return f.found(doc)
}

// pageTries is how often a page is asked for whose rows do not agree with the
// count.
const pageTries = 3

// page fetches want rows from offset on, each with the portal's own number of
// it, by which they are told apart.
func (f *fetcher) page(ctx context.Context, where string, offset, want int) (scraper.Document, error) {
	for try := 1; ; try++ {
		var rows []struct {
			ID string `json:":id"`
		}
		doc, err := f.ask(ctx, &rows, "$select", ":id, *", "$where", f.clause(where), "$order", ":id",
			"$limit", strconv.Itoa(f.pageSize), "$offset", strconv.Itoa(offset))
		if err != nil {
			return doc, err
		}
		distinct := map[string]bool{}
		for _, row := range rows {
			distinct[row.ID] = true
		}
		if len(distinct) == want && len(rows) == want && !distinct[""] {
			return doc, nil
		}
		if try == pageTries {
			return doc, fmt.Errorf("%d rows, %d of them different, where %d are counted: %w", len(rows), len(distinct), want, scraper.ErrNotData)
		}
	}
}

func (f *fetcher) clause(where string) string {
	if f.only == "" {
		return where
	}
	return f.only + " AND " + where
}

func (f *fetcher) count(ctx context.Context, where string) (int, error) {
	var counts []struct{ Count string }
	if _, err := f.ask(ctx, &counts, "$select", "count(*) as count", "$where", f.clause(where)); err != nil {
		return 0, err
	}
	if len(counts) != 1 {
		return 0, fmt.Errorf("no count: %w", scraper.ErrNotData)
	}
	n, err := strconv.Atoi(counts[0].Count)
	if err != nil {
		return 0, fmt.Errorf("count %q: %w", counts[0].Count, scraper.ErrNotData)
	}
	return n, nil
}
