package fec

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"

	"moneytrail/scraper"
)

const apiPerPage = "100" // the most that the interface gives

// filings fetches the list of the committee's filings, which is numbered by page.
func (c *apiCrawl) filings(ctx context.Context) ([]scraper.Document, error) {
	var pages []scraper.Document
	seen := map[string]bool{}
	for n := 1; ; n++ {
		doc, page, err := c.page(ctx, "filings", url.Values{
			"committee_id": {c.committee}, "cycle": {strconv.Itoa(c.cycle)}, "per_page": {apiPerPage}, "page": {strconv.Itoa(n)}, "sort": {"receipt_date"},
		}, seen)
		if err != nil {
			return nil, err
		}
		if len(*page.Results) > 0 {
			pages = append(pages, doc)
		}
		if n >= page.Pagination.Pages || len(*page.Results) == 0 {
			return pages, nil
		}
	}
}

// contributions walks by the cursor of the last row. Both halves of it must be
// sent back; rows without a day come last and are asked for with sort_null_only.
// The last page has a cursor too: the end is an empty page.
func (c *apiCrawl) contributions(ctx context.Context) ([]scraper.Document, error) {
	w := &cursorWalk{apiCrawl: c, seen: map[string]bool{}, cursors: map[string]bool{}}
	if err := w.from(ctx, url.Values{}); err != nil {
		return nil, err
	}
	if len(w.pages) > 0 && !w.nulls {
		// Whether the cursor of the last dated row leads on to those without a day
		// is the interface's affair: they are asked for by name.
		if err := w.from(ctx, url.Values{nullsOnly: {"true"}}); err != nil {
			return nil, err
		}
	}
	if w.exact && w.count != len(w.seen) {
		c.session.Note(c.committee, fmt.Sprintf("in %d the interface counts %d contributions and gives %d", c.cycle, w.count, len(w.seen)))
	}
	return w.pages, nil
}

const nullsOnly = "sort_null_only"

// cursorWalk is a walk through Schedule A.
type cursorWalk struct {
	*apiCrawl
	pages   []scraper.Document
	seen    map[string]bool // rows
	cursors map[string]bool
	nulls   bool // rows without a day were asked for
	count   int  // of rows, as the interface says on the first page
	exact   bool
}

// from walks on from a cursor.
func (w *cursorWalk) from(ctx context.Context, cursor url.Values) error {
	for {
		query := url.Values{
			"committee_id": {w.committee}, "two_year_transaction_period": {strconv.Itoa(w.cycle)}, "per_page": {apiPerPage}, "sort": {"contribution_receipt_date"},
		}
		for name, values := range cursor {
			query[name] = values
		}
		w.nulls = w.nulls || cursor.Get(nullsOnly) != ""
		doc, page, err := w.page(ctx, "schedules/schedule_a", query, w.seen)
		if err != nil {
			return err
		}
		if len(w.pages) == 0 {
			w.count, w.exact = page.Pagination.Count, page.Pagination.Exact
		}
		if len(*page.Results) == 0 {
			if len(w.seen) == 0 && page.Pagination.Count > 0 {
				return fmt.Errorf("%s: counts %d contributions and gives none: %w", doc.URL, page.Pagination.Count, scraper.ErrNotData)
			}
			return nil
		}
		w.pages = append(w.pages, doc)
		cursor = cursorOf(page)
		if !isWhole(cursor) || w.cursors[cursor.Encode()] {
			return fmt.Errorf("%s: no cursor, half of one, or the same again: %w", doc.URL, scraper.ErrNotData)
		}
		w.cursors[cursor.Encode()] = true
	}
}

// isWhole reports whether a cursor has both halves: the last row's number, and
// its day or that it has none.
func isWhole(cursor url.Values) bool {
	return cursor.Get("last_index") != "" && (cursor.Get("last_contribution_receipt_date") != "" || cursor.Get(nullsOnly) != "")
}

// cursorOf gives the values to send back, as they were written: an index of 19
// digits is text, and must not pass through a number.
func cursorOf(page apiPage) url.Values {
	cursor := url.Values{}
	for name, raw := range page.Pagination.Last {
		text := string(raw)
		if unquoted := ""; json.Unmarshal(raw, &unquoted) == nil {
			text = unquoted
		}
		if text != "" && text != "null" && text != "false" {
			cursor.Set(name, text)
		}
	}
	return cursor
}
