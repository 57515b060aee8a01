package sqlite_test

import (
	"testing"

	"moneytrail/store"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

func TestContestTakesTransfersOut(t *testing.T) {
	t.Parallel()
	rival := storetest.Report{
		Filer: "9900002", Name: "Invented rival", Form: "F460", From: "2031-01-01", Thru: "2031-06-30",
		Gifts: []storetest.Gift{
			{TranID: "T1", Donor: "Invented committee", Zip: "90001", Committee: "9900001", Date: "2031-05-01", Amount: 30000},
			{TranID: "T2", Donor: "INVENTED COMMITTEE", Zip: "90009", Date: "2031-05-02", Amount: 20000},
			{TranID: "T3", Donor: "Ada Example", Zip: "90001", Date: "2031-05-03", Amount: 40000},
		},
	}
	defence := storetest.Report{
		Filer: "9900003", Name: "Invented defence", Form: "F460", From: "2031-01-01", Thru: "2031-06-30",
		Gifts: []storetest.Gift{{TranID: "D1", Donor: "Bob Placeholder", Zip: "90001", Date: "2031-05-03", Amount: 70000}},
	}
	contest := &store.Contest{Slug: "invented", Title: "Invented", Members: []store.ContestMember{
		{Side: "for", Filer: store.FilerRef{ID: "9900001"}}, {Side: "for", Filer: store.FilerRef{Scheme: store.SchemeFPPC, ID: "9900002"}},
		{Side: "against", Filer: store.FilerRef{ID: "9900003"}}, {Side: "against", Filer: store.FilerRef{ID: "9900099"}},
	}}
	for _, early := range []bool{true, false} {
		db := open(t)
		if early {
			save(t, db, contest)
		}
		load(t, db, "a", firstHalf.Records())
		load(t, db, "b", rival.Records())
		load(t, db, "c", defence.Records())
		if !early {
			save(t, db, contest)
		}
		r, err := db.Contest(t.Context(), "invented", store.StandingQuery{Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		if r.Totals.Itemized != 400000+40000+70000 {
			t.Errorf("early=%v: itemized %s", early, r.Totals.Itemized)
		}
		if len(r.Transfers) != 1 || r.Transfers[0].Amount != 50000 || r.Transfers[0].Rows != 2 || r.Transfers[0].From.Public != "fppc-9900001" {
			t.Errorf("early=%v: transfers %+v", early, r.Transfers)
		}
		if len(r.Sides) != 2 || r.Sides[0].Totals.Itemized != 440000 || r.Sides[1].Totals.Itemized != 70000 {
			t.Errorf("early=%v: sides %+v", early, r.Sides)
		}
		if len(r.Standings) != 3 || r.Standings[0].Donor.Name != "Ada Example" || r.Standings[0].Net != 240000 || r.Standings[0].Rank != 1 {
			t.Errorf("early=%v: standings %+v", early, r.Standings)
		}
		if len(r.Unresolved) != 1 || r.Unresolved[0].ID != "9900099" {
			t.Errorf("early=%v: unresolved %v", early, r.Unresolved)
		}
	}
}

func save(t *testing.T, db *sqlite.DB, c *store.Contest) {
	t.Helper()
	if err := db.SaveContest(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}
