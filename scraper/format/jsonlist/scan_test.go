package jsonlist_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/jsonlist"
	"moneytrail/store"
)

const pages = `{"a":1,"list":[{"id":"x","n":1.50,"in":{"deep":" y "}},{"id":null}],"more":true}
{"list":[{"id":3}],"more":false}
`

func TestScan(t *testing.T) {
	t.Parallel()
	var ids []string
	n, rest, err := jsonlist.Scan(strings.NewReader(pages), "list", func(r *jsonlist.Record) error {
		ids = append(ids, r.Text("id"))
		if at := r.Position("p"); pages[at.Offset:at.Offset+int64(at.Length)] != string(r.Raw) || at.Line != len(ids) || at.Part != "p" {
			t.Errorf("position %+v", at)
		}
		if r.Number == 1 && (r.Text("n") != "1.50" || r.Within("in").Text("deep") != "y" || r.Within("n").Has("x")) {
			t.Errorf("%s", r.Raw)
		}
		return nil
	})
	if diff := cmp.Diff([]string{"x", "", "3"}, ids); diff != "" || n != 3 || err != nil || string(rest["more"]) != "false" {
		t.Errorf("%d, %v, %v, (-want +got):\n%s", n, rest, err, diff)
	}
}

func TestScanRefuses(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nothing": "", "no object": "[1]", "no list": `{"a":[]}`, "no list on the second page": `{"list":[]}{"a":1}`, "no array": `{"list":{}}`,
		"cut": `{"list":[{"id":1}`, "cut between": `{"list":[{"id":1}]`, "page": "<html>", "rubbish behind": `{"list":[]}]`,
	} {
		if _, _, err := jsonlist.Scan(strings.NewReader(text), "list", func(*jsonlist.Record) error { return nil }); !errors.Is(err, jsonlist.ErrShape) {
			t.Errorf("%s: %v", name, err)
		}
	}
	mine := errors.New("mine")
	if _, _, err := jsonlist.Scan(strings.NewReader(pages), "list", func(*jsonlist.Record) error { return mine }); !errors.Is(err, mine) || errors.Is(err, jsonlist.ErrShape) {
		t.Errorf("error of the caller: %v", err)
	}
}

func FuzzScan(f *testing.F) {
	f.Add(pages)
	f.Fuzz(func(t *testing.T, text string) {
		_, _, err := jsonlist.Scan(strings.NewReader(text), "list", func(r *jsonlist.Record) error {
			at := r.Position("")
			if at.Offset < 0 || at.Offset+int64(at.Length) > int64(len(text)) || (store.Position{}) == at {
				t.Errorf("position %+v of %d bytes", at, len(text))
			}
			_ = r.Text("id")
			return nil
		})
		if err != nil && !errors.Is(err, jsonlist.ErrShape) {
			t.Errorf("%v", err)
		}
	})
}
