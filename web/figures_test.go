package web_test

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"moneytrail/api"
	"moneytrail/api/apitest"
)

// rankCursor begins a page of donors after a rank.
func rankCursor(of string, rank int) string {
	return string(api.NewCursor(`donors "" ""`, map[string]any{"Of": of, "Rank": rank}))
}

// Every amount on a page must be the amount at its path in the JSON of the
// same request, to the cent, and no amount may stand on a page without both.
func TestPagesSayWhatTheAPISays(t *testing.T) {
	t.Parallel()
	h := sample(t)
	tests := map[string]struct {
		page    string
		figures int // at least so many
	}{
		"home":                {"/", 6},
		"search":              {"/?q=ferry", 2},
		"committee":           {committee, 65},
		"second donors":       {committee + "?limit=10&cursor=" + rankCursor(apitest.CommitteeID, 20), 35},
		"late only":           {"/committees/fppc-9000002", 15},
		"rows":                {committee + "/rows", 7},
		"second row":          {committee + "/rows?limit=1&cursor=" + string(api.NewCursor(`rows 0 "" 0  `, map[string]any{"Of": apitest.CommitteeID, "Row": 1})), 5},
		"rows of a status":    {committee + "/rows?status=superseded", 3},
		"hostile committee":   {hostile, 30},
		"one class":           {committee + "?class=law_enforcement", 40},
		"not classified":      {contest + "?class=unknown&limit=3", 50},
		"a tag":               {committee + "?tag=megadonor", 40},
		"contest":             {contest, 60},
		"places":              {committee + "/places?by=city", 4},
		"hostile employers":   {hostile + "/jobs", 4},
		"occupations":         {committee + "/jobs?by=occupation", 4},
		"contest, next donor": {contest + "?limit=5&cursor=" + rankCursor(apitest.ContestSlug, 10), 45},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			elements := parse(t, h, tt.page, 200)
			main, answers := dataAddress(t, elements), map[string]any{}
			seen := 0
			for _, n := range elements {
				if cents := attr(n, "data-cents"); cents != "" {
					seen++
					from := dataFrom(n, main)
					if answers[from] == nil {
						answers[from] = answer(t, h, from)
					}
					if got := at(answers[from], attr(n, "data-path")); got != cents {
						t.Errorf("page says %s, %s says %q at %s", cents, from, got, attr(n, "data-path"))
					}
				} else if n.Data == "td" && strings.Contains(text(n), "$") && !hasFigure(n) {
					t.Errorf("an amount without its figure: %q", text(n))
				}
			}
			if seen < tt.figures {
				t.Errorf("%d figures, want at least %d", seen, tt.figures)
			}
		})
	}
}

// answer asks the API as a program does.
func answer(t *testing.T, h http.Handler, address string) any {
	t.Helper()
	w := get(t, h, address)
	var doc any
	d := json.NewDecoder(w.Body)
	d.UseNumber()
	if err := d.Decode(&doc); err != nil || w.Code != 200 {
		t.Fatalf("%s: status %d: %v", address, w.Code, err)
	}
	return doc
}

// dataFrom gives the address of the answer that a figure is from: that of the
// part of the page it stands in, else that of the page.
func dataFrom(n *html.Node, main string) string {
	for ; n != nil; n = n.Parent {
		if from := attr(n, "data-from"); from != "" {
			return from
		}
	}
	return main
}

// dataAddress gives the link to the JSON that stands in the footer.
func dataAddress(t *testing.T, elements []*html.Node) string {
	t.Helper()
	for _, n := range within(all(elements, "footer")[0], "a") {
		if strings.HasPrefix(attr(n, "href"), "/api/") {
			return attr(n, "href")
		}
	}
	t.Fatal("no link to the data")
	return ""
}

func hasFigure(n *html.Node) bool {
	for d := range n.Descendants() {
		if attr(d, "data-cents") != "" {
			return true
		}
	}
	return false
}

// at follows a path such as "donors.items.3.net_cents".
func at(doc any, path string) string {
	for _, key := range strings.Split(path, ".") {
		switch v := doc.(type) {
		case map[string]any:
			doc = v[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(v) {
				return ""
			}
			doc = v[i]
		}
	}
	if n, ok := doc.(json.Number); ok {
		return n.String()
	}
	return ""
}

func TestAmountsAsShown(t *testing.T) {
	t.Parallel()
	elements := parse(t, sample(t), committee+"/rows", 200)
	for _, n := range all(elements, "td") {
		if strings.Contains(text(n), "−$400.00 (returned)") {
			return
		}
	}
	t.Error("the returned gift is not shown as −$400.00 (returned)")
}
