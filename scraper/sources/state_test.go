package sources_test

import (
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources/calaccess"
)

func TestStatePages(t *testing.T) {
	t.Parallel()
	r := crawl(t, calaccess.PagesName, scraper.Request{Years: []int{2025, 2026}})
	if r.err != nil {
		t.Fatal(r.err)
	}
	want := []string{"calaccess_measures_2025.html", "calaccess_measure_9970001_2025.html", "calaccess_incumbents_2025.html"}
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

func TestDailyFilings(t *testing.T) {
	t.Parallel()
	pages, session := replicaOf(t, portal.New(invented.County()))
	bound, err := session.For(pages.Info())
	if err != nil {
		t.Fatal(err)
	}
	defer bound.Close()
	got, err := pages.Daily(t.Context(), bound, time.Date(2025, 7, 29, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].ID != "9980001" || got[0].Amendment != "0" || got[0].Committee != "9950001" || !strings.Contains(got[0].Image, "/PDFGen/pdfgen.prg?") {
		t.Errorf("%+v", got)
	}
	if quiet, err := pages.Daily(t.Context(), bound, time.Date(2025, 7, 30, 0, 0, 0, 0, time.UTC)); err != nil || len(quiet) != 0 {
		t.Errorf("a day without filings: %v, %v", quiet, err)
	}
}
