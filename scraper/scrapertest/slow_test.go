package scrapertest_test

import (
	"context"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/sources"
)

// slow is a source with a delay of its own on a replica.
type slow struct {
	scraper.Source
	delay time.Duration
}

func (s slow) Info() scraper.Info {
	info := s.Source.Info()
	info.Delay = s.delay
	return info
}

func runSlowly(t *testing.T, j job, replica *portal.Portal, now *clock, delay time.Duration) []portal.Visit {
	t.Helper()
	server := httptest.NewServer(replica.Handler())
	t.Cleanup(server.Close)
	store, err := archive.Open(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	session, err := scraper.NewSession(scraper.Options{Contact: "tests@example.org", Archive: store, Now: now.Now, Sleep: now.Sleep})
	if err != nil {
		t.Fatal(err)
	}
	found, ok := sources.Find(sources.EveryReplica(server.URL, replicaKeys), j.source)
	if !ok {
		t.Fatal("no source")
	}
	_, err = scraper.Run(t.Context(), slow{found, delay}, j.request, session,
		func(context.Context, scraper.Document) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return replica.Visits()
}
