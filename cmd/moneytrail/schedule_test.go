package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"moneytrail/scraper"
	"moneytrail/scraper/portal"
)

// ends is a meter that tells when runs end.
type ends struct {
	scraper.NoMeter
	runs chan string
}

func (e ends) Ran(source string, outcome scraper.Outcome, _ time.Duration) {
	e.runs <- source + " " + string(outcome)
}

// next gives the next run that ends.
func (e ends) next(t *testing.T) string {
	t.Helper()
	select {
	case run := <-e.runs:
		return run
	case <-t.Context().Done():
		t.Fatal("no run came")
		return ""
	}
}

// lines takes what is logged, from several goroutines.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// watch is a schedule under a clock that the test moves.
type watch struct {
	*schedule
	office *office
	clock  *clockwork.FakeClock
	ends   ends
	log    *lines
	file   string
}

func newWatch(t *testing.T, o *office, jobs string) *watch {
	t.Helper()
	w := &watch{office: o, clock: clockwork.NewFakeClockAt(fixedNow()), ends: ends{runs: make(chan string, 100)}, log: &lines{}}
	w.file = write(t, o.dir, "jobs.toml", []byte(jobs))
	a := &app{streams: streams{out: io.Discard, err: w.log}, db: o.db, format: "table", now: w.clock.Now}
	work, err := a.openFetching(t.Context(), fetchingOptions{contact: contact, meter: w.ends, options: quick})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = work.Close() })
	if w.schedule, err = startSchedule(t.Context(), work, w.file, o.sources, w.clock); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.stop() })
	return w
}

// pass lets time pass when n timers are set.
func (w *watch) pass(t *testing.T, n int, d time.Duration) {
	t.Helper()
	if err := w.clock.BlockUntilContext(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	w.clock.Advance(d)
}

const watchedJobs = `contact = "` + contact + `"
timezone = "America/Los_Angeles"
[schedule]
calaccess = "0 5 * * *"
[[job]]
source = "calaccess"
[[job]]
source = "fec"       # no schedule: by hand
`

func TestScheduleRunsJobsWhenTheyAreDue(t *testing.T) {
	t.Parallel()
	w := newWatch(t, newOffice(t), watchedJobs)
	reader := &app{db: w.office.db, now: fixedNow}
	db, service, err := reader.openToRead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if run := w.ends.next(t); run != "calaccess ok" {
		t.Fatalf("a job that never ran comes at once, not %s", run)
	}
	w.running.Wait()
	if v, err := service.Version(t.Context()); err != nil || v.ID == 0 {
		t.Errorf("a reader that was there before sees version %d, %v", v.ID, err)
	}
	w.pass(t, 2, 11*time.Hour+59*time.Minute) // 4:59 in Los Angeles
	w.pass(t, 2, time.Minute)
	if run := w.ends.next(t); run != "calaccess ok" {
		t.Errorf("at five o'clock came %s", run)
	}
	if err := w.stop(); err != nil {
		t.Error(err)
	}
	runs := w.office.runs(t)
	if len(runs) != 2 || !runs[0].Started.Equal(fixedNow().Add(12*time.Hour)) || runs[0].DocumentsUnchanged != 1 {
		t.Errorf("runs %+v", runs)
	}
}

func TestScheduleRereadsItsFile(t *testing.T) {
	t.Parallel()
	w := newWatch(t, newOffice(t), watchedJobs)
	w.ends.next(t)
	if err := replaceFile(w.file, []byte("contact = \n")); err != nil {
		t.Fatal(err)
	}
	w.pass(t, 2, reread)
	await(t, func() bool { return strings.Contains(w.log.String(), "configuration not taken over") })
	w.pass(t, 2, reread)
	added := watchedJobs + "\n[[job]]\nsource = \"netfile-public\"\nagency = \"INVC\"\ncommittee = \"9900001\"\nschedule = \"@daily\"\n"
	if err := replaceFile(w.file, []byte(added)); err != nil {
		t.Fatal(err)
	}
	w.pass(t, 2, reread)
	if run := w.ends.next(t); run != "netfile-public ok" {
		t.Errorf("a new job came as %s", run)
	}
	if n := strings.Count(w.log.String(), "configuration not taken over"); n != 1 {
		t.Errorf("a mistake is logged %d times:\n%s", n, w.log.String())
	}
}

// A failure is logged once, remembered, and keeps neither the other jobs nor
// the next time from coming.
func TestScheduleOutlivesFailures(t *testing.T) {
	t.Parallel()
	o := newOffice(t, portal.Fault{Path: "/dbwebexport.zip", Kind: portal.FaultMissing, Times: 1})
	w := newWatch(t, o, watchedJobs)
	if run := w.ends.next(t); run != "calaccess failed" {
		t.Errorf("came %s", run)
	}
	w.running.Wait()
	w.pass(t, 2, 12*time.Hour)
	if run := w.ends.next(t); run != "calaccess ok" {
		t.Errorf("then %s", run)
	}
	if n := strings.Count(w.log.String(), "level=ERROR"); n != 1 || !strings.Contains(w.log.String(), `msg="run failed" source=calaccess`) {
		t.Errorf("%d errors in the log:\n%s", n, w.log.String())
	}
}

func TestScheduleStopsARunThatHangs(t *testing.T) {
	t.Parallel()
	o := newOffice(t, portal.Fault{Path: "/dbwebexport.zip", Kind: portal.FaultStall})
	w := newWatch(t, o, watchedJobs)
	await(t, func() bool { return wasAsked(o.replica, "/dbwebexport.zip") })
	if err := w.stop(); err != nil {
		t.Error(err)
	}
	if run := w.ends.next(t); run != "calaccess canceled" {
		t.Errorf("the run ended as %s", run)
	}
	if strings.Contains(w.log.String(), "level=ERROR") {
		t.Errorf("a stop is no failure:\n%s", w.log.String())
	}
}

// await lets the others go on until something is so.
func await(t *testing.T, so func() bool) {
	t.Helper()
	for !so() {
		if t.Context().Err() != nil {
			t.Fatal("waited in vain")
		}
		runtime.Gosched()
	}
}

func wasAsked(p *portal.Portal, path string) bool {
	for _, v := range p.Visits() {
		if v.URL == path {
			return true
		}
	}
	return false
}

func TestServeScheduleStartsAndStops(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	file := write(t, o.dir, "jobs.toml", []byte("contact = \""+contact+"\"\n[[job]]\nsource = \"calaccess\"\n")) // nothing is due: no portal is asked
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		a := &app{streams: streams{out: in, err: io.Discard}, db: o.db, format: "table", now: fixedNow}
		cmd := serveCommand(a)
		cmd.SetArgs([]string{"--schedule", file, "--listen", "127.0.0.1:0"})
		ended <- cmd.ExecuteContext(ctx)
	}()
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	_, address, _ := strings.Cut(string(line[:n]), "http://")
	address, _, _ = strings.Cut(address, "/")
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+address+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("/metrics: %d", resp.StatusCode)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	bad := write(t, o.dir, "bad.toml", []byte("contact = 1\n"))
	if a := call(t, "serve", "--schedule", bad, "--db", filepath.Join(o.dir, "none.db")); a.code != exitInput {
		t.Errorf("a bad configuration: exit %d, %s", a.code, a.err)
	}
	if _, err := os.Stat(filepath.Join(o.dir, "none.db")); err == nil {
		t.Error("a bad configuration made a database")
	}
}
