package web_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"moneytrail/api/apitest"
	"moneytrail/store"
	"moneytrail/web"
)

const publicSite = "https://money.example"

// public is a handler whose operator named the site and takes reports.
func public(t *testing.T) http.Handler {
	t.Helper()
	return newHandler(t, apitest.Sample(), web.Options{Site: publicSite, ReportTo: "https://money.example/report?lang=en"})
}

func metas(elements []*html.Node) map[string]string {
	out := map[string]string{}
	for _, n := range all(elements, "meta") {
		out[attr(n, "property")+attr(n, "name")] = attr(n, "content")
	}
	return out
}

func TestCards(t *testing.T) {
	t.Parallel()
	h := public(t)
	for _, path := range []string{committee, contest, hostile} {
		m := metas(parse(t, h, path, http.StatusOK))
		card, ok := strings.CutPrefix(m["og:image"], publicSite)
		if !ok || m["twitter:card"] != "summary_large_image" || m["twitter:image"] != m["og:image"] || m["og:url"] != publicSite+path {
			t.Errorf("%s: %v", path, m)
			continue
		}
		w := get(t, h, card)
		if w.Header().Get("Content-Type") != "image/png" || w.Header().Get("ETag") == "" {
			t.Errorf("%s: %d %v", card, w.Code, w.Header())
		}
		img, err := png.Decode(w.Body)
		if err != nil || img.Bounds().Dx() != 1200 || img.Bounds().Dy() != 630 {
			t.Errorf("%s: %v", card, err)
		}
	}
	if w := get(t, h, "/committees/fppc-1/card.png"); w.Code != http.StatusNotFound {
		t.Errorf("a committee that is none: %d", w.Code)
	}
	if m := metas(parse(t, h, committee+"/rows", http.StatusOK)); m["og:image"] != "" {
		t.Error("rows have a card")
	}
}

// Embeds may stand in any frame, need nothing else, and lead to the page.
func TestEmbeds(t *testing.T) {
	t.Parallel()
	h := public(t)
	for _, path := range []string{committee, contest, hostile} {
		w := get(t, h, "/embed"+path)
		policy := w.Header().Get("Content-Security-Policy")
		if w.Code != http.StatusOK || w.Body.Len() > 30<<10 || w.Header().Get("X-Frame-Options") != "" ||
			!strings.Contains(policy, "frame-ancestors *") || !strings.Contains(policy, "style-src 'sha256-") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: %d, %d bytes, %v", path, w.Code, w.Body.Len(), w.Header())
		}
		elements := parse(t, h, "/embed"+path, http.StatusOK)
		for _, n := range elements {
			switch {
			case n.Data == "script" || n.Data == "link" || n.Data == "img" || attr(n, "style") != "":
				t.Errorf("%s has <%s>", path, n.Data)
			case n.Data == "a" && (attr(n, "href") != publicSite+path || attr(n, "target") != "_blank"):
				t.Errorf("%s: link %v", path, n.Attr)
			case n.Data == "table" && !strings.Contains(text(n), "$"):
				t.Errorf("%s: a table without amounts", path)
			}
		}
		code := text(byID(t, parse(t, h, path, http.StatusOK), "embed-code"))
		if !strings.HasPrefix(html.UnescapeString(code), `<iframe src="`+publicSite+"/embed"+path+`"`) || strings.Contains(code, "<script") {
			t.Errorf("%s: code %s", path, code)
		}
	}
	if w := get(t, h, committee); w.Header().Get("X-Frame-Options") != "DENY" {
		t.Error("a page may stand in a frame")
	}
}

// Embeds do not name persons who gave little.
func TestSmallDonorsAreNotNamed(t *testing.T) {
	t.Parallel()
	reader := apitest.Sample()
	report := reader.Reports[apitest.CommitteeID]
	donors := []struct {
		name, entity string
		net, pending store.Cents
		named        bool
	}{
		{"Guild of Small Sums", "OTH", 5_00, 0, true},
		{"Percival Littlegift", "IND", 999_99, 0, false},
		{"Nobody Saidwhat", "", 999_99, 0, false},
		{"Gertrude Justenough", "IND", 1_000_00, 0, true},
		{"Lancelot Latecomer", "IND", 400_00, 600_00, true},
	}
	report.Standings = report.Standings[:len(donors)]
	for i, d := range donors {
		st := &report.Standings[i]
		st.Donor.Name, st.Donor.Entity, st.Net, st.Pending = d.name, d.entity, d.net, d.pending
	}
	h := newHandler(t, reader, web.Options{})
	body := get(t, h, "/embed"+committee).Body.String()
	for _, d := range donors {
		if got := strings.Contains(body, d.name); got != d.named {
			t.Errorf("%s is named: %v", d.name, got)
		}
	}
}

type atom struct {
	ID      string `xml:"id"`
	Title   string `xml:"title"`
	Updated string `xml:"updated"`
	Author  string `xml:"author>name"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []atom `xml:"entry"`
	Summary string `xml:"summary"`
}

type jsonNews struct {
	Version, Title string
	Feed           string `json:"feed_url"`
	Home           string `json:"home_page_url"`
	Items          []struct {
		ID, URL, Title string
		Text           string `json:"content_text"`
		Published      string `json:"date_published"`
	}
}

func checkAtom(t *testing.T, path string, f *atom) {
	t.Helper()
	links := map[string]string{}
	for _, l := range f.Links {
		links[l.Rel] = l.Href
	}
	if !strings.HasPrefix(f.ID, "urn:uuid:") || f.Title == "" || f.Author == "" || links["self"] != publicSite+path || !strings.HasPrefix(links["alternate"], publicSite+"/") {
		t.Errorf("%s: %+v", path, f)
	}
	seen := map[string]bool{}
	newest := ""
	for _, e := range f.Entries {
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || !strings.HasPrefix(e.ID, "urn:uuid:") || seen[e.ID] || e.Title == "" || e.Summary == "" || len(e.Links) == 0 {
			t.Errorf("%s: %v, entry %+v", path, err, e)
		}
		seen[e.ID], newest = true, max(newest, e.Updated)
	}
	if len(f.Entries) > 0 && f.Updated != newest || f.Updated == "" {
		t.Errorf("%s: updated %s, newest entry %s", path, f.Updated, newest)
	}
}

// Both formats of every feed that pages offer are sound and say the same.
func TestFeeds(t *testing.T) {
	t.Parallel()
	h := public(t)
	paths := map[string]bool{}
	for _, page := range []string{"/", "/feeds", committee, contest, hostile} {
		for _, n := range parse(t, h, page, http.StatusOK) {
			if href := attr(n, "href"); strings.Contains(href, ".atom") {
				paths[href] = true
			}
		}
	}
	if len(paths) < 12 {
		t.Errorf("only %d feeds are offered", len(paths))
	}
	corrections := 0
	for path := range paths {
		w := get(t, h, path)
		var f atom
		if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil || w.Code != http.StatusOK || w.Header().Get("X-Robots-Tag") != "noindex" || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/atom+xml") {
			t.Errorf("%s: %d %v %v", path, w.Code, err, w.Header())
			continue
		}
		checkAtom(t, path, &f)
		var j jsonNews
		other := strings.Replace(path, ".atom", ".json", 1)
		if err := json.Unmarshal(get(t, h, other).Body.Bytes(), &j); err != nil {
			t.Errorf("%s: %v", other, err)
			continue
		}
		if j.Version != "https://jsonfeed.org/version/1.1" || j.Title != f.Title || j.Feed != publicSite+other || len(j.Items) != len(f.Entries) {
			t.Errorf("%s: %+v", other, j)
			continue
		}
		for i, item := range j.Items {
			e := f.Entries[i]
			if item.ID != e.ID || item.Title != e.Title || item.Text != e.Summary || item.Published != e.Updated {
				t.Errorf("%s: %+v against %+v", path, item, e)
			}
			if strings.Contains(item.Text, "changed from $") {
				corrections++
			}
		}
	}
	if corrections == 0 {
		t.Error("no correction was told")
	}
	for _, path := range []string{"/feeds/gifts.atom", "/feeds/filings.atom?q=1", "/feeds/filings.json?contest=a&committee=b"} {
		if w := get(t, h, path); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	// The same news have the same ids on a server of another name.
	var a, b atom
	for into, handler := range map[*atom]http.Handler{&a: h, &b: sample(t)} {
		if err := xml.Unmarshal(get(t, handler, "/feeds/filings.atom").Body.Bytes(), into); err != nil {
			t.Fatal(err)
		}
	}
	if a.ID != b.ID || len(a.Entries) == 0 || a.Entries[0].ID != b.Entries[0].ID {
		t.Error("ids depend on the server")
	}
}

func TestReports(t *testing.T) {
	t.Parallel()
	reports := func(h http.Handler, path string) []string {
		var out []string
		for _, n := range all(parse(t, h, path, http.StatusOK), "a") {
			if strings.HasPrefix(text(n), "Report an error") {
				out = append(out, attr(n, "href"))
			}
		}
		return out
	}
	form, mail := public(t), newHandler(t, apitest.Sample(), web.Options{ReportTo: "mailto:desk@money.example"})
	for _, path := range []string{"/", committee, contest, hostile, committee + "/rows", hostile + "/rows"} {
		if got := reports(sample(t), path); len(got) != 0 {
			t.Errorf("%s offers to report without an address: %v", path, got)
		}
		for _, link := range reports(form, path) {
			u, err := url.Parse(link)
			if err != nil || u.Host != "money.example" || u.Query().Get("lang") != "en" || u.Query().Get("ref") == "" {
				t.Errorf("%s: %s", path, link)
			}
		}
		for _, link := range reports(mail, path) {
			if !strings.HasPrefix(link, "mailto:desk@money.example?subject=Error%20in%20") || strings.ContainsAny(link, " \n<>") {
				t.Errorf("%s: %s", path, link)
			}
		}
	}
	rows := reports(form, committee+"/rows")
	if len(rows) < 3 || !strings.Contains(rows[0], url.QueryEscape("cal/9000001|F460")) {
		t.Errorf("rows: %v", rows)
	}
	for to, ok := range map[string]bool{
		"mailto:a@b.example": true, "https://x.example/form": true, "http://x.example/": true,
		"": false, "mailto:": false, "javascript:alert(1)": false, "x.example": false, "https:///form": false, "mailto:a@b.example?subject=x": false,
	} {
		if err := web.CheckReportTo(to); (err == nil) != ok {
			t.Errorf("%s: %v", to, err)
		}
	}
}

func TestSearchEngines(t *testing.T) {
	t.Parallel()
	h := public(t)
	if body := get(t, h, "/robots.txt").Body.String(); !strings.Contains(body, "Sitemap: "+publicSite+"/sitemap.xml") {
		t.Error(body)
	}
	var m struct {
		URL []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(get(t, h, "/sitemap.xml").Body.Bytes(), &m); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, u := range m.URL {
		path := strings.TrimPrefix(u.Loc, publicSite)
		w := get(t, h, path)
		if w.Code != http.StatusOK || w.Header().Get("X-Robots-Tag") != "" || bytes.Contains(w.Body.Bytes(), []byte(`content="noindex"`)) {
			t.Errorf("%s is in the site map: %d %v", u.Loc, w.Code, w.Header())
		}
		found[path] = true
	}
	for _, path := range []string{"/", committee, contest, hostile, "/method"} {
		if !found[path] {
			t.Errorf("%s is not in the site map", path)
		}
	}
	if w := get(t, sample(t), "/sitemap.xml"); w.Code != http.StatusNotFound {
		t.Errorf("a site map without a public address: %d", w.Code)
	}
	if body := get(t, sample(t), "/robots.txt").Body.String(); strings.Contains(body, "Sitemap") {
		t.Error(body)
	}
}
