package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

// openMatching opens an empty database whose loads decide who is one donor.
func openMatching(t *testing.T, match bool) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "matching.db"), sqlite.Options{Now: fixedNow, Rules: rules.InForce{}, Match: match, StreetKey: make([]byte, 32)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func hash(t *testing.T, db *sqlite.DB) string {
	t.Helper()
	h, err := db.ContentHash(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// neighbours draws reports of invented people who are close to each other.
func neighbours(t *rapid.T) []*storetest.Records {
	names := []string{
		"Bartholomew Quixworth", "Quixworth, Bart", "Bartholomew Quixwerth", "B. Quixworth", "Beatrice Quixworth", "Bartholomew Quixworth Jr.",
		"Exampleville Police Officers Association", "EXAMPLEVILLE POLICE OFFICERS ASSN.", "Exampleville POA PAC", "Glovers Union Local 1", "Glovers Union", "Glovers Union Local 2",
	}
	var out []*storetest.Records
	for i := range rapid.IntRange(1, 8).Draw(t, "reports") {
		r := storetest.Report{
			Filer: fmt.Sprint("990000", rapid.IntRange(1, 3).Draw(t, "filer")), Name: "Invented committee", Form: "F497", ID: fmt.Sprint("N", i), From: "2031-01-01", Thru: "2031-06-30",
		}
		for j := range rapid.IntRange(1, 5).Draw(t, "gifts") {
			r.Gifts = append(r.Gifts, storetest.Gift{
				TranID: fmt.Sprint("G", i, j), Donor: rapid.SampledFrom(names).Draw(t, "donor"), Zip: rapid.SampledFrom([]string{"90001", "90002", ""}).Draw(t, "zip"),
				Date: "2031-02-01", Amount: store.Cents(rapid.IntRange(1, 9).Draw(t, "amount")) * 100_00,
			})
		}
		records := r.Records()
		for j := range records.Transactions {
			x := &records.Transactions[j]
			x.Address.Street, x.Address.City = rapid.SampledFrom([]string{"", "1 Invented Way"}).Draw(t, "street"), rapid.SampledFrom([]string{"", "Exampleville"}).Draw(t, "city")
			x.Employer = rapid.SampledFrom([]string{"", "Invented Hat Works", "Retired"}).Draw(t, "employer")
		}
		out = append(out, records)
	}
	return out
}

// Files may come in any order and in any parcels, and donors may be decided as
// they come or in one full pass at the end: the database says the same.
func TestMatchingAsFilesComeEqualsResolvingAtTheEnd(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		files := neighbours(rt)
		shuffle := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "order"), 1))
		dbs := map[string]*sqlite.DB{"as they came": openMatching(t, true), "another order": openMatching(t, true), "at the end": openMatching(t, false)}
		for _, name := range []string{"as they came", "at the end", "another order"} {
			if name == "another order" {
				shuffle.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
			}
			for i, f := range files {
				load(t, dbs[name], fmt.Sprint(i), f)
			}
			if name == "at the end" {
				if _, err := dbs[name].Resolve(t.Context(), rules.Resolver(nil), nil); err != nil {
					rt.Fatal(err)
				}
			}
		}
		for filer := range 3 {
			id := fmt.Sprint("990000", filer+1)
			want, err := dbs["at the end"].Committee(t.Context(), id, store.StandingQuery{Limit: 100})
			for name, db := range dbs {
				got, gotErr := db.Committee(t.Context(), id, store.StandingQuery{Limit: 100})
				if (err == nil) != (gotErr == nil) {
					rt.Fatalf("%s: %v, at the end: %v", name, gotErr, err)
				}
				if err != nil {
					continue
				}
				if diff := gocmp.Diff(want.Standings, got.Standings); diff != "" {
					rt.Fatalf("%s, committee %s:\n%s", name, id, diff)
				}
				if diff := gocmp.Diff(want.Classes, got.Classes); diff != "" {
					rt.Fatalf("%s, committee %s:\n%s", name, id, diff)
				}
			}
		}
		if as, end := hash(t, dbs["as they came"]), hash(t, dbs["at the end"]); as != end {
			rt.Fatal("the content differs")
		}
	})
}

// Deciding and taking it back leaves no trace in what the database says.
func TestResolvingAndUndoingLeaveTheContent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		db := openMatching(t, false)
		for i, f := range neighbours(rt) {
			load(t, db, fmt.Sprint(i), f)
		}
		before := hash(t, db)
		for _, resolver := range []store.Resolver{rules.Resolver(nil), rules.Estimating(), rules.Unresolved} {
			if _, err := db.Resolve(t.Context(), resolver, nil); err != nil {
				rt.Fatal(err)
			}
		}
		if hash(t, db) != before {
			rt.Fatal("the content differs")
		}
	})
}

// What a load does depends on what the database was told.
func TestLoadsMatchWhenTold(t *testing.T) {
	t.Parallel()
	second := spellings
	second.ID, second.Form, second.Gifts = "N1", "F497", []storetest.Gift{{TranID: "9", Donor: "Quixworth, Bartholomew X", Zip: "90001", Date: "2031-07-03", Amount: 800_00}}
	donors := func(db *sqlite.DB) int { return len(concluded(t, db, "9900001").Standings) }

	db := openMatching(t, true)
	load(t, db, "first", spellings.Records())
	joined := donors(db)
	if r := load(t, db, "second", second.Records()); donors(db) != joined || r.Matched != 1 || r.Joined != 1 {
		t.Errorf("%d donors, before %d; %+v", donors(db), joined, r)
	}
	if _, err := db.Resolve(t.Context(), rules.Unresolved, nil); err != nil {
		t.Fatal(err)
	}
	filed := donors(db)
	second.ID = "N2"
	second.Gifts[0].Donor = "Bartholomew Quixworth M.D."
	if load(t, db, "third", second.Records()); donors(db) != filed+1 {
		t.Errorf("told to leave donors as filed: %d donors, before %d", donors(db), filed)
	}
	if r, err := db.Resolve(t.Context(), rules.Resolver(nil), nil); err != nil || donors(db) >= filed || len(r.Largest) == 0 || r.MovedMoney == 0 {
		t.Errorf("%d donors, %v, %+v", donors(db), err, r)
	}
}
