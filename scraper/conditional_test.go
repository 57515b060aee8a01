package scraper_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"moneytrail/scraper"
)

// versioned serves a body with validators, and keeps the conditions it was
// asked with.
type versioned struct {
	mu         sync.Mutex
	body, kind string
	etag, date string
	asked      []string
	sent       int
}

func (v *versioned) set(body, etag string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.body, v.etag = body, etag
}

func (v *versioned) serve(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	match, since := r.Header.Get("If-None-Match"), r.Header.Get("If-Modified-Since")
	v.asked = append(v.asked, match+since)
	if v.etag != "" {
		w.Header().Set("ETag", v.etag)
	}
	if v.date != "" {
		w.Header().Set("Last-Modified", v.date)
	}
	if (v.etag != "" && match == v.etag) || (v.etag == "" && v.date != "" && since == v.date) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	v.sent++
	w.Header().Set("Content-Type", v.kind)
	w.Header().Set("Content-Disposition", `attachment; filename="list.tsv"`)
	_, _ = io.WriteString(w, v.body)
}

func TestUnchangedDocumentsComeFromTheArchive(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]*versioned{
		"etag":          {etag: `"1"`},
		"last modified": {date: "Fri, 02 Jan 2026 03:00:00 GMT"},
		"weak etag":     {etag: `W/"1"`, date: "Fri, 02 Jan 2026 03:00:00 GMT"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v.body, v.kind = strings.Repeat("a\tb\n", 100), "text/tab-separated-values"
			b := newBench(t, withRobots("", v.serve))
			for i := range 3 {
				doc, err := b.Get(t.Context(), b.url+"/x")
				if err != nil {
					t.Fatal(err)
				}
				if doc.Unchanged != (i > 0) || doc.Known != (i > 0) || doc.Name != "list.tsv" || doc.ContentType != v.kind || b.content(t, doc) != v.body {
					t.Errorf("request %d: %+v", i, doc)
				}
				if kept, err := os.ReadFile(doc.Path); err != nil || string(kept) != v.body {
					t.Errorf("request %d: path holds %d bytes, %v", i, len(kept), err)
				}
			}
			if v.sent != 1 {
				t.Errorf("sent %d times; conditions %q", v.sent, v.asked)
			}
			statuses := map[int]int{}
			for f, err := range b.store.Fetches() {
				if err != nil {
					t.Fatal(err)
				}
				if strings.HasSuffix(f.URL, "/x") {
					statuses[f.Status]++
				}
			}
			if statuses[200] != 1 || statuses[304] != 2 {
				t.Errorf("recorded %v", statuses)
			}
		})
	}
}

func TestUnchangedPagesAreParsed(t *testing.T) {
	t.Parallel()
	v := &versioned{body: "<p>one</p><p>two</p>", kind: "text/html", etag: `"1"`}
	b := newBench(t, withRobots("", v.serve))
	for range 2 {
		var got []string
		_, err := b.HTML(t.Context(), b.url+"/x", "p", func(e scraper.Element) error { got = append(got, e.Text("")); return nil })
		if err != nil || strings.Join(got, " ") != "one two" {
			t.Errorf("elements %q, %v", got, err)
		}
	}
	if v.sent != 1 {
		t.Errorf("sent %d times", v.sent)
	}
}

func TestChangedAndSameDocuments(t *testing.T) {
	t.Parallel()
	v := &versioned{body: "one"}
	b := newBench(t, withRobots("", v.serve))
	steps := []struct {
		body, etag       string
		known, unchanged bool
	}{{"one", "", false, false}, {"one", "", true, true}, {"two", `"2"`, true, false}, {"two", `"2"`, true, true}, {"one", `"3"`, true, false}}
	for i, step := range steps {
		v.set(step.body, step.etag)
		doc, err := b.Get(t.Context(), b.url+"/x")
		if err != nil || doc.Known != step.known || doc.Unchanged != step.unchanged || b.content(t, doc) != step.body {
			t.Errorf("step %d: %+v, %v", i, doc, err)
		}
	}
}

func TestNoConditionOnWhatIsDamaged(t *testing.T) {
	t.Parallel()
	v := &versioned{body: "whole", etag: `"1"`}
	b := newBench(t, withRobots("", v.serve))
	doc, err := b.Get(t.Context(), b.url+"/x")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(b.store.Dir(), "blobs", doc.SHA256[:2], doc.SHA256)
	if err := os.Truncate(path, 2); err != nil {
		t.Fatal(err)
	}
	if doc, err = b.Get(t.Context(), b.url+"/x"); err != nil || doc.Unchanged || b.content(t, doc) != "whole" || v.sent != 2 {
		t.Errorf("%+v, %v, sent %d times", doc, err, v.sent)
	}
}

func TestUnexpected304IsAnError(t *testing.T) {
	t.Parallel()
	b := newBench(t, withRobots("", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) }))
	status := (*scraper.StatusError)(nil)
	if _, err := b.Get(t.Context(), b.url+"/x"); !errors.As(err, &status) || status.Status != http.StatusNotModified {
		t.Errorf("error %v", err)
	}
}

func TestCompressedPages(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write(append([]byte("<p>one</p>"), make([]byte, 1<<20)...))
	_ = z.Close()
	serve := withRobots("", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write(packed.Bytes())
	})
	each := func(scraper.Element) error { return nil }
	b := newBench(t, serve)
	if _, err := b.HTML(t.Context(), b.url+"/x", "p", each); err != nil {
		t.Error(err)
	}
	bomb := newBench(t, serve, func(o *scraper.Options, _ *scraper.Info) { o.MaxPage = 100_000 })
	if _, err := bomb.HTML(t.Context(), bomb.url+"/x", "p", each); !errors.Is(err, scraper.ErrTooLarge) {
		t.Errorf("error %v, want ErrTooLarge", err)
	}
}

func TestUnkeptPagesLeaveNoTrace(t *testing.T) {
	t.Parallel()
	b := newBench(t, page("text/html", "<p>one</p>"), func(o *scraper.Options, _ *scraper.Info) { o.Unkept = true })
	if _, err := b.HTML(t.Context(), b.url+"/x", "p", func(scraper.Element) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if s, err := b.store.Stats(t.Context()); err != nil || s.Blobs != 0 || s.Fetches != 0 {
		t.Errorf("archive has %+v, %v", s, err)
	}
}

// TestNoConditionOnADayToCome has a publisher whose clock is ahead: asked
// whether anything has changed since a day to come, it would always say no.
func TestNoConditionOnADayToCome(t *testing.T) {
	t.Parallel()
	v := &versioned{body: "one", date: "Thu, 01 Jan 2099 00:00:00 GMT"}
	b := newBench(t, withRobots("", v.serve))
	for _, want := range []string{"one", "two"} {
		v.set(want, "")
		doc, err := b.Get(t.Context(), b.url+"/x")
		if err != nil {
			t.Fatal(err)
		}
		if got := b.content(t, doc); got != want {
			t.Errorf("got %q, the publisher has %q", got, want)
		}
	}
}
