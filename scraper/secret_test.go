package scraper_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"moneytrail/scraper"
)

const secret = "s3cret-of-the-operator"

// seenKeys notes which requests carried the key.
type seenKeys struct{ with, without []string }

func (s *seenKeys) note(r *http.Request) {
	if r.Header.Get("X-Api-Key") == secret {
		s.with = append(s.with, r.URL.Path)
		return
	}
	s.without = append(s.without, r.URL.Path)
}

func TestKeyGoesToItsHostOnly(t *testing.T) {
	t.Parallel()
	var home, away seenKeys
	other := httptest.NewServer(withRobots("", func(w http.ResponseWriter, r *http.Request) {
		away.note(r)
		reply("data")(w, r)
	}))
	t.Cleanup(other.Close)
	b := newBench(t, withRobots("", func(w http.ResponseWriter, r *http.Request) {
		home.note(r)
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, other.URL+"/landed", http.StatusFound)
		case "/round":
			http.Redirect(w, r, "/data", http.StatusFound)
		default:
			reply("data")(w, r)
		}
	}), func(_ *scraper.Options, info *scraper.Info) {
		info.Hosts = append(info.Hosts, strings.TrimPrefix(other.URL, "http://"))
	})
	key := http.Header{"X-Api-Key": {secret}}
	for _, path := range []string{"/data", "/round", "/away"} {
		if _, err := b.GetWith(t.Context(), b.url+path, key); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Get(t.Context(), b.url+"/plain"); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(home.with, " "); got != "/data /round /data /away" || strings.Join(home.without, " ") != "/plain" {
		t.Errorf("with the key %v, without %v", home.with, home.without)
	}
	if len(away.with) != 0 || len(away.without) != 1 {
		t.Errorf("another host was asked with the key %v, without %v", away.with, away.without)
	}
	if _, err := b.GetWith(t.Context(), "http://127.0.0.1:9/x", key); !errors.Is(err, scraper.ErrHost) {
		t.Errorf("undeclared host: %v", err)
	}
	if _, err := b.GetWith(t.Context(), b.url+"/x", http.Header{"user-agent": {"Mozilla"}}); err == nil {
		t.Error("a source may name itself otherwise")
	}
}

// TestKeysAreWrittenNowhere sends keys in every way and looks for them in all
// files of the archive, in the log and in errors.
func TestKeysAreWrittenNowhere(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	b := newBench(t, withRobots("User-agent: *\nDisallow: /forbidden\n", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/missing":
			http.NotFound(w, r)
		case "/busy":
			w.Header().Set("Retry-After", "1")
			http.Error(w, "busy", http.StatusTooManyRequests)
		case "/moved":
			// Without a body: what a publisher sends is kept as it is.
			w.Header().Set("Location", "http://127.0.0.1:9/elsewhere?api_key="+secret)
			w.WriteHeader(http.StatusFound)
		case "/cut":
			w.Header().Set("Content-Length", "100")
			reply("short")(w, r)
		case "/page":
			reply("<html><body id=x>"+strings.Repeat("page ", 1000)+"</body></html>")(w, r)
		default:
			w.Header().Set("Etag", `"1"`)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			reply("data")(w, r)
		}
	}), func(o *scraper.Options, _ *scraper.Info) {
		o.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	ctx, header := t.Context(), http.Header{"Authorization": {"Basic " + secret}}
	var told []string
	tell := func(doc scraper.Document, err error) { told = append(told, fmt.Sprintf("%+v %v", doc, err)) }
	for _, path := range []string{"/data", "/data", "/missing", "/busy", "/moved", "/cut", "/forbidden", "/page", "/bad\x7f"} {
		address := b.url + path + "?a=1&API_key=" + secret + "&%24%24app_token=" + secret + "&b=2"
		tell(b.GetWith(ctx, address, header))
		tell(b.Download(ctx, address))
		tell(b.HTML(ctx, address, "#x", func(scraper.Element) error { return nil }))
		tell(b.PostJSON(ctx, address, []byte("{}"), header))
	}
	tell(b.Get(ctx, strings.Replace(b.url, "http://", "http://me:"+secret+"@", 1)+"/data"))
	canceled, cancel := context.WithCancel(ctx)
	cancel()
	tell(b.Get(canceled, b.url+"/data?token="+secret))
	if err := b.store.Sync(); err != nil {
		t.Fatal(err)
	}
	for i, text := range told {
		if strings.Contains(text, secret) {
			t.Errorf("answer %d tells the key: %s", i, text)
		}
	}
	if strings.Contains(log.String(), secret) || !strings.Contains(log.String(), "a=1&API_key=REDACTED&%24%24app_token=REDACTED&b=2") {
		t.Error("the log has the key, or not the address")
	}
	if n := holding(t, b.store.Dir(), secret); n != 0 {
		t.Errorf("%d files of the archive hold the key", n)
	}
	if holding(t, b.store.Dir(), "api_key=REDACTED") == 0 && holding(t, b.store.Dir(), "API_key=REDACTED") == 0 {
		t.Error("no record has the address")
	}
}

func holding(t *testing.T, dir, text string) (n int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		if bytes.Contains(body, []byte(text)) {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestConditionalWithAnotherKey asks again with another key: the address as it
// is kept is the same, so that the archive answers.
func TestConditionalWithAnotherKey(t *testing.T) {
	t.Parallel()
	b := newBench(t, withRobots("", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		reply("data")(w, r)
	}))
	for i, key := range []string{"one", "two"} {
		doc, err := b.Get(t.Context(), b.url+"/x?api_key="+key)
		if err != nil || doc.Unchanged != (i == 1) || b.content(t, doc) != "data" {
			t.Errorf("%+v, %v", doc, err)
		}
	}
}

func TestUsedUpHostRests(t *testing.T) {
	t.Parallel()
	left, reset := "1", ""
	b := newBench(t, withRobots("", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-RateLimit-Remaining", left)
		w.Header().Set("X-RateLimit-Reset", reset)
		reply("data")(w, r)
	}))
	ask := func(remaining, until string, want time.Duration) {
		t.Helper()
		left, reset = remaining, until
		before := b.clock.Now()
		if _, err := b.Get(t.Context(), b.url+"/x"); err != nil {
			t.Fatal(err)
		}
		if got := b.clock.Now().Sub(before); got != want {
			t.Errorf("waited %s, want %s", got, want)
		}
	}
	ask("7", "", 0)
	ask("0", "", 0)
	ask("0", "90", time.Minute)
	ask("0", fmt.Sprint(b.clock.Now().Add(90*time.Second+5*time.Minute).Unix()), 90*time.Second)
	ask("0", "7200", 5*time.Minute)
	if _, err := b.Get(t.Context(), b.url+"/x"); !errors.Is(err, scraper.ErrBusy) {
		t.Errorf("two hours: %v", err)
	}
}

func TestJoin(t *testing.T) {
	t.Parallel()
	b := newBench(t, withRobots("", func(w http.ResponseWriter, r *http.Request) { reply("page "+r.URL.Path)(w, r) }))
	var parts []scraper.Document
	for _, path := range []string{"/1", "/2", "/3"} {
		doc, err := b.Get(t.Context(), b.url+path)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, doc)
	}
	doc, err := b.Join(t.Context(), "all.txt", parts)
	if err != nil || b.content(t, doc) != "page /1\npage /2\npage /3\n" || doc.Name != "all.txt" || doc.URL != b.url+"/1" || doc.Size != 24 {
		t.Errorf("%+v, %v", doc, err)
	}
	recorded := false
	for f, err := range b.store.Fetches() {
		if err != nil {
			t.Fatal(err)
		}
		if f.SHA256 == doc.SHA256 {
			recorded = f.Method == "JOIN" && f.Header["Parts"] == parts[0].SHA256+" "+parts[1].SHA256+" "+parts[2].SHA256
		}
	}
	if latest, ok, err := b.store.Latest(b.url + "/1"); err != nil || !ok || latest.SHA256 != parts[0].SHA256 || !recorded {
		t.Errorf("latest answer of the first part %+v, %v; parts recorded: %v", latest, err, recorded)
	}
	if one, err := b.Join(t.Context(), "one.txt", parts[:1]); err != nil || one.SHA256 != parts[0].SHA256 || one.Name != "one.txt" {
		t.Errorf("%+v, %v", one, err)
	}
	if _, err := b.Join(t.Context(), "none.txt", nil); !errors.Is(err, scraper.ErrNothingFound) {
		t.Errorf("nothing joined: %v", err)
	}
}

func TestState(t *testing.T) {
	t.Parallel()
	b := newBench(t, withRobots("", reply("")))
	check := func(want string) {
		t.Helper()
		if got, err := b.State("INVC"); err != nil || got != want {
			t.Errorf("state %q, %v; want %q", got, err, want)
		}
	}
	check("")
	for _, text := range []string{"subscription-1", "subscription-2", ""} {
		if err := b.Remember(t.Context(), "INVC", text); err != nil {
			t.Fatal(err)
		}
		check(text)
	}
	if err := b.Remember(t.Context(), "../x", "y"); err == nil {
		t.Error("a name may lead elsewhere")
	}
	if _, err := b.root.State("INVC"); err == nil {
		t.Error("an unbound session has state")
	}
}
