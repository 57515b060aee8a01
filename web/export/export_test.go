package export_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"moneytrail/web/export"
)

// site answers pages by address.
type site map[string]string

func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	page, ok := s[r.RequestURI]
	if !ok {
		http.NotFound(w, r)
		return
	}
	kind := "text/html"
	if strings.HasSuffix(r.URL.Path, ".svg") {
		kind = "image/svg+xml"
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write([]byte(page)) // a recorder takes everything
}

func all(*url.URL) bool { return true }

func write(t *testing.T, s site, include func(*url.URL) bool) (string, *export.Summary, error) {
	t.Helper()
	dir := t.TempDir()
	sum, err := export.Write(t.Context(), dir, export.Options{Handler: s, Home: "/a", Include: include})
	return dir, sum, err
}

func TestLinks(t *testing.T) {
	t.Parallel()
	dir, sum, err := write(t, site{
		"/a":                  `<a href="/b/C?x=1&amp;y=%2F#z">1</a><a href="/out">2</a><a href="#here">3</a><a href="https://x.example/">4</a><form><input></form><img src="/i.svg"><p data-live>gone</p>`,
		"/b/C?x=1&y=%2F":      `<a href="/">home</a><a href="/a#q">home</a><a href="/b/d?s=memo">d</a><meta name="robots" content="noindex">`,
		"/b/d?s=memo":         `<script>x</script>`,
		"/i.svg":              `<svg/>`,
		"/static/style.css?v": `x`,
	}, func(u *url.URL) bool { return u.Path != "/out" })
	if err != nil {
		t.Fatal(err)
	}
	index, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<a>2</a>`, `<a href="#here">`, `<a href="https://x.example/">`, `src="i.svg"`, `<a href="b/x`, `.html#z">1</a>`} {
		if !strings.Contains(string(index), want) {
			t.Errorf("no %s in %s", want, index)
		}
	}
	if strings.Contains(string(index), "form") || strings.Contains(string(index), "gone") {
		t.Errorf("%s", index)
	}
	d, err := os.ReadFile(filepath.Join(dir, "b", "d.s-memo.html"))
	if err != nil || strings.Contains(string(d), "script") {
		t.Errorf("%s %v", d, err)
	}
	if sum.Pages != 3 || sum.Files != 4 || sum.Unlinked != 1 || len(sum.Listed) != 2 {
		t.Errorf("%+v", sum)
	}
}

func TestNamesDoNotLeaveTheFolder(t *testing.T) {
	t.Parallel()
	s := site{"/a": `<a href="/%2e%2e/%2e%2e/etc">1</a><a href="/A">2</a><a href="/` + strings.Repeat("l", 300) + `">3</a>`}
	s["/%2e%2e/%2e%2e/etc"], s["/A"], s["/"+strings.Repeat("l", 300)] = "x", "y", "z"
	dir, sum, err := write(t, s, all)
	if err != nil || sum.Pages != 4 {
		t.Fatalf("%+v %v", sum, err)
	}
	for _, line := range sum.Sums {
		name := line[66:]
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil || strings.Contains(name, "..") || name != strings.ToLower(name) || len(name) > 120 {
			t.Errorf("%s: written without an error", name)
		}
	}
}

func TestBrokenSites(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]site{
		"no start":         {},
		"dead link":        {"/a": `<a href="/b">b</a>`},
		"two of one name":  {"/a": `<a href="/b?c=1">b</a><a href="/b.c-1">b</a>`, "/b?c=1": "x", "/b.c-1": "x"},
		"addresses broken": {"/a": `<img src="/b">`},
	} {
		if _, _, err := write(t, s, all); err == nil {
			t.Errorf("%s: written without an error", name)
		}
	}
}
