package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"moneytrail/api/apitest"
	"moneytrail/store"
	"moneytrail/web"
)

func TestSourcesPage(t *testing.T) {
	t.Parallel()
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	reader := apitest.Sample()
	reader.Runs = []store.SourceRun{
		{Source: "calaccess", Title: "The <state>", AsOf: at, FiledThrough: "2031-05-05", LastRun: at, Outcome: "ok"},
		{Source: "netfile", Agency: "INVC", LastRun: at, Outcome: "failed", Reason: "the portal answered 503"},
	}
	h := newHandler(t, reader, web.Options{Invented: true})
	body := text(all(parse(t, h, "/sources", http.StatusOK), "main")[0])
	for _, want := range []string{"The <state>", "2031-05-06T07:08:09Z", "latest filing day", "netfile · INVC", "never", "failed: the portal answered 503"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in %s", want, body)
		}
	}
	w := get(t, h, "/sources")
	if w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("ETag") != "" || !strings.Contains(w.Header().Get("Content-Security-Policy"), "style-src") {
		t.Errorf("headers %v", w.Header())
	}
	if w := get(t, h, "/sources?x=1"); w.Code != http.StatusBadRequest {
		t.Errorf("an unknown parameter: %d", w.Code)
	}
	if body := text(all(parse(t, sample(t), "/sources", http.StatusOK), "main")[0]); !strings.Contains(body, "filled from files") {
		t.Errorf("without runs: %s", body)
	}
}
