package socrata

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"moneytrail/scraper"
)

// ask sends a query, its parameters in pairs, and reads the answer. The token
// goes in a header, so that it stands in no address.
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
	if f.token != "" {
		doc, err = f.session.GetWith(ctx, address, http.Header{"X-App-Token": {f.token}})
	} else {
		doc, err = f.session.Get(ctx, address)
	}
	if err != nil {
		return doc, f.refused(err)
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

// TokenVariable is the variable of the environment that holds the operator's
// app token, which is optional.
const TokenVariable = "MONEYTRAIL_SOCRATA_TOKEN"

// refused marks an answer to a token that the portal does not know.
func (f *fetcher) refused(err error) error {
	status := (*scraper.StatusError)(nil)
	if f.token != "" && errors.As(err, &status) && (status.Status == http.StatusUnauthorized || status.Status == http.StatusForbidden) {
		return fmt.Errorf("%w: %s: %w", scraper.ErrBadKey, TokenVariable, err)
	}
	return err
}
