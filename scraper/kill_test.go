package scraper_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
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

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
)

const (
	childFolder = "MONEYTRAIL_TEST_ARCHIVE" // set in a child: its archive
	childPortal = "MONEYTRAIL_TEST_PORTAL"
	rounds      = 10
	kills       = 5 // in each round
)

// killers serves six documents and a large one, and kills the process that
// asks when it has written so many bytes.
type killers struct {
	mu    sync.Mutex
	left  int
	large string
	kill  func()
}

func (k *killers) serve(w http.ResponseWriter, r *http.Request) {
	body := "document " + r.URL.Path + strings.Repeat(" text", 200)
	if r.URL.Path == "/large.zip" {
		body = k.large
		w.Header().Set("ETag", `"1"`)
	}
	http.ServeContent(&slow{ResponseWriter: w, killers: k}, r, "", time.Time{}, strings.NewReader(body))
}

// slow counts what is sent.
type slow struct {
	http.ResponseWriter
	*killers
}

func (s *slow) Write(p []byte) (written int, err error) {
	for len(p) > 0 && err == nil {
		n := 0
		n, err = s.ResponseWriter.Write(p[:min(len(p), 4096)])
		written, p = written+n, p[n:]
		s.mu.Lock()
		if s.left -= n + 20; s.left < 0 && s.kill != nil {
			_ = http.NewResponseController(s.ResponseWriter).Flush()
			s.kill()
			s.kill = nil
		}
		s.mu.Unlock()
	}
	return written, err
}

// TestKilledRunsEndInTheSameContent kills a run at random points, again and
// again, and then lets one come to its end. Archive and documents must be as if
// nothing had happened.
func TestKilledRunsEndInTheSameContent(t *testing.T) {
	t.Parallel()
	if os.Getenv(childFolder) != "" {
		t.Skip("this is a child")
	}
	k := &killers{large: "PK\x03\x04" + strings.Repeat("0123456789abcdef", 400_000)}
	server := httptest.NewServer(withRobots("", k.serve))
	defer server.Close()
	random := rand.New(rand.NewPCG(1, 2))
	calm := filepath.Join(t.TempDir(), "archive")
	if err := child(t, k, 1<<30, calm, server.URL); err != nil {
		t.Fatal(err)
	}
	want, died := contentOf(t, calm), 0
	for range rounds {
		dir := filepath.Join(t.TempDir(), "archive")
		for range kills {
			if child(t, k, random.IntN(100+random.IntN(len(k.large))), dir, server.URL) != nil {
				died++
			}
		}
		if err := child(t, k, 1<<30, dir, server.URL); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, contentOf(t, dir)); diff != "" {
			t.Errorf("documents (-undisturbed +killed):\n%s", diff)
		}
	}
	if died < rounds*kills/2 {
		t.Errorf("only %d of %d runs were killed", died, rounds*kills)
	}
	t.Logf("%d of %d runs were killed", died, rounds*kills)
}

// child runs the source in a process of its own.
func child(t *testing.T, k *killers, bytes int, dir, portal string) error {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChildRuns$", "-test.count=1")
	cmd.Env = append(os.Environ(), childFolder+"="+dir, childPortal+"="+portal)
	var out strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	k.mu.Lock()
	k.left, k.kill = bytes, func() { _ = cmd.Process.Kill() }
	k.mu.Unlock()
	err := cmd.Wait()
	if err != nil && strings.Contains(out.String(), "FAIL") {
		t.Errorf("the run failed by itself:\n%s", out.String())
	}
	return err
}

// TestChildRuns is the run that is killed.
func TestChildRuns(t *testing.T) {
	dir, portal := os.Getenv(childFolder), os.Getenv(childPortal)
	if dir == "" {
		t.Skip("not in a child")
	}
	store, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	history, err := scraper.OpenHistory(store)
	if err != nil {
		t.Fatal(err)
	}
	session, err := scraper.NewSession(scraper.Options{Contact: "tests@example.org", Archive: store, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	info := scraper.Info{Name: "fake", Hosts: []string{strings.TrimPrefix(portal, "http://")}, MinDocuments: 7, Loopback: true}
	source := fake{info, func(ctx context.Context, s *scraper.Session, found func(scraper.Document) error) error {
		for i := range 7 {
			get, path := s.Get, strconv.Itoa(i)
			if i == 3 {
				get, path = s.Download, "large.zip"
			}
			doc, err := get(ctx, portal+"/"+path)
			if err == nil {
				err = found(doc)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}}
	runner := &scraper.Runner{Session: session, History: history}
	if _, err := runner.Run(t.Context(), source, scraper.Request{}, func(context.Context, scraper.Document) (scraper.Loaded, error) {
		return scraper.Loaded{Filings: 1}, nil
	}); err != nil {
		t.Fatal(err)
	}
}

// contentOf gives what an archive leads to, in its order, and checks that it is
// whole.
func contentOf(t *testing.T, dir string) []string {
	t.Helper()
	store, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	if v, err := store.Verify(t.Context(), nil); err != nil || !v.OK() {
		t.Errorf("archive is damaged: %+v, %v", v, err)
	}
	var content []string
	for d, err := range store.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		content = append(content, fmt.Sprint(d.Name, " ", d.Size, " ", d.SHA256))
	}
	history, err := os.ReadFile(filepath.Join(dir, "runs.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(history)), "\n")
	var last scraper.RunRecord
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil || last.Outcome != scraper.Succeeded || last.Documents != 7 {
		t.Errorf("last run %+v, %v", last, err)
	}
	return content
}

var _ io.Writer = (*slow)(nil)
