package web_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"moneytrail/api/apitest"
	"moneytrail/store"
	"moneytrail/web"
)

func paths() []string {
	return append(morePaths(), "/", "/?q=nothing-like-it", "/?limit=1", committee, hostile, "/committees/fppc-9000002", committee+"/rows", hostile+"/rows", committee+"/rows?status=memo", contest, "/method", "/sources", "/feeds", committee+"?class=law_enforcement", committee+"?tag=megadonor", contest+"?class=unknown", committee+"/places?by=city", hostile+"/jobs")
}

// Each page must be usable with a keyboard, a screen reader and without
// scripts, and must load nothing from elsewhere.
func TestPagesAreSound(t *testing.T) {
	t.Parallel()
	h := sample(t)
	for _, path := range append(paths(), "/nope") {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			status := http.StatusOK
			if path == "/nope" {
				status = http.StatusNotFound
			}
			elements := parse(t, h, path, status)
			for tag, want := range map[string]int{"h1": 1, "main": 1, "header": 1, "footer": 1, "script": 0, "style": 0, "img": 0, "iframe": 0} {
				if got := len(all(elements, tag)); got != want {
					t.Errorf("%d <%s>, want %d", got, tag, want)
				}
			}
			if got := len(within(all(elements, "head")[0], "title")); got != 1 {
				t.Errorf("%d titles, want 1", got)
			}
			if attr(all(elements, "html")[0], "lang") != "en" {
				t.Error("no language")
			}
			ids := map[string]bool{}
			for _, n := range elements {
				checkElement(t, n)
				if id := attr(n, "id"); id != "" {
					if ids[id] {
						t.Errorf("id %s stands twice", id)
					}
					ids[id] = true
				}
			}
			for _, n := range all(elements, "a") {
				if href := attr(n, "href"); strings.HasPrefix(href, "#") && !ids[href[1:]] {
					t.Errorf("%s leads nowhere", href)
				}
			}
			if !strings.Contains(text(all(elements, "body")[0]), "Invented data: no person, committee or union here is real") {
				t.Error("the band of invented data is missing")
			}
		})
	}
}

func checkElement(t *testing.T, n *html.Node) {
	t.Helper()
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			t.Errorf("<%s> has the attribute %s", n.Data, a.Key)
		}
	}
	switch n.Data {
	case "table":
		if c := n.FirstChild.NextSibling; c == nil || c.Data != "caption" {
			t.Error("a table without a caption")
		}
	case "th":
		if attr(n, "scope") == "" {
			t.Errorf("a heading without scope: %s", text(n))
		}
	case "a":
		if strings.TrimSpace(text(n)) == "" || strings.HasPrefix(attr(n, "href"), "javascript") {
			t.Errorf("a bad link: %v", n.Attr)
		}
	case "link":
		if href := attr(n, "href"); !strings.HasPrefix(href, "/static/") && !(attr(n, "rel") == "alternate" && strings.HasPrefix(href, "/feeds/")) {
			t.Errorf("something from elsewhere: %s", attr(n, "href"))
		}
	}
}

// A reader must be able to follow every link within the site.
func TestLinksLead(t *testing.T) {
	t.Parallel()
	h := sample(t)
	seen, queue := map[string]bool{}, []string{"/"}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		w := get(t, h, path)
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d", path, w.Code)
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		for _, n := range parse(t, h, path, w.Code) {
			href, _, _ := strings.Cut(attr(n, "href"), "#")
			if strings.HasPrefix(href, "?") {
				page, _, _ := strings.Cut(path, "?")
				href = page + href
			}
			if strings.HasPrefix(href, "/") {
				queue = append(queue, href)
			}
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d addresses", len(seen))
	}
}

func TestHostileTextStaysText(t *testing.T) {
	t.Parallel()
	h := sample(t)
	for _, path := range []string{hostile, hostile + "/rows", "/", "/?q=" + url.QueryEscape("<script>\u202E"), hostile + "/rows?schedule=" + url.QueryEscape(`"><u>`), hostile + "/places", hostile + "/places?by=city", hostile + "/jobs", hostile + "?filings=all", contest} {
		checkHostile(t, path, get(t, h, path).Body.String())
		for _, n := range parse(t, h, path, 200) {
			if n.Data == "bdi" && len([]rune(text(n))) > 300 {
				t.Errorf("%s: a name of %d characters is not cut", path, len(text(n)))
			}
		}
	}
	if !strings.Contains(get(t, h, hostile).Body.String(), strings.Repeat("x", 4000)) {
		t.Error("the whole name is nowhere")
	}
}

func checkHostile(t *testing.T, path, body string) {
	t.Helper()
	for _, bad := range []string{"<script", "\u202E", "\u2066", "\x00", "\x07", "<img", `"><u>`, "javascript:"} {
		if strings.Contains(body, bad) {
			t.Errorf("%s holds %q", path, bad)
		}
	}
}

func TestCommitteePageIsLight(t *testing.T) {
	t.Parallel()
	reader := apitest.Sample()
	report := reader.Reports[apitest.CommitteeID]
	for len(report.Filings) < 300 {
		report.Filings = append(report.Filings, report.Filings[:2]...)
	}
	h := newHandler(t, reader, web.Options{})
	if n := get(t, h, committee).Body.Len(); n > 60<<10 {
		t.Errorf("%d bytes", n)
	}
	if n := strings.Count(get(t, h, committee+"?filings=all").Body.String(), "Form 460"); n != len(report.Filings) {
		t.Errorf("%d filings shown of %d", n, len(report.Filings))
	}
}

func TestErrorsArePages(t *testing.T) {
	t.Parallel()
	secret := errors.New("secret: no such table")
	tests := map[string]struct {
		err    error
		path   string
		status int
		says   string
	}{
		"unknown committee": {nil, "/committees/fppc-0", 404, "Search for it by name"},
		"unknown contest":   {nil, "/contests/none", 404, "list of committees"},
		"unknown page":      {nil, "/nope", 404, "nothing at this address"},
		"unknown asset":     {nil, "/static/none.js", 404, "nothing at this address"},
		"wrong parameter":   {nil, committee + "?sort=name", 400, "The parameter sort is not known here"},
		"unknown class":     {nil, committee + "?class=%3Cb%3E", 400, "class is no class of donors: &lt;b&gt;"},
		"unknown tag":       {nil, contest + "?tag=rich", 400, "tag is no tag with a rule: rich"},
		"wrong choice":      {nil, committee + "?filings=some", 400, "filings must be one of all"},
		"wrong row filter":  {nil, committee + "/rows?from=now", 400, "YYYY-MM-DD"},
		"failure":           {secret, committee, 500, "It has been logged"},
		"too slow":          {context.DeadlineExceeded, "/", 503, "Try again"},
		"ambiguous":         {store.ErrAmbiguous, "/committees/1", 400, "full id"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reader := apitest.Sample()
			reader.Err = tt.err
			w := get(t, newHandler(t, reader, web.Options{}), tt.path)
			body := w.Body.String()
			if w.Code != tt.status || !strings.Contains(body, tt.says) || strings.Contains(body, "secret") {
				t.Errorf("status %d, want %d and %q in:\n%s", w.Code, tt.status, tt.says, body)
			}
			if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("headers %v", w.Header())
			}
		})
	}
}

func TestErrorsOfTheAPIStayProblems(t *testing.T) {
	t.Parallel()
	if got := get(t, sample(t), "/api/v1/nothing").Header().Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("content type %q", got)
	}
}

func TestPagesAreCheckedAgainstWhatIsHeld(t *testing.T) {
	t.Parallel()
	h := sample(t)
	for _, path := range []string{"/", committee, committee + "/rows", contest, "/method"} {
		tag := get(t, h, path).Header().Get("ETag")
		if w := get(t, h, path, "If-None-Match", tag); tag == "" || w.Code != http.StatusNotModified || w.Body.Len() != 0 {
			t.Errorf("%s with %s: %d", path, tag, w.Code)
		}
	}
	plain := newHandler(t, apitest.Sample(), web.Options{})
	if get(t, plain, "/").Header().Get("ETag") == get(t, h, "/").Header().Get("ETag") {
		t.Error("other settings, the same tag")
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	h := sample(t)
	w := get(t, h, committee, "Origin", "https://other.example")
	if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "style-src 'self'") || strings.Contains(csp, "unsafe") || strings.Contains(csp, "script-src") {
		t.Errorf("policy %q", csp)
	}
	again := get(t, h, committee, "If-None-Match", w.Header().Get("ETag"))
	if again.Code != http.StatusNotModified || again.Header().Get("Content-Security-Policy") != w.Header().Get("Content-Security-Policy") {
		t.Errorf("an unchanged page (%d) renews its policy to %q", again.Code, again.Header().Get("Content-Security-Policy"))
	}
	if w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Error("pages need no CORS")
	}
	if get(t, h, committee+"/rows").Header().Get("X-Robots-Tag") != "noindex" {
		t.Error("rows of persons may be indexed")
	}
	href := ""
	for _, n := range all(parse(t, h, "/", 200), "link") {
		if attr(n, "rel") == "stylesheet" {
			href = attr(n, "href")
		}
	}
	if got := get(t, h, href).Header().Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("%s: %q", href, got)
	}
	if got := get(t, h, "/static/style.css?v=old").Header().Get("Cache-Control"); got != "no-cache" {
		t.Errorf("old stylesheet: %q", got)
	}
}
