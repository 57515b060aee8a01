package main

import (
	"bytes"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources"
)

// scrapeFrom runs the scrape verb against a replica that stays.
func scrapeFrom(t *testing.T, base, db string, args ...string) answer {
	t.Helper()
	var out, errOut bytes.Buffer
	a := &app{streams: streams{out: &out, err: &errOut}, db: db, format: "csv", now: fixedNow}
	cmd := scrapeCommand(a, sources.EveryReplica(base, sources.Keys{}))
	cmd.SetArgs(append(args, "--contact", "https://example.org/contact"))
	cmd.SilenceUsage, cmd.SilenceErrors = true, true
	err := cmd.ExecuteContext(t.Context())
	text := errOut.String()
	if err != nil {
		text += message(err)
	}
	return answer{exitCode(err), out.String(), text}
}

// TestEveryReplicaByOneCommand scrapes every replica into a database of its
// own, again, and from the archive alone: the content must be the same three
// times.
func TestEveryReplicaByOneCommand(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"calaccess"},
		{"calaccess", "--committee", "9910001", "--years", "2025"},
		{"calaccess-pages", "--years", "2025"},
		{"netfile", "--agency", invented.Code, "--years", "2025,2026"},
		{"netfile-public", "--agency", invented.Code, "--years", "2026"},
		{"lacity", "--years", "2025,2026"},
		{"oakland-a"},
		{"fec"},
		{"fec", "--committee", portal.FederalCommittee},
		{"fec-bulk", "--years", "2026"},
		{"fec-daily", "--since", "2026-05-15"},
		{"fec-api", "--committee", portal.FederalCommittee, "--years", "2026"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			replica := portal.New(invented.County())
			server := httptest.NewServer(replica.Handler())
			defer server.Close()
			db, rebuilt := filepath.Join(t.TempDir(), "scraped.db"), filepath.Join(t.TempDir(), "rebuilt.db")
			var content string
			for range 2 {
				if a := scrapeFrom(t, server.URL, db, args...); a.code != exitOK {
					t.Fatalf("exit %d: %s%s", a.code, a.out, a.err)
				}
				now := must(t, "content-hash", "--db", db).out
				if content != "" && now != content {
					t.Errorf("the second run made %s of %s", now, content)
				}
				content = now
			}
			for _, v := range replica.Visits() {
				if v.InFlight != 1 {
					t.Errorf("%s was asked beside another", v.URL)
				}
			}
			must(t, "archive", "--verify", "--db", db)
			must(t, "reparse", "--db", rebuilt, "--archive", filepath.Join(filepath.Dir(db), "archive"))
			if got := must(t, "content-hash", "--db", rebuilt).out; got != content {
				t.Errorf("the archive gives %s, scraping gave %s", got, content)
			}
		})
	}
}
