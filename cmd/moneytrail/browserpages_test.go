package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/klauspost/compress/gzip"

	"moneytrail/scraper/portal/invented"
)

var screenshots = flag.String("screenshots", "", "write pictures of the main pages into this folder")

// templates have one address of every template of the pages.
var templates = []struct{ name, path string }{
	{"home", "/"}, {"search", "/?q=attempt"}, {"committee", "/committees/fppc-9900002"}, {"rows", "/committees/fppc-9900002/rows"},
	{"contest", "/contests/" + invented.Slug}, {"method", "/method"}, {"sources", "/sources"}, {"reference", "/api"}, {"question", "/api?question=get-committee"}, {"feeds", "/feeds"}, {"error", "/nope"},
	{"found", "/search?q=deputy+sherifs"}, {"donors", "/donors"}, {"donor", "/donors/d7y7mwwfwvc172"}, {"classes", "/classes"}, {"class", "/classes/law_enforcement"},
	{"tag", "/tags/megadonor"}, {"filing", "/filings/cal.9900002~F497~%23497-04"}, {"news", "/news?days=7"}, {"late", "/late"},
	{"overlap", "/overlap?a=fppc-9900001&b=fppc-9900002"}, {"newcomers", "/newcomers?from=2025-01-01&thru=2026-12-31&level=1000"}, {"outside", "/outside"},
	{"origins", "/committees/fppc-9900001/origins"}, {"clusters", "/committees/fppc-9900002/clusters"}, {"places", "/committees/fppc-9900002/places"},
	{"jobs", "/committees/fppc-9900002/jobs?by=occupation"}, {"transactions", "/transactions?contest=" + invented.Slug}, {"changes", "/changes"}, {"data", "/data"},
	{"embed-committee", "/embed/committees/fppc-9900002"}, {"embed-contest", "/embed/contests/" + invented.Slug},
}

// browserCounty serves the invented county, once for all tests in the browser.
func browserCounty(t *testing.T) string {
	t.Helper()
	server := serveDB(t, inventedCounty(t, false))
	return server.URL
}

// axe gives axe-core, which .ci/axe fetches.
func axe(t *testing.T) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join("..", "..", ".ci", "cache", "axe-*.js"))
	if err != nil || len(found) == 0 {
		absent(t, "no axe-core: run .ci/axe")
	}
	text, err := os.ReadFile(found[len(found)-1])
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const axeRun = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]})
	.then(r => r.violations.flatMap(v => v.nodes.slice(0, 3).map(n => v.id + ": " + n.target.join(" ") + " " + n.html.slice(0, 160))))`

// Nothing may be cut off to the side, and no text may need scrolling sideways.
const tooWide = `document.documentElement.scrollWidth > innerWidth + 1`

// Every template must pass axe-core in light and dark, on a narrow screen and
// with text of twice the size, ask no other host, and not move while it loads.
func TestBrowserAccessible(t *testing.T) {
	t.Parallel()
	code := axe(t)
	server := browserCounty(t)
	for _, page := range templates {
		t.Run(page.name, func(t *testing.T) {
			b := openTab(t, server)
			b.theme("light", "none")
			b.screen(390, 844)
			b.open(page.path)
			shift := evaluate[float64](b, `new Promise(done => { let sum = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) sum += e.value; }).observe({type: "layout-shift", buffered: true});
				requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50))); })`)
			if shift > 0.02 {
				t.Errorf("the layout shifts by %.3f", shift)
			}
			b.quiet(page.path)
			b.do(chromedp.Evaluate[chromedp.Void](code))
			for _, mode := range []struct {
				name  string
				width int64
				dark  bool
				text  string
			}{{"light", 390, false, ""}, {"dark", 1280, true, ""}, {"320 px", 320, false, ""}, {"text of 200 %", 390, false, "200%"}} {
				scheme := "light"
				if mode.dark {
					scheme = "dark"
				}
				b.theme(scheme, "none")
				b.screen(mode.width, 844)
				b.do(chromedp.Evaluate[chromedp.Void](`document.documentElement.style.fontSize = ` + quoted(mode.text)))
				for _, violation := range evaluate[[]string](b, axeRun) {
					t.Errorf("%s, %s: %s", page.path, mode.name, violation)
				}
				if evaluate[bool](b, tooWide) {
					t.Errorf("%s, %s: wider than the screen", page.path, mode.name)
				}
			}
		})
	}
}

// What axe-core is asked for finds what is wrong.
func TestBrowserAxeFinds(t *testing.T) {
	t.Parallel()
	code := axe(t)
	b := openTab(t, "data:")
	b.open("text/html,<html lang=en><title>x</title><p style='color:%23ccc'>pale</p><input><a href=x></a>")
	b.do(chromedp.Evaluate[chromedp.Void](code))
	found := strings.Join(evaluate[[]string](b, axeRun), "\n")
	for _, want := range []string{"color-contrast", "label", "link-name"} {
		if !strings.Contains(found, want) {
			t.Errorf("no %s in %s", want, found)
		}
	}
}

// Amounts in tables stay on a phone, with all their digits within the screen.
func TestBrowserAmountsOnPhones(t *testing.T) {
	t.Parallel()
	server := browserCounty(t)
	b := openTab(t, server)
	b.screen(390, 844)
	for _, path := range []string{"/", "/committees/fppc-9900002", "/committees/fppc-9900002/rows", "/contests/" + invented.Slug} {
		b.open(path)
		shown := evaluate[[]string](b, `[...document.querySelectorAll("table [data-cents]")].filter(e => !e.closest("details:not([open])")).map(e => {
			const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0 && r.left >= 0 && r.right <= innerWidth + 1 ? "" : e.textContent + " " + e.dataset.path; })`)
		if len(shown) < 5 {
			t.Errorf("%s: %d amounts", path, len(shown))
		}
		for _, lost := range shown {
			if lost != "" {
				t.Errorf("%s: not on the screen: %s", path, lost)
			}
		}
	}
}

// Tab goes through the page in its order; where it is, is seen.
func TestBrowserKeyboard(t *testing.T) {
	t.Parallel()
	server := browserCounty(t)
	b := openTab(t, server)
	b.theme("light", "none")
	b.screen(1280, 844)
	for _, path := range []string{"/", "/committees/fppc-9900002", "/committees/fppc-9900002/rows", "/contests/" + invented.Slug, "/feeds"} {
		b.open(path)
		last := -1.0
		for i := range 15 {
			b.do(chromedp.KeyEvent(kb.Tab))
			at := evaluate[map[string]any](b, `(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getClientRects()[0] || e.getBoundingClientRect();
				const top = document.elementFromPoint(r.x + Math.min(r.width / 2, 20), r.y + r.height / 2);
				return {tag: e.tagName + " " + e.textContent.trim().slice(0, 40), index: [...document.querySelectorAll("*")].indexOf(e), outline: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
					seen: !!top && (e.contains(top) || top.contains(e)) && r.top >= 0 && r.bottom <= innerHeight, skip: e.classList.contains("skip")}; })()`)
			if i == 0 && at["skip"] != true {
				t.Errorf("%s: the first stop is %v", path, at)
			}
			index, _ := at["index"].(float64)
			if index <= last || at["outline"] != true || at["seen"] != true {
				t.Errorf("%s, stop %d after %v: %v", path, i, last, at)
			}
			last = index
		}
	}
}

// Every template keeps within its weight, and lets no script or style stand in
// the page.
func TestPageBudgets(t *testing.T) {
	t.Parallel()
	server := serveDB(t, inventedCounty(t, false))
	for _, p := range templates {
		resp, err := server.Client().Do(request(t, server.URL+p.path))
		if err != nil {
			t.Fatal(err)
		}
		packed, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close() // everything was read
		if err != nil {
			t.Fatal(err)
		}
		whole := packed
		if resp.Header.Get("Content-Encoding") == "gzip" {
			r, err := gzip.NewReader(strings.NewReader(string(packed)))
			if err != nil {
				t.Fatal(err)
			}
			if whole, err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
		}
		limit := 60 << 10
		if strings.HasPrefix(p.name, "embed") {
			limit = 30 << 10
		}
		packedLimit := 20 << 10
		if len(whole) > limit || len(packed) > packedLimit {
			t.Errorf("%s: %d bytes, %d compressed; at most %d and %d", p.path, len(whole), len(packed), limit, packedLimit)
		}
		if policy := resp.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %s", p.path, policy)
		}
		scripts := 0
		for _, m := range scriptPattern.FindAllStringSubmatch(string(whole), -1) {
			if m[1] == "" {
				t.Errorf("%s: a script in the page", p.path)
				continue
			}
			scripts += compressed(t, fetch(t, server, m[1]))
		}
		if scripts > 15<<10 {
			t.Errorf("%s: scripts of %d bytes compressed, at most %d", p.path, scripts, 15<<10)
		}
		t.Logf("%s: %d bytes, %d compressed, scripts %d", p.path, len(whole), len(packed), scripts)
	}
}

var scriptPattern = regexp.MustCompile(`<script[^>]*?(?: src="([^"]*)")?[^>]*>`)

func compressed(t *testing.T, text string) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return b.Len()
}

func request(t *testing.T, url string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip")
	return r
}

// TestBrowserScreenshots makes pictures for eyes: go test ./cmd/moneytrail -run
// BrowserScreenshots -screenshots ../../screenshots.
func TestBrowserScreenshots(t *testing.T) {
	t.Parallel()
	if *screenshots == "" {
		t.Skip("no -screenshots DIR")
	}
	if err := os.MkdirAll(*screenshots, 0o750); err != nil {
		t.Fatal(err)
	}
	b := openTab(t, browserCounty(t))
	for _, p := range templates {
		for _, mode := range []struct {
			name, scheme string
			width        int64
		}{{"phone", "light", 390}, {"wide", "light", 1280}, {"dark", "dark", 390}} {
			b.theme(mode.scheme, "none")
			b.screen(mode.width, 844)
			b.open(p.path)
			picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(*screenshots, fmt.Sprintf("%s-%s.png", p.name, mode.name)), picture, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
