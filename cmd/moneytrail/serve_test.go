package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"moneytrail/scraper/portal/invented"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

var (
	figurePattern = regexp.MustCompile(`data-cents="(-?\d+)" data-path="([^"]+)"`)
	dataPattern   = regexp.MustCompile(`href="(/api/v1/[^"]+)"`)
)

func fetch(t *testing.T, server *httptest.Server, path string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", path, resp.StatusCode, err)
	}
	if err := resp.Body.Close(); err != nil {
		t.Error(err)
	}
	return string(body)
}

// comparePage checks every figure of a page against the JSON that the page, or
// the part of it that the figure stands in, says it is from, to the cent, and
// gives the number of figures.
func comparePage(t *testing.T, server *httptest.Server, path string) int {
	t.Helper()
	page := fetch(t, server, path)
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	_, foot, _ := strings.Cut(page, "<footer")
	link := dataPattern.FindStringSubmatch(foot)
	if link == nil {
		t.Fatalf("%s links to no JSON", path)
	}
	main := html.UnescapeString(link[1])
	answers := map[string]any{}
	figures := 0
	for n := range doc.Descendants() {
		cents := attribute(n, "data-cents")
		if cents == "" {
			continue
		}
		figures++
		from := main
		for up := n; up != nil; up = up.Parent {
			if f := attribute(up, "data-from"); f != "" {
				from = f
				break
			}
		}
		if answers[from] == nil {
			var answer any
			if err := json.Unmarshal([]byte(fetch(t, server, from)), &answer); err != nil {
				t.Fatal(err)
			}
			answers[from] = answer
		}
		if got := at(answers[from], strings.Split(attribute(n, "data-path"), ".")); fmt.Sprint(got) != cents {
			t.Errorf("%s shows %s cents for %s; %s has %v", path, cents, attribute(n, "data-path"), from, got)
		}
	}
	return figures
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// at follows a path of keys and indexes.
func at(v any, path []string) any {
	for _, key := range path {
		switch node := v.(type) {
		case map[string]any:
			v = node[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(node) {
				return nil
			}
			v = node[i]
		}
	}
	if n, ok := v.(float64); ok {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return v
}

func serveDB(t *testing.T, db *sqlite.DB) *httptest.Server {
	t.Helper()
	return serveWith(t, db, "")
}

// serveWith serves with a rule file of classes; empty is the shipped one.
func serveWith(t *testing.T, db *sqlite.DB, classes string) *httptest.Server {
	t.Helper()
	a := &app{streams: streams{out: io.Discard, err: io.Discard}, now: time.Now, classes: classes}
	s, err := a.newServer(db, true, newMetrics(fixedNow))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.Handler)
	t.Cleanup(server.Close)
	return server
}

func TestPagesAgreeWithJSON(t *testing.T) {
	t.Parallel()
	server := serveDB(t, inventedCounty(t, false))
	figures := 0
	for _, path := range []string{
		"/", "/committees/fppc-9900002", "/committees/fppc-9900001", "/committees/9910001", "/committees/fppc-9900002/rows", "/committees/fppc-9900002/rows?status=superseded",
		"/contests/" + invented.Slug,
	} {
		figures += comparePage(t, server, path)
	}
	if figures < 150 {
		t.Errorf("only %d figures compared", figures)
	}
	if page := fetch(t, server, "/method"); !strings.Contains(page, "24-hour notices") {
		t.Error("the method page does not print the rules in force")
	}
}

func TestPagesAgreeWithJSONOnRealData(t *testing.T) {
	t.Parallel()
	book := storetest.SharedData(t, "california", "netfile_excel", "efile_BRK_2017.xlsx")
	path := filepath.Join(t.TempDir(), "real.db")
	must(t, "import", "--db", path, book)
	a := &app{db: path, now: fixedNow}
	db, _, err := a.openToRead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	server := serveDB(t, db)
	for _, path := range []string{"/committees/1392842", "/committees/1249144", "/committees/1383020/rows", "/", "/donors", "/late?days=3660", "/news?days=365", "/committees/1392842/origins", "/transactions"} {
		if n := comparePage(t, server, path); n < 5 {
			t.Errorf("%s: %d figures", path, n)
		}
	}
}
