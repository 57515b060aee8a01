package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"moneytrail/api"
	"moneytrail/store/sqlite"
)

func county(t *testing.T) *app {
	t.Helper()
	db := inventedCounty(t, false)
	return &app{streams: streams{out: &bytes.Buffer{}, err: &bytes.Buffer{}}, db: db.Path(), format: "table", now: fixedNow}
}

func typed(t *testing.T, a *app, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	root := newRoot(streams{in: strings.NewReader(""), out: &out, err: &out})
	root.SetArgs(append(args, "--db", a.db))
	err := root.ExecuteContext(t.Context())
	return out.String(), err
}

func TestSearchCommand(t *testing.T) {
	t.Parallel()
	a := county(t)
	out, err := typed(t, a, "search", "deputy", "sherifs")
	if err != nil || !strings.Contains(out, "1 donor, 1 of them spelled otherwise") || !strings.Contains(out, "47,500.00") {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err = typed(t, a, "search", "nobody of that name"); err != nil || !strings.HasPrefix(out, "0 donors\n") {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err = typed(t, a, "search", "guild", "--format", "csv"); err != nil || !strings.HasPrefix(out, "kind,id,name,amount,day\ndonor,") {
		t.Errorf("%v\n%s", err, out)
	}
	for _, args := range [][]string{{"search"}, {"search", "x", "--limit", "0"}, {"search", "x", "--format", "xml"}} {
		if out, err := typed(t, a, args...); err == nil || exitCode(err) != 2 {
			t.Errorf("%v: %v\n%s", args, err, out)
		}
	}
}

// The list of a class, the classes of the contest and the pages of the list
// agree to the cent.
func TestTransactionsCommandAgreesWithTheContest(t *testing.T) {
	t.Parallel()
	a := county(t)
	out, err := typed(t, a, "top", "--contest", "invented-recall", "--format", "json")
	if err != nil {
		t.Fatal(err)
	}
	var contest api.Contest
	if err := json.Unmarshal([]byte(out), &contest); err != nil {
		t.Fatal(err)
	}
	var cents, listed int64
	rows, donors := 0, 0
	cursor := ""
	for {
		args := []string{"transactions", "--contest", "invented-recall", "--status", "counted", "--class", "law_enforcement", "--limit", "3", "--format", "json"}
		if cursor != "" {
			args = append(args, "--cursor", cursor)
		}
		out, err := typed(t, a, args...)
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		var list api.TransactionList
		if err := json.Unmarshal([]byte(out), &list); err != nil {
			t.Fatal(err)
		}
		cents, rows, donors = int64(list.CountedCents), rows+len(list.Items), list.DistinctDonors
		for _, r := range list.Items {
			listed += int64(r.AmountCents)
		}
		if list.Next == nil {
			if rows != list.Rows {
				t.Errorf("%d rows on all pages, %d counted", rows, list.Rows)
			}
			break
		}
		cursor = string(*list.Next)
	}
	le := contest.LawEnforcement
	if cents == 0 || cents != listed || cents != int64(le.ConfirmedCents+le.ProbableCents) || donors == 0 {
		t.Errorf("law enforcement: list %d, its pages %d, contest %d + %d; %d donors", cents, listed, le.ConfirmedCents, le.ProbableCents, donors)
	}
	for _, args := range [][]string{
		{"transactions", "--status", "conted"}, {"transactions", "--committee", "nobody"}, {"transactions", "--min", "x"}, {"transactions", "--from", "later"}, {"transactions", "--cursor", "AQ"},
	} {
		if out, err := typed(t, a, args...); err == nil || exitCode(err) != 2 {
			t.Errorf("%v: %v\n%s", args, err, out)
		}
	}
}

// What serve keeps in memory answers like SQL, over HTTP.
func TestServeWithAndWithoutColumns(t *testing.T) {
	t.Parallel()
	db := inventedCounty(t, false)
	server := serveDB(t, db)
	paths := []string{
		"/api/v1/transactions?limit=5", "/api/v1/transactions?class=law_enforcement&sort=-date", "/api/v1/transactions?tag=megadonor", "/api/v1/transactions?late=yes&notice=yes&min=100",
		"/api/v1/transactions?employer=placeholder&sort=amount&status=superseded,memo", "/api/v1/search?q=guild",
	}
	before := make([]string, len(paths))
	for i, path := range paths {
		before[i] = fetch(t, server, path)
	}
	ctx, cancel := context.WithCancel(t.Context())
	built, done := make(chan sqlite.Held, 1), make(chan error, 1)
	go func() {
		done <- db.Hold(ctx, sqlite.HoldOptions{MaxBytes: 1 << 30, Built: func(h sqlite.Held, err error) {
			if err != nil {
				t.Error(err)
			}
			built <- h
		}}, make(chan time.Time))
	}()
	if h := <-built; h.Rows == 0 {
		t.Errorf("no rows are held: %+v", h)
	}
	for i, path := range paths {
		if after := fetch(t, server, path); after != before[i] {
			t.Errorf("%s answers otherwise from columns", path)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestColumnsFlags(t *testing.T) {
	t.Parallel()
	for _, c := range []columnsFlags{{"sometimes", 10}, {"auto", -1}} {
		if _, err := c.options(); err == nil {
			t.Errorf("%+v was taken", c)
		}
	}
	c := columnsFlags{"off", 10}
	if o, err := c.options(); err != nil || o.MaxBytes != 0 {
		t.Errorf("off: %+v, %v", o, err)
	}
}
