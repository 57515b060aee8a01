package scraper_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
)

// clock moves when someone sleeps, and remembers it.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.slept = c.now.Add(d), append(c.slept, d)
	return ctx.Err()
}

// bench is a server with a session bound to it.
type bench struct {
	*scraper.Session
	url   string
	host  string
	clock *clock
	root  *scraper.Session
	store *archive.Archive
}

type setting func(*scraper.Options, *scraper.Info)

func newBench(t *testing.T, handler http.Handler, settings ...setting) *bench {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	store, err := archive.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	b := &bench{url: server.URL, host: strings.TrimPrefix(server.URL, "http://"), store: store}
	b.clock = &clock{now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	options := scraper.Options{
		Contact: "tests@example.org", Archive: store, Now: b.clock.Now, Sleep: b.clock.Sleep, Jitter: func() float64 { return 0 },
	}
	info := scraper.Info{Name: "test", Hosts: []string{b.host}, Loopback: true}
	for _, set := range settings {
		set(&options, &info)
	}
	if b.root, err = scraper.NewSession(options); err != nil {
		t.Fatal(err)
	}
	if b.Session, err = b.root.For(info); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

// withRobots serves a robots.txt beside a handler.
func withRobots(robots string, handler http.HandlerFunc) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, robots) })
	mux.HandleFunc("/", handler)
	return mux
}

func reply(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) }
}

func (b *bench) content(t *testing.T, doc scraper.Document) string {
	t.Helper()
	file, err := b.Open(doc)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	body, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestSessionNeedsAContact(t *testing.T) {
	t.Parallel()
	store, err := archive.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	for contact, ok := range map[string]bool{
		"": false, "me": false, "a@b.org\r\nX: y": false, "desk@example.org": true, "https://example.org/about": true,
	} {
		_, err := scraper.NewSession(scraper.Options{Contact: contact, Archive: store, Now: time.Now})
		if ok != (err == nil) || (!ok && !errors.Is(err, scraper.ErrNoContact)) {
			t.Errorf("contact %q: %v", contact, err)
		}
	}
	if _, err := scraper.NewSession(scraper.Options{Contact: "desk@example.org"}); err == nil {
		t.Error("a session without archive and clock")
	}
}

func TestSessionIsNamed(t *testing.T) {
	t.Parallel()
	var agents sync.Map
	b := newBench(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		agents.Store(r.URL.Path+" "+r.UserAgent(), true)
		_, _ = io.WriteString(w, "<p>hello</p>")
	}))
	if _, err := b.Get(t.Context(), b.url+"/data"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.HTML(t.Context(), b.url+"/page", "p", func(scraper.Element) error { return nil }); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/robots.txt", "/data", "/page"} {
		if _, ok := agents.Load(path + " moneytrail (+tests@example.org)"); !ok {
			t.Errorf("%s was asked for under another name", path)
		}
	}
}

func TestSessionGoesNowhereUnbound(t *testing.T) {
	t.Parallel()
	b := newBench(t, reply("x"))
	if _, err := b.root.Get(t.Context(), b.url); err == nil {
		t.Error("an unbound session fetched a document")
	}
	if _, err := b.root.HTML(t.Context(), b.url, "p", nil); err == nil {
		t.Error("an unbound session fetched a page")
	}
}

func TestGetKeepsExactBytes(t *testing.T) {
	t.Parallel()
	// A type that Colly would unpack and a charset that it would recode.
	body := "\x1f\x8b not gzip \xe9\r\n\x00"
	b := newBench(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/gzip")
		w.Header().Set("Content-Disposition", `attachment; filename="..\..\odd name.zip"`)
		_, _ = io.WriteString(w, body)
	}))
	doc, err := b.Get(t.Context(), b.url+"/feed.xml.gz")
	if err != nil {
		t.Fatal(err)
	}
	if got := b.content(t, doc); got != body {
		t.Errorf("archived %q", got)
	}
	want := scraper.Document{
		Name: "odd name.zip", URL: b.url + "/feed.xml.gz", SHA256: doc.SHA256, Size: int64(len(body)),
		Fetched: b.clock.Now(), Path: doc.Path, ContentType: "application/gzip",
	}
	if diff := cmp.Diff(want, doc); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

func TestRedirectKeepsCookiesAndLastAddress(t *testing.T) {
	t.Parallel()
	b := newBench(t, withRobots("", func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie("seen"); err == nil && c.Value == "1" {
			_, _ = io.WriteString(w, "data")
			return
		}
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
		http.Redirect(w, r, "/second", http.StatusFound)
	}))
	doc, err := b.Get(t.Context(), b.url+"/first")
	if err != nil || b.content(t, doc) != "data" || doc.URL != b.url+"/second" {
		t.Errorf("%+v, %v", doc, err)
	}
}

func TestStatusIsAnError(t *testing.T) {
	t.Parallel()
	b := newBench(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "gone away", http.StatusGone) }))
	check := func(_ scraper.Document, err error) {
		t.Helper()
		status := (*scraper.StatusError)(nil)
		if !errors.As(err, &status) || status.Status != http.StatusGone || b.content(t, status.Document) != "gone away\n" {
			t.Errorf("error %v", err)
		}
	}
	check(b.Get(t.Context(), b.url+"/data"))
	check(b.HTML(t.Context(), b.url+"/page", "p", nil))
}

func TestBodiesOverTheLimitAreErrors(t *testing.T) {
	t.Parallel()
	b := newBench(t, reply(strings.Repeat("x", 1001)), func(o *scraper.Options, _ *scraper.Info) { o.MaxBody, o.MaxPage = 1000, 1000 })
	if _, err := b.Get(t.Context(), b.url+"/robots.txt"); !errors.Is(err, scraper.ErrTooLarge) {
		t.Errorf("document: %v", err)
	}
	fits := newBench(t, reply(strings.Repeat("x", 1000)), func(o *scraper.Options, _ *scraper.Info) { o.MaxBody = 1000 })
	if doc, err := fits.Get(t.Context(), fits.url+"/x"); err != nil || doc.Size != 1000 {
		t.Errorf("a body of just the limit: %v", err)
	}
}

func TestBudget(t *testing.T) {
	t.Parallel()
	b := newBench(t, reply("x"), func(o *scraper.Options, _ *scraper.Info) { o.MaxRequests = 3 })
	for i := range 2 { // and robots.txt
		if _, err := b.Get(t.Context(), b.url+"/x"); err != nil {
			t.Fatalf("request %d: %v", i, err)
		}
	}
	if _, err := b.Get(t.Context(), b.url+"/x"); !errors.Is(err, scraper.ErrBudget) {
		t.Errorf("error %v, want ErrBudget", err)
	}
}

func TestOneRequestAtATime(t *testing.T) {
	t.Parallel()
	var inside, most atomic.Int32
	b := newBench(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		most.Store(max(most.Load(), inside.Add(1)))
		_, _ = io.WriteString(w, "x")
		inside.Add(-1)
	}))
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if _, err := b.Get(t.Context(), b.url+"/x"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() != 1 {
		t.Errorf("%d requests at once", most.Load())
	}
}

func TestDelayPerHost(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		robots string
		delay  time.Duration
		want   time.Duration
	}{
		"of the source": {"", 3 * time.Second, 3 * time.Second},
		"of robots.txt": {"User-agent: moneytrail\nCrawl-delay: 7\n", 3 * time.Second, 7 * time.Second},
		"the longer":    {"User-agent: *\nCrawl-delay: 1\n", 3 * time.Second, 3 * time.Second},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, withRobots(tt.robots, reply("x")), func(_ *scraper.Options, i *scraper.Info) { i.Delay = tt.delay })
			for range 3 {
				if _, err := b.Get(t.Context(), b.url+"/x"); err != nil {
					t.Fatal(err)
				}
			}
			// robots.txt is the first request; the first wait was booked
			// before it was read.
			last := b.clock.slept[len(b.clock.slept)-1]
			if len(b.clock.slept) != 3 || last.Round(time.Millisecond) != tt.want {
				t.Errorf("waits %v, want the last to be %v", b.clock.slept, tt.want)
			}
		})
	}
}

func TestPostFormIsSentAgainWhole(t *testing.T) {
	t.Parallel()
	var bodies []string
	b := newBench(t, withRobots("", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		bodies = append(bodies, r.Method+" "+r.Header.Get("Content-Type")+" "+string(body))
		if len(bodies) == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, "{}")
	}))
	if _, err := b.PostForm(t.Context(), b.url+"/list", url.Values{"AID": {"INVC"}}); err != nil {
		t.Fatal(err)
	}
	want := "POST application/x-www-form-urlencoded AID=INVC"
	if diff := cmp.Diff([]string{want, want}, bodies); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		header string
		wait   time.Duration
		err    error
	}{
		"seconds":  {"120", 2 * time.Minute, nil},
		"date":     {"Fri, 02 Jan 2026 03:05:05 GMT", time.Minute, nil},
		"past":     {"Fri, 02 Jan 2026 03:00:00 GMT", 0, nil},
		"nonsense": {"soon", 2 * time.Second, nil},
		"too long": {"86400", 0, scraper.ErrBusy},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int32
			b := newBench(t, withRobots("", func(w http.ResponseWriter, _ *http.Request) {
				if asked.Add(1) == 1 {
					w.Header().Set("Retry-After", tt.header)
					w.WriteHeader(http.StatusTooManyRequests)
					return
				}
				_, _ = io.WriteString(w, "x")
			}))
			_, err := b.Get(t.Context(), b.url+"/x")
			if !errors.Is(err, tt.err) {
				t.Fatalf("error %v, want %v", err, tt.err)
			}
			if tt.err == nil && (len(b.clock.slept) != 1 || b.clock.slept[0] != tt.wait) {
				t.Errorf("waits %v, want %v", b.clock.slept, tt.wait)
			}
		})
	}
}

func TestBackOffIsCappedAndEnds(t *testing.T) {
	t.Parallel()
	b := newBench(t, withRobots("", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }),
		func(o *scraper.Options, _ *scraper.Info) { o.Attempts, o.Jitter = 9, func() float64 { return 0.5 } })
	_, err := b.Get(t.Context(), b.url+"/x")
	status := (*scraper.StatusError)(nil)
	if !errors.As(err, &status) || status.Status != http.StatusServiceUnavailable {
		t.Errorf("error %v", err)
	}
	var want []time.Duration
	for _, seconds := range []float64{2, 4, 8, 16, 32, 64, 120, 120} {
		want = append(want, time.Duration(seconds*0.75*float64(time.Second)))
	}
	if diff := cmp.Diff(want, b.clock.slept); diff != "" {
		t.Errorf("waits (-want +got):\n%s", diff)
	}
}

func TestStalledBodyIsAnError(t *testing.T) {
	t.Parallel()
	b := newBench(t, withRobots("", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "10")
		_, _ = io.WriteString(w, "half")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}), func(o *scraper.Options, _ *scraper.Info) { o.Stall, o.Attempts = 20*time.Millisecond, 2 })
	if _, err := b.Get(t.Context(), b.url+"/x"); !errors.Is(err, scraper.ErrStalled) {
		t.Errorf("error %v, want ErrStalled", err)
	}
}

func TestCancelStopsAtOnce(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	b := newBench(t, withRobots("", func(w http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}))
	if _, err := b.Get(ctx, b.url+"/x"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want canceled", err)
	}
	if len(b.clock.slept) != 0 {
		t.Errorf("waited %v", b.clock.slept)
	}
}

func ExampleRunError() {
	err := &scraper.RunError{Source: "netfile", Err: scraper.ErrBlocked, Hint: "download the file with a browser and import it"}
	fmt.Println(err)
	// Output: fetch from netfile: the portal's firewall blocks this client; download the file with a browser and import it
}

// TestRunsOfOneAgencyShareTheTurn has two runs of one source at once.
func TestRunsOfOneAgencyShareTheTurn(t *testing.T) {
	t.Parallel()
	var inside, most atomic.Int32
	b := newBench(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		most.Store(max(most.Load(), inside.Add(1)))
		_, _ = io.WriteString(w, "x")
		inside.Add(-1)
	}))
	second, err := b.root.For(scraper.Info{Name: "test", Hosts: []string{b.host}, Loopback: true})
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if _, err := []*scraper.Session{b.Session, second}[i%2].Get(t.Context(), b.url+"/x"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() != 1 {
		t.Errorf("%d requests at once", most.Load())
	}
}
