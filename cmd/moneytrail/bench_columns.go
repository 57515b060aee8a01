package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
)

// filters times lists by filters from columns and by SQL, and searches.
func (b *bench) filters(ctx context.Context, largest store.CommitteeItem) error {
	plain, err := sqlite.Open(ctx, b.db.Path(), sqlite.Options{ReadOnly: true, Now: b.now, Rules: rules.InForce{}})
	if err != nil {
		return err
	}
	defer func() { _ = plain.Close() }() // reading only
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	built, done := make(chan error, 1), make(chan error, 1)
	var held sqlite.Held
	go func() {
		done <- b.db.Hold(ctx, sqlite.HoldOptions{MaxBytes: 1 << 40, Built: func(h sqlite.Held, err error) {
			held = h
			built <- err
		}}, make(chan time.Time))
	}()
	if err := <-built; err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\n%s rows held as columns in %.1f s: %.1f bytes a row with all tables; names to search in %.1f s: %s\n\n",
		thousands(held.Rows), held.Columns.Seconds(), float64(held.ColumnBytes)/float64(max(held.Rows, 1)), held.Names.Seconds(), megabytes(held.SearchBytes))
	if err := b.lists(ctx, plain, largest); err != nil {
		return err
	}
	if err := b.searches(ctx, largest); err != nil {
		return err
	}
	cancel()
	return <-done
}

// lists asks for the first hundred rows with the exact sums of the filter; for
// some filters by SQL too, whose answer must be the same.
func (b *bench) lists(ctx context.Context, plain *sqlite.DB, largest store.CommitteeItem) error {
	thousand := store.Cents(100_000)
	t := &table{columns: []string{"filter", "rows", "columns p50 ms", "p99 ms", "SQL ms"}, right: map[int]bool{1: true, 2: true, 3: true, 4: true}}
	for _, f := range []struct {
		name string
		q    store.TransactionQuery
		sql  bool
	}{
		{"none", store.TransactionQuery{}, false},
		{"none, newest first", store.TransactionQuery{Order: store.NewestFirst}, false},
		{"class and days", store.TransactionQuery{TransactionFilter: store.TransactionFilter{Classes: []string{"unknown"}, From: "2002-01-01", Thru: "2015-12-31"}}, true},
		{"status, state, least amount, form", store.TransactionQuery{TransactionFilter: store.TransactionFilter{Statuses: []store.Status{store.StatusCounted}, State: "CA", Min: &thousand, Forms: []string{"F460"}}}, false},
		{"employer and occupation", store.TransactionQuery{TransactionFilter: store.TransactionFilter{Employer: "dairy", Occupation: "a"}}, false},
		{"name", store.TransactionQuery{TransactionFilter: store.TransactionFilter{Name: "ma"}}, true},
		{"the largest committee", store.TransactionQuery{TransactionFilter: store.TransactionFilter{Committees: []string{largest.Committee.Public}}}, true},
	} {
		f.q.Limit = 100
		var page *store.TransactionPage
		fast, err := b.time(max(b.queries/40, 5), func() (err error) {
			page, err = b.db.Transactions(ctx, &f.q)
			return err
		})
		if err != nil {
			return err
		}
		peer := ""
		if f.sql {
			took, err := b.peer(ctx, plain, &f.q, page)
			if err != nil {
				return fmt.Errorf("filter %s: %w", f.name, err)
			}
			peer = millis(took)
		}
		rows := 0
		for _, s := range page.Totals.Sums {
			rows += s.Rows
		}
		slices.Sort(fast)
		t.add(f.name, thousands(rows), millis(fast[len(fast)/2]), millis(fast[len(fast)*99/100]), peer)
	}
	if err := t.aligned(b.out); err != nil {
		return err
	}
	fmt.Fprintln(b.out)
	return nil
}

// peer times the same question by SQL, once, and compares the answers.
func (b *bench) peer(ctx context.Context, plain *sqlite.DB, q *store.TransactionQuery, page *store.TransactionPage) (time.Duration, error) {
	var other *store.TransactionPage
	took, err := b.time(1, func() (err error) {
		other, err = plain.Transactions(ctx, q)
		return err
	})
	if err != nil {
		return 0, err
	}
	if !slices.Equal(page.Totals.Sums, other.Totals.Sums) || page.Totals.Donors != other.Totals.Donors || len(page.Rows) != len(other.Rows) {
		return 0, errors.New("columns and SQL disagree")
	}
	return took[0], nil
}

// searches asks for donors as people type them: names of real donors of the
// data, cut, misspelt, turned round.
func (b *bench) searches(ctx context.Context, largest store.CommitteeItem) error {
	standings, _, err := b.db.Donors(ctx, largest.Committee.Public, store.StandingQuery{Limit: 2000})
	if err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(1, 2)) // the same queries every time
	word := func() string {
		words := strings.Fields(standings[r.IntN(len(standings))].Donor.Name)
		return words[len(words)-1]
	}
	t := &table{columns: []string{"search of donors, committees and filings", "p50 ms", "p99 ms"}, right: map[int]bool{1: true, 2: true}}
	for _, kind := range []struct {
		name string
		text func() string
	}{
		{"first three letters", func() string { w := word(); return w[:min(3, len(w))] }},
		{"whole name", func() string { return standings[r.IntN(len(standings))].Donor.Name }},
		{"a letter left out", func() string { w := word(); return w[:len(w)/2] + w[min(len(w)/2+1, len(w)):] }},
		{"nickname and surname", func() string { return "bob " + word() }},
		{"in quotes", func() string { return `"` + word() + `"` }},
	} {
		times, err := b.time(max(b.queries/4, 5), func() error {
			_, err := b.db.Search(ctx, kind.text(), 10)
			return err
		})
		if err != nil {
			return err
		}
		slices.Sort(times)
		t.add(kind.name, millis(times[len(times)/2]), millis(times[len(times)*99/100]))
	}
	return t.aligned(b.out)
}
