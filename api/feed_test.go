package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"moneytrail/api"
	"moneytrail/api/apitest"
)

func TestFeedRefuses(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	for query, parameter := range map[string]string{
		"gifts":                              `"late"`,
		"gifts?class=unknown":                `"class"`,
		"gifts?class=no_such_class":          `"class"`,
		"gifts?late=true&min=0":              `"min"`,
		"gifts?late=perhaps":                 `"late"`,
		"gifts?late=true&cursor=x":           `"cursor"`,
		"gifts?committee=a&contest=b":        `"contest"`,
		"filings?cursor=AAAA":                `"cursor"`,
		"filings?side=x":                     `"side"`,
		"filings?limit=1000":                 `"limit"`,
		"gifts?contest=a&late=true&foo=true": `"foo"`,
	} {
		w := call(t, h, http.MethodGet, "/api/v1/feed/"+query)
		if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), parameter) {
			t.Errorf("%s: %d %s", query, w.Code, w.Body)
		}
	}
	for _, path := range []string{"gifts?late=true&committee=fppc-1", "filings?contest=none"} {
		if w := call(t, h, http.MethodGet, "/api/v1/feed/"+path); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// A row has one permanent id wherever it is shown, and a correction ends at
// what its filing states.
func TestFeedIDs(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	var gifts api.FeedGifts
	var filings api.FeedFilings
	for path, into := range map[string]any{"gifts?committee=" + apitest.CommitteeID: &gifts, "filings": &filings} {
		if err := json.Unmarshal(call(t, h, http.MethodGet, "/api/v1/feed/"+path).Body.Bytes(), into); err != nil {
			t.Fatal(err)
		}
	}
	for _, g := range gifts.Gifts {
		if g.ID == "" || g.ID != g.Row.PermanentID() {
			t.Errorf("id %q", g.ID)
		}
	}
	corrected := 0
	for _, f := range filings.Filings {
		if c := f.Correction; c != nil {
			corrected++
			if c.ToCents != f.ReceivedCents || c.FromCents == c.ToCents {
				t.Errorf("correction %+v of %d", c, f.ReceivedCents)
			}
		}
	}
	if len(gifts.Gifts) == 0 || corrected == 0 {
		t.Errorf("%d gifts, %d corrections", len(gifts.Gifts), corrected)
	}
}
