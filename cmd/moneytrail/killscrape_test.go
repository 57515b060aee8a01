package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources"
)

const (
	asScraper = "MONEYTRAIL_TEST_SCRAPES" // set in a child that scrapes: the replica's address
	scrapeDB  = "MONEYTRAIL_TEST_DB"
	killAt    = "MONEYTRAIL_TEST_KILL_AT" // the child kills itself when it looks at the clock so often
)

// scrapeAsChild is the scrape verb against a replica, in a process that may be
// killed: by the replica, or by itself. The clock is looked at for every
// request, run and stage of a load, the commit's beginning and end among them.
func scrapeAsChild(base string) int {
	looks, last := 0, 0
	if text := os.Getenv(killAt); text != "" {
		last, _ = strconv.Atoi(text)
	}
	var mu sync.Mutex
	now := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		if looks++; looks == last {
			self, _ := os.FindProcess(os.Getpid())
			_ = self.Kill()
			select {} // it takes a moment
		}
		return fixedNow()
	}
	a := &app{streams: streams{out: os.Stdout, err: os.Stderr}, db: os.Getenv(scrapeDB), format: "csv", now: now}
	cmd := scrapeCommand(a, sources.EveryReplica(base, sources.Keys{}))
	cmd.SetArgs(os.Args[1:])
	cmd.SilenceUsage, cmd.SilenceErrors = true, true
	err := cmd.ExecuteContext(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, message(err))
	}
	fmt.Printf("looks %d\n", looks)
	return exitCode(err)
}

// deadly is a replica that kills the process that asks it when it has sent so
// many bytes.
type deadly struct {
	portal http.Handler
	base   string

	mu   sync.Mutex
	sent int
	left int
	kill func()
}

func (d *deadly) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.portal.ServeHTTP(&deadlyWriter{w, d}, r)
}

type deadlyWriter struct {
	http.ResponseWriter
	*deadly
}

// Write sends what is left of the child's time, and kills it. Also an answer
// of nothing (304) takes some of it.
func (d *deadlyWriter) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sent += len(p)
	if d.kill == nil || len(p) < d.left {
		d.left -= len(p)
		return d.ResponseWriter.Write(p)
	}
	n, err := d.ResponseWriter.Write(p[:d.left])
	_ = http.NewResponseController(d.ResponseWriter).Flush()
	d.kill()
	d.kill = nil
	if err == nil {
		err = http.ErrAbortHandler
	}
	return n, err
}

// scrape runs a child; it is killed after so many bytes of answers, or looks at
// the clock, unless these are 0. It gives what the child said.
func (d *deadly) scrape(t *testing.T, db string, args []string, bytes, looks int) (string, error) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Env = append(os.Environ(), asScraper+"="+d.base, scrapeDB+"="+db)
	if looks > 0 {
		cmd.Env = append(cmd.Env, killAt+"="+strconv.Itoa(looks))
	}
	var out strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &out
	d.mu.Lock()
	d.sent, d.left, d.kill = 0, bytes, nil
	err = cmd.Start()
	if bytes > 0 {
		d.kill = func() { _ = cmd.Process.Kill() }
	}
	d.mu.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	err = cmd.Wait()
	if err != nil && cmd.ProcessState.Exited() {
		t.Fatalf("the run failed by itself: %v\n%s", err, out.String())
	}
	return out.String(), err
}

// TestKilledScrapesResumeToTheSameContent kills whole runs of scrape (fetching,
// archiving, loading) 50 times at random points and lets each end at last: the
// database must say what it says after an undisturbed run, the archive must be
// whole, and reading the archive must give the same again.
func TestKilledScrapesResumeToTheSameContent(t *testing.T) {
	t.Parallel()
	rounds, kills := 10, 5
	if testing.Short() {
		rounds, kills = 5, 2
	}
	runs := [][]string{
		{"netfile", "--agency", invented.Code, "--years", "2025,2026"},
		{"calaccess"},
		{"netfile-public", "--agency", invented.Code, "--years", "2026"},
		{"lacity", "--years", "2025,2026"},
		{"calaccess-pages", "--years", "2025"},
	}
	random := rand.New(rand.NewPCG(20, 26))
	d := &deadly{portal: portal.New(invented.County()).Handler()}
	server := httptest.NewServer(d)
	defer server.Close()
	d.base = server.URL
	lives := 0
	for round := range rounds {
		args := append(runs[round%len(runs)], "--contact", "https://example.org/contact")
		calm := filepath.Join(t.TempDir(), "calm.db")
		out, err := d.scrape(t, calm, args, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		_, count, _ := strings.Cut(out, "looks ")
		looks, err := strconv.Atoi(strings.TrimSpace(count))
		if err != nil || looks < 5 {
			t.Fatalf("%d looks at the clock, %v", looks, err)
		}
		db, sent := filepath.Join(t.TempDir(), "killed.db"), d.sent
		for killed, try := 0, 0; killed < kills; try++ {
			bytes, at := 1+random.IntN(sent), 0
			if try%2 == 1 {
				bytes, at = 0, 1+random.IntN(looks)
			}
			if _, err := d.scrape(t, db, args, bytes, at); err != nil {
				killed++
				continue
			}
			// It came through before its time: another life.
			sameContent(t, args, calm, db)
			db = filepath.Join(t.TempDir(), "killed.db")
			lives++
		}
		if out, err := d.scrape(t, db, args, 0, 0); err != nil {
			t.Fatalf("%v: the run that should come through: %v\n%s", args, err, out)
		}
		sameContent(t, args, calm, db)
	}
	t.Logf("%d runs were killed, %d databases were brought to their end", rounds*kills, rounds+lives)
}

func sameContent(t *testing.T, args []string, calm, db string) {
	t.Helper()
	want := must(t, "content-hash", "--db", calm).out
	if got := must(t, "content-hash", "--db", db).out; got != want {
		t.Errorf("%v: killed runs end in %s, an undisturbed one in %s", args, got, want)
	}
	must(t, "archive", "--verify", "--db", db)
	rebuilt := filepath.Join(t.TempDir(), "rebuilt.db")
	must(t, "reparse", "--db", rebuilt, "--archive", filepath.Join(filepath.Dir(db), "archive"))
	if got := must(t, "content-hash", "--db", rebuilt).out; got != want {
		t.Errorf("%v: the archive gives %s, an undisturbed run %s", args, got, want)
	}
}
