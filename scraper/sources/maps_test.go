package sources_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
	format "moneytrail/scraper/format/socrata"
	"moneytrail/scraper/sources"
	city "moneytrail/scraper/sources/socrata"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// operatorsMap is the map of a built-in city under another name, as an operator
// would write it.
func operatorsMap(t *testing.T, name string) *format.Map {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "format", "socrata", "maps", name+".toml"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := format.ParseMap([]byte(strings.Replace(string(text), `name = "`+name+`"`, `name = "sampleton"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestOperatorsMap fetches with a map that the program does not know: the
// documents carry it, so that they can be read without it, and say the same as
// with the built-in map. A day with more rows than an answer holds is one
// document.
func TestOperatorsMap(t *testing.T) {
	t.Parallel()
	read := func(docs []scraper.Document, session *scraper.Session) (all storetest.Records) {
		for _, doc := range docs {
			file, err := session.Open(doc)
			if err != nil {
				t.Fatal(err)
			}
			if err := format.Read(t.Context(), file, doc.Size, doc.Name, &all); err != nil {
				t.Fatal(err)
			}
			for _, x := range all.Transactions {
				if x.Pos.Offset+int64(x.Pos.Length) > doc.Size && len(docs) == 1 {
					t.Errorf("row at %d in %d bytes", x.Pos.Offset, doc.Size)
				}
			}
			if err := file.Close(); err != nil {
				t.Fatal(err)
			}
		}
		for i := range all.Transactions {
			x := &all.Transactions[i]
			x.Pos, x.Filing.Report = store.Position{}, strings.Replace(x.Filing.Report, "sampleton|", "lacity|", 1)
		}
		return all
	}
	for _, name := range []string{"lacity", "oakland-a"} {
		builtIn, session, err := fetchCity(t, name, 0, scraper.Request{})
		if err != nil {
			t.Fatal(err)
		}
		want := read(builtIn, session)
		for _, size := range []int{50000, 3} {
			o := newOffice(t)
			var docs []scraper.Document
			source := city.New(city.Options{Map: operatorsMap(t, name), Base: o.url, Replica: true, PageSize: size})
			if _, err := scraper.Run(t.Context(), source, scraper.Request{}, o.session, func(_ context.Context, doc scraper.Document) error {
				docs = append(docs, doc)
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			got := read(docs, o.session)
			where := map[store.FilingKey]string{}
			for _, doc := range docs {
				for _, f := range read([]scraper.Document{doc}, o.session).Filings {
					if before, again := where[f.Key]; again && before != doc.Name {
						t.Errorf("%s, %d rows an answer: report %v stands in %s and %s", name, size, f.Key, before, doc.Name)
					}
					where[f.Key] = doc.Name
				}
			}
			if size == 50000 {
				if diff := cmp.Diff(want.Transactions, got.Transactions); diff != "" {
					t.Errorf("%s: rows (-built in +operator's):\n%s", name, diff)
				}
			} else if len(got.Transactions) != len(want.Transactions) {
				t.Errorf("%s: %d rows in small answers, want %d", name, len(got.Transactions), len(want.Transactions))
			}
		}
	}
	if _, err := sources.WithMaps(sources.All(), sources.Keys{}, []*format.Map{{Name: "netfile"}}); !errors.Is(err, format.ErrMap) {
		t.Errorf("a map with the name of a source: %v", err)
	}
}

func TestCarriedMapRefuses(t *testing.T) {
	t.Parallel()
	head := string(operatorsMap(t, "lacity").Head())
	for name, text := range map[string]string{
		"cut": head[:len(head)/2], "no length": "#moneytrail-map \n", "another length": strings.Replace(head, " ", " 9", 1) + "[]",
		"no map": "#moneytrail-map 3\nx=1[]", "no rows": head + "[]", "nothing behind": head,
	} {
		if err := format.Read(t.Context(), strings.NewReader(text), int64(len(text)), "x.json", &storetest.Records{}); !errors.Is(err, store.ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
