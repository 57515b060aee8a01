package sqlite_test

import (
	"database/sql"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

// behind changes the file as nothing in this package does.
func behind(t *testing.T, db *sqlite.DB, query string, args ...any) error {
	t.Helper()
	raw, err := sql.Open("sqlite", db.Path())
	if err != nil {
		t.Fatal(err)
	}
	_, err = raw.ExecContext(t.Context(), query, args...)
	if closeErr := raw.Close(); closeErr != nil {
		t.Error(closeErr)
	}
	return err
}

func TestStaleCorrectionIsTold(t *testing.T) {
	t.Parallel()
	db := withCorrectable(t)
	ada, bram := idOf(t, db, "9900001", "Ada Quillfeather"), idOf(t, db, "9900001", "Bram Oxblood")
	correct(t, db, merge(ada.String(), bram.String()))
	if err := behind(t, db, `DELETE FROM contributor WHERE id = ?`, int64(bram)); err != nil {
		t.Fatal(err)
	}
	r := correct(t, db, store.Correction{Kind: store.CorrectionRename, SubjectAs: "Cleo Marigold", Value: "Cleo", Reason: "r"})
	if len(r.Stale) != 1 || r.Stale[0].ID != 1 {
		t.Errorf("stale %+v", r.Stale)
	}
	log, err := db.Corrections(t.Context())
	if err != nil || log[0].State != store.CorrectionStale {
		t.Errorf("log %+v, %v", log, err)
	}
	if p, err := db.DonorProfile(t.Context(), ada.String()); err != nil || p.Donor.ID != ada {
		t.Errorf("the other donor is %+v, %v", p, err)
	}
	if idOf(t, db, "9900002", "Ada Quillfeather") != ada {
		t.Error("whoever was merged with nobody does not rank on their own")
	}
	// A filing brings the name back, and the correction is in force again.
	load(t, db, "later", storetest.Report{
		Filer: "9900003", Name: "A third invented committee", Form: "F460", From: "2031-01-01", Thru: "2031-06-30",
		Gifts: []storetest.Gift{{Donor: "Bram Oxblood", Zip: "90002", Date: "2031-02-01", Amount: 10_00}},
	}.Records())
	for _, s := range committee(t, db, "9900002").Standings {
		if s.Donor.ID == ada {
			t.Error("the committee that Ada gave to was not ranked again")
		}
	}
	if log, err := db.Corrections(t.Context()); err != nil || log[0].State != store.CorrectionApplied {
		t.Errorf("log after the load %+v, %v", log, err)
	}
}

func TestTheLogIsAppendOnly(t *testing.T) {
	t.Parallel()
	db := withCorrectable(t)
	correct(t, db, merge("Ada Quillfeather", "Bram Oxblood"))
	for _, query := range []string{`UPDATE correction SET reason = 'another'`, `DELETE FROM correction`} {
		if err := behind(t, db, query); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", query, err)
		}
	}
}

func TestResolutionIsLogged(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "file", spellings.Records())
	for range 2 { // the second changes nothing and logs nothing
		if _, err := db.Resolve(t.Context(), rules.Resolver(nil), nil); err != nil {
			t.Fatal(err)
		}
	}
	page, err := db.Changes(t.Context(), store.ChangeQuery{})
	if err != nil || len(page.Changes) != 1 {
		t.Fatalf("changes %+v, %v", page, err)
	}
	c := page.Changes[0]
	if c.Cause != "resolve" || c.Figures == 0 || c.Committees != 1 || c.Version != mustVersion(t, db).ID || len(c.Moves) != c.Figures {
		t.Errorf("change %+v", c)
	}
	var before, after store.Cents
	for _, m := range c.Moves {
		before, after = before+m.Before, after+m.After
	}
	if before != after {
		t.Errorf("%s before, %s after: joining donors moved money", before, after)
	}
}

// Pairs to review are those that nobody has decided.
func TestReviewLeavesOutWhatIsDecided(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "file", storetest.Report{
		Filer: "9900001", Name: "Invented committee", Form: "F460", From: "2031-01-01", Thru: "2031-06-30",
		Gifts: []storetest.Gift{
			{Donor: "Ada Quillfeather", Zip: "90001", Date: "2031-02-01", Amount: 100_00}, {Donor: "Bram Oxblood", Zip: "90002", Date: "2031-02-02", Amount: 200_00},
			{Donor: "Cleo Marigold", Zip: "90003", Date: "2031-02-03", Amount: 400_00},
		},
	}.Records())
	a, b, c := idOf(t, db, "9900001", "Ada Quillfeather"), idOf(t, db, "9900001", "Bram Oxblood"), idOf(t, db, "9900001", "Cleo Marigold")
	doubtful := func([]store.ContributorFacts, map[store.DonorID]store.DonorID, func(string)) (*store.Resolution, error) {
		r := &store.Resolution{}
		return r, withPairs(r, []store.DonorPair{
			{A: min(a, b), B: max(a, b), Answer: "possible", Weight: 3, Evidence: []string{"invented"}},
			{A: min(b, c), B: max(b, c), Answer: "conflict", Weight: 2, Evidence: []string{"invented"}},
		})
	}
	if _, err := db.Resolve(t.Context(), doubtful, nil); err != nil {
		t.Fatal(err)
	}
	answers := func() []string {
		pairs, err := db.Review(t.Context(), 10)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, p := range pairs {
			out = append(out, p.Answer)
		}
		return out
	}
	if got := answers(); !slices.Equal(got, []string{"conflict", "possible"}) {
		t.Errorf("at first %v; the pair with more money comes first", got)
	}
	r := correct(t, db, store.Correction{Kind: store.CorrectionNeverMerge, SubjectAs: b.String(), ObjectAs: a.String(), Reason: "r"})
	if got := answers(); !slices.Equal(got, []string{"conflict"}) {
		t.Errorf("kept apart: %v", got)
	}
	correct(t, db, merge(c.String(), b.String()))
	if got := answers(); len(got) != 0 {
		t.Errorf("both decided: %v", got)
	}
	p, err := db.DonorProfile(t.Context(), a.String())
	if err != nil || len(p.Possible) != 0 {
		t.Errorf("possible %+v, %v", p.Possible, err)
	}
	correct(t, db, undo(r.Entries[0].ID))
	if p, err := db.DonorProfile(t.Context(), a.String()); err != nil || len(p.Possible) != 1 || p.Possible[0].Other.ID != b || p.Possible[0].Evidence[0] != "invented" {
		t.Errorf("possible again %+v, %v", p.Possible, err)
	}
}
