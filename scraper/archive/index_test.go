package archive_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/archive"
)

func TestLatest(t *testing.T) {
	t.Parallel()
	good := archive.Fetch{Source: "s", Method: "GET", URL: "http://x/a", Status: 200, SHA256: strings.Repeat("aa", 32), Size: 1}
	with := func(change func(*archive.Fetch)) archive.Fetch { f := good; change(&f); return f }
	newer := with(func(f *archive.Fetch) { f.SHA256 = strings.Repeat("bb", 32) })
	confirmed := with(func(f *archive.Fetch) { f.Status = 304 })
	tests := map[string]struct {
		fetches []archive.Fetch
		want    archive.Fetch
	}{
		"none":            {nil, archive.Fetch{}},
		"one":             {[]archive.Fetch{good}, good},
		"newer":           {[]archive.Fetch{good, newer}, newer},
		"confirmed":       {[]archive.Fetch{good, confirmed}, confirmed},
		"failure after":   {[]archive.Fetch{good, with(func(f *archive.Fetch) { f.Status = 503 })}, good},
		"only a failure":  {[]archive.Fetch{with(func(f *archive.Fetch) { f.Status = 404 })}, archive.Fetch{}},
		"form":            {[]archive.Fetch{with(func(f *archive.Fetch) { f.Method = "POST" })}, archive.Fetch{}},
		"refused":         {[]archive.Fetch{good, with(func(f *archive.Fetch) { f.Refused = true })}, good},
		"another address": {[]archive.Fetch{with(func(f *archive.Fetch) { f.URL = "http://x/b" })}, archive.Fetch{}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			a, watching := open(t, dir), open(t, dir)
			check := func(a *archive.Archive) {
				t.Helper()
				got, ok, err := a.Latest("http://x/a")
				if err != nil || ok != (tt.want.URL != "") {
					t.Errorf("found %v, error %v", ok, err)
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("latest (-want +got):\n%s", diff)
				}
			}
			if _, ok, err := watching.Latest("http://x/a"); ok || err != nil {
				t.Errorf("an empty archive has it: %v", err)
			}
			for _, f := range tt.fetches {
				if err := a.Record(t.Context(), f); err != nil {
					t.Fatal(err)
				}
			}
			check(a)
			check(watching)
			check(open(t, dir))
		})
	}
}

// TestLatestAmongMany has so many addresses that the index splits its buckets
// several times, and records longer than any buffer among them.
func TestLatestAmongMany(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := open(t, dir)
	const many = 3000
	record := func(from, to int) {
		for i := from; i < to; i++ {
			f := archive.Fetch{URL: fmt.Sprint("http://x/", i%many), Status: 200, SHA256: strings.Repeat("aa", 32), Size: int64(i)}
			if i%100 == 0 {
				f.Header = map[string]string{"Content-Disposition": strings.Repeat("n", 10_000)}
			}
			if err := a.RecordLater(t.Context(), f); err != nil {
				t.Fatal(err)
			}
		}
	}
	check := func(a *archive.Archive, newest int) {
		t.Helper()
		for i := range many {
			got, ok, err := a.Latest(fmt.Sprint("http://x/", i))
			if err != nil || !ok || got.Size != int64(newest+i) {
				t.Fatalf("address %d: size %d, %v, %v; want %d", i, got.Size, ok, err, newest+i)
			}
		}
		for _, address := range []string{"", "http://x/3000", "http://y/1"} {
			if got, ok, err := a.Latest(address); ok || err != nil {
				t.Errorf("%q: %+v, %v", address, got, err)
			}
		}
	}
	record(0, many)
	check(a, 0)
	record(many, 2*many)
	check(a, many)
	check(open(t, dir), many)
	for _, path := range files(t, filepath.Join(dir, "tmp")) {
		if !strings.Contains(path, "index-") {
			t.Errorf("left behind: %s", path)
		}
	}
}

func TestIndexGoesWithTheArchive(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := open(t, dir)
	if err := a.Record(t.Context(), fetched); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := a.Latest(fetched.URL); !ok || err != nil {
		t.Fatalf("not found, %v", err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if left := files(t, filepath.Join(dir, "tmp")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestDocumentsKeepTheirOrder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := open(t, dir)
	one := archive.Document{Source: "s", Name: "one.zip", URL: "http://x/1", SHA256: strings.Repeat("aa", 32), Size: 3}
	changed := one
	changed.SHA256 = strings.Repeat("bb", 32)
	two := archive.Document{Source: "s", Name: "two.zip", URL: "http://x/2", SHA256: one.SHA256, Size: 3}
	for i, d := range []archive.Document{one, one, two, changed, changed, one} {
		if i == 4 { // also another process must not say it twice
			_ = a.Close()
			a = open(t, dir)
		}
		if err := a.HandOver(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	var got []archive.Document
	for d, err := range a.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, d)
	}
	if diff := cmp.Diff([]archive.Document{one, two, changed, one}, got); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
}
