package archive_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"moneytrail/scraper/archive"
)

// noise gives bytes that do not compress, the same for the same size.
func noise(size int) []byte {
	b := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(b)
	return b
}

func TestBlobsAreCompressedWhenThatHelps(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("RCPT,A,IND,Invented Person\r\n", 20)
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	_, _ = io.WriteString(w, text)
	_ = w.Close()
	tests := map[string]struct {
		body   []byte
		packed bool
	}{
		"empty":             {nil, false},
		"tiny":              {[]byte("x"), false},
		"small text":        {[]byte(text), true},
		"large text":        {[]byte(strings.Repeat(text, 1000)), true},
		"larger than opens": {[]byte(strings.Repeat(text, 10_000)), true},
		"just the buffer":   {[]byte(strings.Repeat("abcdefgh", 16<<10)), true},
		"gzip":              {zipped.Bytes(), false},
		"zip, large":        {append([]byte("PK\x03\x04"), strings.Repeat("stored ", 100_000)...), false},
		"noise":             {noise(1000), false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := open(t, t.TempDir())
			blob, err := a.Put(t.Context(), bytes.NewReader(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			again, err := a.Put(t.Context(), bytes.NewReader(tt.body))
			if err != nil || again != blob {
				t.Errorf("stored again as %+v, %v; first %+v", again, err, blob)
			}
			if packed := strings.HasSuffix(blob.Path, ".gz"); packed != tt.packed || (packed && blob.Stored*3 > blob.Size) {
				t.Errorf("%d bytes stored as %d, compressed: %v", blob.Size, blob.Stored, packed)
			}
			checkReaders(t, a, blob, tt.body)
		})
	}
}

// checkReaders reads a blob in every way there is.
func checkReaders(t *testing.T, a *archive.Archive, blob archive.Blob, want []byte) {
	t.Helper()
	f, err := a.Open(blob.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	at := make([]byte, len(want))
	if n, err := f.ReadAt(at, 0); n != len(want) || (err != nil && !errors.Is(err, io.EOF)) || !bytes.Equal(at, want) {
		t.Errorf("ReadAt gave %d bytes of %d: %v", n, len(want), err)
	}
	all, err := io.ReadAll(f)
	if err != nil || !bytes.Equal(all, want) || f.Size() != int64(len(want)) {
		t.Errorf("read %d bytes, size %d, want %d: %v", len(all), f.Size(), len(want), err)
	}
	path, err := a.Plain(blob.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(plain, want) {
		t.Errorf("plain file has %d bytes, want %d: %v", len(plain), len(want), err)
	}
	if !a.Has(blob.SHA256, blob.Size) || a.Has(blob.SHA256, blob.Size+1) || a.Has("nonsense", 0) {
		t.Error("Has is wrong")
	}
}

func TestPlainCopiesGoWithTheArchive(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, second := open(t, dir), open(t, dir)
	blob, err := first.Put(t.Context(), strings.NewReader(strings.Repeat("text ", 1000)))
	if err != nil {
		t.Fatal(err)
	}
	path, err := first.Plain(blob.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	_ = first.Close()
	if _, err := os.Stat(path); err != nil {
		t.Errorf("taken from under the other: %v", err)
	}
	_ = second.Close()
	if left := files(t, filepath.Join(dir, "plain")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := open(t, dir).Plain(strings.Repeat("0", 64)); !errors.Is(err, archive.ErrNoBlob) {
		t.Errorf("unknown blob: %v", err)
	}
}

func TestDamagedCompressedBlob(t *testing.T) {
	t.Parallel()
	a := open(t, t.TempDir())
	text := strings.Repeat("text ", 1000)
	blob, err := a.Put(t.Context(), strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	stored, err := os.ReadFile(blob.Path)
	if err != nil {
		t.Fatal(err)
	}
	for name, bytes := range map[string][]byte{"cut": stored[:len(stored)/2], "empty": nil, "other end": append(stored[:len(stored)-4:len(stored)-4], 0, 0, 0, 0)} {
		if err := os.WriteFile(blob.Path, bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		if f, err := a.Open(blob.SHA256); err == nil {
			_ = f.Close()
			t.Errorf("%s: opened as if whole", name)
		}
		if a.Has(blob.SHA256, blob.Size) {
			t.Errorf("%s: looks whole", name)
		}
		if _, err := a.Put(t.Context(), strings.NewReader(text)); err != nil || read(t, a, blob.SHA256) != text {
			t.Errorf("%s: not replaced: %v", name, err)
		}
	}
}
