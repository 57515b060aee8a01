package archive_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"moneytrail/scraper/archive"
)

// filled gives an archive with three bodies of two sources.
func filled(t *testing.T, dir string) (*archive.Archive, []archive.Blob) {
	t.Helper()
	a := open(t, dir)
	var blobs []archive.Blob
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for i, body := range []string{"one", strings.Repeat("two ", 1000), "PK\x03\x04 three"} {
		blob, err := a.Put(t.Context(), strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		blobs = append(blobs, blob)
		f := archive.Fetch{Source: []string{"a", "b", "b"}[i], URL: "http://x/" + body[:3], Time: at.AddDate(0, 0, i), Status: 200, SHA256: blob.SHA256, Size: blob.Size}
		if err := a.Record(t.Context(), f); err != nil {
			t.Fatal(err)
		}
		f.Status, f.Time = 304, f.Time.AddDate(0, 1, 0)
		if err := a.Record(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.HandOver(t.Context(), archive.Document{URL: "http://x/one", SHA256: blobs[0].SHA256}); err != nil {
		t.Fatal(err)
	}
	return a, blobs
}

func TestVerify(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		damage                    func(t *testing.T, a *archive.Archive, blobs []archive.Blob)
		missing, corrupt, unnamed int
	}{
		"whole":       {func(*testing.T, *archive.Archive, []archive.Blob) {}, 0, 0, 0},
		"gone":        {func(_ *testing.T, _ *archive.Archive, b []archive.Blob) { _ = os.Remove(b[0].Path) }, 1, 0, 0},
		"other bytes": {func(t *testing.T, _ *archive.Archive, b []archive.Blob) { write(t, b[0].Path, "0ne") }, 0, 1, 0},
		"no gzip":     {func(t *testing.T, _ *archive.Archive, b []archive.Blob) { write(t, b[1].Path, "x") }, 0, 1, 0},
		"cut":         {func(_ *testing.T, _ *archive.Archive, b []archive.Blob) { _ = os.Truncate(b[1].Path, b[1].Stored-9) }, 0, 1, 0},
		"two at once": {func(t *testing.T, _ *archive.Archive, b []archive.Blob) {
			_ = os.Remove(b[0].Path)
			write(t, b[2].Path, "")
		}, 1, 1, 0},
		"unnamed": {func(t *testing.T, a *archive.Archive, _ []archive.Blob) {
			if _, err := a.Put(t.Context(), strings.NewReader("nobody's")); err != nil {
				t.Fatal(err)
			}
		}, 0, 0, 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, blobs := filled(t, t.TempDir())
			tt.damage(t, a, blobs)
			calls := 0
			v, err := a.Verify(t.Context(), func(done, total int) { calls++ })
			if err != nil {
				t.Fatal(err)
			}
			if len(v.Missing) != tt.missing || len(v.Corrupt) != tt.corrupt || v.Unnamed != tt.unnamed || v.OK() != (tt.missing+tt.corrupt == 0) || calls != v.Blobs {
				t.Errorf("outcome %+v after %d calls", v, calls)
			}
			for _, d := range append(v.Missing, v.Corrupt...) {
				if !strings.HasPrefix(d.URL, "http://x/") || d.Reason == "" {
					t.Errorf("damage %+v", d)
				}
			}
		})
	}
}

func TestVerifyStops(t *testing.T) {
	t.Parallel()
	a, _ := filled(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Verify(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want canceled", err)
	}
}

func TestStats(t *testing.T) {
	t.Parallel()
	a, blobs := filled(t, t.TempDir())
	p, err := a.Partial("http://x/large")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Close() }()
	if err := errors.Join(p.Begin(archive.PartialMeta{Total: 10}), p.Append(t.Context(), strings.NewReader("half"))); err != nil {
		t.Fatal(err)
	}
	s, err := a.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var stored int64
	for _, b := range blobs {
		stored += b.Stored
	}
	if s.Blobs != 3 || s.Stored != stored || s.Original != 3+4000+10 || s.Fetches != 6 || s.Unchanged != 3 || s.Documents != 1 || s.Partial != 1 || s.PartialBytes != 4 {
		t.Errorf("stats %+v, stored %d", s, stored)
	}
	if len(s.Sources) != 2 || s.Sources[1].Source != "b" || s.Sources[1].Blobs != 2 || s.Sources[1].Fetches != 4 || s.Sources[1].Original != 4010 || !s.Sources[1].Latest.After(s.Sources[1].First) {
		t.Errorf("sources %+v", s.Sources)
	}
}

func TestLock(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, second := open(t, dir), open(t, dir)
	lock, _, err := first.Lock("net/file", "run one, and a long story")
	if err != nil || lock == nil {
		t.Fatalf("not taken: %v", err)
	}
	if other, holder, err := second.Lock("net/file", "run two"); err != nil || other != nil || holder != "run one, and a long story" {
		t.Errorf("taken twice; holder %q, error %v", holder, err)
	}
	if other, _, err := second.Lock("fec", "run three"); err != nil || other == nil {
		t.Errorf("another source is locked too: %v", err)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	lock, _, err = second.Lock("net/file", "two")
	if err != nil || lock == nil {
		t.Fatalf("not given back: %v", err)
	}
	if _, holder, _ := first.Lock("net/file", ""); holder != "two" {
		t.Errorf("holder %q", holder)
	}
}
