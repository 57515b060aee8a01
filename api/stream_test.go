package api_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"moneytrail/api"
	"moneytrail/api/apitest"
)

type linesRequest struct {
	Lines int `query:"lines" minimum:"0" maximum:"1000000" doc:"How many." example:"3"`
	Break int `query:"break" minimum:"0" maximum:"1000000" doc:"Where to fail." example:"2"`
}

func lineServer(t *testing.T) *httptest.Server {
	t.Helper()
	export := api.Export(api.Operation{ID: "export-lines", Path: "/lines.csv", Tag: "Exports", Summary: "Lines", Text: "Invented for a test."}, "text/csv",
		func(_ context.Context, in linesRequest) (*api.Stream, error) {
			return &api.Stream{Type: "text/csv", Name: "lines.csv", Data: 7, Write: func(_ context.Context, w io.Writer) error {
				for i := range in.Lines {
					if in.Break > 0 && i == in.Break {
						return errors.New("the disk is gone")
					}
					if _, err := fmt.Fprintf(w, "%d,%060d\n", i, i); err != nil {
						return err
					}
				}
				return nil
			}}, nil
		})
	server := httptest.NewServer(newHandlerWith(apitest.Sample(), api.Options{More: []api.Operation{export}}))
	t.Cleanup(server.Close)
	return server
}

func read(t *testing.T, server *httptest.Server, path string) (*http.Response, []byte, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	return resp, body, err
}

func TestExportsAreStreamed(t *testing.T) {
	t.Parallel()
	server := lineServer(t)
	resp, body, err := read(t, server, "/api/v1/lines.csv?lines=50000")
	if err != nil || resp.StatusCode != http.StatusOK || resp.ContentLength != -1 {
		t.Fatalf("%v, %d, length %d", err, resp.StatusCode, resp.ContentLength)
	}
	if got := len(body); got < 50000*62 || resp.Header.Get("Content-Disposition") != "attachment; filename=lines.csv" || resp.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d bytes, %v", got, resp.Header)
	}
	if resp, _, _ := read(t, server, "/api/v1/lines.csv?line=5"); resp.StatusCode != http.StatusBadRequest {
		t.Errorf("a wrong parameter gives %d", resp.StatusCode)
	}
}

// A part must not look like the whole.
func TestCutExportsAreNoticed(t *testing.T) {
	t.Parallel()
	if _, body, err := read(t, lineServer(t), "/api/v1/lines.csv?lines=50000&break=40000"); err == nil {
		t.Errorf("%d bytes end as if they were all", len(body))
	}
}
