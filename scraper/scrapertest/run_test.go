package scrapertest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/format"
	"moneytrail/scraper/format/calpages"
	"moneytrail/scraper/format/fecapi"
	"moneytrail/scraper/format/netfilejson"
	"moneytrail/scraper/format/socrata"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/sources"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// clock stands still until someone sleeps.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

// replicaKeys are the keys that the replica takes.
var replicaKeys = sources.Keys{
	NetFileUser: portal.KeyedUser, NetFilePassword: portal.KeyedPassword, SocrataToken: portal.AppToken, FEC: portal.FederalKey,
}

// bench is a replica and an archive, for one or more runs of a job.
type bench struct {
	job     job
	portal  *portal.Portal
	source  scraper.Source
	session *scraper.Session
	archive *archive.Archive

	handler atomic.Value // http.HandlerFunc: of the portal
	offers  sync.Map     // addresses, with query, that GET gives with something to make a condition of
}

func newBench(t *testing.T, j job, county portal.County, misbehave ...portal.Fault) *bench {
	t.Helper()
	b := &bench{job: j}
	b.serve(county, misbehave...)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.handler.Load().(http.HandlerFunc)(w, r)
		if h := w.Header(); r.Method == http.MethodGet && (h.Get("Etag") != "" || h.Get("Last-Modified") != "") {
			b.offers.Store(r.URL.RequestURI(), true)
		}
	}))
	t.Cleanup(server.Close)
	store, err := archive.Open(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	b.archive = store
	b.openSession(t)
	found, ok := sources.Find(sources.EveryReplica(server.URL, replicaKeys), j.source)
	if !ok {
		t.Fatalf("no source %s", j.source)
	}
	b.source = found
	return b
}

// serve puts another portal in place of the one that is served.
func (b *bench) serve(county portal.County, misbehave ...portal.Fault) {
	b.portal = portal.New(county, append(misbehave, b.job.always...)...)
	b.handler.Store(http.HandlerFunc(b.portal.Handler().ServeHTTP))
}

// openSession starts anew: nothing is known of any robots.txt.
func (b *bench) openSession(t *testing.T) {
	t.Helper()
	time := &clock{now: time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)}
	var err error
	b.session, err = scraper.NewSession(scraper.Options{
		Contact: "tests@example.org", Archive: b.archive, Now: time.Now, Sleep: time.Sleep, Jitter: func() float64 { return 0 },
	})
	if err != nil {
		t.Fatal(err)
	}
}

// result is what a run handed over: hashes by name, and the first error of
// reading it.
type result struct {
	documents map[string]string
	content   map[string][]string // what each says, in no order
	err       error               // of the run
	refused   error               // of a reader
	report    scraper.RunReport
}

func (b *bench) run(t *testing.T) result {
	t.Helper()
	r := result{documents: map[string]string{}, content: map[string][]string{}}
	r.report, r.err = scraper.Run(t.Context(), b.source, b.job.request, b.session, func(ctx context.Context, doc scraper.Document) error {
		if _, ok := r.documents[doc.Name]; ok {
			return fmt.Errorf("two documents are called %s", doc.Name)
		}
		r.documents[doc.Name] = doc.SHA256
		said, err := b.read(ctx, doc)
		if err != nil && r.refused == nil {
			r.refused = err
		}
		r.content[doc.Name] = said
		return nil
	})
	return r
}

// read lets the reader of a document's format read it, and gives what it says.
func (b *bench) read(ctx context.Context, doc scraper.Document) ([]string, error) {
	file, err := b.session.Open(doc)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	take, err := readerOf(file, doc)
	if err != nil {
		return nil, err
	}
	records := &storetest.Records{}
	if err := take(ctx, file, doc.Size, doc.Name, records); err != nil {
		return nil, err
	}
	if total := records.Total(); !total.Balanced() {
		return nil, fmt.Errorf("%s: tally %+v", doc.Name, total)
	}
	return contentOf(records), nil
}

// contentOf lists records without their places, in an order that does not
// depend on theirs.
func contentOf(r *storetest.Records) (out []string) {
	for _, f := range r.Filings {
		f.Pos = store.Position{}
		out = append(out, fmt.Sprintf("%+v", f))
	}
	for _, t := range r.Transactions {
		t.Pos = store.Position{}
		out = append(out, fmt.Sprintf("%+v", t))
	}
	for _, p := range r.Persons {
		p.Pos = store.Position{}
		out = append(out, fmt.Sprintf("%+v", p))
	}
	for _, n := range r.FilerNames {
		out = append(out, fmt.Sprintf("%+v", n))
	}
	for _, f := range r.References {
		out = append(out, fmt.Sprintf("%s %d", f.Record, f.Lines))
	}
	slices.Sort(out)
	return out
}

type reader func(context.Context, io.ReaderAt, int64, string, store.Sink) error

// readerOf names the format of a document: those that only sources bring, then
// those of files.
func readerOf(file io.ReaderAt, doc scraper.Document) (reader, error) {
	head := make([]byte, min(doc.Size, 64<<10))
	if _, err := file.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	for _, f := range []format.Format{
		{Name: calpages.Name, Sniff: calpages.Sniff, Read: calpages.Read},
		{Name: netfilejson.Name, Sniff: netfilejson.Sniff, Read: netfilejson.Read},
		{Name: fecapi.Name, Sniff: fecapi.Sniff, Read: fecapi.Read},
		{Name: socrata.Name, Sniff: socrata.Sniff, Read: socrata.Read},
	} {
		if f.Sniff(head, doc.Name) {
			return f.Read, nil
		}
	}
	found, err := format.Detect(file, doc.Size, doc.Name)
	return found.Read, err
}
