package archive_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/scraper/archive"
)

func open(t *testing.T, dir string) *archive.Archive {
	t.Helper()
	a, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

func read(t *testing.T, a *archive.Archive, sum string) string {
	t.Helper()
	f, err := a.Open(sum)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestPutKeepsBytesUnderTheirHash(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := open(t, dir)
	for range 2 {
		blob, err := a.Put(t.Context(), strings.NewReader("a filing\r\n\x00\xff"))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte("a filing\r\n\x00\xff"))
		want := archive.Blob{SHA256: hex.EncodeToString(sum[:]), Size: 12, Stored: 12}
		want.Path = filepath.Join(dir, "blobs", want.SHA256[:2], want.SHA256)
		if diff := cmp.Diff(want, blob); diff != "" {
			t.Errorf("blob (-want +got):\n%s", diff)
		}
		if got := read(t, a, blob.SHA256); got != "a filing\r\n\x00\xff" {
			t.Errorf("read back %q", got)
		}
	}
	if got := files(t, filepath.Join(dir, "blobs")); len(got) != 1 {
		t.Errorf("the same bytes twice gave %v", got)
	}
	if got := files(t, filepath.Join(dir, "tmp")); len(got) != 0 {
		t.Errorf("left behind: %v", got)
	}
}

func TestPutRoundTrip(t *testing.T) {
	t.Parallel()
	a := open(t, t.TempDir())
	rapid.Check(t, func(rt *rapid.T) {
		body := rapid.SliceOf(rapid.Byte()).Draw(rt, "body")
		blob, err := a.Put(t.Context(), iotest.OneByteReader(bytes.NewReader(body)))
		if err != nil {
			rt.Fatal(err)
		}
		if got := read(t, a, blob.SHA256); got != string(body) {
			rt.Fatalf("read back %q, want %q", got, body)
		}
	})
}

func TestPutReplacesADamagedBlob(t *testing.T) {
	t.Parallel()
	a := open(t, t.TempDir())
	blob, err := a.Put(t.Context(), strings.NewReader("whole"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(blob.Path, []byte("who"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Put(t.Context(), strings.NewReader("whole")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, a, blob.SHA256); got != "whole" {
		t.Errorf("read back %q", got)
	}
}

func TestPutLeavesNothingWhenItFails(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := open(t, dir)
	broken := errors.New("line went dead")
	if _, err := a.Put(t.Context(), io.MultiReader(strings.NewReader("half"), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("Put = %v, want the reader's error", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Put(ctx, strings.NewReader("never")); !errors.Is(err, context.Canceled) {
		t.Errorf("Put = %v, want canceled", err)
	}
	for _, folder := range []string{"blobs", "tmp"} {
		if got := files(t, filepath.Join(dir, folder)); len(got) != 0 {
			t.Errorf("left behind: %v", got)
		}
	}
}

func TestOpenUnknownBlob(t *testing.T) {
	t.Parallel()
	a := open(t, t.TempDir())
	for _, sum := range []string{"", "ab", "../../../etc/passwd", strings.Repeat("0", 64), strings.Repeat("AB", 32), strings.Repeat("zz", 32)} {
		if _, err := a.Open(sum); !errors.Is(err, archive.ErrNoBlob) {
			t.Errorf("Open(%q) = %v, want ErrNoBlob", sum, err)
		}
	}
}

func TestOpenClearsLeftovers(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := open(t, dir)
	leftover := filepath.Join(dir, "tmp", "blob-123")
	if err := os.WriteFile(leftover, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	second := open(t, dir)
	if _, err := os.Stat(leftover); err != nil {
		t.Errorf("taken away while another has the archive open: %v", err)
	}
	for _, a := range []*archive.Archive{first, second} {
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
	open(t, dir)
	if _, err := os.Stat(leftover); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("leftover still there: %v", err)
	}
}

var fetched = archive.Fetch{
	Source: "netfile", Method: "GET", URL: "http://127.0.0.1/a", Time: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
	Status: 200, Header: map[string]string{"Etag": `"x"`}, SHA256: strings.Repeat("ab", 32), Size: 7,
}

func fetches(a *archive.Archive) (out []archive.Fetch, errs int) {
	for f, err := range a.Fetches() {
		if err != nil {
			errs++
			continue
		}
		out = append(out, f)
	}
	return out, errs
}

func TestRecordSurvivesATornLine(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"half a record":      `{"source":"netf`,
		"longer than a page": `{"source":"` + strings.Repeat("n", 10_000),
		"whole, no end":      `{"source":"netfile","url":"x"}`,
	}
	for name, torn := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			a := open(t, dir)
			if err := a.Record(t.Context(), fetched); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, "fetches.jsonl")
			f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.WriteString(torn); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			if got, errs := fetches(a); len(got) != 1 || errs != 0 {
				t.Errorf("read %d fetches and %d errors", len(got), errs)
			}
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			a = open(t, dir)
			if err := a.Record(t.Context(), fetched); err != nil {
				t.Fatal(err)
			}
			got, errs := fetches(a)
			if diff := cmp.Diff([]archive.Fetch{fetched, fetched}, got); diff != "" || errs != 0 {
				t.Errorf("%d errors, fetches (-want +got):\n%s", errs, diff)
			}
		})
	}
}

func TestRecordFromManySides(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a, b := open(t, dir), open(t, dir)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if err := []*archive.Archive{a, b}[i%2].Record(t.Context(), fetched); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got, errs := fetches(a); len(got) != 20 || errs != 0 {
		t.Errorf("read %d fetches and %d errors, want 20 and none", len(got), errs)
	}
}

func TestFetchesNamesABadLine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := open(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "fetches.jsonl"), []byte("{}\nnonsense\n{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, errs := fetches(a)
	if len(got) != 2 || errs != 1 {
		t.Errorf("read %d fetches and %d errors, want 2 and 1", len(got), errs)
	}
}

// FuzzFetches reads whatever stands in the record: it may refuse lines, and
// what it accepts must be written the same way again.
func FuzzFetches(f *testing.F) {
	f.Add([]byte("{}\n"))
	f.Add([]byte("{\"source\":\"x\",\"status\":200}\n{\"so"))
	f.Add([]byte("\n\n[1]\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "fetches.jsonl"), text, 0o600); err != nil {
			t.Fatal(err)
		}
		a := open(t, dir)
		got, errs := fetches(a)
		if lines := bytes.Count(text, []byte("\n")); len(got)+errs != lines {
			t.Errorf("%d fetches and %d errors from %d lines", len(got), errs, lines)
		}
		if err := a.Record(t.Context(), fetched); err != nil {
			t.Fatal(err)
		}
		if again, _ := fetches(a); len(again) != len(got)+1 {
			t.Errorf("%d fetches after one more, there were %d", len(again), len(got))
		}
	})
}
