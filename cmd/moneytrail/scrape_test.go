package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"moneytrail/api"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources"
)

// scrapeReplica runs the scrape verb against a replica of the portals.
func scrapeReplica(t *testing.T, db string, args []string, misbehave ...portal.Fault) answer {
	t.Helper()
	replica := portal.New(invented.County(), misbehave...)
	base, err := replica.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = replica.Close() })
	var out, errOut bytes.Buffer
	a := &app{streams: streams{out: &out, err: &errOut}, db: db, format: "table", now: fixedNow}
	cmd := scrapeCommand(a, sources.Replica(base))
	cmd.SetArgs(args)
	cmd.SilenceUsage, cmd.SilenceErrors = true, true
	err = cmd.ExecuteContext(t.Context())
	text := errOut.String()
	if err != nil {
		text += message(err)
	}
	return answer{exitCode(err), out.String(), text}
}

func TestScrapeLoadsAndArchives(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := filepath.Join(dir, "scraped.db")
	args := []string{"netfile", "--agency", invented.Code, "--years", "2025,2026", "--contact", "https://example.org/contact"}
	first := scrapeReplica(t, db, args)
	if first.code != exitOK || !strings.Contains(first.out, "new") {
		t.Fatalf("exit %d: %s%s", first.code, first.out, first.err)
	}
	if found, err := filepath.Glob(filepath.Join(dir, "archive", "blobs", "*", "*")); err != nil || len(found) < 10 {
		t.Errorf("%d blobs archived, %v", len(found), err)
	}
	answer := decode[api.Committee](t, must(t, "top", "--committee", "9900002", "--format", "json", "--db", db).out)
	second := scrapeReplica(t, db, args)
	if second.code != exitOK {
		t.Fatalf("second run: exit %d: %s", second.code, second.err)
	}
	if out := must(t, "runs", "--db", db, "--format", "json").out; strings.Count(out, `"outcome": "ok"`) != 2 {
		t.Errorf("runs: %s", out)
	}
	if out := must(t, "archive", "--verify", "--db", db).out; !strings.Contains(out, "whole") {
		t.Errorf("archive: %s", out)
	}
	rebuilt := filepath.Join(dir, "rebuilt.db")
	must(t, "reparse", "--db", rebuilt, "--archive", filepath.Join(dir, "archive"))
	if a, b := must(t, "content-hash", "--db", db).out, must(t, "content-hash", "--db", rebuilt).out; a != b || len(a) < 64 {
		t.Errorf("rebuilt from the archive: %s, scraped: %s", b, a)
	}
	again := decode[api.Committee](t, must(t, "top", "--committee", "9900002", "--format", "json", "--db", db).out)
	if answer.Figures != again.Figures || answer.Figures.ItemizedCents != 264_150_00 {
		t.Errorf("itemized %s, after the second run %s", answer.Figures.Itemized, again.Figures.Itemized)
	}
}

func TestScrapeAllRunsEveryJob(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := filepath.Join(dir, "jobs.db")
	jobs := write(t, dir, "jobs.toml", []byte(`contact = "https://example.org/contact"
[[job]]
source = "calaccess"
[[job]]
source = "netfile"
agency = "INVC"
years = [2025, 2026]
`))
	if a := scrapeReplica(t, db, []string{"--all", jobs}); a.code != exitOK {
		t.Fatalf("exit %d: %s%s", a.code, a.out, a.err)
	}
	list := decode[api.CommitteeList](t, must(t, "committees", "--format", "json", "--db", db).out)
	if len(list.Committees) != 9 {
		t.Errorf("%d committees from two jobs", len(list.Committees))
	}
	for name, text := range map[string]string{
		"unknown source": "contact = \"a@example.org\"\n[[job]]\nsource = \"nowhere\"\n",
		"no contact":     "[[job]]\nsource = \"calaccess\"\n",
		"unknown key":    "contact = \"a@example.org\"\ncolour = 1\n[[job]]\nsource = \"calaccess\"\n",
		"not TOML":       "contact = \n",
	} {
		if a := scrapeReplica(t, db, []string{"--all", write(t, dir, name+".toml", []byte(text))}); a.code != exitInput {
			t.Errorf("%s: exit %d: %s", name, a.code, a.err)
		}
	}
}

func TestScrapeSince(t *testing.T) {
	t.Parallel()
	db := filepath.Join(t.TempDir(), "since.db")
	if a := scrapeReplica(t, db, []string{"calaccess", "--since", "1/2/2026", "--contact", "https://example.org/contact"}); a.code != exitUsage {
		t.Errorf("exit %d: %s", a.code, a.err)
	}
	if a := scrapeReplica(t, db, []string{"calaccess", "--since", "2026-01-31", "--contact", "https://example.org/contact"}); a.code != exitOK {
		t.Fatalf("exit %d: %s%s", a.code, a.out, a.err)
	}
	if a := must(t, "runs", "--format", "json", "--db", db); !strings.Contains(a.out, `"since": "2026-01-31`) {
		t.Errorf("the run does not say since when:\n%s", a.out)
	}
}

func TestScrapeStopsAtABlock(t *testing.T) {
	t.Parallel()
	db := filepath.Join(t.TempDir(), "blocked.db")
	a := scrapeReplica(t, db, []string{"calaccess", "--contact", "https://example.org/contact"}, portal.Fault{Kind: portal.FaultBlocked})
	if a.code == exitOK || !strings.Contains(a.err, "block") {
		t.Errorf("exit %d: %s", a.code, a.err)
	}
	list := decode[api.CommitteeList](t, must(t, "committees", "--format", "json", "--db", db).out)
	if len(list.Committees) != 0 {
		t.Errorf("%d committees from a blocked run", len(list.Committees))
	}
}

func TestScrapeNeedsAContact(t *testing.T) {
	t.Parallel()
	db := filepath.Join(t.TempDir(), "x.db")
	for _, args := range [][]string{{"netfile", "--contact", ""}, {"netfile", "--contact", "nobody"}, {"nowhere", "--contact", "a@example.org"}} {
		if a := scrapeReplica(t, db, args); a.code != exitUsage {
			t.Errorf("%v: exit %d: %s", args, a.code, a.err)
		}
	}
}

func TestNoArchiveIsToldNotMade(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db, folder := filepath.Join(dir, "a.db"), filepath.Join(dir, "mistyped")
	for _, args := range [][]string{{"runs"}, {"archive", "--verify"}, {"reparse"}} {
		a := call(t, append(args, "--db", db, "--archive", folder)...)
		if a.code != exitInput || !strings.Contains(a.err, "mistyped") {
			t.Errorf("%v: exit %d: %s", args, a.code, a.err)
		}
	}
	if _, err := os.Stat(folder); err == nil {
		t.Error("the folder was made")
	}
}
