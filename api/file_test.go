package api_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"moneytrail/api"
	"moneytrail/api/apitest"
	"moneytrail/api/export"
	"moneytrail/store"
)

func fileServer(t *testing.T, reader api.Reader, opt api.Options) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(newHandlerWith(reader, opt))
	t.Cleanup(server.Close)
	return server
}

// The trailers and the check of a file say what was received.
func TestFilesAreChecked(t *testing.T) {
	t.Parallel()
	server := fileServer(t, apitest.Sample(), api.Options{})
	for _, path := range []string{"/api/v1/committees.", "/api/v1/committees/" + apitest.CommitteeID + "/donors.", "/api/v1/transactions.", "/api/v1/export/donors.", "/api/v1/export/contest-members."} {
		rows := map[string]string{}
		for _, format := range []string{"csv", "jsonl", "parquet"} {
			resp, body, err := download(t, server, path+format)
			if err != nil || resp.StatusCode != http.StatusOK || len(body) == 0 {
				t.Fatalf("%s%s: %v, %d", path, format, err, resp.StatusCode)
			}
			sum := sha256.Sum256(body)
			if got, want := resp.Trailer.Get("Repr-Digest"), "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":"; got != want {
				t.Errorf("%s%s: trailer %q, want %q", path, format, got, want)
			}
			rows[format] = resp.Trailer.Get("X-Row-Count")
			if resp.Header.Get("X-Data-Version") != "7" {
				t.Errorf("%s%s is of data version %q", path, format, resp.Header.Get("X-Data-Version"))
			}
			_, check, err := download(t, server, path+format+".sha256")
			line := hex.EncodeToString(sum[:]) + "  "
			if err != nil || !strings.Contains(string(check), "\n"+line+"moneytrail-") || !strings.Contains(string(check), "\n# rows: "+rows[format]+"\n") ||
				!strings.Contains(string(check), "# notice: Contributor names") || !strings.Contains(string(check), "# data_version: 7\n") {
				t.Errorf("%s%s: %v, check\n%s", path, format, err, check)
			}
			if format == "csv" {
				lines, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
				if err != nil || strconv.Itoa(len(lines)-1) != rows[format] {
					t.Errorf("%s%s: %d lines, %s rows: %v", path, format, len(lines), rows[format], err)
				}
			}
		}
		if rows["csv"] == "" || rows["csv"] != rows["jsonl"] || rows["csv"] != rows["parquet"] {
			t.Errorf("%s: rows %v", path, rows)
		}
	}
}

func TestFilesRefuse(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	for path, status := range map[string]int{
		"/api/v1/committees.xlsx": 400, "/api/v1/committees.csv.md5": 400, "/api/v1/committees.csv?limit=5": 400, "/api/v1/committees.csv?cursor=AQ": 400,
		"/api/v1/transactions.csv?sort=date": 400, "/api/v1/transactions.csv?committee=nobody": 400, "/api/v1/transactions.jsonl?status=conted": 400,
		"/api/v1/committees/nobody/donors.csv": 404, "/api/v1/committees.csv?notice=perhaps": 400, "/api/v1/export/secrets.csv": 404, "/api/v1/export/donors.csv?q=x": 400,
	} {
		if w := call(t, h, http.MethodGet, path); w.Code != status || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s, want %d", path, w.Code, w.Header().Get("Content-Type"), status)
		}
	}
	if w := call(t, h, http.MethodHead, "/api/v1/committees.csv"); w.Code != http.StatusOK || w.Body.Len() != 0 {
		t.Errorf("HEAD: %d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestFileWithNotice(t *testing.T) {
	t.Parallel()
	_, body, err := download(t, fileServer(t, apitest.Sample(), api.Options{}), "/api/v1/committees.csv?notice=true")
	if err != nil || !strings.HasPrefix(string(body), "# notice: Contributor names") || !strings.Contains(string(body), "\n# as_of: 2026-08-06\nid,name,") {
		t.Errorf("%v\n%.600s", err, body)
	}
}

// Hostile text comes back as it was filed and is no formula.
func TestFilesOfHostileText(t *testing.T) {
	t.Parallel()
	sample := apitest.Sample()
	report := sample.Reports[apitest.CommitteeID]
	report.Standings[0].Donor.Name = "=HYPERLINK(\"http://invented.example\";\"x\")\r\n'"
	_, body, err := download(t, fileServer(t, sample, api.Options{}), "/api/v1/committees/"+apitest.CommitteeID+"/donors.csv")
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	name := -1
	for i, column := range lines[0] {
		if column == "donor.name" {
			name = i
		}
	}
	cell := lines[1][name]
	if want := "=HYPERLINK(\"http://invented.example\";\"x\")\n'"; export.Unsafe(cell) != want || cell[0] != '\'' {
		t.Errorf("%q", cell)
	}
}

// endless has more rows than anybody wants, or fails after some.
type endless struct {
	*apitest.Reader
	fail    int
	started chan struct{}
	ended   chan struct{}
}

func (e *endless) Pin(ctx context.Context) (context.Context, func(), error) {
	return ctx, func() { close(e.ended) }, nil
}

func (e *endless) EachDonor(ctx context.Context, yield func(*store.DonorItem) error) error {
	for i := 0; ; i++ {
		if e.fail > 0 && i == e.fail {
			return errors.New("the disk is gone")
		}
		if err := yield(&store.DonorItem{Donor: store.Donor{ID: store.DonorID(i + 1), Name: strings.Repeat("invented ", 50)}}); err != nil {
			return err
		}
		if i == 100 && e.started != nil {
			close(e.started)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// A file that breaks off does not end like a whole one, in no format, and has
// no trailers.
func TestBrokenFilesAreNoticed(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"csv", "jsonl", "parquet"} {
		e := &endless{Reader: apitest.Sample(), fail: 5_000, ended: make(chan struct{})}
		server := fileServer(t, e, api.Options{})
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/api/v1/export/donors."+format, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := server.Client().Do(r)
		if err == nil { // else nothing came at all
			var n int64
			n, err = io.Copy(io.Discard, resp.Body)
			_ = resp.Body.Close()
			if err == nil || resp.Trailer.Get("Repr-Digest") != "" || resp.Trailer.Get("X-Row-Count") != "" {
				t.Errorf("%s: %d bytes end as if they were all; trailers %v", format, n, resp.Trailer)
			}
		}
		<-e.ended
	}
}

// A network that cuts the connection is noticed too, and reading ends.
func TestCutConnectionsAreNoticed(t *testing.T) {
	t.Parallel()
	e := &endless{Reader: apitest.Sample(), started: make(chan struct{}), ended: make(chan struct{})}
	server := fileServer(t, e, api.Options{})
	var dialer net.Dialer
	conn, err := dialer.DialContext(t.Context(), "tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, "GET /api/v1/export/donors.csv HTTP/1.1\r\nHost: invented.example\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(io.LimitReader(conn, 100_000)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, resp.Body); !errors.Is(err, io.ErrUnexpectedEOF) || resp.Trailer.Get("Repr-Digest") != "" {
		t.Errorf("%d bytes of a cut file: %v, trailers %v", n, err, resp.Trailer)
	}
	_ = resp.Body.Close() // it was cut
	_ = conn.Close()
	<-e.ended // the snapshot is given back
}

// Only so many files are made at a time; who comes later is told to wait.
func TestFilesAreLimited(t *testing.T) {
	t.Parallel()
	e := &endless{Reader: apitest.Sample(), started: make(chan struct{}), ended: make(chan struct{})}
	server := fileServer(t, e, api.Options{Files: 1})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/api/v1/export/donors.csv", nil)
	if err != nil {
		t.Fatal(err)
	}
	first, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	<-e.started
	resp, _, err := download(t, server, "/api/v1/committees.csv")
	if err != nil || resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" {
		t.Errorf("%v, %d %v", err, resp.StatusCode, resp.Header)
	}
	cancel()
	_ = first.Body.Close()
	<-e.ended
}

// downloaded is an answer without its body.
type downloaded struct {
	StatusCode      int
	Header, Trailer http.Header
}

// download fetches an address with its trailers.
func download(t *testing.T, server *httptest.Server, path string) (downloaded, []byte, error) {
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
	return downloaded{resp.StatusCode, resp.Header, resp.Trailer}, body, err
}
