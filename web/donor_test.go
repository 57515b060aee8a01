package web_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"moneytrail/api/apitest"
	"moneytrail/web"
)

var (
	donor        = "/donors/" + apitest.DonorID.String()
	hostileDonor = "/donors/" + apitest.HostileDonor.String()
	report       = "/filings/cal.9000001~F460~2026-01-01~2026-06-30"
	hostileFile  = "/filings/cal.hostile"
	both         = "/overlap?a=" + apitest.CommitteeID + "&b=" + url.QueryEscape(apitest.HostileID)
)

// morePaths are the pages of donors, filings and lists.
func morePaths() []string {
	return []string{
		"/donors", "/donors?class=law_enforcement&limit=2", "/donors?tag=megadonor", donor, donor + "?by=month", hostileDonor,
		"/classes", "/classes/law_enforcement", "/classes/real_estate", "/tags/megadonor",
		report, report + "?version=1", report + "?amendment=0&limit=1", hostileFile, hostileFile + "?version=2&compare=1",
		"/news", "/news?days=7&committee=" + apitest.CommitteeID, "/late", "/late?days=60&min=5000&sort=-date&show=pending", "/changes",
		"/transactions", "/transactions?status=superseded", "/transactions?committee=" + url.QueryEscape(apitest.HostileID), "/data",
		"/overlap", both, "/overlap?a=ferry&b=harbor", "/overlap?a=" + apitest.CommitteeID, "/newcomers", "/newcomers?from=2026-01-01&thru=2026-12-31&level=50000",
		"/outside", "/outside?q=bridge", committee + "/origins",
		committee + "/clusters", hostile + "/clusters?by=employer", hostile + "/origins", "/search", "/search?q=ferry", "/search?q=zzz", "/search?q=alert",
	}
}

// Every amount on these pages, too, is that of the JSON of the same request.
func TestMorePagesSayWhatTheAPISays(t *testing.T) {
	t.Parallel()
	h := sample(t)
	least := map[string]int{donor: 8, hostileDonor: 8, "/donors": 25, "/classes/law_enforcement": 6, "/tags/megadonor": 6, report: 14, both: 6, "/late": 4, "/news": 4, "/outside": 4, "/transactions": 6, "/search?q=ferry": 2, committee + "/origins": 6, "/newcomers": 2, hostile + "/clusters": 3}
	for _, path := range morePaths() {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			elements := parse(t, h, path, 200)
			figures := 0
			for _, n := range elements {
				if attr(n, "data-cents") != "" {
					figures++
				} else if n.Data == "td" && strings.Contains(text(n), "$") && !hasFigure(n) {
					t.Errorf("an amount without its figure: %q", text(n))
				}
			}
			if figures < least[path] {
				t.Errorf("%d figures, want at least %d", figures, least[path])
			}
			if figures == 0 {
				return
			}
			var doc any
			d := json.NewDecoder(get(t, h, dataAddress(t, elements)).Body)
			d.UseNumber()
			if err := d.Decode(&doc); err != nil {
				t.Fatal(err)
			}
			for _, n := range elements {
				if cents := attr(n, "data-cents"); cents != "" && at(doc, attr(n, "data-path")) != cents {
					t.Errorf("page says %s, API says %q at %s", cents, at(doc, attr(n, "data-path")), attr(n, "data-path"))
				}
			}
		})
	}
}

func TestHostileTextStaysTextOnMorePages(t *testing.T) {
	t.Parallel()
	h := sample(t)
	for _, path := range append(morePaths(), "/search?q="+url.QueryEscape("<script>alert"), "/overlap?a="+url.QueryEscape(`"><u>`)+"&b=x", "/transactions?name="+url.QueryEscape(`"><u>`)) {
		w := get(t, h, path)
		for _, bad := range []string{"<script", "\u202E", "\u2066", "\x00", "\x07", "<img", `"><u>`, "javascript:"} {
			if strings.Contains(w.Body.String(), bad) {
				t.Errorf("%s holds %q", path, bad)
			}
		}
		if n := w.Body.Len(); n > 60<<10 && !strings.Contains(path, "hostile") && !strings.Contains(w.Body.String(), strings.Repeat("x", 4000)) {
			t.Errorf("%s: %d bytes", path, n)
		}
	}
}

func TestJoinedDonorsLeadToTheSurvivor(t *testing.T) {
	t.Parallel()
	h := sample(t)
	w := get(t, h, "/donors/"+apitest.JoinedID.String())
	if w.Code != 301 || w.Header().Get("Location") != donor {
		t.Errorf("%d to %q, want 301 to %s", w.Code, w.Header().Get("Location"), donor)
	}
	var answer struct {
		AskedFor string `json:"asked_for"`
		Donor    struct{ ID string }
	}
	if err := json.Unmarshal(get(t, h, "/api/v1/donors/"+apitest.JoinedID.String()).Body.Bytes(), &answer); err != nil || answer.AskedFor != apitest.JoinedID.String() || answer.Donor.ID != apitest.DonorID.String() {
		t.Errorf("the API says %+v (%v)", answer, err)
	}
}

func TestMoreErrorsArePages(t *testing.T) {
	t.Parallel()
	h := sample(t)
	for path, want := range map[string]int{
		"/donors/d0000000000000": 404, "/donors/nobody": 404, "/classes/none": 404, "/tags/none": 404, "/classes/unknown": 400, "/filings/cal.none": 404, "/filings/none": 404,
		report + "?version=9": 404, report + "?amendment=x": 400, report + "?compare=0": 400, report + "?version=1&amendment=0": 400,
		"/late?days=0": 400, "/late?contest=a&committee=b": 400, "/news?committee=none": 404, "/newcomers?from=2026-05-01&thru=2026-01-01": 400,
		"/committees/none/origins": 404, "/committees/none/places": 404, committee + "/places?by=employers": 400, "/transactions?min=x": 400,
	} {
		w := get(t, h, path)
		if w.Code != want || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
	if body := get(t, h, "/donors/nobody").Body.String(); !strings.Contains(body, "Search for it by name") {
		t.Error("a donor who is not found leads nowhere")
	}
}

// The names of small donors who are persons are in no ranking, and their pages
// in no search engine.
func TestSmallDonorsAreKeptOut(t *testing.T) {
	t.Parallel()
	h := sample(t)
	small := "/donors/" + apitest.SmallDonor.String()
	w := get(t, h, small)
	if w.Code != 200 || w.Header().Get("X-Robots-Tag") != "noindex" || !strings.Contains(w.Body.String(), `content="noindex"`) {
		t.Errorf("%s: %d, robots %q", small, w.Code, w.Header().Get("X-Robots-Tag"))
	}
	if get(t, h, donor).Header().Get("X-Robots-Tag") != "" {
		t.Error("a large donor is kept out")
	}
	list := get(t, h, "/donors?limit=100").Body.String()
	if strings.Contains(list, `href="`+small) || !strings.Contains(list, "A person who gave less than $1,000") {
		t.Error("a small donor is named in a ranking")
	}
}

func TestNamesLeadToChoices(t *testing.T) {
	t.Parallel()
	h := sample(t)
	body := get(t, h, "/overlap?a=bridge&b="+apitest.OpposeID).Body.String()
	if !strings.Contains(body, "/overlap?a="+apitest.CommitteeID+"&amp;b="+apitest.OpposeID) {
		t.Error("a name offers no committee")
	}
}

// A reader without scripts must reach each answer from home in three clicks or
// one search.
func TestTasksTakeThreeClicks(t *testing.T) {
	t.Parallel()
	h := newHandler(t, apitest.Sample(), web.Options{})
	clicks, level := map[string]int{"/": 0}, []string{"/"}
	for depth := 1; depth <= 3; depth++ {
		var next []string
		for _, path := range level {
			for _, n := range all(parse(t, h, path, 200), "a") {
				href, _, _ := strings.Cut(attr(n, "href"), "#")
				if _, known := clicks[href]; known || !strings.HasPrefix(href, "/") || strings.HasPrefix(href, "/api") || strings.Contains(href, "as_of=") {
					continue
				}
				clicks[href] = depth
				next = append(next, href)
			}
		}
		level = next
	}
	for task, want := range map[string]string{
		"top donor": committee, "law enforcement": "/classes/law_enforcement", "change since last week": "/news?days=7", "gave to both": "/overlap",
		"the filing": report + "?amendment=1",
	} {
		if n := clicks[want]; n < 1 || n > 3 {
			t.Errorf("%s: %s is %d clicks away", task, want, n)
		}
	}
}
