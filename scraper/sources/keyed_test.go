package sources_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources"
	"moneytrail/scraper/sources/fec"
	"moneytrail/scraper/sources/netfile"
)

var rightKeys = sources.Keys{
	NetFileUser: portal.KeyedUser, NetFilePassword: portal.KeyedPassword, SocrataToken: portal.AppToken, FEC: portal.FederalKey,
}

// office runs sources again and again against one replica with one archive.
type office struct {
	portal  *portal.Portal
	url     string
	session *scraper.Session
	clock   *clock
	answer  func(http.ResponseWriter, *http.Request) bool // before the replica; may be nil
}

func newOffice(t *testing.T, faults ...portal.Fault) *office {
	t.Helper()
	o := &office{portal: portal.New(invented.County(), faults...), clock: &clock{now: time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)}}
	handler := o.portal.Handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o.answer == nil || !o.answer(w, r) {
			handler.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	store, err := archive.Open(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	o.url = server.URL
	o.session, err = scraper.NewSession(scraper.Options{
		Contact: "tests@example.org", Archive: store, Now: o.clock.Now, Sleep: o.clock.Sleep, Jitter: func() float64 { return 0 },
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) run(t *testing.T, keys sources.Keys, source string, req scraper.Request) ([]string, scraper.RunReport, error) {
	t.Helper()
	found, ok := sources.Find(sources.EveryReplica(o.url, keys), source)
	if !ok {
		t.Fatalf("no source %s", source)
	}
	var names []string
	report, err := scraper.Run(t.Context(), found, req, o.session, func(_ context.Context, doc scraper.Document) error {
		names = append(names, doc.Name)
		return nil
	})
	return names, report, err
}

func keyedName(what string) string { return "netfile-v101_INVC_" + what + ".json" }

// TestKeyedSessions fetches everything at first, then nothing, then what was
// filed since: whole filings, more than one session holds.
func TestKeyedSessions(t *testing.T) {
	t.Parallel()
	o, county := newOffice(t), scraper.Request{Agency: invented.Code}
	check := func(what string, want ...string) {
		t.Helper()
		got, _, err := o.run(t, rightKeys, netfile.KeyedName, county)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: documents (-want +got):\n%s", what, diff)
		}
	}
	everything := []string{keyedName("filings"), keyedName("elements")}
	check("first run", everything...)
	check("nothing new")

	var later []portal.Report
	want := []string{keyedName("filings")}
	for i, r := range slices.Clone(invented.County().Local) {
		if r.Paper || len(later) == 12 {
			continue
		}
		r.ID = "9901000" + string(rune('a'+i%26)) + "0"
		later = append(later, r)
		if len(later) == 11 {
			want = append(want, keyedName("filings-2"))
		}
		what := portal.KeyedFiling(r.ID)
		if len(later) > 10 {
			what += "-2"
		}
		want = append(want, keyedName(what))
	}
	o.portal.File(later...)
	o.answer = func(w http.ResponseWriter, r *http.Request) bool {
		broken := strings.Contains(r.URL.Path, "transaction-elements")
		if broken {
			http.Error(w, "broken", http.StatusInternalServerError)
		}
		return broken
	}
	if _, _, err := o.run(t, rightKeys, netfile.KeyedName, county); err == nil {
		t.Error("a run that failed succeeded")
	}
	if last := o.portal.Visits()[len(o.portal.Visits())-1]; last.Method != http.MethodPost || !strings.HasSuffix(strings.Split(last.URL, "?")[0], "/cancel") {
		t.Errorf("the session was not canceled: %+v", last)
	}
	o.answer = nil
	check("after a run that failed, what was filed", want...)
	check("nothing new again")

	county.Full = true
	check("everything anew", everything...)
	county.Full = false
	check("nothing after that")
}

// TestKeyedWithoutSessions fetches everything each time from an interface that
// allows no subscription, and again when a subscription is gone.
func TestKeyedWithoutSessions(t *testing.T) {
	t.Parallel()
	o, county := newOffice(t), scraper.Request{Agency: invented.Code}
	forbid := func(part string) {
		o.answer = func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.Contains(r.URL.Path, part) {
				return false
			}
			http.Error(w, `{"message":"no"}`, http.StatusNotFound)
			return true
		}
	}
	for _, part := range []string{"/sync/subscribe", "/sync/subscribe", "nothing", "/subscription-1/peek"} {
		forbid(part)
		names, report, err := o.run(t, rightKeys, netfile.KeyedName, county)
		if err != nil || len(names) != 2 || (part != "nothing") != (len(report.Notes) == 1) {
			t.Errorf("%s: %v, documents %v, notes %+v", part, err, names, report.Notes)
		}
	}
}

func TestKeyedPart(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for name, tt := range map[string]struct {
		req  scraper.Request
		want int
	}{
		"by state id":         {scraper.Request{Agency: invented.Code, Committee: "9900003"}, 5},
		"by number":           {scraper.Request{Agency: invented.Code, Committee: portal.PublicFiler(2)}, 5},
		"since a day":         {scraper.Request{Agency: invented.Code, Committee: "9900003", Since: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)}, 0},
		"nobody's committee":  {scraper.Request{Agency: invented.Code, Committee: "1111111"}, -1},
		"agency without data": {scraper.Request{Agency: "XXXX"}, -1},
		"no agency":           {scraper.Request{Agency: "laco"}, -1},
	} {
		names, _, err := o.run(t, rightKeys, netfile.KeyedName, tt.req)
		t.Log(name, names)
		if (err != nil) != (tt.want < 0) {
			t.Errorf("%s: %v", name, err)
		}
		if tt.want > 0 && len(names) != tt.want {
			t.Errorf("%s: %d documents, want %d: %v", name, len(names), tt.want, names)
		}
	}
}

// TestKeys runs each source that takes a key with the right one, a wrong one and
// none.
func TestKeys(t *testing.T) {
	t.Parallel()
	federal := scraper.Request{Committee: portal.FederalCommittee, Years: []int{2026}}
	wrong := sources.Keys{NetFileUser: "x", NetFilePassword: "y", SocrataToken: "x", FEC: "x"}
	for name, tt := range map[string]struct {
		source        string
		req           scraper.Request
		without, with error
		variable      string
	}{
		"NetFile": {netfile.KeyedName, scraper.Request{Agency: invented.Code}, scraper.ErrNoKey, scraper.ErrBadKey, netfile.KeyVariable},
		"Socrata": {"lacity", scraper.Request{Years: []int{2025, 2026}}, nil, scraper.ErrBadKey, "MONEYTRAIL_SOCRATA_TOKEN"},
		"FEC":     {fec.APIName, federal, nil, scraper.ErrBadKey, fec.KeyVariable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			if names, _, err := o.run(t, rightKeys, tt.source, tt.req); err != nil || len(names) == 0 {
				t.Errorf("right key: %v, %v", names, err)
			}
			if _, _, err := o.run(t, sources.Keys{}, tt.source, tt.req); !errors.Is(err, tt.without) {
				t.Errorf("no key: %v, want %v", err, tt.without)
			}
			o.session = newOffice(t).session // an archive without a subscription
			if _, _, err := o.run(t, wrong, tt.source, tt.req); !errors.Is(err, tt.with) || !strings.Contains(err.Error(), tt.variable) {
				t.Errorf("wrong key: %v, want %v that names %s", err, tt.with, tt.variable)
			}
			for _, v := range o.portal.Visits() {
				if strings.Contains(v.URL, "key=") || strings.Contains(v.URL, "token=") {
					t.Errorf("a key in an address: %s", v.URL)
				}
			}
		})
	}
}

// TestFederalCursor checks what the walk sends back: both halves of the cursor,
// and a question for rows without a day.
func TestFederalCursor(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	if _, _, err := o.run(t, rightKeys, fec.APIName, scraper.Request{Committee: portal.FederalCommittee, Years: []int{2025}}); err != nil {
		t.Fatal(err)
	}
	var asked []string
	for _, v := range o.portal.Visits() {
		if !strings.Contains(v.URL, "schedule_a") {
			continue
		}
		u := v.URL[strings.Index(v.URL, "?")+1:]
		var parts []string
		for _, pair := range strings.Split(u, "&") {
			if strings.HasPrefix(pair, "last_") || strings.HasPrefix(pair, "sort_null") {
				parts = append(parts, pair)
			}
		}
		asked = append(asked, strings.Join(parts, " "))
	}
	want := []string{
		"", "last_contribution_receipt_date=2026-03-02 last_index=4000000000000000002", "last_contribution_receipt_date=2026-03-04 last_index=4000000000000000004",
		"last_contribution_receipt_date=2026-04-11 last_index=4000000000000000006", "sort_null_only=true", "last_index=4000000000000000007 sort_null_only=true",
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("cursors (-want +got):\n%s", diff)
	}
}

// TestFederalLimits holds a run to the interface's rate headers.
func TestFederalLimits(t *testing.T) {
	t.Parallel()
	o, asked := newOffice(t), 0
	o.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if asked++; asked == 3 { // robots.txt, the filings' first page, then
			w.Header().Set("Retry-After", "100")
			http.Error(w, `{"error":{"code":"OVER_RATE_LIMIT"}}`, http.StatusTooManyRequests)
			return true
		}
		return false
	}
	before := o.clock.Now()
	if _, _, err := o.run(t, rightKeys, fec.APIName, scraper.Request{Committee: portal.FederalCommittee, Years: []int{2026}}); err != nil {
		t.Fatal(err)
	}
	if waited := o.clock.Now().Sub(before); waited != 100*time.Second {
		t.Errorf("waited %s, want the 100 s that were asked for", waited)
	}
	o.answer = func(w http.ResponseWriter, _ *http.Request) bool {
		http.Error(w, `{"error":{"code":"OVER_RATE_LIMIT"}}`, http.StatusTooManyRequests)
		return true
	}
	_, _, err := o.run(t, sources.Keys{}, fec.APIName, scraper.Request{Committee: portal.FederalCommittee, Years: []int{2026}})
	if err == nil || !strings.Contains(err.Error(), fec.KeyVariable) {
		t.Errorf("DEMO_KEY used up: %v", err)
	}
}
