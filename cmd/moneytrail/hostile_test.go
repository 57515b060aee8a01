package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"moneytrail/store"
	"moneytrail/store/storetest"
)

// evil is filed text as nobody should file it, with a mark by which it is found
// again: markup, direction marks, control characters, emoji, great length.
func evil(mark string) string {
	return mark + `</title></script><script>alert(1)</script>"'><img src=x onerror=alert(2)>&amp;{{.}}` + "\u202e\u2066\u200f\x00\x07\x1b[31m\r\n👮🏽‍♀️💸" + strings.Repeat("x", 4000)
}

// hostileCounty loads an invented report in which every text that a filer types
// is hostile, and a contest with a hostile title.
func hostileCounty(t *testing.T) *app {
	t.Helper()
	r := storetest.Report{Filer: "9900666", Name: evil("Zname"), Form: "F460", From: "2031-01-01", Thru: "2031-06-30", Gifts: []storetest.Gift{
		{Donor: evil("Zdonor"), Zip: "00001", Date: "2031-02-01", Amount: 5_000_00}, {Donor: evil("Zother"), Zip: "00002", Date: "2031-03-01", Amount: 2_000_00},
	}}
	late := r
	late.Form, late.ID, late.From, late.Thru = "F497", "N1", "", ""
	late.Gifts = []storetest.Gift{{Donor: evil("Zlate"), Zip: "00003", Date: "2031-07-02", Amount: 10_000_00, TranID: evil("Ztran")[:200]}}
	records := storetest.Join(r.Records(), late.Records())
	for i := range records.Filings {
		f := &records.Filings[i]
		f.Filed, f.Statement, f.URL, f.CommitteeType = "2031-07-31", evil("Zstatement"), "javascript:alert(3)", evil("Ztype")
	}
	for i := range records.Transactions {
		x := &records.Transactions[i]
		x.Employer, x.Occupation, x.Description, x.Entity, x.CommitteeID = evil("Zemployer"), evil("Zjob"), evil("Zwords"), "OTH", evil("Zid")
		x.Address.City, x.Address.State = evil("Zcity"), evil("Zstate")
		x.Intermediary = store.Name{Last: evil("Zthrough")}
		x.Target = store.Target{Candidate: evil("Zcandidate"), Measure: evil("Zmeasure"), Office: evil("Zoffice"), Jurisdiction: evil("Zplace"), Support: "S"}
	}
	a := &app{streams: streams{out: io.Discard, err: io.Discard}, db: filepath.Join(t.TempDir(), "hostile.db"), format: "table", now: fixedNow, public: publicSettings{reportTo: "https://money.example/report"}}
	db, err := a.openToWrite(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	src := store.SourceFile{SHA256: strings.Repeat("ab", 32), Name: evil("Zfile"), Format: "invented", URL: "javascript:alert(4)"}
	if _, err := db.Load(t.Context(), src, records.Replay, nil); err != nil {
		t.Fatal(err)
	}
	contest := &store.Contest{Slug: "hostile", Title: evil("Ztitle"), Note: evil("Znote"), Members: []store.ContestMember{{Side: evil("Zside"), Filer: store.FilerRef{Scheme: store.SchemeFPPC, ID: "9900666"}}}}
	if err := db.SaveContest(t.Context(), contest); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return a
}

// checkPlain fails for text that is no text to a reader: what orders or hides
// the rest of a page.
func checkPlain(t *testing.T, path string, body []byte) {
	t.Helper()
	if !utf8.Valid(body) {
		t.Errorf("%s is no UTF-8", path)
	}
	for _, r := range string(body) {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			t.Errorf("%s holds %U", path, r)
			return
		}
	}
}

func checkInert(t *testing.T, path string, body []byte) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" || n.Data == "img" && attributeOf(n, "src") == "x" {
			t.Errorf("%s: filed text became <%s>", path, n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || (a.Key == "href" || a.Key == "src") && strings.HasPrefix(strings.TrimSpace(strings.ToLower(a.Val)), "javascript") {
				t.Errorf("%s: <%s %s=%q>", path, n.Data, a.Key, a.Val)
			}
		}
	}
}

// Whatever is filed shows as text: on pages, cards, embeds, in feeds and in
// the copy of the site.
func TestHostileFilings(t *testing.T) {
	t.Parallel()
	a := hostileCounty(t)
	db, _, err := a.openToRead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	handler, _, err := a.pages(db, false)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	const committee, contest = "/committees/fppc-9900666", "/contests/hostile"
	for path, marks := range map[string][]string{
		"/": {"Zname", "Ztitle"}, committee: {"Zname", "Zdonor", "Ztype", "Zcity"}, contest: {"Ztitle", "Zside", "Zdonor", "Znote"},
		committee + "/rows":     {"Zdonor", "Zemployer", "Zjob", "Zwords", "Zthrough", "Zcandidate", "Zmeasure", "Ztran"},
		"/embed" + committee:    {"Zname", "Zdonor"},
		"/embed" + contest:      {"Ztitle", "Zside"},
		"/feeds":                {"Ztitle"},
		"/?q=" + "%3Cscript%3E": {"script"},
	} {
		body := []byte(fetch(t, server, path))
		checkPlain(t, path, body)
		checkInert(t, path, body)
		for _, mark := range marks {
			if !bytes.Contains(body, []byte(mark)) {
				t.Errorf("%s does not show %s", path, mark)
			}
		}
		if len(body) > 60<<10 {
			t.Errorf("%s: %d bytes", path, len(body))
		}
	}
	for _, path := range []string{"/feeds/filings.atom", "/feeds/gifts.atom?late=true", "/feeds/gifts.atom?committee=fppc-9900666"} {
		body := []byte(fetch(t, server, path))
		checkPlain(t, path, body)
		d := xml.NewDecoder(bytes.NewReader(body))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if e, ok := token.(xml.StartElement); ok && e.Name.Space != "http://www.w3.org/2005/Atom" {
				t.Errorf("%s: <%s>", path, e.Name.Local)
			}
		}
		if twin := strings.Replace(path, ".atom", ".json", 1); !json.Valid([]byte(fetch(t, server, twin))) {
			t.Errorf("%s is no JSON", twin)
		}
	}
	for _, path := range []string{committee + "/card.png", contest + "/card.png"} {
		if _, err := png.Decode(strings.NewReader(fetch(t, server, path))); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	dir := filepath.Join(t.TempDir(), "copy")
	if err := a.exportSite(t.Context(), db, dir, "hostile", false); err != nil {
		t.Fatal(err)
	}
	files := siteFiles(t, dir)
	for name, body := range files {
		if strings.HasSuffix(name, ".html") {
			checkPlain(t, name, body)
			checkInert(t, name, body)
			checkCopy(t, files, name)
		}
	}
	if len(files) < 10 {
		t.Error(fmt.Sprint(len(files), " files"))
	}
}
