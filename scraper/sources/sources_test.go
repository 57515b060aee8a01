package sources_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources"
	"moneytrail/scraper/sources/calaccess"
	"moneytrail/scraper/sources/netfile"
)

// clock stands still until someone sleeps.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.slept = c.now.Add(d), append(c.slept, d)
	return ctx.Err()
}

// run crawls a replica with the real sources.
type run struct {
	archive *archive.Archive
	clock   *clock
	base    string
	docs    []scraper.Document
	report  scraper.RunReport
	err     error
}

func crawl(t *testing.T, source string, req scraper.Request, faults ...portal.Fault) *run {
	t.Helper()
	server := httptest.NewServer(portal.New(invented.County(), faults...).Handler())
	t.Cleanup(server.Close)
	store, err := archive.Open(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	r := &run{archive: store, base: server.URL, clock: &clock{now: time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)}}
	session, err := scraper.NewSession(scraper.Options{
		Contact: "tests@example.org", Archive: store, Now: r.clock.Now, Sleep: r.clock.Sleep, Jitter: func() float64 { return 0 },
	})
	if err != nil {
		t.Fatal(err)
	}
	found, ok := sources.Find(sources.EveryReplica(server.URL, sources.Keys{}), source)
	if !ok {
		t.Fatalf("no source %s", source)
	}
	r.report, r.err = scraper.Run(t.Context(), found, req, session, func(_ context.Context, doc scraper.Document) error {
		r.docs = append(r.docs, doc)
		return nil
	})
	return r
}

func (r *run) names() []string {
	var names []string
	for _, doc := range r.docs {
		names = append(names, doc.Name)
	}
	return names
}

var wholeCounty = scraper.Request{Agency: invented.Code, Years: []int{2025, 2026}}

// TestCrawlNetFile fetches the whole county and holds every document against
// what the portal serves, byte for byte.
func TestCrawlNetFile(t *testing.T) {
	t.Parallel()
	r := crawl(t, netfile.Name, wholeCounty)
	if r.err != nil {
		t.Fatal(r.err)
	}
	efilings := 0
	for _, report := range invented.County().Local {
		if !report.Paper {
			efilings++
		}
	}
	if got, want := len(r.docs), 2+efilings; got != want {
		t.Errorf("%d documents, want 2 workbooks and %d e-filings: %v", got, efilings, r.names())
	}
	if want := []string{"efile_newest_INVC_2025.zip", "efile_newest_INVC_2026.zip"}; !slices.Equal(r.names()[:2], want) {
		t.Errorf("first documents %v, want %v", r.names()[:2], want)
	}
	if len(r.report.Notes) != 1 || !strings.Contains(r.report.Notes[0].Text, "paper") {
		t.Errorf("notes %+v, want the paper filing", r.report.Notes)
	}
	r.checkBytes(t)
}

func (r *run) checkBytes(t *testing.T) {
	t.Helper()
	for _, doc := range r.docs {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, doc.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		served, err := io.ReadAll(resp.Body)
		if err := errors.Join(err, resp.Body.Close()); err != nil {
			t.Fatal(err)
		}
		kept, err := os.ReadFile(doc.Path)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(kept)
		if !bytes.Equal(served, kept) || doc.SHA256 != hex.EncodeToString(sum[:]) || doc.Size != int64(len(kept)) {
			t.Errorf("%s: archived %d bytes as %s, portal serves %d", doc.Name, len(kept), doc.SHA256, len(served))
		}
	}
}

func TestFetchesAreRecorded(t *testing.T) {
	t.Parallel()
	r := crawl(t, calaccess.Name, scraper.Request{})
	if r.err != nil {
		t.Fatal(r.err)
	}
	var got []string
	for fetch, err := range r.archive.Fetches() {
		if err != nil {
			t.Fatal(err)
		}
		if fetch.Source != calaccess.Name || fetch.Status != 200 || !fetch.Time.Equal(r.clock.Now()) {
			t.Errorf("record %+v", fetch)
		}
		if f, err := r.archive.Open(fetch.SHA256); err != nil {
			t.Error(err)
		} else {
			_ = f.Close()
		}
		got = append(got, strings.TrimPrefix(fetch.URL, r.base))
	}
	if diff := cmp.Diff([]string{"/robots.txt", "/dbwebexport.zip"}, got); diff != "" {
		t.Errorf("fetches (-want +got):\n%s", diff)
	}
}

func TestCrawlOneCommittee(t *testing.T) {
	t.Parallel()
	r := crawl(t, netfile.Name, scraper.Request{Agency: invented.Code, Committee: "9900003", Years: []int{2026}})
	if r.err != nil {
		t.Fatal(r.err)
	}
	want := []string{
		"efile_newest_INVC_2026.zip", "efile_INVC_990000304.zip", "efile_INVC_990000303.zip", "efile_INVC_990000302.zip", "efile_INVC_990000301.zip",
	}
	if diff := cmp.Diff(want, r.names()); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
}

func TestCrawlCommitteeExports(t *testing.T) {
	t.Parallel()
	r := crawl(t, calaccess.Name, scraper.Request{Committee: "9910001", Years: []int{2023, 2025, 2026}})
	if r.err != nil {
		t.Fatal(r.err)
	}
	want := []string{
		"9910001_2025_contributions_received.tsv", "9910001_2025_contributions_made.tsv", "9910001_2025_expenditures_made.tsv", "9910001_2025_late2_made.tsv",
	}
	if diff := cmp.Diff(want, r.names()); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	if len(r.report.Notes) != 1 || !strings.Contains(r.report.Notes[0].Text, "2023") {
		t.Errorf("notes %+v, want the empty session", r.report.Notes)
	}
	r.checkBytes(t)
}

func TestRequestsThatCannotBeServed(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		source string
		req    scraper.Request
		says   string
	}{
		"no agency":         {netfile.Name, scraper.Request{Years: []int{2025}}, "agency"},
		"no year":           {netfile.Name, scraper.Request{Agency: "INVC"}, "year"},
		"year without data": {netfile.Name, scraper.Request{Agency: "INVC", Years: []int{2019}}, "no workbook of INVC for 2019"},
		"wrong agency":      {netfile.Name, scraper.Request{Agency: "XXXX", Years: []int{2025}}, "no workbook of XXXX"},
		"wrong agency, one committee": {
			netfile.Name, scraper.Request{Agency: "XXXX", Committee: "9900001", Years: []int{2025}}, "agency XXXX has no filers",
		},
		"unknown committee": {netfile.Name, scraper.Request{Agency: "INVC", Committee: "9900099", Years: []int{2025}}, "9900099 is not among"},
		"no session":        {calaccess.Name, scraper.Request{Committee: "9910001"}, "no year"},
		"state committee":   {calaccess.Name, scraper.Request{Committee: "../x", Years: []int{2025}}, "committee"},
		"empty sessions":    {calaccess.Name, scraper.Request{Committee: "9910099", Years: []int{2025}}, "nothing found"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := crawl(t, tt.source, tt.req)
			runErr := (*scraper.RunError)(nil)
			if !errors.As(r.err, &runErr) || runErr.Hint == "" || !strings.Contains(r.err.Error(), tt.says) {
				t.Errorf("error %v, want one that says %q and what to do next", r.err, tt.says)
			}
			if len(r.docs) != 0 {
				t.Errorf("handed over %v", r.names())
			}
		})
	}
}

func TestFaultsThatPass(t *testing.T) {
	t.Parallel()
	second := time.Second
	tests := map[string]struct {
		fault portal.Fault
		waits []time.Duration
	}{
		"busy, says when":       {portal.Fault{Kind: portal.FaultBusy, Times: 1}, []time.Duration{30 * second}},
		"unavailable":           {portal.Fault{Kind: portal.FaultUnavailable, Times: 3}, []time.Duration{2 * second, 4 * second, 8 * second}},
		"cut off":               {portal.Fault{Kind: portal.FaultCut, Times: 1}, []time.Duration{2 * second}},
		"older file name":       {portal.Fault{Path: "/pub2/excel/INVCBrowsable/efile_newest", Kind: portal.FaultMissing}, nil},
		"robots briefly broken": {portal.Fault{Path: "/robots.txt", Kind: portal.FaultUnavailable, Times: 1}, []time.Duration{2 * second}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tt.fault.Path == "" {
				tt.fault.Path = "/pub2/"
			}
			r := crawl(t, netfile.Name, wholeCounty, tt.fault)
			if r.err != nil {
				t.Fatal(r.err)
			}
			if diff := cmp.Diff(tt.waits, r.clock.slept); diff != "" {
				t.Errorf("waits (-want +got):\n%s", diff)
			}
			if len(r.docs) < 20 || r.report.Retries != len(tt.waits) {
				t.Errorf("%d documents, %d retries", len(r.docs), r.report.Retries)
			}
			r.checkBytes(t)
		})
	}
}

func TestFaultsThatFail(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		fault portal.Fault
		want  error
	}{
		"block page":            {portal.Fault{Kind: portal.FaultBlocked}, scraper.ErrBlocked},
		"block page as robots":  {portal.Fault{Path: "/robots.txt", Kind: portal.FaultBlocked}, scraper.ErrBlocked},
		"tiny page":             {portal.Fault{Kind: portal.FaultTinyPage}, scraper.ErrBlocked},
		"page for data":         {portal.Fault{Kind: portal.FaultPage}, scraper.ErrNotData},
		"empty answer":          {portal.Fault{Kind: portal.FaultEmpty}, scraper.ErrNothingFound},
		"always cut off":        {portal.Fault{Kind: portal.FaultCut}, io.ErrUnexpectedEOF},
		"forbidden":             {portal.Fault{Kind: portal.FaultForbidden}, scraper.ErrRobots},
		"to a private address":  {portal.Fault{Kind: portal.FaultRedirect, Location: "http://10.0.0.1/x.zip"}, scraper.ErrHost},
		"to another host":       {portal.Fault{Kind: portal.FaultRedirect, Location: "https://example.org/x.zip"}, scraper.ErrHost},
		"to a file":             {portal.Fault{Kind: portal.FaultRedirect, Location: "file:///etc/passwd"}, scraper.ErrHost},
		"redirect to forbidden": {portal.Fault{Kind: portal.FaultRedirect, Location: "/private/x.zip"}, scraper.ErrRobots},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tt.fault.Path == "" {
				tt.fault.Path = "/pub2/"
			}
			r := crawl(t, netfile.Name, wholeCounty, tt.fault)
			runErr := (*scraper.RunError)(nil)
			if !errors.Is(r.err, tt.want) || !errors.As(r.err, &runErr) || runErr.Hint == "" {
				t.Errorf("error %v, want %v with a hint", r.err, tt.want)
			}
			if len(r.docs) != 0 {
				t.Errorf("handed over %v", r.names())
			}
		})
	}
}

func TestLaterBlockKeepsWhatCame(t *testing.T) {
	t.Parallel()
	r := crawl(t, netfile.Name, wholeCounty, portal.Fault{Path: "/Connect2/", Kind: portal.FaultBlocked})
	if !errors.Is(r.err, scraper.ErrBlocked) || len(r.docs) != 2 || r.report.Documents != 2 {
		t.Errorf("error %v, documents %v", r.err, r.names())
	}
	if r.report.Requests != 4 { // robots.txt, two workbooks, the feed
		t.Errorf("%d requests: more were made after the block", r.report.Requests)
	}
}

func TestPublicAddresses(t *testing.T) {
	t.Parallel()
	bulk := "cg-519a459a-0ea3-42c2-b7bc-fa1143481f74.s3-us-gov-west-1.amazonaws.com"
	want := map[string][]string{
		"calaccess":       {"campaignfinance.cdn.sos.ca.gov", "cal-access.sos.ca.gov"},
		"calaccess-pages": {"cal-access.sos.ca.gov"},
		"netfile":         {"public.netfile.com", "netfile.com"},
		"netfile-public":  {"netfile.com"},
		"netfile-keyed":   {"netfile.com"},
		"fec":             {"efilingapps.fec.gov", "docquery.fec.gov"},
		"fec-bulk":        {"www.fec.gov", bulk},
		"fec-daily":       {"www.fec.gov", bulk},
		"fec-api":         {"api.open.fec.gov"},
		"lacity":          {"data.lacity.org"},
		"sf-transactions": {"data.sfgov.org"},
	}
	for _, schedule := range []string{"a", "b1", "c", "e", "496", "497", "summary"} {
		want["oakland-"+schedule] = []string{"data.oaklandca.gov"}
	}
	got := map[string][]string{}
	for _, source := range sources.All() {
		info := source.Info()
		got[info.Name] = info.Hosts
		if info.Loopback || info.Delay < scraper.MinDelay || info.Title == "" {
			t.Errorf("%+v", info)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("hosts (-want +got):\n%s", diff)
	}
	if _, ok := sources.Find(sources.All(), "nowhere"); ok {
		t.Error("found a source that is not there")
	}
}
