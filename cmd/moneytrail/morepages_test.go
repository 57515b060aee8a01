package main

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

var linkPattern = regexp.MustCompile(`href="(/[^"#]*)`)

// From the page of a committee of the invented county every page of a donor, a
// class, a filing and the lists can be reached, and each says what its JSON
// says.
func TestMorePagesAgreeWithJSON(t *testing.T) {
	t.Parallel()
	server := serveDB(t, inventedCounty(t, false))
	paths := []string{
		"/donors", "/donors?class=law_enforcement", "/tags/megadonor", "/tags/le_individual", "/classes/law_enforcement", "/late?days=60", "/news?days=30",
		"/news?days=7&committee=fppc-9900002", "/overlap?a=fppc-9900001&b=fppc-9900002", "/newcomers?from=2025-01-01&thru=2026-12-31", "/outside",
		"/committees/fppc-9900001/origins", "/committees/fppc-9900002/places", "/committees/fppc-9900002/jobs?by=occupation",
		"/committees/fppc-9900002/clusters?by=employer&donors=2", "/search?q=deputy+sherifs", "/search?q=bakers", "/changes",
		"/transactions?contest=invented-recall&status=counted", "/transactions?donor=d7y7mwwfwvc172",
	}
	found := map[string]bool{}
	for _, path := range append(paths, "/committees/fppc-9900002", "/committees/fppc-9900002/rows?limit=200") {
		for _, m := range linkPattern.FindAllStringSubmatch(fetch(t, server, path), -1) {
			link := html.UnescapeString(m[1])
			if strings.HasPrefix(link, "/donors/") || strings.HasPrefix(link, "/filings/") || strings.HasPrefix(link, "/classes/") || strings.HasPrefix(link, "/tags/") {
				if !strings.Contains(link, "as_of") {
					found[link] = true
				}
			}
		}
	}
	donors, filings := 0, 0
	for link := range found {
		paths = append(paths, link)
		donors += strings.Count(link, "/donors/")
		filings += strings.Count(link, "/filings/")
	}
	if donors < 8 || filings < 8 {
		t.Errorf("%d donors and %d filings are linked", donors, filings)
	}
	figures := 0
	for _, path := range paths {
		if page := fetch(t, server, path); !strings.Contains(page, `data-cents`) {
			if len(page) > 60<<10 {
				t.Errorf("%s: %d bytes", path, len(page))
			}
			continue
		}
		figures += comparePage(t, server, path)
	}
	if figures < 500 {
		t.Errorf("only %d figures compared", figures)
	}
	filing := fetch(t, server, "/filings/cal.9900002~F460~2026-01-01~2026-04-18")
	for _, words := range []string{"What it changed", "Rows against the filer’s own summary", "ties to the cent", "SHA-256"} {
		if !strings.Contains(filing, words) {
			t.Errorf("the page of an amended filing does not say %q", words)
		}
	}
}
