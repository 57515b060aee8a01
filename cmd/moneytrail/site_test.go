package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"moneytrail/scraper/portal/invented"
	"moneytrail/store/sqlite"
)

func exportInvented(t *testing.T, db *sqlite.DB, contest, site string) string {
	t.Helper()
	var out bytes.Buffer
	a := &app{streams: streams{out: &out, err: &out}, format: "table", now: fixedNow, public: publicSettings{site: site}}
	dir := filepath.Join(t.TempDir(), "copy")
	if err := a.exportSite(t.Context(), db, dir, contest, true); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	return dir
}

// siteFiles gives the files of a copy below dir, with slashes.
func siteFiles(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		out[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func attributeOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// checkCopy follows every link of a page of a copy.
func checkCopy(t *testing.T, files map[string][]byte, name string) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(files[name]))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "form" || n.Data == "script" || n.Data == "textarea" {
			t.Errorf("%s has a <%s>, which needs a server", name, n.Data)
		}
		for _, link := range []string{attributeOf(n, "href"), attributeOf(n, "src")} {
			u, err := url.Parse(link)
			if err != nil || u.Scheme != "" || u.Path == "" {
				continue
			}
			if strings.HasPrefix(link, "/") || u.RawQuery != "" {
				t.Errorf("%s: %s needs a server", name, link)
				continue
			}
			at := (&url.URL{Path: "/" + name}).ResolveReference(u)
			body, ok := files[strings.TrimPrefix(at.Path, "/")]
			if !ok {
				t.Errorf("%s: %s leads nowhere", name, link)
			}
			if u.Fragment != "" && !bytes.Contains(body, []byte(`id="`+html.EscapeString(u.Fragment)+`"`)) {
				t.Errorf("%s: %s has no such place", name, link)
			}
		}
	}
}

// Every link of the copy leads to a file, and the figures are those that the
// server shows.
func TestSiteExport(t *testing.T) {
	t.Parallel()
	db := inventedCounty(t, false)
	server := serveDB(t, db)
	for name, contest := range map[string]string{"contest": invented.Slug, "everything": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := siteFiles(t, exportInvented(t, db, contest, ""))
			pages := 0
			for file := range files {
				if strings.HasSuffix(file, ".html") {
					checkCopy(t, files, file)
					pages++
				}
			}
			if pages < 40 || len(files) < pages+20 {
				t.Errorf("%d pages, %d files", pages, len(files))
			}
			same := map[string]string{"committees/fppc-9900002.html": "/committees/fppc-9900002", "committees/fppc-9900001/rows.status-counted.html": "/committees/fppc-9900001/rows?status=counted", "index.html": "/contests/" + invented.Slug}
			if contest == "" {
				same["index.html"], same["contests/"+invented.Slug+".html"] = "/", "/contests/"+invented.Slug
			}
			for file, path := range same {
				want := figurePattern.FindAllStringSubmatch(fetch(t, server, path), -1)
				got := figurePattern.FindAllStringSubmatch(string(files[file]), -1)
				if diff := cmp.Diff(want, got); diff != "" || len(want) < 5 {
					t.Errorf("%s (-served +copy), %d figures:\n%s", file, len(want), diff)
				}
			}
			outside := files["committees/fppc-9910001.html"] // no member of the contest
			if (outside != nil) != (contest == "") {
				t.Errorf("the police union's page is in the copy: %v", outside != nil)
			}
			checkSums(t, files)
			if files["sitemap.xml"] != nil || files[siteMark] == nil {
				t.Error("a site map without an address, or no mark")
			}
		})
	}
}

func checkSums(t *testing.T, files map[string][]byte) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(string(files["SHA256SUMS"])), "\n")
	for _, line := range lines {
		want, name, _ := strings.Cut(line, "  ")
		sum := sha256.Sum256(files[name])
		if hex.EncodeToString(sum[:]) != want {
			t.Errorf("%s is not as SHA256SUMS says", name)
		}
	}
	if len(lines)+3 != len(files) { // itself, the mark, robots.txt
		t.Errorf("%d sums of %d files", len(lines), len(files))
	}
}

func TestSiteExportForAnAddress(t *testing.T) {
	t.Parallel()
	const site = "https://money.example"
	files := siteFiles(t, exportInvented(t, inventedCounty(t, false), invented.Slug, site))
	siteMap := string(files["sitemap.xml"])
	if !strings.Contains(siteMap, "<loc>"+site+"/committees/fppc-9900002.html</loc>") || strings.Contains(siteMap, "rows") || strings.Contains(siteMap, "embed") {
		t.Error(siteMap)
	}
	page := string(files["committees/fppc-9900002.html"])
	for _, want := range []string{`<link rel="canonical" href="` + site + `/committees/fppc-9900002.html"`, `property="og:image" content="` + site + `/committees/fppc-9900002/card.png"`, `href="../static/style.css"`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	for file, body := range files {
		if strings.HasSuffix(file, ".html") && strings.Contains(string(body), "noindex") && strings.Contains(siteMap, file) {
			t.Errorf("%s is in the site map", file)
		}
	}
	if card := files["committees/fppc-9900002/card.png"]; !bytes.HasPrefix(card, []byte("\x89PNG")) {
		t.Error("no card")
	}
}

// A copy appears whole or not at all, and replaces only copies.
func TestSiteExportRefuses(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	db := filepath.Join(root, "county.db")
	for name, body := range files(t) {
		must(t, "import", "--db", db, write(t, root, name, body))
	}
	list := write(t, root, "contest.toml", invented.Contest())
	must(t, "contest", "load", "--db", db, list)
	full := filepath.Join(root, "full")
	if err := os.Mkdir(full, 0o750); err != nil {
		t.Fatal(err)
	}
	write(t, full, "mine.txt", []byte("mine"))
	for _, test := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{full}, exitUsage, "not empty"},
		{[]string{full, "--replace"}, exitUsage, "is no copy"},
		{[]string{filepath.Join(root, "new"), "--contest", "none"}, exitNotFound, "none"},
		{[]string{filepath.Join(root, "new"), "--site", "money.example"}, exitUsage, "--site"},
		{[]string{filepath.Join(root, "new"), "--report-to", "nobody"}, exitUsage, "--report-to"},
		{nil, exitUsage, "arg"},
	} {
		got := call(t, append([]string{"site", "export", "--db", db}, test.args...)...)
		if got.code != test.code || !strings.Contains(got.err, test.says) {
			t.Errorf("%v: exit %d, %s", test.args, got.code, got.err)
		}
	}
	copyDir := filepath.Join(root, "copy")
	must(t, "site", "export", "--db", db, copyDir, "--contest", invented.Slug)
	stray := write(t, copyDir, "stray.txt", []byte("x"))
	if got := call(t, "site", "export", "--db", db, copyDir, "--contest", invented.Slug); got.code != exitUsage || !strings.Contains(got.err, "--replace") {
		t.Errorf("exit %d, %s", got.code, got.err)
	}
	a := must(t, "site", "export", "--db", db, copyDir, "--contest", invented.Slug, "--replace", "--format", "json")
	if record := decode[siteRecord](t, a.out); record.Contest != invented.Slug || record.Summary == nil || record.Pages < 20 {
		t.Errorf("%s", a.out)
	}
	if _, err := os.Stat(stray); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the former copy was not replaced whole: %v", err)
	}
	entries, err := os.ReadDir(root)
	if err != nil || slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		return strings.HasPrefix(e.Name(), ".copy") || strings.HasPrefix(e.Name(), ".new") || e.Name() == "new"
	}) {
		t.Errorf("something was left: %v %v", entries, err)
	}
}

func TestSiteExportStops(t *testing.T) {
	t.Parallel()
	db := inventedCounty(t, false)
	root := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	a := &app{streams: streams{out: io.Discard, err: io.Discard}, now: fixedNow}
	if err := a.exportSite(ctx, db, filepath.Join(root, "copy"), "", true); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if entries, err := os.ReadDir(root); err != nil || len(entries) != 0 {
		t.Errorf("something was left: %v %v", entries, err)
	}
}
