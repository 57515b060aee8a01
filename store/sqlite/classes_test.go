package sqlite_test

import (
	"strings"
	"testing"

	"moneytrail/store"
	"moneytrail/store/classify"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

var classedReport = storetest.Report{
	Filer: "9900001", Name: "Invented committee", Form: "F460", From: "2031-01-01", Thru: "2031-06-30",
	Gifts: []storetest.Gift{
		{TranID: "1", Donor: "Exampleville Police Officers Association", Zip: "90001", Date: "2031-02-01", Amount: 5_000_00},
		{TranID: "2", Donor: "EXAMPLEVILLE FIREFIGHTERS LOCAL 99999", Zip: "90001", Date: "2031-02-01", Amount: 700_00},
		{TranID: "3", Donor: "Ada Example", Zip: "90001", Date: "2031-02-01", Amount: 120_000_00},
		{TranID: "4", Donor: "Zzyzx Quorp", Zip: "90001", Date: "2031-02-01", Amount: 1_00},
	},
}

func TestClassesOfDonorsAddUp(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "file", classedReport.Records())
	r := committee(t, db, "9900001")
	var sum store.Cents
	donors := 0
	byClass := map[string]store.Cents{}
	for _, c := range r.Classes {
		sum += c.Net
		donors += c.Donors
		byClass[c.Class] += c.Net
	}
	if sum != r.Totals.Itemized || donors != len(r.Standings) {
		t.Errorf("classes add up to %s of %d donors; itemized is %s of %d", sum, donors, r.Totals.Itemized, len(r.Standings))
	}
	if byClass["le_union"] != 5_000_00 || byClass["fire"] != 700_00 {
		t.Errorf("by class: %v", byClass)
	}
	only, err := db.Committee(t.Context(), "9900001", store.StandingQuery{Classes: []string{"le_union", "le_management"}})
	if err != nil || len(only.Standings) != 1 || only.Standings[0].Rank != 2 || !only.Standings[0].Donor.Class.Confirmed() {
		t.Errorf("law enforcement only: %+v, %v", only.Standings, err)
	}
}

func TestReclassifyAfterTheRulesChange(t *testing.T) {
	t.Parallel()
	path := t.TempDir() + "/rules.db"
	openWith := func(text string) *sqlite.DB {
		r := rules.InForce{}
		if text != "" {
			c, err := classify.Load(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			r.Classes = c
		}
		db, err := sqlite.Open(t.Context(), path, sqlite.Options{Now: fixedNow, Rules: r})
		if err != nil {
			t.Fatal(err)
		}
		return db
	}
	db := openWith("")
	load(t, db, "file", classedReport.Records())
	before, err := db.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = openWith(classify.DefaultText())
	changed, err := db.Reclassify(t.Context())
	if err != nil || changed != 0 {
		t.Errorf("the same rules changed %d donors, %v", changed, err)
	}
	after, err := db.Version(t.Context())
	if err != nil || after.ID != before.ID {
		t.Errorf("version %d after %d, %v", after.ID, before.ID, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
