package api_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"moneytrail/api"
	"moneytrail/api/apitest"
	"moneytrail/store"
)

const base = "/api/v1/committees/" + apitest.CommitteeID

func TestProblems(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	tests := map[string]struct {
		path   string
		status int
		param  string
	}{
		"unknown parameter":      {"/api/v1/committees?sort=name", 400, "sort"},
		"pretty is unknown too":  {base + "?pretty=1", 400, "pretty"},
		"limit no number":        {base + "?limit=ten", 400, "limit"},
		"limit too large":        {base + "?limit=201", 400, "limit"},
		"limit zero":             {base + "?limit=0", 400, "limit"},
		"no cursor":              {base + "/donors?cursor=7", 400, "cursor"},
		"endless cursor":         {"/api/v1/committees?cursor=" + strings.Repeat("A", 1000), 400, "cursor"},
		"search too long":        {"/api/v1/committees?q=" + strings.Repeat("x", 201), 400, "q"},
		"search with controls":   {"/api/v1/committees?q=a%00b", 400, "q"},
		"search no text":         {"/api/v1/committees?q=%ff", 400, "q"},
		"given twice":            {"/api/v1/committees?q=a&q=b", 400, "q"},
		"donor malformed":        {base + "/rows?donor=x", 400, "donor"},
		"status unknown":         {base + "/rows?status=fine", 400, "status"},
		"status unset":           {base + "/rows?status=unset", 400, "status"},
		"date in American order": {base + "/rows?from=01/02/2026", 400, "from"},
		"no such day":            {base + "/rows?thru=2026-02-30", 400, "thru"},
		"contradictory dates":    {base + "/rows?from=2026-02-02&thru=2026-02-01", 400, "from"},
		"badly escaped":          {"/api/v1/committees?q=%zz", 400, "query"},
		"semicolon":              {"/api/v1/committees?q=a;b", 400, "query"},
		"contests take nothing":  {"/api/v1/contests?limit=1", 400, "limit"},
		"unknown committee":      {"/api/v1/committees/fppc-0", 404, ""},
		"unknown contest":        {"/api/v1/contests/none", 404, ""},
		"control in id":          {"/api/v1/committees/a%00b", 404, ""},
		"endless id":             {"/api/v1/committees/" + strings.Repeat("9", 301), 404, ""},
		"unknown endpoint":       {"/api/v1/nothing", 404, ""},
		"unknown version":        {"/api/v2/committees", 404, ""},
		"endless address":        {"/api/v1/committees?q=" + strings.Repeat("x", 5000), 414, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := call(t, h, http.MethodGet, tt.path)
			if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
				t.Errorf("content type %q", got)
			}
			p := decode[api.Problem](t, w)
			if w.Code != tt.status || p.Status != tt.status || p.Parameter != tt.param {
				t.Errorf("status %d, problem %+v; want %d %q", w.Code, p, tt.status, tt.param)
			}
			if p.Type != "about:blank" || p.Title != http.StatusText(tt.status) || p.Detail == "" {
				t.Errorf("problem %+v is not whole", p)
			}
			if w.Header().Get("ETag") != "" || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("an error may be kept: %v", w.Header())
			}
		})
	}
}

func TestOtherMethodsAreRefused(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
		if p := decode[api.Problem](t, call(t, h, method, base)); p.Status != http.StatusMethodNotAllowed {
			t.Errorf("%s gives %+v", method, p)
		}
	}
	if w := call(t, h, http.MethodHead, base); w.Code != http.StatusOK || w.Header().Get("ETag") == "" {
		t.Errorf("HEAD gives %d %v", w.Code, w.Header())
	}
}

// crashing panics where the others fail.
type crashing struct{ apitest.Reader }

func (*crashing) Committee(context.Context, string, store.StandingQuery) (*store.CommitteeReport, error) {
	panic("secret of the stack")
}

func TestFailuresNeverLeak(t *testing.T) {
	t.Parallel()
	secret := errors.New("secret: no such table")
	failing := &apitest.Reader{Err: secret}
	tests := map[string]struct {
		reader api.Reader
		path   string
		status int
	}{
		"error":         {failing, base, 500},
		"list":          {failing, "/api/v1/committees", 500},
		"contests":      {failing, "/api/v1/contests", 500},
		"panic":         {&crashing{}, base, 500},
		"too slow":      {&apitest.Reader{Err: context.DeadlineExceeded}, base, 503},
		"ambiguous":     {&apitest.Reader{Err: store.ErrAmbiguous}, base, 400},
		"not ready":     {failing, "/readyz", 503},
		"wrapped":       {&apitest.Reader{Err: errors.Join(secret, store.ErrNotFound)}, base, 404},
		"rows":          {failing, base + "/rows", 500},
		"contest":       {failing, "/api/v1/contests/x", 500},
		"donors, twice": {failing, base + "/donors", 500},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := call(t, newHandler(tt.reader), http.MethodGet, tt.path)
			if strings.Contains(w.Body.String(), "secret") {
				t.Errorf("leaks: %s", w.Body)
			}
			if p := decode[api.Problem](t, w); w.Code != tt.status || p.Status != tt.status {
				t.Errorf("status %d, problem %+v; want %d", w.Code, p, tt.status)
			}
		})
	}
}

func TestFailuresAreLoggedOnce(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	opt := api.Options{Log: slog.New(slog.NewTextHandler(&log, nil))}
	e := api.NewEcho(opt)
	if err := api.Register(e, api.NewService(&crashing{}, apitest.Rules{}), opt); err != nil {
		t.Fatal(err)
	}
	call(t, e, http.MethodGet, base)
	call(t, e, http.MethodGet, "/api/v1/nothing")
	if n := strings.Count(log.String(), "request failed"); n != 1 || !strings.Contains(log.String(), "stack=") {
		t.Errorf("%d lines logged: %s", n, log.String())
	}
}

func TestConditionalRequests(t *testing.T) {
	t.Parallel()
	reader := apitest.Sample()
	h := newHandler(reader)
	for _, path := range []string{"/api/v1/committees", base, base + "/donors", base + "/rows", "/api/v1/contests", "/api/v1/contests/" + apitest.ContestSlug} {
		first := call(t, h, http.MethodGet, path)
		tag := first.Header().Get("ETag")
		if first.Code != http.StatusOK || tag != `W/"v7-test"` {
			t.Fatalf("%s: %d %q", path, first.Code, tag)
		}
		for _, held := range []string{tag, strings.TrimPrefix(tag, "W/"), `"other", ` + tag} {
			again := call(t, h, http.MethodGet, path, "If-None-Match", held)
			if again.Code != http.StatusNotModified || again.Body.Len() != 0 || again.Header().Get("ETag") != tag {
				t.Errorf("%s with %s: %d, %d bytes", path, held, again.Code, again.Body.Len())
			}
		}
		if w := call(t, h, http.MethodGet, path, "If-None-Match", `W/"v6-test"`); w.Code != http.StatusOK {
			t.Errorf("%s with an older version: %d", path, w.Code)
		}
	}
	if w := call(t, h, http.MethodGet, base+"?nonsense=1", "If-None-Match", `W/"v7-test"`); w.Code != http.StatusBadRequest {
		t.Errorf("a wrong request gives %d, want 400 whatever the client holds", w.Code)
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	w := call(t, h, http.MethodGet, base, "Origin", "https://reader.example", "Accept-Encoding", "gzip")
	want := map[string]string{
		"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff",
		"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "Content-Encoding": "gzip",
	}
	for name, value := range want {
		if got := w.Header().Get(name); got != value {
			t.Errorf("%s: %q, want %q", name, got, value)
		}
	}
	w = call(t, h, http.MethodOptions, base, "Origin", "https://reader.example", "Access-Control-Request-Method", "DELETE")
	if got := w.Header().Get("Access-Control-Allow-Methods"); w.Code != http.StatusNoContent || got != "GET,HEAD" {
		t.Errorf("preflight: %d, allows %q", w.Code, got)
	}
}

// Provisional ids hold filed names, with whatever a URL finds awkward.
func TestAwkwardIDsAreFound(t *testing.T) {
	t.Parallel()
	w := call(t, newHandler(apitest.Sample()), http.MethodGet, "/api/v1/committees/"+url.PathEscape(apitest.HostileID))
	if got := decode[api.Committee](t, w); got.Committee.ID != apitest.HostileID {
		t.Errorf("found %q", got.Committee.ID)
	}
}

func TestHealth(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	if w := call(t, h, http.MethodGet, "/healthz"); w.Code != 200 || strings.TrimSpace(w.Body.String()) != `{"status":"ok"}` {
		t.Errorf("healthz: %d %s", w.Code, w.Body)
	}
	if w := call(t, h, http.MethodGet, "/readyz"); w.Code != 200 || !strings.Contains(w.Body.String(), `"data_version":7`) {
		t.Errorf("readyz: %d %s", w.Code, w.Body)
	}
	if w := call(t, newHandler(&apitest.Reader{Err: errors.New("down")}), http.MethodGet, "/healthz"); w.Code != 200 {
		t.Errorf("healthz without data: %d", w.Code)
	}
}

func TestServerIsBounded(t *testing.T) {
	t.Parallel()
	s := api.NewServer("127.0.0.1:0", http.NotFoundHandler(), nil)
	if s.ReadHeaderTimeout <= 0 || s.ReadTimeout <= 0 || s.WriteTimeout <= 0 || s.IdleTimeout <= 0 || s.MaxHeaderBytes <= 0 {
		t.Errorf("a bound is missing: %+v", s)
	}
}
