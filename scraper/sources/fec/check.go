package fec

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"

	"moneytrail/scraper"
)

var (
	_ scraper.Checker = (*Source)(nil)
	_ scraper.Checker = (*API)(nil)
)

// Check implements [scraper.Checker] by the feed of all new filings.
func (s *Source) Check(ctx context.Context, session *scraper.Session, _ scraper.Request) (scraper.Document, error) {
	address := s.base[feedBase] + "/rss/generate?preDefinedFilingType=ALL"
	items := 0
	doc, err := session.XML(ctx, address, "//channel | //channel/item[guid and link and description and pubDate]", func(e scraper.Element) error {
		link := e.Text("guid")
		if link == "" {
			return nil // the channel
		}
		items++
		item, err := itemOf(link, e.Text("description"), e.Text("pubDate"))
		if err == nil && (item.Committee == "" || item.Form == "") {
			err = &scraper.LayoutError{URL: address, Missing: []string{"CommitteeId or FormType in a description"}}
		}
		return err
	})
	if err == nil && items == 0 {
		err = &scraper.LayoutError{URL: address, Missing: []string{"item with guid, link, description and pubDate"}}
	}
	if err != nil {
		return scraper.Document{}, fmt.Errorf("feed of filings: %w", err)
	}
	return scraper.Document{URL: doc.URL}, nil
}

// Check implements [scraper.Checker] by the first contributions to a committee.
func (a *API) Check(ctx context.Context, session *scraper.Session, req scraper.Request) (scraper.Document, error) {
	if !committeeID.MatchString(req.Committee) || len(req.Years) == 0 {
		return scraper.Document{}, fmt.Errorf("name a committee that has received something this cycle, by its federal id: %w", scraper.ErrNotAsked)
	}
	doc, err := a.ask(ctx, session, "/v1/schedules/schedule_a/", url.Values{
		"committee_id": {req.Committee}, "two_year_transaction_period": {strconv.Itoa(cycles(req.Years)[0])}, "per_page": {"1"}, "sort": {"contribution_receipt_date"},
	})
	if err == nil {
		err = checkPage(session, doc)
	}
	if err != nil {
		return scraper.Document{}, fmt.Errorf("contributions to %s: %w", req.Committee, err)
	}
	return scraper.Document{URL: doc.URL}, nil
}

// checkPage looks for both halves of the cursor, and for what rows are told
// apart by.
func checkPage(session *scraper.Session, doc scraper.Document) error {
	file, err := session.Open(doc)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	var answer, pagination, last map[string]json.RawMessage
	if err := json.NewDecoder(file).Decode(&answer); err != nil {
		return fmt.Errorf("%s: %w: %w", doc.URL, scraper.ErrNotData, err)
	}
	if err := scraper.CheckKeys(doc.URL, answer, "results", "pagination"); err != nil {
		return err
	}
	if json.Unmarshal(answer["pagination"], &pagination) != nil || json.Unmarshal(pagination["last_indexes"], &last) != nil {
		return &scraper.LayoutError{URL: doc.URL, Missing: []string{"pagination.last_indexes"}}
	}
	if err := scraper.CheckKeys(doc.URL, last, "last_index", "last_contribution_receipt_date"); err != nil {
		return err
	}
	return scraper.CheckList(doc.URL, answer["results"], "sub_id", "committee_id", "contributor_name", "contribution_receipt_amount", "contribution_receipt_date")
}
