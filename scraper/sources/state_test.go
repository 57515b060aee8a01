package sources_test

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/format/calpages"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources/calaccess"
	"moneytrail/store/storetest"
)

func TestStatePages(t *testing.T) {
	t.Parallel()
	r := crawl(t, calaccess.PagesName, scraper.Request{Years: []int{2025, 2026}})
	if r.err != nil {
		t.Fatal(r.err)
	}
	want := []string{"calaccess_measures_2025.html", "calaccess_measure_9970001_2025.html", "calaccess_incumbents_2025.html", "calaccess_candidates_902.html"}
	if diff := cmp.Diff(want, r.names()); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	one := crawl(t, calaccess.PagesName, scraper.Request{Committee: "9910001", Years: []int{2025}})
	if diff := cmp.Diff([]string{"calaccess_committee_9910001_2025.html"}, one.names()); one.err != nil || diff != "" {
		t.Errorf("error %v, documents (-want +got):\n%s", one.err, diff)
	}
	if none := crawl(t, calaccess.PagesName, scraper.Request{Committee: "9910099", Years: []int{2025}}); none.err == nil {
		t.Error("a committee that is not there was found")
	}
}

// replicaOf makes a session bound to a source of the state's pages.
func replicaOf(t *testing.T, replica *portal.Portal) (*calaccess.Pages, *scraper.Session) {
	t.Helper()
	server := httptest.NewServer(replica.Handler())
	t.Cleanup(server.Close)
	kept, err := archive.Open(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	now := &clock{now: time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)}
	session, err := scraper.NewSession(scraper.Options{Contact: "tests@example.org", Archive: kept, Now: now.Now, Sleep: now.Sleep})
	if err != nil {
		t.Fatal(err)
	}
	return calaccess.NewPages(calaccess.Options{Base: server.URL, Replica: true}), session
}

// The lists of filings run from the day asked for to the day of fetching.
func TestDailyFilings(t *testing.T) {
	t.Parallel()
	replica := portal.New(invented.County())
	pages, session := replicaOf(t, replica)
	var names []string
	listed := map[string][]calpages.Listed{}
	take := func(_ context.Context, doc scraper.Document) error {
		body, err := os.ReadFile(doc.Path)
		if err != nil {
			return err
		}
		names = append(names, doc.Name)
		listed[doc.Name], err = calpages.Filings(body)
		return err
	}
	since := time.Date(2026, 5, 18, 0, 0, 0, 0, time.UTC)
	if _, err := scraper.Run(t.Context(), pages, scraper.Request{Since: since}, session, take); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"calaccess_filings_2026-05-18.html", "calaccess_filings_2026-05-19.html", "calaccess_filings_2026-05-20.html"}, names); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	if _, err := scraper.Run(t.Context(), pages, scraper.Request{Since: time.Date(2025, 7, 29, 0, 0, 0, 0, time.UTC)}, session, take); err != nil {
		t.Fatal(err)
	}
	want := []calpages.Listed{{Committee: "9950001", Name: listed["calaccess_filings_2025-07-29.html"][0].Name, ID: "9980001", Amendment: "0", Image: "/PDFGen/pdfgen.prg?filingid=9980001&amendid=0"}}
	if diff := cmp.Diff(want, listed["calaccess_filings_2025-07-29.html"]); diff != "" || len(listed["calaccess_filings_2025-07-30.html"]) != 0 {
		t.Errorf("listed (-want +got):\n%s", diff)
	}
	if _, err := scraper.Run(t.Context(), pages, scraper.Request{Since: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}, session, take); err == nil {
		t.Error("a page for each day of six years")
	}
	if _, err := scraper.Run(t.Context(), pages, scraper.Request{}, session, take); err == nil {
		t.Error("nothing was asked for, and nothing failed")
	}
}

// Candidates certified for the elections of the session are fetched; which
// elections there are stands on the saved list of the latest.
func TestCertifiedCandidates(t *testing.T) {
	t.Parallel()
	replica := portal.New(invented.County())
	replica.Saved = os.DirFS(storetest.SharedData(t, "california", "calaccess_html"))
	pages, session := replicaOf(t, replica)
	people := map[string]int{}
	report, err := scraper.Run(t.Context(), pages, scraper.Request{Years: []int{2003, 2013, 2016, 2019, 2023}}, session, func(_ context.Context, doc scraper.Document) error {
		if !strings.HasPrefix(doc.Name, "calaccess_candidates_") {
			return nil
		}
		body, err := os.ReadFile(doc.Path)
		if err != nil {
			return err
		}
		list, err := calpages.Candidates(body)
		people[doc.Name] = len(list)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, n := range people {
		if n == 0 {
			t.Errorf("nobody on %s", name)
		}
	}
	missing := 0
	for _, note := range report.Notes {
		if strings.HasPrefix(note.About, "election ") {
			missing++
		}
	}
	t.Logf("candidates by list: %v; %d elections without a saved list", people, missing)
}
