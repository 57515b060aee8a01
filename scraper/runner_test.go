package scraper_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"moneytrail/scraper"
)

// tally is a Meter that remembers.
type tally struct {
	scraper.NoMeter
	mu                           sync.Mutex
	fetched, refused, unmodified int
	bytes                        int64
	newest                       time.Time
	outcomes                     []scraper.Outcome
}

func (m *tally) Fetched(_ string, status int, bytes int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fetched++
	m.bytes += bytes
	if status == http.StatusNotModified {
		m.unmodified++
	}
}

func (m *tally) ParseFailed(string)                               { m.refused++ }
func (m *tally) Newest(_ string, filed time.Time)                 { m.newest = filed }
func (m *tally) Ran(_ string, o scraper.Outcome, _ time.Duration) { m.outcomes = append(m.outcomes, o) }

// works is a runner over a portal of numbered documents.
type works struct {
	*bench
	*scraper.Runner
	source fake
	count  int // documents that the source finds
	mu     sync.Mutex
	asked  []string // paths, in order
	broken string   // path that answers 404
	meter  *tally
	log    bytes.Buffer
}

func newWorks(t *testing.T, count int) *works {
	t.Helper()
	w := &works{count: count, meter: &tally{}}
	w.bench = newBench(t, withRobots("", func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.asked = append(w.asked, r.URL.Path)
		if r.URL.Path == w.broken {
			http.NotFound(rw, r)
			return
		}
		_, _ = io.WriteString(rw, "document "+r.URL.Path)
	}), func(o *scraper.Options, _ *scraper.Info) {
		o.Meter, o.Log = w.meter, slog.New(slog.NewTextHandler(&w.log, nil))
	})
	history, err := scraper.OpenHistory(w.store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = history.Close() })
	w.Runner = &scraper.Runner{Session: w.root, History: history}
	w.source = fake{scraper.Info{Name: "fake", Hosts: []string{w.host}, MinDocuments: 1, Loopback: true}, w.crawl}
	return w
}

func (w *works) crawl(ctx context.Context, s *scraper.Session, found func(scraper.Document) error) error {
	for i := range w.count {
		doc, err := s.Get(ctx, fmt.Sprintf("%s/%d", w.url, i))
		if err != nil {
			return err
		}
		if err := found(doc); err != nil {
			return err
		}
	}
	return nil
}

func (w *works) run(t *testing.T, sink func(context.Context, scraper.Document) (scraper.Loaded, error)) (scraper.RunRecord, error) {
	t.Helper()
	w.asked = nil
	return w.Run(t.Context(), w.source, scraper.Request{Agency: "INVC", Years: []int{2026}}, sink)
}

var filed = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func oneFiling(context.Context, scraper.Document) (scraper.Loaded, error) {
	return scraper.Loaded{Filings: 1, New: 10, Quarantined: 2, Newest: filed}, nil
}

func TestRunnerRemembers(t *testing.T) {
	t.Parallel()
	w := newWorks(t, 3)
	got, err := w.run(t, oneFiling)
	if err != nil {
		t.Fatal(err)
	}
	ended := w.clock.Now()
	want := scraper.RunRecord{
		ID: "20260102T030405Z-fake-1", Source: "fake", Request: scraper.Request{Agency: "INVC", Years: []int{2026}},
		Started: ended, Ended: &ended, Outcome: scraper.Succeeded,
		Loaded:    scraper.Loaded{Filings: 3, New: 30, Quarantined: 6, Newest: filed},
		Documents: 3, DocumentsNew: 3, Bytes: 33, Requests: 4,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("record (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]scraper.RunRecord{want}, w.History.Runs()); diff != "" {
		t.Errorf("history (-want +got):\n%s", diff)
	}
	again, err := w.run(t, oneFiling)
	if err != nil || again.DocumentsUnchanged != 3 || again.DocumentsNew != 0 || again.ID == got.ID || len(w.History.Runs()) != 2 {
		t.Errorf("second run: %+v, %v", again, err)
	}
	if w.meter.fetched != 4+3 || w.meter.bytes != 66 || !w.meter.newest.Equal(filed) || len(w.meter.outcomes) != 2 {
		t.Errorf("meter %+v", w.meter)
	}
	if !strings.Contains(w.log.String(), "run ended") || !strings.Contains(w.log.String(), "source=fake") {
		t.Errorf("log:\n%s", w.log.String())
	}
	documents := 0
	for d, err := range w.store.Documents() {
		if err != nil || d.Run != got.ID || d.Source != "fake" {
			t.Errorf("%+v, %v", d, err)
		}
		documents++
	}
	if documents != 3 {
		t.Errorf("%d documents to read again", documents)
	}
}

func TestRunnerFailures(t *testing.T) {
	t.Parallel()
	full := errors.New("disk full")
	tests := map[string]struct {
		change    func(*works)
		sink      func(context.Context, scraper.Document) (scraper.Loaded, error)
		want      error
		outcome   scraper.Outcome
		resumable bool
	}{
		"status":   {change: func(w *works) { w.broken = "/2" }, outcome: scraper.Failed, resumable: true},
		"nothing":  {change: func(w *works) { w.count = 0 }, want: scraper.ErrNothingFound, outcome: scraper.Failed},
		"fewer":    {change: func(w *works) { w.count = 4 }, want: scraper.ErrFewer, outcome: scraper.Failed},
		"just few": {change: func(w *works) { w.count = 5 }, outcome: scraper.Succeeded},
		"any drop": {change: func(w *works) { w.count, w.source.info.MaxDrop = 1, 1 }, outcome: scraper.Succeeded},
		"sink": {sink: func(context.Context, scraper.Document) (scraper.Loaded, error) { return scraper.Loaded{}, full },
			want: full, outcome: scraper.Failed, resumable: true},
		"refused": {sink: func(context.Context, scraper.Document) (scraper.Loaded, error) {
			return scraper.Loaded{}, &scraper.RefusedError{Err: full}
		}, want: full, outcome: scraper.Failed},
		"canceled": {sink: func(context.Context, scraper.Document) (scraper.Loaded, error) {
			return scraper.Loaded{}, context.Canceled
		}, want: context.Canceled, outcome: scraper.Canceled, resumable: true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorks(t, 10)
			if _, err := w.run(t, oneFiling); err != nil {
				t.Fatal(err)
			}
			if tt.change != nil {
				tt.change(w)
			}
			if tt.sink == nil {
				tt.sink = oneFiling
			}
			got, err := w.run(t, tt.sink)
			if (err == nil) != (tt.outcome == scraper.Succeeded) || (tt.want != nil && !errors.Is(err, tt.want)) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			if got.Outcome != tt.outcome || got.Resumable != tt.resumable || (err != nil && (got.Error == "" || strings.Contains(got.Error, "\n"))) {
				t.Errorf("record %+v", got)
			}
			last := w.History.Runs()[1]
			if diff := cmp.Diff(got, last); diff != "" {
				t.Errorf("history (-record +got):\n%s", diff)
			}
		})
	}
}

func TestRefusedDocumentsDoNotEndARun(t *testing.T) {
	t.Parallel()
	w := newWorks(t, 5)
	got, err := w.run(t, func(_ context.Context, doc scraper.Document) (scraper.Loaded, error) {
		if strings.HasSuffix(doc.URL, "/1") {
			return scraper.Loaded{}, &scraper.RefusedError{Err: errors.New("unknown column")}
		}
		return scraper.Loaded{Filings: 1}, nil
	})
	if err == nil || !strings.Contains(err.Error(), "/1: unknown column") || got.Documents != 5 || got.Filings != 4 || got.Errors != 2 || w.meter.refused != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestOneRunOfASourceAtATime(t *testing.T) {
	t.Parallel()
	w := newWorks(t, 1)
	_, err := w.run(t, func(ctx context.Context, doc scraper.Document) (scraper.Loaded, error) {
		_, err := w.Run(ctx, w.source, scraper.Request{}, oneFiling)
		running := (*scraper.RunningError)(nil)
		if !errors.Is(err, scraper.ErrRunning) || !errors.As(err, &running) || running.Holder.Run != "20260102T030405Z-fake-1" || running.Holder.Process != os.Getpid() {
			t.Errorf("second run: %v", err)
		}
		other := w.source
		other.info.Name = "other"
		if _, err := w.Run(ctx, other, scraper.Request{}, oneFiling); err != nil {
			t.Errorf("another source: %v", err)
		}
		return scraper.Loaded{}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.run(t, oneFiling); err != nil {
		t.Errorf("after the first had ended: %v", err)
	}
	for _, run := range w.History.Runs() {
		if run.Outcome == scraper.Running {
			t.Errorf("still running: %+v", run)
		}
	}
}

// TestAnInterruptedRunGoesOn interrupts runs between documents; what they have
// fetched is not asked for again, but is handed over again.
func TestAnInterruptedRunGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorks(t, 6)
	stopAfter := func(n int) func(context.Context, scraper.Document) (scraper.Loaded, error) {
		return func(context.Context, scraper.Document) (scraper.Loaded, error) {
			if n--; n < 0 {
				return scraper.Loaded{}, context.Canceled
			}
			return scraper.Loaded{Filings: 1}, nil
		}
	}
	steps := []struct {
		after, filings int
		wait           time.Duration
		asked          []string
	}{
		{1, 1, time.Hour, []string{"/0", "/1"}},
		{3, 3, time.Hour, []string{"/2", "/3"}},
		{9, 6, time.Hour, []string{"/4", "/5"}},
		{9, 6, time.Hour, []string{"/0", "/1", "/2", "/3", "/4", "/5"}}, // the last one ended well
		{0, 0, 7 * time.Hour, []string{"/0"}},
		{9, 6, 0, []string{"/0", "/1", "/2", "/3", "/4", "/5"}}, // too long ago
	}
	previous := ""
	for i, step := range steps {
		got, err := w.run(t, stopAfter(step.after))
		if (err == nil) != (step.filings == 6) || got.Filings != step.filings {
			t.Errorf("step %d: %+v, %v", i, got, err)
		}
		if diff := cmp.Diff(step.asked, w.asked, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("step %d: asked (-want +got):\n%s", i, diff)
		}
		if resumes := i == 1 || i == 2 || i == 5; resumes != (got.Resumes != "" && got.Resumes == previous) {
			t.Errorf("step %d: %q continues %q, the one before is %q", i, got.ID, got.Resumes, previous)
		}
		previous = got.ID
		_ = w.clock.Sleep(t.Context(), step.wait)
	}
}

// TestADeadRunGoesOn has a run that never said how it ended.
func TestADeadRunGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorks(t, 4)
	if _, err := w.run(t, func(_ context.Context, doc scraper.Document) (scraper.Loaded, error) {
		if strings.HasSuffix(doc.URL, "/2") {
			return scraper.Loaded{}, context.Canceled
		}
		return scraper.Loaded{}, nil
	}); err == nil {
		t.Fatal("not interrupted")
	}
	// A killed process leaves the first line only, and half of another.
	path := filepath.Join(w.store.Dir(), "runs.jsonl")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	first, rest, _ := strings.Cut(string(text), "\n")
	if err := os.WriteFile(path, []byte(first+"\n"+rest[:20]), 0o600); err != nil {
		t.Fatal(err)
	}
	history, err := scraper.OpenHistory(w.store)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = history.Close() }()
	w.History = history
	got, err := w.run(t, oneFiling)
	if err != nil || got.Resumes == "" || got.Documents != 4 {
		t.Errorf("%+v, %v", got, err)
	}
	if diff := cmp.Diff([]string{"/3"}, w.asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if runs := history.Runs(); len(runs) != 2 || runs[0].Outcome != scraper.Running || runs[1].Outcome != scraper.Succeeded {
		t.Errorf("history %+v", runs)
	}
}

func TestFullRunMakesNoConditions(t *testing.T) {
	t.Parallel()
	v := &versioned{body: "one", etag: `"1"`}
	b := newBench(t, withRobots("", v.serve))
	source := fake{scraper.Info{Name: "fake", Hosts: []string{b.host}, Loopback: true}, func(ctx context.Context, s *scraper.Session, found func(scraper.Document) error) error {
		doc, err := s.Get(ctx, b.url+"/x")
		if err != nil {
			return err
		}
		return found(doc)
	}}
	for _, full := range []bool{false, false, true} {
		report, err := scraper.Run(t.Context(), source, scraper.Request{Full: full}, b.root, func(_ context.Context, doc scraper.Document) error {
			if doc.Path == "" {
				t.Error("no path")
			}
			return nil
		})
		if err != nil || report.Documents != 1 {
			t.Errorf("%+v, %v", report, err)
		}
	}
	if diff := cmp.Diff([]string{"", `"1"`, ""}, v.asked); diff != "" {
		t.Errorf("conditions (-want +got):\n%s", diff)
	}
}
