package scraper_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
)

// bulk serves a large file in parts, and breaks off when told.
type bulk struct {
	mu     sync.Mutex
	body   []byte
	etag   string
	date   string
	cuts   []int // bytes after which each of the first answers breaks off; -1 for none
	header map[string]string
	asked  []string // Range of each request
	ignore bool     // answers without regard to Range
	stray  bool     // answers with another part than asked for
}

func (b *bulk) serve(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	text := r.Header.Get("Range")
	b.asked = append(b.asked, text)
	cut := -1
	if len(b.cuts) > 0 {
		cut, b.cuts = b.cuts[0], b.cuts[1:]
	}
	for key, value := range map[string]string{"ETag": b.etag, "Last-Modified": b.date} {
		if value != "" {
			w.Header().Set(key, value)
		}
	}
	for key, value := range b.header {
		w.Header().Set(key, value)
	}
	start := 0
	if condition := r.Header.Get("If-Range"); text != "" && !b.ignore && (condition == b.etag || condition == b.date) {
		start, _ = strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(text, "bytes="), "-"))
		if start >= len(b.body) {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes */%d", len(b.body)))
			w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
			return
		}
		if b.stray {
			start, b.stray = start+1, false
		}
		w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", start, len(b.body)-1, len(b.body)))
	}
	rest := b.body[start:]
	w.Header().Set("Content-Length", strconv.Itoa(len(rest)))
	if start > 0 {
		w.WriteHeader(http.StatusPartialContent)
	}
	if cut >= 0 && cut < len(rest) {
		_, _ = w.Write(rest[:cut])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	_, _ = w.Write(rest)
}

func bulkBody(size int) []byte {
	return append([]byte("PK\x03\x04"), bytes.Repeat([]byte("0123456789abcdef"), size/16)...)
}

func TestDownload(t *testing.T) {
	t.Parallel()
	body := bulkBody(400_000)
	sum := sha256.Sum256(body)
	digest := base64.StdEncoding.EncodeToString(sum[:])
	wrong := base64.StdEncoding.EncodeToString(make([]byte, 32))
	tests := map[string]struct {
		bulk  *bulk
		asked []string
		err   error
	}{
		"at once":               {&bulk{etag: `"1"`}, []string{""}, nil},
		"cut once":              {&bulk{etag: `"1"`, cuts: []int{100_000}}, []string{"", "bytes=100000-"}, nil},
		"cut by date":           {&bulk{date: "Fri, 02 Jan 2026 03:00:00 GMT", cuts: []int{100_000}}, []string{"", "bytes=100000-"}, nil},
		"weak etag with a date": {&bulk{etag: `W/"1"`, date: "Fri, 02 Jan 2026 03:00:00 GMT", cuts: []int{50_000}}, []string{"", "bytes=50000-"}, nil},
		"cut often": {
			&bulk{etag: `"1"`, cuts: []int{1000, 1000, 1000, 1000, 1000, 1000, 1000}},
			[]string{"", "bytes=1000-", "bytes=2000-", "bytes=3000-", "bytes=4000-", "bytes=5000-", "bytes=6000-", "bytes=7000-"}, nil,
		},
		"cut before any":        {&bulk{etag: `"1"`, cuts: []int{0, 0}}, []string{"", "", ""}, nil},
		"no validator":          {&bulk{cuts: []int{100_000}}, []string{"", ""}, nil},
		"range ignored":         {&bulk{etag: `"1"`, cuts: []int{100_000}, ignore: true}, []string{"", "bytes=100000-"}, nil},
		"another part":          {&bulk{etag: `"1"`, cuts: []int{100_000}, stray: true}, []string{"", "bytes=100000-", ""}, nil},
		"digest":                {&bulk{header: map[string]string{"Repr-Digest": "md5=:x:, sha-256=:" + digest + ":"}}, []string{""}, nil},
		"digest of old":         {&bulk{header: map[string]string{"Digest": "SHA-256=" + digest}}, []string{""}, nil},
		"digest of parts":       {&bulk{header: map[string]string{"X-Amz-Checksum-Sha256": wrong + "-12"}}, []string{""}, nil},
		"another digest":        {&bulk{header: map[string]string{"X-Amz-Checksum-Sha256": wrong}}, []string{""}, archive.ErrHash},
		"never gets on":         {&bulk{etag: `"1"`, cuts: []int{0, 0, 0, 0, 0, 0}}, []string{"", "", "", "", ""}, io.ErrUnexpectedEOF},
		"cut, then another one": {&bulk{etag: `"1"`, cuts: []int{100_000, 0, 0, 0, 0, 0}}, nil, io.ErrUnexpectedEOF},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tt.bulk.body = body
			b := newBench(t, withRobots("", tt.bulk.serve))
			doc, err := b.Download(t.Context(), b.url+"/bulk.zip")
			if !errors.Is(err, tt.err) || (tt.err == nil) != (err == nil) {
				t.Fatalf("error %v, want %v", err, tt.err)
			}
			if diff := cmp.Diff(tt.asked, tt.bulk.asked); diff != "" && tt.asked != nil {
				t.Errorf("ranges (-want +got):\n%s", diff)
			}
			if err == nil && (b.content(t, doc) != string(body) || doc.Size != int64(len(body)) || doc.Name != "bulk.zip") {
				t.Errorf("document %+v", doc)
			}
		})
	}
}

// TestDownloadGoesOnInAnotherRun has a first run fail in the middle.
func TestDownloadGoesOnInAnotherRun(t *testing.T) {
	t.Parallel()
	body := bulkBody(400_000)
	other := append(bulkBody(400_000), '!')
	for name, tt := range map[string]struct {
		second    []byte
		etag      string
		wantRange string
	}{
		"same":    {body, `"1"`, "bytes=100000-"},
		"changed": {other, `"2"`, "bytes=100000-"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := &bulk{body: body, etag: `"1"`, cuts: []int{100_000, 0, 0}}
			b := newBench(t, withRobots("", v.serve), func(o *scraper.Options, _ *scraper.Info) { o.Attempts = 1 })
			if _, err := b.Download(t.Context(), b.url+"/bulk.zip"); !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Fatalf("error %v, want a cut", err)
			}
			v.body, v.etag, v.cuts, v.asked = tt.second, tt.etag, nil, nil
			second, err := b.root.For(scraper.Info{Name: "test", Hosts: []string{b.host}, Loopback: true})
			if err != nil {
				t.Fatal(err)
			}
			defer second.Close()
			doc, err := second.Download(t.Context(), b.url+"/bulk.zip")
			if err != nil || b.content(t, doc) != string(tt.second) || v.asked[0] != tt.wantRange {
				t.Errorf("ranges %v, error %v", v.asked, err)
			}
			// And then there is nothing left to do.
			v.asked = nil
			again, err := second.Download(t.Context(), b.url+"/bulk.zip")
			if err != nil || !again.Unchanged && v.etag == "" || again.SHA256 != doc.SHA256 {
				t.Errorf("%+v, %v", again, err)
			}
		})
	}
}

func TestDownloadUnchanged(t *testing.T) {
	t.Parallel()
	v := &versioned{body: string(bulkBody(1000)), etag: `"1"`}
	b := newBench(t, withRobots("", v.serve))
	for i := range 2 {
		doc, err := b.Download(t.Context(), b.url+"/x")
		if err != nil || doc.Unchanged != (i > 0) || b.content(t, doc) != v.body {
			t.Errorf("%+v, %v", doc, err)
		}
	}
	if v.sent != 1 {
		t.Errorf("sent %d times", v.sent)
	}
}

func TestDownloadFollowsARedirect(t *testing.T) {
	t.Parallel()
	v := &bulk{body: bulkBody(400_000), etag: `"1"`, cuts: []int{100_000}}
	b := newBench(t, withRobots("", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/latest" {
			http.Redirect(w, r, "/store/bulk.zip", http.StatusFound)
			return
		}
		v.serve(w, r)
	}))
	doc, err := b.Download(t.Context(), b.url+"/latest")
	if err != nil || b.content(t, doc) != string(v.body) || doc.URL != b.url+"/store/bulk.zip" {
		t.Errorf("%+v, %v", doc, err)
	}
}

func TestDownloadRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		serve http.HandlerFunc
		want  error
	}{
		"announced too large": {reply(strings.Repeat("x", 2000)), scraper.ErrTooLarge},
		"turns out too large": {func(w http.ResponseWriter, _ *http.Request) {
			for range 20 {
				_, _ = io.WriteString(w, strings.Repeat("x", 100))
				_ = http.NewResponseController(w).Flush()
			}
		}, scraper.ErrTooLarge},
		"web page":   {reply("<html>" + strings.Repeat(" ", 500)), scraper.ErrBlocked},
		"empty":      {reply(""), scraper.ErrNothingFound},
		"block page": {reply(`<html><script src="/_Incapsula_Resource?x"></script></html>`), scraper.ErrBlocked},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, withRobots("", tt.serve), func(o *scraper.Options, _ *scraper.Info) { o.MaxBody = 1000 })
			if _, err := b.Download(t.Context(), b.url+"/x"); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
	b := newBench(t, withRobots("", http.NotFound))
	status := (*scraper.StatusError)(nil)
	if _, err := b.Download(t.Context(), b.url+"/x"); !errors.As(err, &status) || status.Status != http.StatusNotFound {
		t.Errorf("error %v", err)
	}
	if _, err := b.root.Download(t.Context(), b.url); err == nil {
		t.Error("an unbound session downloads")
	}
}

func TestDownloadThatDripsIsStalled(t *testing.T) {
	t.Parallel()
	b := newBench(t, withRobots("", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000000")
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-r.Context().Done():
				return
			case <-tick.C:
				_, _ = io.WriteString(w, "x")
				_ = http.NewResponseController(w).Flush()
			}
		}
	}), func(o *scraper.Options, _ *scraper.Info) { o.Stall, o.MaxRequests = 50*time.Millisecond, 3 })
	_, err := b.Download(t.Context(), b.url+"/x")
	if !errors.Is(err, scraper.ErrStalled) && !errors.Is(err, scraper.ErrBudget) {
		t.Errorf("error %v, want ErrStalled or, since it gets on, ErrBudget", err)
	}
}

func TestDownloadProgress(t *testing.T) {
	t.Parallel()
	var last, total int64
	v := &bulk{body: bulkBody(400_000), etag: `"1"`, cuts: []int{100_000}}
	b := newBench(t, withRobots("", v.serve), func(o *scraper.Options, _ *scraper.Info) {
		o.Progress = func(_ string, done, all int64) {
			if done < last {
				t.Errorf("%d after %d", done, last)
			}
			last, total = done, all
		}
	})
	if _, err := b.Download(t.Context(), b.url+"/x"); err != nil {
		t.Fatal(err)
	}
	if last != int64(len(v.body)) || total != last {
		t.Errorf("ended at %d of %d", last, total)
	}
}
