package archive_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"moneytrail/scraper/archive"
)

const large = "https://example.org/bulk.zip"

func partial(t *testing.T, a *archive.Archive) *archive.Partial {
	t.Helper()
	p, err := a.Partial(large)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}

func TestPartialOutlivesItsProcess(t *testing.T) {
	t.Parallel()
	for name, prefix := range map[string]string{"zip": "PK\x03\x04", "text": "id,amount\n"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			body := append([]byte(prefix), bytes.Repeat([]byte("row "), 50_000)...)
			sum := sha256.Sum256(body)
			a := open(t, dir)
			p := partial(t, a)
			if err := p.Begin(archive.PartialMeta{ETag: `"v1"`, Total: int64(len(body))}); err != nil {
				t.Fatal(err)
			}
			cut := errors.New("line went dead")
			from := io.MultiReader(bytes.NewReader(body[:70_000]), iotest.ErrReader(cut))
			if err := p.Append(t.Context(), from); !errors.Is(err, cut) {
				t.Fatalf("Append = %v, want the reader's error", err)
			}
			if _, err := p.Finish(t.Context(), ""); !errors.Is(err, archive.ErrIncomplete) {
				t.Errorf("Finish = %v, want ErrIncomplete", err)
			}
			if _, err := a.Partial(large); !errors.Is(err, archive.ErrPartialInUse) {
				t.Errorf("a second holder: %v", err)
			}
			_ = p.Close()
			_ = a.Close()
			a = open(t, dir)
			p = partial(t, a)
			if p.Size() != 70_000 || p.Meta().ETag != `"v1"` || p.Meta().URL != large {
				t.Fatalf("taken up with %d bytes of %+v", p.Size(), p.Meta())
			}
			if err := p.Append(t.Context(), bytes.NewReader(body[70_000:])); err != nil {
				t.Fatal(err)
			}
			blob, err := p.Finish(t.Context(), hex.EncodeToString(sum[:]))
			if err != nil || blob.SHA256 != hex.EncodeToString(sum[:]) || blob.Size != int64(len(body)) {
				t.Fatalf("blob %+v, %v", blob, err)
			}
			if got := read(t, a, blob.SHA256); got != string(body) {
				t.Errorf("stored %d other bytes", len(got))
			}
			if left := files(t, filepath.Join(dir, "partial")); len(left) != 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestPartialOfAnotherHashIsGivenUp(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := open(t, dir)
	p := partial(t, a)
	if err := errors.Join(p.Begin(archive.PartialMeta{Total: -1}), p.Append(t.Context(), strings.NewReader("body"))); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Finish(t.Context(), strings.Repeat("00", 32)); !errors.Is(err, archive.ErrHash) {
		t.Errorf("Finish = %v, want ErrHash", err)
	}
	if left := append(files(t, filepath.Join(dir, "partial")), files(t, filepath.Join(dir, "blobs"))...); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestPartialAfterACrash damages what a process left in every way a crash may.
func TestPartialAfterACrash(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(t *testing.T, data, meta string)
		size   int64
	}{
		"nothing":            {func(*testing.T, string, string) {}, 4},
		"more than marked":   {func(t *testing.T, data, _ string) { write(t, data, "body and more") }, 4},
		"less than marked":   {func(t *testing.T, data, _ string) { write(t, data, "bo") }, 0},
		"no mark":            {func(t *testing.T, _, meta string) { _ = os.Remove(meta) }, 0},
		"half a mark":        {func(t *testing.T, _, meta string) { write(t, meta, `{"url":"ht`) }, 0},
		"of another address": {func(t *testing.T, _, meta string) { write(t, meta, `{"url":"http://x","synced":4}`) }, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			a := open(t, dir)
			p := partial(t, a)
			if err := errors.Join(p.Begin(archive.PartialMeta{Total: 9}), p.Append(t.Context(), strings.NewReader("body")), p.Close()); err != nil {
				t.Fatal(err)
			}
			found := files(t, filepath.Join(dir, "partial"))
			if len(found) != 2 {
				t.Fatalf("files %v", found)
			}
			tt.change(t, found[0], found[1])
			p = partial(t, a)
			if p.Size() != tt.size {
				t.Errorf("taken up with %d bytes, want %d", p.Size(), tt.size)
			}
			if err := errors.Join(p.Begin(archive.PartialMeta{Total: -1}), p.Append(t.Context(), strings.NewReader("anew"))); err != nil {
				t.Fatal(err)
			}
			if blob, err := p.Finish(t.Context(), ""); err != nil || read(t, a, blob.SHA256) != "anew" {
				t.Errorf("finish: %v", err)
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestPartialInPieces cuts a body at any places; what comes together is the
// body.
func TestPartialInPieces(t *testing.T) {
	t.Parallel()
	a := open(t, t.TempDir())
	rapid.Check(t, func(rt *rapid.T) {
		pieces := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, 300), 1, 6).Draw(rt, "pieces")
		var body []byte
		p, err := a.Partial(large)
		if err == nil {
			err = p.Begin(archive.PartialMeta{Total: -1})
		}
		for _, piece := range pieces {
			body = append(body, piece...)
			err = errors.Join(err, p.Append(t.Context(), bytes.NewReader(piece)), p.Close())
			var next *archive.Partial
			next, openErr := a.Partial(large)
			if err = errors.Join(err, openErr); err != nil {
				rt.Fatal(err)
			}
			p = next
		}
		blob, err := p.Finish(t.Context(), "")
		if err != nil || read(t, a, blob.SHA256) != string(body) {
			rt.Fatalf("%d bytes, want %d: %v", blob.Size, len(body), err)
		}
	})
}
