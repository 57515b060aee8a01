package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"moneytrail/api"
	"moneytrail/api/apitest"
	"moneytrail/web"
)

var (
	committee = "/committees/" + apitest.CommitteeID
	hostile   = "/committees/" + url.PathEscape(apitest.HostileID)
	contest   = "/contests/" + apitest.ContestSlug
)

func newHandler(t *testing.T, reader api.Reader, opt web.Options) http.Handler {
	t.Helper()
	service := api.NewService(reader, apitest.Rules{})
	e := api.NewEcho(api.Options{})
	if err := api.Register(e, service, api.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := web.Register(e, service, opt); err != nil {
		t.Fatal(err)
	}
	h, err := api.NewHandler(e, service, api.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func sample(t *testing.T) http.Handler {
	t.Helper()
	return newHandler(t, apitest.Sample(), web.Options{Invented: true, Rules: []web.Rule{{Title: "Versions", Text: "The latest counts.", Source: "<law>"}}})
}

func get(t *testing.T, h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// parse reads the page of a path, which must answer the status.
func parse(t *testing.T, h http.Handler, path string, status int) []*html.Node {
	t.Helper()
	w := get(t, h, path)
	if w.Code != status {
		t.Fatalf("%s: status %d, want %d", path, w.Code, status)
	}
	doc, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	var elements []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			elements = append(elements, n)
		}
	}
	return elements
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func all(elements []*html.Node, tag string) []*html.Node {
	var out []*html.Node
	for _, n := range elements {
		if n.Data == tag {
			out = append(out, n)
		}
	}
	return out
}
