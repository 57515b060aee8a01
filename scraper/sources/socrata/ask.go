package socrata

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"moneytrail/scraper"
)

// sender is a session that can send a header which is neither archived nor
// sent on to another host.
type sender interface {
	GetWith(ctx context.Context, address string, header http.Header) (scraper.Document, error)
}

// ask sends a query, its parameters in pairs, and reads the answer. The token
// is sent only by a session that keeps it out of the archive.
func (f *fetcher) ask(ctx context.Context, into any, pairs ...string) (scraper.Document, error) {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			query.Set(pairs[i], pairs[i+1])
		}
	}
	address := f.base + "/resource/" + f.m.Dataset + ".json?" + query.Encode()
	var doc scraper.Document
	var err error
	if s, ok := any(f.session).(sender); ok && f.token != "" {
		doc, err = s.GetWith(ctx, address, http.Header{"X-App-Token": {f.token}})
	} else {
		doc, err = f.session.Get(ctx, address)
	}
	if err != nil {
		return doc, err
	}
	file, err := f.session.Open(doc)
	if err != nil {
		return doc, err
	}
	defer func() { _ = file.Close() }()
	if err := json.NewDecoder(file).Decode(into); err != nil {
		return doc, fmt.Errorf("%s: %w: %w", doc.URL, scraper.ErrNotData, err)
	}
	return doc, nil
}
