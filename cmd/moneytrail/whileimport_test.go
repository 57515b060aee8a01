package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"moneytrail/scraper/portal/invented"
	"moneytrail/store/sqlite"
)

// growing is the invented county with reports that come in one by one.
type growing struct {
	app   *app
	db    *sqlite.DB
	files []string
}

// steps is how many reports are imported; fewer in short tests.
func steps() int {
	if testing.Short() {
		return 4
	}
	return 12
}

// newGrowing makes the same county at each call: what it answers depends on
// the number of reports only.
func newGrowing(t *testing.T) *growing {
	t.Helper()
	dir := t.TempDir()
	var out bytes.Buffer
	// Nobody is matched: the rows of the reports bear a few names between them, so
	// that all would be compared with all, which is not what is looked at.
	g := &growing{app: &app{noResolve: true, streams: streams{out: &out, err: io.Discard}, db: filepath.Join(dir, "county.db"), format: "table", now: fixedNow}}
	if err := os.WriteFile(g.app.db+".key", bytes.Repeat([]byte("ab"), 32), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := g.app.openToWrite(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	g.db = db
	for name, body := range files(t) {
		if strings.HasPrefix(name, "efile_newest") {
			g.load(t, write(t, dir, name, body))
		}
	}
	contest, err := parseContest("contest.toml", invented.Contest())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.SaveContest(t.Context(), contest); err != nil {
		t.Fatal(err)
	}
	for i := range steps() {
		g.files = append(g.files, write(t, dir, fmt.Sprintf("report-%02d.csv", i), []byte(strings.ReplaceAll(
			handReport("9900002", i), "2031-0", fmt.Sprintf("20%d-0", 31+i)))))
	}
	return g
}

func (g *growing) load(t *testing.T, path string) {
	t.Helper()
	found, err := findFiles([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	if err := g.app.importFiles(t.Context(), g.db, found); err != nil {
		t.Fatal(err)
	}
}

// reader is a server over a connection of its own, as another process has.
func (g *growing) reader(t *testing.T) http.Handler {
	t.Helper()
	reading := *g.app
	db, _, err := reading.openToRead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	reading.now = time.Now // the data version is believed for a moment only
	server, err := reading.newServer(db, true, newMetrics(fixedNow))
	if err != nil {
		t.Fatal(err)
	}
	return server.Handler
}

var growingPaths = []string{
	"/api/v1/committees?limit=5", "/api/v1/committees/fppc-9900002?limit=5", "/api/v1/committees/fppc-9900002/donors?limit=7",
	"/api/v1/committees/fppc-9900002/rows?status=counted&limit=5", "/api/v1/contests", "/api/v1/contests/" + invented.Slug,
}

// A hundred clients ask while reports are imported. Whatever they are told must
// be, byte for byte, what an idle server tells of the data version that the
// answer names.
func TestAnswersWhileAnImportRuns(t *testing.T) {
	t.Parallel()
	idle := newGrowing(t)
	want := map[string]string{} // by path and ETag
	remember := func() {
		h := idle.reader(t)
		for _, path := range growingPaths {
			w := ask(t, h, path)
			want[path+" "+w.tag] = w.body
		}
	}
	remember()
	for _, file := range idle.files {
		idle.load(t, file)
		remember()
	}
	if len(want) < len(growingPaths)*(steps()+1) {
		t.Fatalf("%d answers of %d versions", len(want), steps()+1)
	}

	busy := newGrowing(t)
	h := busy.reader(t)
	var mu sync.Mutex
	var times []time.Duration
	tags := map[string]bool{}
	each := 3 // questions of each client per import
	if testing.Short() {
		each = 1
	}
	for _, file := range busy.files {
		var wg sync.WaitGroup
		for client := range 100 {
			wg.Go(func() {
				for i := range each {
					path := growingPaths[(client+i)%len(growingPaths)]
					got := ask(t, h, path)
					mu.Lock()
					times = append(times, got.took)
					tags[got.tag] = true
					mu.Unlock()
					if expected, ok := want[path+" "+got.tag]; got.status != http.StatusOK || !ok || expected != got.body {
						t.Errorf("%s: status %d, %s known %v, not what an idle server says", path, got.status, got.tag, ok)
						return
					}
				}
			})
		}
		busy.load(t, file)
		wg.Wait()
	}
	slices.Sort(times)
	t.Logf("%d answers of %d versions: p50 %s, p99 %s, longest %s", len(times), len(tags), times[len(times)/2], times[len(times)*99/100], times[len(times)-1])
}

type asked struct {
	status    int
	tag, body string
	took      time.Duration
}

func ask(t *testing.T, h http.Handler, path string) asked {
	t.Helper()
	start := time.Now()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	if err != nil {
		t.Error(err)
		return asked{}
	}
	r.RequestURI = path
	w := &answerWriter{header: http.Header{}}
	h.ServeHTTP(w, r)
	return asked{w.status, w.header.Get("ETag"), w.body.String(), time.Since(start)}
}

// answerWriter keeps an answer.
type answerWriter struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *answerWriter) Header() http.Header         { return w.header }
func (w *answerWriter) WriteHeader(status int)      { w.status = status }
func (w *answerWriter) Write(p []byte) (int, error) { return w.body.Write(p) }
