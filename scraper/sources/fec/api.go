package fec

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"moneytrail/scraper"
)

const apiBase = "https://api.open.fec.gov"

// demoKey is the key that the publisher gives to everyone.
const demoKey = "DEMO_KEY"

// API is the FEC's interface.
type API struct {
	place
	key string
}

var _ scraper.Source = (*API)(nil)

// NewAPI makes the source of the interface.
func NewAPI(o Options) *API {
	return &API{key: o.Key, place: placeOf(o, scraper.Info{
		Name: APIName, Title: "FEC, contributions received, by committee", Delay: hourly, MinDocuments: 1, MaxDrop: 1,
	}, apiBase)}
}

// Crawl implements [scraper.Source]: contributions received by a committee, in
// the cycles of the years given.
func (a *API) Crawl(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	if !committeeID.MatchString(req.Committee) {
		return fmt.Errorf("committee %q is no federal id such as C00000000", req.Committee)
	}
	if len(req.Years) == 0 {
		return errors.New("no year given: the interface is asked by two-year cycle")
	}
	for _, cycle := range cycles(req.Years) {
		if err := a.pages(ctx, session, req.Committee, cycle, found); err != nil {
			return fmt.Errorf("contributions to %s in %d: %w", req.Committee, cycle, err)
		}
	}
	return nil
}

// apiPage is what is needed of an answer.
type apiPage struct {
	Results *[]struct {
		ID string `json:"sub_id"`
	} `json:"results"`
	Pagination struct {
		Last map[string]json.RawMessage `json:"last_indexes"`
	} `json:"pagination"`
}

// pages walks by the cursor of the last row. Both halves of it must be sent
// back; rows without a day come last and are asked for with sort_null_only. The
// last page has a cursor too: the end is an empty page.
func (a *API) pages(ctx context.Context, session *scraper.Session, committee string, cycle int, found func(scraper.Document) error) error {
	cursor, seen := url.Values{}, map[string]bool{}
	for n := 0; ; n++ {
		query := url.Values{
			"committee_id": {committee}, "two_year_transaction_period": {strconv.Itoa(cycle)}, "per_page": {"100"}, "sort": {"contribution_receipt_date"},
		}
		for name, values := range cursor {
			query[name] = values
		}
		doc, err := a.get(ctx, session, query)
		if err != nil {
			return err
		}
		page, err := pageOf(session, doc)
		if err != nil || len(*page.Results) == 0 {
			return err
		}
		for _, row := range *page.Results {
			if row.ID == "" || seen[row.ID] {
				return fmt.Errorf("%s: row %q has no number or stands there twice: %w", doc.URL, row.ID, scraper.ErrNotData)
			}
			seen[row.ID] = true
		}
		doc.Name = fmt.Sprintf("fec-api_schedule-a_%s_%d_%d.json", committee, cycle, n)
		if err := found(doc); err != nil {
			return err
		}
		if cursor = cursorOf(page); len(cursor) < 2 || seen[cursor.Encode()] {
			return fmt.Errorf("%s: no cursor, half of one, or the same again: %w", doc.URL, scraper.ErrNotData)
		}
		seen[cursor.Encode()] = true
	}
}

func pageOf(session *scraper.Session, doc scraper.Document) (apiPage, error) {
	var page apiPage
	file, err := session.Open(doc)
	if err != nil {
		return page, err
	}
	defer func() { _ = file.Close() }()
	if err := json.NewDecoder(file).Decode(&page); err != nil {
		return page, fmt.Errorf("%s: %w: %w", doc.URL, scraper.ErrNotData, err)
	}
	if page.Results == nil {
		return page, fmt.Errorf("%s: no results: %w", doc.URL, scraper.ErrNotData)
	}
	return page, nil
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
		if text != "" && text != "null" {
			cursor.Set(name, text)
		}
	}
	return cursor
}

// sender is a session that can send a header which is neither archived nor
// sent on to another host.
type sender interface {
	GetWith(ctx context.Context, address string, header http.Header) (scraper.Document, error)
}

func (a *API) get(ctx context.Context, session *scraper.Session, query url.Values) (scraper.Document, error) {
	address := a.base[apiBase] + "/v1/schedules/schedule_a/?"
	if a.key == "" || a.key == demoKey {
		query.Set("api_key", demoKey)
		return session.Get(ctx, address+query.Encode())
	}
	s, ok := any(session).(sender)
	if !ok {
		return scraper.Document{}, errors.New("this session cannot send a key")
	}
	return s.GetWith(ctx, address+query.Encode(), http.Header{"X-Api-Key": {a.key}})
}
