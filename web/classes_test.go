package web_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"moneytrail/api/apitest"
	"moneytrail/store"
	"moneytrail/web"
)

func byID(t *testing.T, elements []*html.Node, id string) *html.Node {
	t.Helper()
	for _, n := range elements {
		if attr(n, "id") == id {
			return n
		}
	}
	t.Fatalf("nothing has the id %s", id)
	return nil
}

func within(n *html.Node, tag string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == tag {
			out = append(out, d)
		}
	}
	return out
}

func TestDonorsShowTheirKind(t *testing.T) {
	t.Parallel()
	for path, want := range map[string][]string{
		committee + "?limit=25": {"police association (by name)", "other unions (by name)", "probably real estate", "megadonor", "probably other unions"},
		contest:                 {"police association (by name)", "probably real estate"},
	} {
		donors := text(byID(t, parse(t, sample(t), path, 200), "donors"))
		for _, words := range want {
			if !strings.Contains(donors, words) {
				t.Errorf("%s: no donor is %q", path, words)
			}
		}
	}
}

// The kinds of donors stand in a table, law enforcement first, and what is not
// classified is always there.
func TestKindsOfDonors(t *testing.T) {
	t.Parallel()
	h := sample(t)
	for _, path := range []string{committee, contest, hostile, committee + "?class=fire", "/committees/fppc-9000002"} {
		section := byID(t, parse(t, h, path, 200), "classes")
		var heads []string
		for _, th := range within(section, "th") {
			if attr(th, "scope") == "row" {
				heads = append(heads, strings.TrimSpace(text(th)))
			}
		}
		if len(heads) < 2 || !strings.HasPrefix(heads[0], "Law-enforcement unions and associations") {
			t.Errorf("%s: law enforcement is not first: %.80q", path, heads)
			continue
		}
		said := text(section)
		if !strings.Contains(said, "Not classified") || !strings.Contains(said, "Classified by this tool, not by the filer") {
			t.Errorf("%s: says neither what is not classified nor by whom", path)
		}
		if got := strings.Contains(said, "Does not add up"); got != (path == hostile) {
			t.Errorf("%s: does not add up: %v", path, got)
		}
	}
}

// The bar must not be longer than itself, and must say in words what it shows.
func TestBarsOfKinds(t *testing.T) {
	t.Parallel()
	for _, path := range []string{committee, contest, hostile} {
		bars := 0
		elements := parse(t, sample(t), path, 200)
		for _, svg := range all(elements, "svg") {
			if attr(svg, "role") != "img" || !slices.Contains(strings.Fields(attr(svg, "class")), "stack") {
				continue
			}
			bars++
			if label := attr(svg, "aria-label"); !strings.Contains(label, "%") {
				t.Errorf("%s: the bar says %q", path, label)
			}
			end := 0.0
			for _, rect := range within(svg, "rect") {
				x, w := percentOf(t, attr(rect, "x")), percentOf(t, attr(rect, "width"))
				if p, ok := strings.CutPrefix(attr(rect, "fill"), "url(#"); ok {
					byID(t, elements, strings.TrimSuffix(p, ")"))
				} else if x < end-0.05 || x > end+0.05 {
					t.Errorf("%s: a part begins at %v, the one before ends at %v", path, x, end)
				}
				end = x + w
			}
			if end > 100.05 {
				t.Errorf("%s: the bar ends at %v%%", path, end)
			}
		}
		if bars == 0 {
			t.Errorf("%s has no bar", path)
		}
	}
}

func percentOf(t *testing.T, s string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(strings.TrimSuffix(s, "%"), 64)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFilterIsSaidAndKept(t *testing.T) {
	t.Parallel()
	h := sample(t)
	for _, path := range []string{committee, contest} {
		elements := parse(t, h, path+"?class=law_enforcement&limit=1", 200)
		donors := byID(t, elements, "donors")
		if !strings.Contains(text(donors), "Only Law-enforcement unions and associations") || len(within(donors, "tbody")) != 1 || len(within(within(donors, "tbody")[0], "tr")) != 1 {
			t.Errorf("%s: %s", path, text(donors))
		}
		next, other := false, false
		for _, a := range within(donors, "a") {
			next = next || strings.Contains(attr(a, "href"), "class=law_enforcement&cursor=")
			other = other || attr(a, "href") == path+"#donors"
		}
		if !next || !other {
			t.Errorf("%s: the next page keeps the filter: %v; all donors are one step away: %v", path, next, other)
		}
		if w := get(t, h, path+"?class=law_enforcement"); w.Header().Get("X-Robots-Tag") != "noindex" {
			t.Errorf("%s: lists of persons may be indexed", path)
		}
	}
}

func TestTagsAreExplained(t *testing.T) {
	t.Parallel()
	h := sample(t)
	method := parse(t, h, "/method", 200)
	for _, n := range all(parse(t, h, committee, 200), "a") {
		if attr(n, "class") != "tag" {
			continue
		}
		_, id, _ := strings.Cut(attr(n, "href"), "#")
		if text(byID(t, method, id)) != text(n) {
			t.Errorf("%s is not explained", text(n))
		}
	}
}

// Every class of a large committee must fit.
func TestManyKindsAreLight(t *testing.T) {
	t.Parallel()
	reader := apitest.Sample()
	report, group := reader.Reports[apitest.CommitteeID], reader.Groups[apitest.ContestSlug]
	for len(report.Filings) < 300 {
		report.Filings = append(report.Filings, report.Filings[:2]...)
	}
	for i := range 24 {
		for _, confidence := range []string{"rule", "weak"} {
			report.Classes = append(report.Classes, store.ClassTotal{Class: fmt.Sprintf("invented_class_%d", i), Confidence: confidence, Donors: 100, Net: 1_234_567_89, Pending: 1})
		}
	}
	group.Classes = report.Classes
	h := newHandler(t, reader, web.Options{})
	for _, path := range []string{committee, contest} {
		if n := get(t, h, path).Body.Len(); n > 60<<10 {
			t.Errorf("%s: %d bytes", path, n)
		} else {
			t.Logf("%s: %d bytes", path, n)
		}
	}
}
