package sqlite_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

// severalYears draws a report of one of three invented committees with gifts of
// several years, some of them returned or without a day.
func severalYears(t *rapid.T, i int) *storetest.Records {
	years := []string{"2029", "2030", "2031"}
	r := storetest.Report{
		Filer: fmt.Sprint("990000", rapid.IntRange(1, 3).Draw(t, "filer")), Name: "Invented committee", Form: "F460",
		From: store.Date(fmt.Sprint(2031+i, "-01-01")), Thru: store.Date(fmt.Sprint(2031+i, "-06-30")), Version: rapid.IntRange(0, 1).Draw(t, "version"),
	}
	for j := range rapid.IntRange(1, 5).Draw(t, "gifts") {
		r.Gifts = append(r.Gifts, storetest.Gift{
			TranID: fmt.Sprint("G", i, "x", j), Zip: "90001", Donor: rapid.SampledFrom([]string{"Bartholomew Quixworth", "Quixworth, Bartholomew", "Ada Example", "Glovers Union Local 1"}).Draw(t, "donor"),
			Date: store.Date(rapid.SampledFrom(years).Draw(t, "year") + "-02-01"), Amount: store.Cents(rapid.IntRange(-1, 9).Draw(t, "amount")) * 1_000_01,
		})
		if rapid.IntRange(0, 5).Draw(t, "day") == 0 {
			r.Gifts[j].Date = ""
		}
	}
	return r.Records()
}

// What is stored of what large donors gave is what the rows say, after every
// load, correction, undo, resolution and link.
func TestWhatDonorsGaveFollowsTheRows(t *testing.T) {
	t.Parallel()
	most := 0
	rapid.Check(t, func(rt *rapid.T) {
		db := openMatching(t, rapid.Bool().Draw(rt, "match"))
		check := func(after string) {
			n, err := db.CheckGiven(t.Context())
			if err != nil {
				rt.Fatalf("after %s: %v", after, err)
			}
			most = max(most, n)
		}
		for i := range rapid.IntRange(1, 6).Draw(rt, "files") {
			load(t, db, fmt.Sprint(i), severalYears(rt, i))
			check("a load")
		}
		var donors []store.DonorID
		for filer := range 3 {
			r, err := db.Committee(t.Context(), fmt.Sprint("990000", filer+1), store.StandingQuery{Limit: 100})
			if err != nil {
				continue // it filed nothing
			}
			for _, s := range r.Standings {
				donors = append(donors, s.Donor.ID)
			}
		}
		if a, b := rapid.SampledFrom(donors).Draw(rt, "a"), rapid.SampledFrom(donors).Draw(rt, "b"); a != b {
			if r, err := db.Correct(t.Context(), []store.Correction{merge(a.String(), b.String())}, sqlite.CorrectOptions{}); err == nil && len(r.Entries) > 0 {
				check("a merge")
				correct(t, db, undo(r.Entries[0].ID))
				check("its undoing")
			}
		}
		for _, resolver := range []store.Resolver{rules.Resolver(nil), rules.Unresolved} {
			if _, err := db.Resolve(t.Context(), resolver, nil); err != nil {
				rt.Fatal(err)
			}
			check("resolving")
		}
		if err := db.LinkCommittee(t.Context(), "fppc-9900001", store.FilerRef{Scheme: store.SchemeFPPC, ID: "9900002"}); err == nil {
			check("a link")
		}
	})
	if most == 0 {
		t.Error("nothing was stored of any donor")
	}
}
