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
	"moneytrail/store"
)

var _ scraper.Finder = (*API)(nil)

// Find implements [scraper.Finder]: by the federal id or by the words of a name.
// A committee is followed by the feed of new filings; what it filed before the
// last seven days stands in the bulk files.
func (a *API) Find(ctx context.Context, session *scraper.Session, q scraper.Query) ([]scraper.Match, error) {
	if q.Agency != "" || strings.Trim(q.Text, "0123456789") == "" {
		return nil, fmt.Errorf("%q with agency %q is nothing federal: %w", q.Text, q.Agency, scraper.ErrNotAsked)
	}
	query := url.Values{"per_page": {"100"}}
	if id := strings.ToUpper(q.Text); committeeID.MatchString(id) {
		query.Set("committee_id", id)
	} else {
		query.Set("q", q.Text)
	}
	doc, err := a.ask(ctx, session, "/v1/committees/", query)
	if err != nil {
		return nil, err
	}
	rows, err := committeesIn(session, doc)
	var found []scraper.Match
	for _, row := range rows {
		if query.Has("q") && !scraper.HasWords(row.Name, q.Text) {
			continue // the search is of like-sounding names too
		}
		found = append(found, scraper.Match{
			Name: row.Name, ID: store.FilerRef{Scheme: store.SchemeFEC, ID: row.ID}, Job: scraper.Job{Source: Name, Committee: row.ID},
		})
	}
	return found, err
}

type apiCommittee struct {
	ID   string `json:"committee_id"`
	Name string `json:"name"`
}

func committeesIn(session *scraper.Session, doc scraper.Document) ([]apiCommittee, error) {
	file, err := session.Open(doc)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	var answer struct {
		Results *[]apiCommittee `json:"results"`
	}
	if err := json.NewDecoder(file).Decode(&answer); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", doc.URL, scraper.ErrNotData, err)
	}
	if answer.Results == nil {
		return nil, fmt.Errorf("%s: no list of committees: %w", doc.URL, scraper.ErrNotData)
	}
	for _, c := range *answer.Results {
		if !committeeID.MatchString(c.ID) || c.Name == "" {
			return nil, fmt.Errorf("%s: %q is no committee's id, or it has no name: %w", doc.URL, c.ID, scraper.ErrNotData)
		}
	}
	return *answer.Results, nil
}

// ask asks the interface. The key goes in a header, which stands in no address,
// when the session can send one; the key that everyone has may stand in it.
func (a *API) ask(ctx context.Context, session *scraper.Session, path string, query url.Values) (scraper.Document, error) {
	address, key := a.base[apiBase]+path+"?", a.key
	if key == "" {
		key = demoKey
	}
	s, ok := any(session).(interface {
		GetWith(ctx context.Context, address string, header http.Header) (scraper.Document, error)
	})
	switch {
	case ok:
		return s.GetWith(ctx, address+query.Encode(), http.Header{"X-Api-Key": {key}})
	case key != demoKey:
		return scraper.Document{}, errors.New("this session cannot send a key")
	}
	query.Set("api_key", demoKey)
	return session.Get(ctx, address+query.Encode())
}
