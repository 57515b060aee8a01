package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/store"
)

func TestScrapeSeveralSources(t *testing.T) {
	t.Parallel()
	o := newOffice(t, portal.Fault{Path: "/rss/", Kind: portal.FaultMissing})
	a := o.do(t.Context(), scrapeCommand, "calaccess", "fec", "netfile-public", "--agency", invented.Code, "--committee", "9910001", "--years", "2025", "--contact", contact)
	if a.code != exitFailure || !strings.Contains(a.err, "2 of 3 jobs failed") {
		t.Errorf("only the state knows the committee: exit %d\n%s", a.code, a.err)
	}
	a = o.do(t.Context(), scrapeCommand, "calaccess", "fec", "--contact", contact)
	if a.code != exitFailure || !strings.Contains(a.err, "1 of 2 jobs failed") || !strings.Contains(a.err, "job fec failed") {
		t.Errorf("exit %d\n%s", a.code, a.err)
	}
	runs := o.runs(t)
	if runs[0].Source != "fec" || runs[0].Outcome != scraper.Failed || runs[1].Source != "calaccess" || runs[1].Outcome != scraper.Succeeded || runs[1].Filings == 0 {
		t.Errorf("runs %+v", runs[:2])
	}
	if a := o.do(t.Context(), scrapeCommand, "calaccess", "calaccess", "--contact", contact); a.code != exitUsage {
		t.Errorf("the same twice: exit %d, %s", a.code, a.err)
	}
}

func TestScrapeFullAsksForEverythingAnew(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	args := []string{"netfile", "--agency", invented.Code, "--years", "2025,2026", "--contact", contact}
	o.must(t, scrapeCommand, args...)
	conditional := func(args ...string) (conditional, asked int) {
		before := len(o.replica.Visits())
		o.must(t, scrapeCommand, args...)
		for _, v := range o.replica.Visits()[before:] {
			if asked++; v.Conditional {
				conditional++
			}
		}
		return conditional, asked
	}
	if n, all := conditional(args...); n == 0 {
		t.Errorf("a second run makes %d conditional requests of %d", n, all)
	}
	if n, all := conditional(append(args, "--full")...); n != 0 || all < 5 {
		t.Errorf("--full makes %d conditional requests of %d", n, all)
	}
	if runs := o.runs(t); !runs[0].Request.Full || runs[0].DocumentsUnchanged != runs[0].Documents || runs[0].New != 0 {
		t.Errorf("run %+v", runs[0])
	}
}

func TestRunsShowsTheLatestFirst(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.must(t, scrapeCommand, "calaccess", "--contact", contact)
	o.must(t, scrapeCommand, "fec", "--contact", contact)
	out := must(t, "runs", "--limit", "1", "--format", "csv", "--db", o.db).out
	header, line, _ := strings.Cut(out, "\n")
	if header != "run,outcome,started,ended,documents,new,changed,unchanged,filings,rows,quarantined,errors,bytes,requests,error" {
		t.Errorf("columns %s", header)
	}
	if strings.Count(line, "\n") != 1 || !strings.Contains(line, "-fec-") {
		t.Errorf("the latest run is not the one shown: %s", line)
	}
}

// A run that fails leaves what earlier runs brought, says in one line what to
// do, and is no reason to call the database fresh.
func TestFailedRunLeavesGoodData(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]portal.FaultKind{"blocked": portal.FaultBlocked, "broken": portal.FaultMissing, "cut": portal.FaultWrongLength, "empty": portal.FaultEmpty} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.must(t, scrapeCommand, "calaccess", "--contact", contact)
			want := must(t, "content-hash", "--db", o.db).out
			fresh := sourceRuns(t, o)
			bad := newOffice(t, portal.Fault{Path: "/dbwebexport.zip", Kind: fault})
			bad.dir, bad.db = o.dir, o.db
			a := bad.do(t.Context(), scrapeCommand, "calaccess", "--full", "--contact", contact)
			if last := strings.Split(strings.TrimSpace(a.err), "\n"); a.code == exitOK || !strings.Contains(last[len(last)-1], "; ") {
				t.Errorf("exit %d: %s", a.code, a.err)
			}
			if got := must(t, "content-hash", "--db", o.db).out; got != want {
				t.Error("the failed run changed the database")
			}
			after := sourceRuns(t, o)
			if len(after) != 1 || after[0].Outcome != "failed" || after[0].Reason == "" || strings.Contains(after[0].Reason, "http") || !after[0].AsOf.Equal(fresh[0].AsOf) || after[0].FiledThrough != fresh[0].FiledThrough {
				t.Errorf("freshness %+v, before %+v", after, fresh)
			}
			if runs := o.runs(t); runs[0].Outcome != scraper.Failed || runs[0].Errors == 0 {
				t.Errorf("run %+v", runs[0])
			}
		})
	}
}

// A run that died is continued, and two at a time are refused.
func TestDeadAndRunningRuns(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	kept, err := archive.Open(filepath.Join(o.dir, "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	history, err := scraper.OpenHistory(kept)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = history.Close() })
	dead := scraper.RunRecord{ID: "dead-1", Source: "calaccess", Started: fixedNow(), Outcome: scraper.Running}
	if err := history.Put(t.Context(), dead); err != nil {
		t.Fatal(err)
	}
	lock, _, err := kept.Lock("calaccess", `{"run":"other-1","process":1,"started":"2026-05-20T00:00:00Z"}`)
	if err != nil || lock == nil {
		t.Fatal(err)
	}
	a := o.do(t.Context(), scrapeCommand, "calaccess", "--contact", contact)
	if a.code != exitFailure || !strings.Contains(a.err, "other-1") || !strings.Contains(a.err, "wait for it to end") {
		t.Errorf("beside another run: exit %d, %s", a.code, a.err)
	}
	if got := sourceRuns(t, o); len(got) != 0 {
		t.Errorf("a refused run wrote down %+v", got)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	o.must(t, scrapeCommand, "calaccess", "--contact", contact)
	if runs := o.runs(t); runs[0].Resumes != "dead-1" {
		t.Errorf("the dead run was not continued: %+v", runs[0])
	}
}

func sourceRuns(t *testing.T, o *office) []store.SourceRun {
	t.Helper()
	a := &app{db: o.db, now: fixedNow}
	db, _, err := a.openToRead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	runs, err := db.SourceRuns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return runs
}

func TestFreshnessSurvivesReparse(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.must(t, scrapeCommand, "calaccess", "--contact", contact)
	o.must(t, scrapeCommand, "netfile", "--agency", invented.Code, "--years", "2025,2026", "--contact", contact)
	o.must(t, scrapeCommand, "calaccess", "--contact", contact) // nothing new: the days stay
	got := sourceRuns(t, o)
	if len(got) != 2 || got[0].Source != "calaccess" || got[1].Agency != invented.Code {
		t.Fatalf("%+v", got)
	}
	for _, r := range got {
		if !r.AsOf.Equal(fixedNow()) || r.FiledThrough < "2026-01-01" || r.FiledThrough > "2026-05-21" || r.Through == "" || r.Outcome != "ok" {
			t.Errorf("freshness %+v", r)
		}
	}
	rebuilt := filepath.Join(o.dir, "rebuilt.db")
	must(t, "reparse", "--db", rebuilt, "--archive", filepath.Join(o.dir, "archive"))
	if diff := cmp.Diff(got, sourceRuns(t, &office{db: rebuilt})); diff != "" {
		t.Errorf("rebuilt from the archive (-want +got):\n%s", diff)
	}
}

func TestMetricsFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t, portal.Fault{Path: "/dbwebexport.zip", Kind: portal.FaultUnavailable, Times: 1})
	file := filepath.Join(o.dir, "moneytrail.prom")
	a := o.do(t.Context(), func(app *app, list []scraper.Source) *cobra.Command { return scrapeWith(app, list, quick) }, "calaccess", "--contact", contact, "--metrics-file", file)
	if a.code != exitOK {
		t.Fatalf("exit %d: %s", a.code, a.err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`moneytrail_scrape_pages_total{source="calaccess",status="200"} 2`, `moneytrail_scrape_retries_total{source="calaccess"} 1`,
		`moneytrail_scrape_runs_total{outcome="ok",source="calaccess"} 1`, `moneytrail_scrape_bytes_total{source="calaccess"}`,
		`moneytrail_newest_filing_age_seconds{agency="",source="calaccess"}`, `moneytrail_source_as_of_timestamp_seconds{agency="",source="calaccess"} 1.7792352e+09`,
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if left, err := filepath.Glob(filepath.Join(o.dir, "*.prom*")); err != nil || len(left) != 1 {
		t.Errorf("files left: %v, %v", left, err)
	}
	if a := o.do(t.Context(), scrapeCommand, "calaccess", "--contact", contact, "--metrics-file", filepath.Join(o.dir, "nowhere", "x")); a.code != exitFailure || !strings.Contains(a.err, "check that the folder exists") {
		t.Errorf("no folder: exit %d, %s", a.code, a.err)
	}
}

func TestLogLines(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.must(t, logging("json", "info"), "calaccess", "--contact", contact)
	a := o.must(t, logging("json", "info"), "calaccess", "--contact", contact)
	messages := map[string]bool{}
	for line := range strings.Lines(a.err) {
		var entry struct {
			Msg, Source, Level string
		}
		if err := json.Unmarshal([]byte(line), &entry); err != nil || entry.Source != "calaccess" {
			t.Errorf("line %q: %v", line, err)
		}
		messages[entry.Msg] = true
	}
	if !messages["run ended"] || !messages["unchanged"] {
		t.Errorf("messages %v", messages)
	}
	if a := o.do(t.Context(), logging("xml", "info"), "calaccess", "--contact", contact); a.code != exitUsage {
		t.Errorf("exit %d: %s", a.code, a.err)
	}
	if a := o.do(t.Context(), logging("text", "loud"), "calaccess", "--contact", contact); a.code != exitUsage {
		t.Errorf("exit %d: %s", a.code, a.err)
	}
}

func logging(format, level string) func(*app, []scraper.Source) *cobra.Command {
	return func(a *app, list []scraper.Source) *cobra.Command {
		a.logFormat, a.logLevel = format, level
		return scrapeCommand(a, list)
	}
}
