package web_test

import (
	"net/http"
	"strings"
	"testing"

	"moneytrail/api"
)

// The reference shows every operation and parameter, every link within it
// leads somewhere, and it asks no other site for anything.
func TestReference(t *testing.T) {
	t.Parallel()
	elements := parse(t, sample(t), "/api", http.StatusOK)
	ids, links, whole := map[string]bool{}, []string{}, text(elements[0])
	for _, n := range elements {
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %s stands twice", id)
			}
			ids[id] = true
		}
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
	for _, op := range api.Operations() {
		for _, want := range []string{op.Summary, op.Text, api.Root + op.Path, api.Root + op.Example} {
			if !strings.Contains(whole, want) {
				t.Errorf("the reference lacks %q", want)
			}
		}
		if !ids[op.ID] {
			t.Errorf("the reference lacks a section %s", op.ID)
		}
	}
}
