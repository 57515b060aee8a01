package sqlite_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/storetest"
)

// spellings are gifts of three invented people and a union, in several
// spellings each.
var spellings = storetest.Report{
	Filer: "9900001", Name: "Invented committee", Form: "F460", From: "2031-01-01", Thru: "2031-06-30",
	Gifts: []storetest.Gift{
		{TranID: "1", Donor: "Bartholomew Quixworth", Zip: "90001", Date: "2031-02-01", Amount: 100_00},
		{TranID: "2", Donor: "Bartholomew Quixwerth", Zip: "90001", Date: "2031-02-02", Amount: 200_00},
		{TranID: "3", Donor: "Quixworth, Bartholomew", Zip: "90001", Date: "2031-02-03", Amount: 400_00},
		{TranID: "4", Donor: "Philomena Zandervoort", Zip: "90009", Date: "2031-02-03", Amount: 50_00},
		{TranID: "5", Donor: "Exampleville Police Officers Association", Zip: "90001", Date: "2031-02-03", Amount: 1_000_00},
		{TranID: "6", Donor: "EXAMPLEVILLE POLICE OFFICERS ASSN.", Zip: "90001", Date: "2031-02-04", Amount: 2_000_00},
	},
}

func TestResolveJoinsAndUndoes(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "file", spellings.Records())
	before := concluded(t, db, "9900001")
	result, err := db.Resolve(t.Context(), rules.Resolver(nil), nil)
	if err != nil {
		t.Fatal(err)
	}
	joined := concluded(t, db, "9900001")
	if result.Moved == 0 || len(joined.Standings) >= len(before.Standings) {
		t.Errorf("%+v; %d standings before, %d after", result, len(before.Standings), len(joined.Standings))
	}
	if joined.Totals.Itemized != before.Totals.Itemized || joined.Totals.Gross != before.Totals.Gross {
		t.Errorf("joining donors moved the total from %s to %s", before.Totals.Itemized, joined.Totals.Itemized)
	}
	// The rows of a joined donor add up to its rank, under any of its old ids.
	for _, s := range before.Standings {
		e, err := db.Explain(t.Context(), "9900001", store.ExplainQuery{Donor: s.Donor.ID})
		if err != nil {
			t.Fatal(err)
		}
		var sum store.Cents
		for _, r := range e.Rows {
			sum += r.Amount
		}
		for _, j := range joined.Standings {
			if j.Donor.ID == e.Donor.ID && j.Net != sum {
				t.Errorf("%s: rows %s, rank %s", s.Donor.Name, sum, j.Net)
			}
		}
	}
	again, err := db.Resolve(t.Context(), rules.Resolver(nil), nil)
	if err != nil || again.Moved != 0 {
		t.Errorf("resolving again moved %d, %v", again.Moved, err)
	}
	if _, err := db.Resolve(t.Context(), rules.Unresolved, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, concluded(t, db, "9900001")); diff != "" {
		t.Errorf("undone, but not as before:\n%s", diff)
	}
}
