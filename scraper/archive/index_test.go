package archive_test

import (
	"fmt"
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

func TestLatestAmongMany(t *testing.T) {
	t.Parallel()
	a := open(t, t.TempDir())
	const many = 300
	for i := range 2 * many {
		f := archive.Fetch{URL: fmt.Sprint("http://x/", i%many), Status: 200, SHA256: strings.Repeat("aa", 32), Size: int64(i)}
		if err := a.Record(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	for i := range many {
		got, ok, err := a.Latest(fmt.Sprint("http://x/", i))
		if err != nil || !ok || got.Size != int64(many+i) {
			t.Errorf("address %d: %+v, %v", i, got, err)
		}
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
