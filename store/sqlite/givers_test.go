package sqlite_test

import (
	"cmp"
	"errors"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

// givenByRows adds up what donors gave as plain code does, from the rows that
// explain lists.
func givenByRows(t *testing.T, db *sqlite.DB) map[store.DonorID]store.GivenTotals {
	t.Helper()
	type pair struct {
		donor     store.DonorID
		committee string
	}
	pairs := map[pair]store.GivenTotals{}
	for _, m := range allMoney(t, db, questionFilers...) {
		g := pairs[pair{m.Donor, m.committee}]
		switch {
		case m.Status == store.StatusPending:
			g.Pending += m.Amount
			g.PendingGifts++
		case m.Amount > 0:
			g.Gross += m.Amount
			g.Gifts++
		default:
			g.Returned -= m.Amount
		}
		pairs[pair{m.Donor, m.committee}] = g
	}
	out := map[store.DonorID]store.GivenTotals{}
	for p, g := range pairs {
		if g.Gifts == 0 && g.Returned == 0 && g.Pending == 0 {
			continue // gifts of nothing
		}
		sum := out[p.donor]
		sum.Gross, sum.Returned, sum.Net = sum.Gross+g.Gross, sum.Returned+g.Returned, sum.Net+g.Gross-g.Returned
		sum.Gifts, sum.Pending, sum.PendingGifts, sum.Committees = sum.Gifts+g.Gifts, sum.Pending+g.Pending, sum.PendingGifts+g.PendingGifts, sum.Committees+1
		out[p.donor] = sum
	}
	return out
}

// withoutDays leaves out what another test is about.
func withoutDays(g store.GivenTotals) store.GivenTotals {
	g.First, g.Last = "", ""
	return g
}

// Ranks over everything, classes and single donors all are what the rows say.
func TestGiversAreThoseOfTheRows(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		db := questioned(t, rt)
		defer func() { _ = db.Close() }()
		want := givenByRows(t, db)
		all, err := db.Givers(t.Context(), store.GiversQuery{Limit: 10_000, Whole: true, By: store.PeriodMonth, To: 100})
		if err != nil {
			rt.Fatal(err)
		}
		got := map[store.DonorID]store.GivenTotals{}
		var net store.Cents
		for i, g := range all.Items {
			got[g.Donor.ID] = withoutDays(g.GivenTotals)
			net += g.Net
			if g.Rank != i+1 || i > 0 && cmp.Or(cmp.Compare(all.Items[i-1].Net, g.Net), cmp.Compare(g.Donor.ID, all.Items[i-1].Donor.ID)) < 0 {
				rt.Errorf("rank %d of %v is out of order", g.Rank, g.Donor.ID)
			}
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			rt.Errorf("donors (-rows +answered):\n%s", diff)
		}
		checkWhole(rt, all, net)
		for _, g := range all.Items {
			checkDonor(t, rt, db, &g)
		}
		checkClasses(t, rt, db, all)
	})
}

func checkWhole(rt *rapid.T, all *store.Givers, net store.Cents) {
	var to, periods, classes store.Cents
	for _, g := range all.To {
		to += g.Net
	}
	for _, p := range all.Periods {
		periods += p.Net
	}
	for _, c := range all.Classes {
		classes += c.Net
	}
	if all.Total != len(all.Items) || all.Sum.Net != net || to != net || periods != net || classes != net {
		rt.Errorf("%d of %d donors gave %d; sum %d, committees %d, periods %d, classes %d", len(all.Items), all.Total, net, all.Sum.Net, to, periods, classes)
	}
}

func checkDonor(t *testing.T, rt *rapid.T, db *sqlite.DB, g *store.GiverStanding) {
	d, err := db.Donor(t.Context(), g.Donor.ID, store.DonorQuery{By: store.PeriodYear})
	if err != nil {
		rt.Fatal(err)
	}
	var to, periods store.Cents
	for _, x := range d.To {
		to += x.Net + x.Pending
	}
	for _, p := range d.Periods {
		periods += p.Net + p.Pending
	}
	if d.Given != g.GivenTotals || to != g.Net+g.Pending || periods != to || len(d.To) != g.Committees || d.Net != g.Net {
		rt.Errorf("%v: %+v, ranked with %+v; committees %d, periods %d", g.Donor.ID, d.Given, g.GivenTotals, to, periods)
	}
}

// checkClasses: every donor is in exactly one class.
func checkClasses(t *testing.T, rt *rapid.T, db *sqlite.DB, all *store.Givers) {
	classes := map[string]bool{"unknown": true}
	for _, c := range all.Classes {
		classes[c.Class] = true
	}
	var donors int
	var net store.Cents
	for class := range classes {
		one, err := db.Givers(t.Context(), store.GiversQuery{Classes: []string{class}, Limit: 1, Whole: true, By: store.PeriodYear})
		if err != nil {
			rt.Fatal(err)
		}
		donors += one.Total
		net += one.Sum.Net
	}
	if donors != all.Total || net != all.Sum.Net {
		rt.Errorf("classes have %d donors with %d, all are %d with %d", donors, net, all.Total, all.Sum.Net)
	}
}

func filedOn(r *storetest.Records, day string) *storetest.Records {
	for i := range r.Filings {
		r.Filings[i].Filed = store.Date(day)
	}
	return r
}

func amendedReport(amount store.Cents, filed string, version int) *storetest.Records {
	r := storetest.Report{Filer: "9900001", Name: "Invented Committee", Form: "F460", From: "2031-01-01", Thru: "2031-06-30", Version: version}
	r.Gifts = []storetest.Gift{{Donor: "Invented Mills", Zip: "90001", Date: "2031-02-01", Amount: amount}, {Donor: "Invented Works", Zip: "90001", Date: "2031-02-02", Amount: 200_00}}
	return filedOn(r.Records(), filed)
}

func TestFilingShowsItsVersions(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "original", amendedReport(100_00, "2031-07-01", 0))
	load(t, db, "amendment", amendedReport(150_00, "2031-07-20", 1))
	versions, err := db.Committee(t.Context(), "fppc-9900001", store.StandingQuery{})
	if err != nil {
		t.Fatal(err)
	}
	key := versions.Filings[0].Key
	ask := func(q store.FilingQuery) (*store.FilingReport, error) {
		q.System, q.Reports, q.MaxRows = key.System, []string{"nothing", key.Report}, 100
		return db.Filing(t.Context(), q)
	}
	r, err := ask(store.FilingQuery{Amendment: -1, Compare: -1})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Versions) != 2 || r.Shown != 2 || r.Compared != 1 || !r.Versions[1].Kept || r.Versions[0].Kept || len(r.Rows) != 2 || len(r.Before) != 2 || len(r.After) != 2 {
		t.Errorf("in force: %+v", r)
	}
	old, err := ask(store.FilingQuery{Amendment: 0})
	if err != nil || old.Shown != 1 || old.Compared != 0 || old.Sums[0].Status != store.StatusSuperseded {
		t.Errorf("the original: %+v, %v", old, err)
	}
	if r, err = ask(store.FilingQuery{Version: 2, Compare: 1, Limit: 1}); err != nil || !r.More || len(r.Rows) != 1 {
		t.Errorf("one row: %+v, %v", r, err)
	}
	for name, q := range map[string]store.FilingQuery{"no such version": {Version: 3}, "no such amendment": {Amendment: 2}, "nothing to compare": {Version: 1, Compare: 3}} {
		if _, err := ask(q); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := db.Filing(t.Context(), store.FilingQuery{System: key.System, Reports: []string{"nothing"}}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no such report: %v", err)
	}
}

func TestRecentReachesBackFromTheLatestFiling(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "original", amendedReport(100_00, "2025-07-01", 0))
	load(t, db, "amendment", amendedReport(150_00, "2025-07-20", 1))
	load(t, db, "a slip of the pen", func() *storetest.Records {
		r := storetest.Report{Filer: "9900002", Name: "Another Invented Committee", Form: "F460", From: "2031-01-01", Thru: "2031-06-30"}
		r.Gifts = []storetest.Gift{{Donor: "Invented Mills", Zip: "90001", Date: "2031-02-01", Amount: 100_00}}
		return filedOn(r.Records(), "2931-07-01")
	}())
	for days, want := range map[int]int{1: 1, 19: 1, 20: 2} {
		r, err := db.Recent(t.Context(), store.RecentQuery{Days: days, Limit: 10, Filings: 10, Statuses: []store.Status{store.StatusCounted}, Min: -1 << 60})
		if err != nil {
			t.Fatal(err)
		}
		if r.Thru != "2025-07-20" || r.Total != want || len(r.Filings) != want || len(r.Rows.Rows) != 2 || r.Rows.Rows[0].Amount != 200_00 {
			t.Errorf("%d days: %s to %s, %d filings, rows %+v", days, r.From, r.Thru, r.Total, r.Rows.Rows)
		}
	}
	one, err := db.Recent(t.Context(), store.RecentQuery{Days: 400, Committee: "fppc-9900002", Limit: 1, Filings: 1})
	if err != nil || one.Total != 0 || one.Committee.Public != "fppc-9900002" {
		t.Errorf("%+v, %v", one, err)
	}
	if _, err := db.Recent(t.Context(), store.RecentQuery{Days: 1, Committee: "none", Limit: 1}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no such committee: %v", err)
	}
	var slip *store.FilterError
	if _, err := db.Recent(t.Context(), store.RecentQuery{Days: 1, Contest: "none", Limit: 1}); !errors.As(err, &slip) {
		t.Errorf("no such contest: %v", err)
	}
}
