package scraper_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"moneytrail/scraper"
)

func TestOnlyLoopbackAddressesAreAReplica(t *testing.T) {
	t.Parallel()
	b := newBench(t, reply("x"))
	for _, hosts := range [][]string{nil, {"example.org"}, {"localhost:80"}, {"127.0.0.1:1", "10.0.0.1"}, {"192.168.0.1:80"}} {
		if _, err := b.root.For(scraper.Info{Name: "fake", Hosts: hosts, Loopback: true}); err == nil {
			t.Errorf("%v pass as a replica", hosts)
		}
	}
	for _, hosts := range [][]string{{"127.0.0.1:1"}, {"[::1]:1"}, {"127.1.2.3"}} {
		if _, err := b.root.For(scraper.Info{Name: "fake", Hosts: hosts, Loopback: true}); err != nil {
			t.Errorf("%v: %v", hosts, err)
		}
	}
}

// TestNamesThatLeadInside has a public source whose host is really this
// machine, as a poisoned name would be.
func TestNamesThatLeadInside(t *testing.T) {
	t.Parallel()
	b := newBench(t, reply("secret"))
	port := b.host[strings.LastIndex(b.host, ":"):]
	s, err := b.root.For(scraper.Info{Name: "public", Hosts: []string{"localhost" + port, "127.0.0.1" + port}})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"http://localhost" + port + "/x", "http://127.0.0.1" + port + "/x"} {
		if _, err := s.Get(t.Context(), address); !errors.Is(err, scraper.ErrPrivateAddress) {
			t.Errorf("%s: %v, want ErrPrivateAddress", address, err)
		}
	}
}

func TestUndeclaredHosts(t *testing.T) {
	t.Parallel()
	b := newBench(t, reply("x"))
	for _, address := range []string{
		"http://127.0.0.1/x", "http://169.254.169.254/latest", "https://example.org/x", "ftp://" + b.host + "/x", "http://user@10.0.0.1/x",
	} {
		if _, err := b.Get(t.Context(), address); !errors.Is(err, scraper.ErrHost) {
			t.Errorf("document %s: %v, want ErrHost", address, err)
		}
	}
	if _, err := b.HTML(t.Context(), "https://example.org/x", "p", nil); !errors.Is(err, scraper.ErrHost) {
		t.Errorf("page: %v, want ErrHost", err)
	}
}

func TestRobots(t *testing.T) {
	t.Parallel()
	const rules = "User-agent: *\nDisallow: /\n\nUser-agent: moneytrail\nDisallow: /secret\nDisallow: /list?page=\nAllow: /secret/open\n"
	b := newBench(t, withRobots(rules, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/leads" {
			http.Redirect(w, r, "/secret/x", http.StatusFound)
			return
		}
		_, _ = io.WriteString(w, "<p>x</p>"+strings.Repeat("y", 3000))
	}))
	for path, want := range map[string]error{
		"/x": nil, "/secret/x": scraper.ErrRobots, "/secret/open": nil, "/list?page=2": scraper.ErrRobots, "/list": nil, "/leads": scraper.ErrRobots,
	} {
		if _, err := b.Get(t.Context(), b.url+path); !errors.Is(err, want) {
			t.Errorf("document %s: %v, want %v", path, err, want)
		}
		_, err := b.HTML(t.Context(), b.url+path, "p", func(scraper.Element) error { return nil })
		if !errors.Is(err, want) {
			t.Errorf("page %s: %v, want %v", path, err, want)
		}
	}
}

func TestRobotsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	var status *scraper.StatusError
	tests := map[string]struct {
		answer func(http.ResponseWriter, *http.Request)
		check  func(error) bool
	}{
		"none":    {http.NotFound, func(err error) bool { return err == nil }},
		"broken":  {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, func(err error) bool { return errors.As(err, &status) }},
		"moved":   {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/other.txt", http.StatusFound) }, func(err error) bool { return errors.Is(err, scraper.ErrRobots) }},
		"circles": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/robots.txt", http.StatusFound) }, func(err error) bool { return err != nil }},
		"abroad": {
			func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "http://10.0.0.1/robots.txt", http.StatusFound)
			},
			func(err error) bool { return errors.Is(err, scraper.ErrHost) },
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mux := http.NewServeMux()
			mux.HandleFunc("/robots.txt", tt.answer)
			mux.HandleFunc("/other.txt", reply("User-agent: *\nDisallow: /x\n"))
			mux.HandleFunc("/x", reply("x"))
			b := newBench(t, mux)
			if _, err := b.Get(t.Context(), b.url+"/x"); !tt.check(err) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestRobotsAreReadOnceADay(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	b := newBench(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked.Add(1)
			return
		}
		_, _ = io.WriteString(w, "x")
	}))
	get := func() {
		t.Helper()
		if _, err := b.Get(t.Context(), b.url+"/x"); err != nil {
			t.Fatal(err)
		}
	}
	get()
	get()
	if asked.Load() != 1 {
		t.Errorf("robots.txt was read %d times", asked.Load())
	}
	_ = b.clock.Sleep(t.Context(), 25*60*60*1e9)
	get()
	if asked.Load() != 2 {
		t.Errorf("robots.txt was read %d times after a day", asked.Load())
	}
}

func TestBlockEndsTheSession(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	b := newBench(t, withRobots("", func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, `<html><script src="/_Incapsula_Resource?x"></script></html>`)
	}))
	for range 3 {
		if _, err := b.Get(t.Context(), b.url+"/x"); !errors.Is(err, scraper.ErrBlocked) {
			t.Errorf("error %v, want ErrBlocked", err)
		}
		if _, err := b.HTML(t.Context(), b.url+"/p", "p", nil); !errors.Is(err, scraper.ErrBlocked) {
			t.Errorf("error %v, want ErrBlocked", err)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("asked %d times", asked.Load())
	}
	kept := 0
	for _, err := range b.store.Fetches() {
		if err != nil {
			t.Error(err)
		}
		kept++
	}
	if kept != 2 { // robots.txt and the block page itself, as evidence
		t.Errorf("%d fetches recorded", kept)
	}
}
