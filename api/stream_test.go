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

// got is an answer read to its end, or to where it was cut.
type got struct {
	status int
	length int64
	header http.Header
	body   []byte
}

func read(t *testing.T, server *httptest.Server, path string) (got, error) {
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
	_ = resp.Body.Close() // a cut body cannot be closed without an error
	return got{resp.StatusCode, resp.ContentLength, resp.Header, body}, err
}

func TestExportsAreStreamed(t *testing.T) {
	t.Parallel()
	server := lineServer(t)
	whole, err := read(t, server, "/api/v1/lines.csv?lines=50000")
	if err != nil || whole.status != http.StatusOK || whole.length != -1 {
		t.Fatalf("%v, %d, length %d", err, whole.status, whole.length)
	}
	if len(whole.body) < 50000*62 || whole.header.Get("Content-Disposition") != "attachment; filename=lines.csv" || whole.header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d bytes, %v", len(whole.body), whole.header)
	}
	if wrong, err := read(t, server, "/api/v1/lines.csv?line=5"); err != nil || wrong.status != http.StatusBadRequest {
		t.Errorf("a wrong parameter gives %d, %v", wrong.status, err)
	}
}

// A part must not look like the whole.
func TestCutExportsAreNoticed(t *testing.T) {
	t.Parallel()
	if part, err := read(t, lineServer(t), "/api/v1/lines.csv?lines=50000&break=40000"); err == nil {
		t.Errorf("%d bytes end as if they were all", len(part.body))
	}
}
