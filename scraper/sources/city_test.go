package sources_test

import (
	"context"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/format/socrata"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources"
	city "moneytrail/scraper/sources/socrata"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// gifts adds up what the readers make of documents.
func gifts(t *testing.T, docs []scraper.Document, session *scraper.Session) (rows int, sum store.Cents) {
	t.Helper()
	for _, doc := range docs {
		file, err := session.Open(doc)
		if err != nil {
			t.Fatal(err)
		}
		got := &storetest.Records{}
		if err := socrata.Read(t.Context(), file, doc.Size, doc.Name, got); err != nil {
			t.Fatal(err)
		}
		for _, x := range got.Transactions {
			rows, sum = rows+1, sum+x.Amount
		}
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}
	return rows, sum
}

// fetchCity crawls a data set with answers of at most size rows.
func fetchCity(t *testing.T, name string, size int, req scraper.Request) ([]scraper.Document, *scraper.Session, error) {
	t.Helper()
	server := httptest.NewServer(portal.New(invented.County()).Handler())
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
	maps, err := socrata.Maps()
	if err != nil {
		t.Fatal(err)
	}
	var docs []scraper.Document
	for _, m := range maps {
		if m.Name != name {
			continue
		}
		source := city.New(city.Options{Map: m, Base: server.URL, Replica: true, PageSize: size})
		_, err = scraper.Run(t.Context(), source, req, session, func(_ context.Context, doc scraper.Document) error {
			docs = append(docs, doc)
			return nil
		})
	}
	return docs, session, err
}

// TestCityRangesAreHalved holds what small answers give against one large one,
// and that no report stands in two documents while days allow it.
func TestCityRangesAreHalved(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"lacity", "oakland-a"} {
		whole, session, err := fetchCity(t, name, 50000, scraper.Request{})
		if err != nil {
			t.Fatal(err)
		}
		rows, sum := gifts(t, whole, session)
		for _, size := range []int{30, 10, 3} {
			docs, session, err := fetchCity(t, name, size, scraper.Request{})
			if err != nil {
				t.Fatal(err)
			}
			gotRows, got := gifts(t, docs, session)
			if gotRows != rows || got != sum || len(docs) <= len(whole) {
				t.Errorf("%s, %d rows an answer: %d rows, %s in %d documents; want %d rows, %s", name, size, gotRows, got, len(docs), rows, sum)
			}
		}
	}
}

func TestCityCommittee(t *testing.T) {
	t.Parallel()
	docs, session, err := fetchCity(t, "lacity", 0, scraper.Request{Committee: "9900003", Years: []int{2025}})
	if err != nil || len(docs) != 2 { // the year, and notices, which have no period
		t.Fatal(err, docs)
	}
	if rows, _ := gifts(t, docs, session); rows < 2 {
		t.Error("no rows")
	}
	for _, req := range []scraper.Request{{Committee: "9900098", Years: []int{2025}}, {Committee: "1' OR '1'='1"}, {Agency: "BRK"}, {Years: []int{1999}}} {
		if _, _, err := fetchCity(t, "lacity", 0, req); err == nil {
			t.Errorf("%+v: no error", req)
		}
	}
}

func TestBuiltInCities(t *testing.T) {
	t.Parallel()
	var names []string
	for _, source := range sources.All() {
		names = append(names, source.Info().Name)
	}
	for _, name := range []string{"lacity", "oakland-a", "oakland-summary", "sf-transactions"} {
		if !strings.Contains(strings.Join(names, " ")+" ", name+" ") {
			t.Errorf("no source %s among %v", name, names)
		}
	}
}
