package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

// holding keeps a database's columns and names in memory until the test ends.
// Each value sent on tick makes it look for a newer version.
func holding(t testing.TB, db *sqlite.DB) (tick chan<- time.Time, built <-chan sqlite.Held) {
	t.Helper()
	ticks, told := make(chan time.Time), make(chan sqlite.Held, 100)
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	done := make(chan error, 1)
	go func() {
		done <- db.Hold(ctx, sqlite.HoldOptions{MaxBytes: 1 << 30, Built: func(h sqlite.Held, err error) {
			if err != nil {
				t.Error(err)
			}
			told <- h
		}}, ticks)
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return ticks, told
}

// placed fills in the fields that reports of storetest leave out.
func placed(t *rapid.T, r *storetest.Records) *storetest.Records {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	for i := range r.Transactions {
		x := &r.Transactions[i]
		x.Address.City, x.Address.State = pick("city", "", "Los Angeles", "LOS ANGELES", "Oakland"), pick("state", "", "CA", "ca", "NV")
		x.Entity, x.Employer, x.Occupation = pick("entity", "", "IND", "OTH", "COM"), pick("employer", "", "City of Example", "Éxample Builders, Inc."), pick("occupation", "", "Police Officer", "Attorney")
	}
	for i := range r.Filings {
		r.Filings[i].Filed = store.Date(pick("filed", "", "2031-02-01", "2031-08-01", "2032-01-31"))
	}
	return r
}

func randomFilter(t *rapid.T) store.TransactionFilter {
	maybe := func(name string) bool { return rapid.IntRange(0, 5).Draw(t, name) == 0 }
	var f store.TransactionFilter
	if maybe("committees") {
		f.Committees = []string{rapid.SampledFrom([]string{"9900001", "fppc-9900002"}).Draw(t, "committee")}
	}
	if maybe("classes") {
		f.Classes = []string{rapid.SampledFrom([]string{"unknown", "individual_unclassified", "le_union", "law"}).Draw(t, "class")}
	}
	if maybe("tag") {
		f.Tag = rapid.SampledFrom([]string{"megadonor", "top_contributor_50k", "le_individual"}).Draw(t, "which tag")
	}
	if maybe("schedules") {
		f.Schedules = []string{"A", "C"}
	}
	if maybe("statuses") {
		f.Statuses = []store.Status{store.Status(rapid.IntRange(1, 5).Draw(t, "status"))}
	}
	if maybe("direction") {
		f.Direction = store.Made
	}
	if maybe("kinds") {
		f.Kinds = []store.Kind{store.KindMonetary}
	}
	if maybe("forms") {
		f.Forms = []string{"F497"}
	}
	f.Notice = store.Choice(max(0, rapid.IntRange(-4, 2).Draw(t, "notice")))
	if maybe("from") {
		f.From = "2031-04-01"
	}
	if maybe("thru") {
		f.Thru = "2031-07-13"
	}
	if maybe("filed from") {
		f.FiledFrom = "2031-02-02"
	}
	if maybe("filed thru") {
		f.FiledThru = "2031-08-01"
	}
	if maybe("min") {
		least := store.Cents(10000)
		f.Min = &least
	}
	if maybe("max") {
		most := store.Cents(20000)
		f.Max = &most
	}
	for _, text := range []struct {
		to   *string
		name string
		from []string
	}{
		{&f.Name, "name", []string{"exam", "guild example", "bob", "--"}}, {&f.City, "city", []string{"los angeles", "angeles", "OAKLAND"}}, {&f.State, "state", []string{"ca", "NV"}},
		{&f.Zip, "zip", []string{"90001", "90002"}}, {&f.Entity, "entity", []string{"IND", "com"}}, {&f.Employer, "employer", []string{"example", "EXAMPLE build", "city"}}, {&f.Occupation, "occupation", []string{"police", "officer pol"}},
	} {
		if maybe(text.name) {
			*text.to = rapid.SampledFrom(text.from).Draw(t, "which "+text.name)
		}
	}
	return f
}

// allRows reads every row by another way, with its committee's id.
func allRows(t testing.TB, db *sqlite.DB, committees ...string) map[string][]store.RowView {
	t.Helper()
	out := make(map[string][]store.RowView)
	for _, id := range committees {
		e, err := db.Explain(t.Context(), id, store.ExplainQuery{Limit: 100_000})
		if err != nil {
			t.Fatal(err)
		}
		out[e.Committee.Public] = e.Rows
	}
	return out
}

// admits is what a filter means, in plain words. Classes and tags are left to
// the comparison of columns with SQL.
func admits(f *store.TransactionFilter, committee string, r *store.RowView) bool {
	in := func(d, from, thru store.Date) bool {
		return from == "" && thru == "" || d != "" && d >= from && (thru == "" || d <= thru)
	}
	plain := func(s string) []string {
		s = strings.NewReplacer("É", "E", "é", "e", ",", " ", ".", "", "-", " ").Replace(s)
		return strings.Fields(strings.ToUpper(s))
	}
	words := func(wanted, text string) bool {
		for _, w := range plain(wanted) {
			if !slices.ContainsFunc(plain(text), func(have string) bool { return strings.HasPrefix(have, w) }) {
				return false
			}
		}
		return wanted == "" || len(plain(wanted)) > 0
	}
	return (len(f.Committees) == 0 || strings.HasSuffix(f.Committees[0], committee[len("fppc-"):])) &&
		(len(f.Schedules) == 0 || slices.Contains(f.Schedules, r.Schedule)) && (len(f.Statuses) == 0 || slices.Contains(f.Statuses, r.Status)) &&
		(f.Direction == 0 || f.Direction == r.Direction) && (len(f.Kinds) == 0 || slices.Contains(f.Kinds, r.Kind)) && (len(f.Forms) == 0 || slices.Contains(f.Forms, r.Filing.Form)) &&
		(f.Notice == store.Either || (f.Notice == store.Yes) == (r.Filing.Form == "F497")) && in(r.Date, f.From, f.Thru) && in(r.Filing.Filed, f.FiledFrom, f.FiledThru) &&
		(f.Min == nil || r.Amount >= *f.Min) && (f.Max == nil || r.Amount <= *f.Max) && words(f.Name, r.Counterparty) && words(f.Employer, r.Employer) && words(f.Occupation, r.Occupation) &&
		(f.City == "" || strings.EqualFold(f.City, r.City)) && (f.State == "" || strings.EqualFold(f.State, r.State)) && (f.Entity == "" || strings.EqualFold(f.Entity, r.Entity)) && (f.Zip == "" || f.Zip == r.Zip5)
}

// Columns, SQL and a plain loop give the same rows and the same sums for
// random filters over random filings, page by page.
func TestColumnsAndSQLAndALoopAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "rows.db"), sqlite.Options{Now: fixedNow, Rules: rules.InForce{}})
		if err != nil {
			rt.Fatal(err)
		}
		reports := randomReports(rt)
		for i := range reports {
			if i%2 == 1 {
				reports[i].Filer = "9900002"
			}
		}
		first := firstHalf
		first.Filer = "9900002"
		files := []*storetest.Records{placed(rt, first.Records()), placed(rt, notice.Records())}
		for _, r := range reports {
			files = append(files, placed(rt, r.Records()))
		}
		load(t, db, "all", storetest.Join(files...))
		plain, err := sqlite.Open(t.Context(), db.Path(), sqlite.Options{ReadOnly: true, Now: fixedNow, Rules: rules.InForce{}})
		if err != nil {
			rt.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		ready, done := make(chan error, 10), make(chan error, 1)
		go func() {
			done <- db.Hold(ctx, sqlite.HoldOptions{MaxBytes: 1 << 30, Built: func(_ sqlite.Held, err error) { ready <- err }}, nil)
		}()
		if err := <-ready; err != nil {
			rt.Fatal(err)
		}
		all := allRows(t, plain, "9900001", "9900002")
		for range 5 {
			f := randomFilter(rt)
			q := store.TransactionQuery{TransactionFilter: f, Order: store.TransactionOrder(rapid.IntRange(0, 3).Draw(rt, "order")), Limit: rapid.IntRange(1, 6).Draw(rt, "limit")}
			want, sum := 0, store.Cents(0)
			for committee, rows := range all {
				for i := range rows {
					if admits(&f, committee, &rows[i]) {
						want, sum = want+1, sum+rows[i].Amount
					}
				}
			}
			listed := 0
			for {
				held, err := db.Transactions(t.Context(), &q)
				if err != nil {
					rt.Fatal(err)
				}
				scanned, err := plain.Transactions(t.Context(), &q)
				if err != nil {
					rt.Fatal(err)
				}
				if diff := gocmp.Diff(scanned, held); diff != "" {
					rt.Fatalf("%+v: columns differ from SQL (-SQL +columns):\n%s", q, diff)
				}
				if got, cents := rowsOf(&held.Totals); f.Tag == "" && f.Classes == nil && (got != want || cents != sum) {
					rt.Fatalf("%+v: %d rows, %s; a loop finds %d, %s", f, got, cents, want, sum)
				}
				listed += len(held.Rows)
				if !held.More {
					if got, _ := rowsOf(&held.Totals); got != listed {
						rt.Fatalf("%d rows on all pages, %d counted", listed, got)
					}
					break
				}
				last := held.Rows[len(held.Rows)-1]
				q.After = &store.TransactionPlace{Amount: last.Amount, Date: last.Date, ID: last.ID}
			}
		}
		cancel()
		for _, err := range []error{<-done, db.Close(), plain.Close()} {
			if err != nil {
				rt.Fatal(err)
			}
		}
	})
}

func rowsOf(t *store.TransactionTotals) (rows int, sum store.Cents) {
	for _, s := range t.Sums {
		rows, sum = rows+s.Rows, sum+s.Amount
	}
	return rows, sum
}

func TestTransactionsOfAContestAndADonor(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "a", firstHalf.Records())
	other := firstHalf
	other.Filer, other.Gifts = "9900002", firstHalf.Gifts[:1]
	load(t, db, "b", other.Records())
	if err := db.SaveContest(t.Context(), &store.Contest{Slug: "seat", Members: []store.ContestMember{
		{Side: "For", Filer: store.FilerRef{ID: "9900001"}}, {Side: "Against", Filer: store.FilerRef{ID: "9900002"}},
	}}); err != nil {
		t.Fatal(err)
	}
	ada := committee(t, db, "9900001").Standings[0].Donor
	for name, test := range map[string]struct {
		filter store.TransactionFilter
		rows   int
		sum    store.Cents
	}{
		"contest":       {store.TransactionFilter{Contest: "seat"}, 6, 500777},
		"side":          {store.TransactionFilter{Contest: "seat", Side: "Against"}, 1, 100000},
		"both, nothing": {store.TransactionFilter{Contest: "seat", Side: "Against", Committees: []string{"9900001"}}, 0, 0},
		"donor":         {store.TransactionFilter{Donor: ada.ID}, 4, 300777},
		"donor, one":    {store.TransactionFilter{Donor: ada.ID, Committees: []string{"9900002"}}, 1, 100000},
	} {
		page, err := db.Transactions(t.Context(), &store.TransactionQuery{TransactionFilter: test.filter})
		if err != nil {
			t.Fatal(err)
		}
		if rows, sum := rowsOf(&page.Totals); rows != test.rows || sum != test.sum || len(page.Rows) != rows {
			t.Errorf("%s: %d rows, %s", name, rows, sum)
		}
		for _, r := range page.Rows {
			if r.Committee.Public == "" || r.Giver.Name == "" || r.Match.Contributor == 0 || r.Filing.ID == 0 {
				t.Errorf("%s: row without its evidence: %+v", name, r)
			}
		}
	}
	for name, f := range map[string]store.TransactionFilter{
		"committee": {Committees: []string{"nobody"}}, "contest": {Contest: "nothing"}, "donor": {Donor: 77},
	} {
		if _, err := db.Transactions(t.Context(), &store.TransactionQuery{TransactionFilter: f}); err == nil || !isNotFound(err) {
			t.Errorf("unknown %s: %v", name, err)
		}
	}
}

// While a newer edition is not built yet, the old one answers for its own data
// version, totals and rows alike.
func TestOneAnswerIsOfOneVersion(t *testing.T) {
	t.Parallel()
	db := open(t)
	version := load(t, db, "first", firstHalf.Records()).Version
	tick, built := holding(t, db)
	<-built
	ask := func() *store.TransactionPage {
		page, err := db.Transactions(t.Context(), &store.TransactionQuery{Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		if rows, _ := rowsOf(&page.Totals); rows != len(page.Rows) {
			t.Fatalf("version %d: %d rows counted, %d shown", page.Version.ID, rows, len(page.Rows))
		}
		return page
	}
	before := ask()
	next := load(t, db, "second", amended().Records()).Version
	if diff := gocmp.Diff(before, ask()); diff != "" || before.Version.ID != version {
		t.Errorf("the answer moved with its edition still in place:\n%s", diff)
	}
	found, err := db.Search(t.Context(), "ada", 5)
	if err != nil || found.Version.ID != version || found.Donors.Items[0].Given != 200000 {
		t.Errorf("search of version %d: %+v, %v", version, found, err)
	}
	tick <- fixedNow() // sees the newer version
	tick <- fixedNow() // nothing followed: builds
	if h := <-built; h.Version != next || h.Rows != 10 {
		t.Errorf("built %+v, want version %d", h, next)
	}
	if page := ask(); page.Version.ID != next || len(page.Rows) != 10 {
		t.Errorf("version %d with %d rows", page.Version.ID, len(page.Rows))
	}
	tick <- fixedNow() // opens the kept snapshots again
	if found, err = db.Search(t.Context(), "ada", 5); err != nil || found.Donors.Items[0].Given != 250000 {
		t.Errorf("search after: %+v, %v", found, err)
	}
}

// Answers given while files are loaded are whole: totals and rows of one
// version.
func TestAnswersWhileLoading(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "0", firstHalf.Records())
	tick, built := holding(t, db)
	<-built
	stop, failed := make(chan struct{}), make(chan error, 4)
	for range 4 {
		go func() {
			for {
				select {
				case <-stop:
					failed <- nil
					return
				default:
				}
				page, err := db.Transactions(context.Background(), &store.TransactionQuery{Limit: 1000})
				if err == nil {
					// Each file is one version and brings five rows.
					if rows, _ := rowsOf(&page.Totals); rows != len(page.Rows) || rows != 5*int(page.Version.ID) {
						err = fmt.Errorf("version %d has %d rows, %d shown", page.Version.ID, rows, len(page.Rows))
					}
				}
				if err == nil {
					_, err = db.Search(context.Background(), "exampel", 5)
				}
				if err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	for i := 1; i < 6; i++ {
		r := firstHalf
		r.Filer = fmt.Sprint(9900001 + i)
		load(t, db, fmt.Sprint(i), r.Records())
		for range 3 {
			tick <- fixedNow()
		}
		<-built
	}
	close(stop)
	for range 4 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}

func isNotFound(err error) bool { return errors.Is(err, store.ErrNotFound) }
