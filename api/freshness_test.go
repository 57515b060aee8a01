package api_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/api"
	"moneytrail/api/apitest"
	"moneytrail/store"
)

func TestSources(t *testing.T) {
	t.Parallel()
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	reader := &apitest.Reader{Data: store.DataVersion{ID: 3, At: at}, Runs: []store.SourceRun{
		{Source: "calaccess", Title: "The state", AsOf: at, FiledThrough: "2031-05-05", Through: "2031-03-31", LastRun: at, Outcome: "ok"},
		{Source: "netfile", Agency: "INVC", Committee: "9900001", Through: "2031-03-31", LastRun: at.Add(time.Hour), Outcome: "failed", Reason: "the portal answered 503"},
	}}
	service := api.NewService(reader, apitest.Rules{})
	got, err := service.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []api.SourceFreshness{
		{Source: "calaccess", Title: "The state", AsOf: "2031-05-06T07:08:09Z", CoversTo: "2031-05-05", CoversToBasis: api.AsOfFiled, LastRun: "2031-05-06T07:08:09Z", LastOutcome: "ok"},
		{Source: "netfile", Agency: "INVC", Committee: "9900001", CoversTo: "2031-03-31", CoversToBasis: api.AsOfThru, LastRun: "2031-05-06T08:08:09Z", LastOutcome: "failed", LastError: "the portal answered 503"},
	}
	if diff := cmp.Diff(want, got.Sources); diff != "" || got.Version() != 3 {
		t.Errorf("version %d, sources (-want +got):\n%s", got.Version(), diff)
	}
	h := newHandler(reader)
	rec := call(t, h, http.MethodGet, "/api/v1/sources")
	var answer api.SourceList
	if err := json.Unmarshal(rec.Body.Bytes(), &answer); err != nil || rec.Code != http.StatusOK || rec.Header().Get("Cache-Control") != "no-store" || rec.Header().Get("ETag") != "" {
		t.Errorf("%d, %v, %v", rec.Code, rec.Header(), err)
	}
	if diff := cmp.Diff(*got, answer); diff != "" {
		t.Errorf("over HTTP (-want +got):\n%s", diff)
	}
	if rec := call(t, h, http.MethodGet, "/api/v1/sources?limit=1"); rec.Code != http.StatusBadRequest {
		t.Errorf("an unknown parameter: %d", rec.Code)
	}
	reader.Err = errors.New("disk on fire")
	if rec := call(t, h, http.MethodGet, "/api/v1/sources"); rec.Code != http.StatusInternalServerError {
		t.Errorf("an error: %d %s", rec.Code, rec.Body)
	}
}
