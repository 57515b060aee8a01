package web_test

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"moneytrail/api"
)

// The reference shows every operation and parameter, every link within it
// leads somewhere, and it asks no other site for anything.
func TestReference(t *testing.T) {
	t.Parallel()
	h := sample(t)
	list := soundReference(t, parse(t, h, "/api", http.StatusOK))
	for i, op := range api.Operations() {
		if testing.Short() && i%10 > 0 {
			continue
		}
		page := "/api?question=" + op.ID
		if !list[page] {
			t.Errorf("the list of questions lacks %s", page)
		}
		elements := parse(t, h, page, http.StatusOK)
		soundReference(t, elements)
		whole := text(elements[0])
		for _, want := range []string{op.Summary, op.Text, api.Root + op.Path, api.Root + op.Example} {
			if !strings.Contains(whole, want) {
				t.Errorf("the reference lacks %q", want)
			}
		}
	}
	parse(t, h, "/api?question=nothing-like-it", http.StatusNotFound)
}

// soundReference checks what must hold of any page of the reference, and gives
// the addresses that it links to.
func soundReference(t *testing.T, elements []*html.Node) map[string]bool {
	t.Helper()
	ids, links, out := map[string]bool{}, []string{}, map[string]bool{}
	for _, n := range elements {
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %s stands twice", id)
			}
			ids[id] = true
		}
		out[attr(n, "href")] = true
		if href, ok := strings.CutPrefix(attr(n, "href"), "#"); ok {
			links = append(links, href)
		}
		for _, name := range []string{"src", "href", "action"} {
			if v := attr(n, name); strings.Contains(v, "//") {
				t.Errorf("<%s %s=%q> asks another site", n.Data, name, v)
			}
		}
		if n.Data == "script" {
			t.Error("the page needs a script")
		}
	}
	for _, href := range links {
		if !ids[href] {
			t.Errorf("#%s leads nowhere", href)
		}
	}
	return out
}
