package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"moneytrail/api"
	"moneytrail/scraper/portal/invented"
	"moneytrail/store/classify"
)

// withAsOf adds the parameter to an address.
func withAsOf(path string, version int64) string {
	join := "?"
	if strings.Contains(path, "?") {
		join = "&"
	}
	return fmt.Sprint(path, join, "as_of=", version)
}

var pagesAsOf = []string{"/", "/committees/fppc-9900002", "/committees/fppc-9900002/rows", "/contests/" + invented.Slug, "/method"}

// questionsAsOf are the examples of all questions that have a data version.
func questionsAsOf() []string {
	out := []string{api.Root + "/transactions?name=example&employer=example&limit=5", api.Root + "/transactions?tag=megadonor"}
	for _, op := range api.Operations() {
		if !op.Live && op.Example != "" {
			out = append(out, api.Root+op.Example)
		}
	}
	return out
}

// Every question about an earlier data version is answered byte for byte as it
// was then, whatever was loaded, decided and classified since.
func TestAsOfRepeatsAnswers(t *testing.T) {
	t.Parallel()
	db := inventedCounty(t, false)
	a := &app{db: db.Path(), now: fixedNow}
	if err := a.keepVersion(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	version, err := db.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	server := serveDB(t, db)
	before := map[string]string{}
	for _, path := range questionsAsOf() {
		before[path] = fetch(t, server, path)
		if got := fetch(t, server, withAsOf(path, version.ID)); got != before[path] {
			t.Errorf("%s of the current version differs", path)
		}
	}
	pages := map[string]string{}
	for _, path := range pagesAsOf {
		pages[path] = figuresOf(fetch(t, server, path))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	server.Close()
	changeTheCounty(t, db.Path())
	server = serveAgain(t, db.Path(), otherRules(t))
	changed := 0
	for _, path := range questionsAsOf() {
		if fetch(t, server, path) != before[path] {
			changed++
		}
		if got := fetch(t, server, withAsOf(path, version.ID)); got != before[path] {
			t.Errorf("%s as of version %d:\n%.600s\nwas\n%.600s", path, version.ID, got, before[path])
		}
	}
	if changed < len(before)/2 {
		t.Fatalf("only %d of %d answers changed since: the test shows little", changed, len(before))
	}
	for _, path := range pagesAsOf {
		page := fetch(t, server, withAsOf(path, version.ID))
		if figuresOf(page) != pages[path] {
			t.Errorf("page %s shows other figures as of version %d", path, version.ID)
		}
		checkStaysInVersion(t, path, page, version.ID)
	}
	checkAsOfRefused(t, server)
}

// changeTheCounty loads a report, decides about donors and groups the contest
// anew.
func changeTheCounty(t *testing.T, path string) {
	t.Helper()
	dir := t.TempDir()
	must(t, "import", "--db", path, write(t, dir, "typed.csv", []byte("committee_id,committee_name,form,schedule,from,thru,contributor_last,contributor_first,state,date,amount,source_note\n"+
		"9900002,Invented committee,F460,A,2026-04-19,2026-06-30,Example,Later,NV,2026-05-02,9999.00,page 1 of an invented PDF\n"+
		"9900001,Invented committee,F460,A,2026-04-19,2026-06-30,Example,Later,NV,2026-05-02,19999.00,page 2 of an invented PDF\n")))
	top := decode[api.Committee](t, must(t, "top", "--db", path, "--committee", "fppc-9900002", "--format", "json").out)
	must(t, "donor", "merge", top.Donors.Items[0].Donor.ID, top.Donors.Items[2].Donor.ID, "--reason", "invented", "--author", "test", "--db", path)
	must(t, "classify", "--db", path, "--classes", otherRules(t))
}

// otherRules writes a rule file by which nobody is a megadonor.
func otherRules(t *testing.T) string {
	t.Helper()
	text := strings.ReplaceAll(classify.DefaultText(), "at-least $50,000 to-committee 5%", "at-least $50,000,000 to-committee 5%")
	text = strings.ReplaceAll(text, "at-least $100,000 to-committee", "at-least $100,000,000 to-committee")
	if text == classify.DefaultText() {
		t.Fatal("the rule file has no megadonor rule of that wording")
	}
	return write(t, t.TempDir(), "classes.txt", []byte(text))
}

func serveAgain(t *testing.T, path, classes string) *httptest.Server {
	t.Helper()
	a := &app{db: path, now: fixedNow}
	db, _, err := a.openToRead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return serveWith(t, db, classes)
}

// figuresOf gives the figures of a page in order.
func figuresOf(page string) string {
	var out []string
	for _, m := range figurePattern.FindAllStringSubmatch(page, -1) {
		out = append(out, m[2]+"="+m[1])
	}
	return strings.Join(out, "\n")
}

var pageLink = regexp.MustCompile(`<a ([^>]*)href="(/[^"]*)"`)

func checkStaysInVersion(t *testing.T, path, page string, version int64) {
	t.Helper()
	if !strings.Contains(page, fmt.Sprint("Figures as they stood in data version ", version)) {
		t.Errorf("%s does not say that it is of an earlier version", path)
	}
	for _, m := range pageLink.FindAllStringSubmatch(page, -1) {
		leaves := strings.Contains(m[1], "data-now") || slices.ContainsFunc([]string{"/sources", "/static/"}, func(p string) bool { return strings.HasPrefix(m[2], p) })
		if has := strings.Contains(m[2], fmt.Sprint("as_of=", version)); has == leaves && !strings.Contains(m[1], "data-now") {
			t.Errorf("%s: link %s", path, m[2])
		}
	}
}

func checkAsOfRefused(t *testing.T, server *httptest.Server) {
	t.Helper()
	for query, want := range map[string]int{
		"as_of=0": 400, "as_of=x": 400, "as_of=": 400, "as_of=3&as_of=4": 400, "as_of=99999": 400, "as_of=1": 410, "limit=2&as_of=1": 410, "as_o=1": 400,
	} {
		for _, path := range []string{"/api/v1/committees", "/"} {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path+"?"+query, nil)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := server.Client().Do(req)
			if err != nil {
				t.Fatal(err)
			}
			_ = resp.Body.Close()
			if resp.StatusCode != want {
				t.Errorf("%s?%s: %d, want %d", path, query, resp.StatusCode, want)
			}
		}
	}
}

// A cited link works from the first request on, also when the first version
// was kept after the server started.
func TestVersionsKeptWhileServing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "money.db")
	must(t, "import", "--no-versions", "--db", path, write(t, dir, "one.csv", handCSV(1)))
	server := serveAgain(t, path, "")
	c := decode[citation](t, must(t, "cite", "--db", path, "--committee", "9900020", "--site", server.URL, "--format", "json").out)
	before := fetch(t, server, strings.TrimPrefix(c.JSON, server.URL))
	must(t, "import", "--db", path, write(t, dir, "two.csv", handCSV(3)))
	server = serveAgain(t, path, "") // the running one believes its data version for a moment
	if got := fetch(t, server, c.JSON[strings.Index(c.JSON, "/api/"):]); got != before {
		t.Errorf("cited answer changed:\n%s\n%s", before, got)
	}
	list := decode[api.Versions](t, fetch(t, server, "/api/v1/versions"))
	if len(list.Versions) != 2 || list.Versions[1].State != "cited" {
		t.Errorf("versions %+v", list.Versions)
	}
}
