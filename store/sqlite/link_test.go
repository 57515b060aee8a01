package sqlite_test

import (
	"errors"
	"testing"

	"moneytrail/store"
	"moneytrail/store/storetest"
)

func TestPendingCommitteeGetsItsID(t *testing.T) {
	t.Parallel()
	pending := storetest.Report{Filer: "Pending", Name: "Invented committee", Form: "F460", From: "2030-07-01", Thru: "2030-12-31", Gifts: []storetest.Gift{{TranID: "P1", Donor: "Ada Example", Zip: "90001", Date: "2030-08-01", Amount: 11100}}}
	public := store.PublicCommitteeID(store.CALFiler("Pending", "Invented committee"))
	to := store.FilerRef{Scheme: store.SchemeFPPC, ID: "9900001"}
	for _, known := range []bool{true, false} {
		db := open(t)
		load(t, db, "pending", pending.Records())
		want := store.Cents(11100)
		if known {
			load(t, db, "known", firstHalf.Records())
			want += 400000
		}
		if err := db.LinkCommittee(t.Context(), public, to); err != nil {
			t.Fatal(err)
		}
		later := pending
		later.From, later.Thru = "2030-01-01", "2030-06-30"
		later.Gifts = []storetest.Gift{{TranID: "P2", Donor: "Ada Example", Zip: "90001", Date: "2030-03-01", Amount: 100}}
		load(t, db, "later", later.Records())
		for _, id := range []string{"9900001", public} {
			r := committee(t, db, id)
			if r.Totals.Itemized != want+100 || r.Committee.Public != "fppc-9900001" {
				t.Errorf("known=%v: %s itemized %s under %s", known, id, r.Totals.Itemized, r.Committee.Public)
			}
			if len(r.Standings) == 0 || r.Standings[0].Donor.Name != "Ada Example" {
				t.Errorf("known=%v: standings %+v", known, r.Standings)
			}
		}
	}
	if err := open(t).LinkCommittee(t.Context(), "fppc-1", to); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("linking nothing: %v", err)
	}
}
