package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"moneytrail/scraper"
	format "moneytrail/scraper/format/socrata"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources"
	"moneytrail/scraper/sources/socrata"
)

// inventedRow has a value in every column that a map reads, as it would be in a
// row of its first kind.
func inventedRow(m *format.Map) map[string]string {
	row := map[string]string{":id": "row-inv_1"}
	for field, column := range m.Columns {
		value := "INVENTED"
		switch field {
		case "kind":
			value = m.Kinds[0].Is + m.Kinds[0].Contains
		case "filer_id", "committee_id":
			value = "9900001"
		case "from", "thru", "filed", "election", "date", "date_thru", "loan_due":
			value = "2026-03-01T00:00:00.000"
		case "version":
			value = "000"
		case "line":
			value = "1"
		case "memo", "tran_type", "self":
			value = ""
		}
		if strings.HasPrefix(field, "amount") || strings.HasPrefix(field, "loan_") && field != "loan_due" || field == "cumulative" {
			value = "100.00"
		}
		if value != "" && row[column] == "" {
			row[column] = value
		}
	}
	row[m.Whole] = "2026-03-01T00:00:00.000"
	return row
}

// Every built-in map knows its data set again, and sees when a column that it
// reads has another name.
func TestCheckOfEveryMap(t *testing.T) {
	t.Parallel()
	maps, err := format.Maps()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range maps {
		t.Run(m.Name, func(t *testing.T) {
			t.Parallel()
			row := inventedRow(m)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					http.NotFound(w, r)
					return
				}
				_ = json.NewEncoder(w).Encode([]map[string]string{row})
			}))
			defer server.Close()
			o := newOffice(t)
			o.sources = []scraper.Source{socrata.New(socrata.Options{Map: m, Base: server.URL, Replica: true})}
			if a := o.do(t.Context(), quickCheck, m.Name, "--contact", contact); a.code != exitOK || !strings.HasPrefix(a.out, m.Name+": as expected: ") {
				t.Errorf("exit %d: %s%s", a.code, a.out, a.err)
			}
			wroteNothing(t, o)
			name := m.Columns["filer_name"]
			row[name+"_new"] = row[name]
			delete(row, name)
			if a := o.do(t.Context(), quickCheck, m.Name, "--contact", contact); a.code != exitFailure || !strings.HasPrefix(a.out, m.Name+": CHANGED: ") || !strings.Contains(a.out, name) {
				t.Errorf("column %s renamed: exit %d: %s%s", name, a.code, a.out, a.err)
			}
		})
	}
}

// The keyed interface of NetFile is looked at with the operator's key.
func TestCheckWithAKey(t *testing.T) {
	t.Parallel()
	keys := sources.Keys{NetFileUser: portal.KeyedUser, NetFilePassword: portal.KeyedPassword}
	for _, kind := range []portal.FaultKind{0, portal.FaultLayout} {
		o := newOffice(t, portal.Fault{Path: "/api/campaign/", Kind: kind})
		o.sources = sources.EveryReplica(o.base, keys)
		a := o.do(t.Context(), quickCheck, "netfile-keyed", "--agency", invented.Code, "--contact", contact)
		want, code := "netfile-keyed: as expected: ", exitOK
		if kind != 0 {
			want, code = "netfile-keyed: CHANGED: ", exitFailure
		}
		if a.code != code || !strings.HasPrefix(a.out, want) {
			t.Errorf("fault %d: exit %d: %s%s", kind, a.code, a.out, a.err)
		}
		wroteNothing(t, o)
	}
}
