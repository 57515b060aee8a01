package sqlite_test

import (
	"slices"
	"strings"
	"testing"

	"moneytrail/store"
	"moneytrail/store/resolve"
	"moneytrail/store/rules"
	"moneytrail/store/storetest"
)

// person gives a gift of a person, with the name in parts.
func givers() *storetest.Records {
	names := []struct {
		last, first, entity string
		amount              store.Cents
	}{
		{"Los Angeles Police Protective League", "", "OTH", 900000},
		{"Bobcat Example Industries", "", "OTH", 800000},
		{"Example Police Protection Fund", "", "OTH", 700000},
		{"Bauman", "Ada", "IND", 600000},
		{"Kowalczyk", "Robert", "IND", 500000},
		{"Kowalczyk", "Robert J.", "IND", 1000},
		{"Baum", "Frank", "IND", 400000},
	}
	r := storetest.Report{Filer: "9900001", Name: "Invented Committee for Examples", Form: "F460", From: "2031-01-01", Thru: "2031-06-30"}
	for _, n := range names {
		r.Gifts = append(r.Gifts, storetest.Gift{Donor: n.last, Zip: "90001", Date: "2031-02-01", Amount: n.amount})
	}
	// Whoever was only paid is no donor.
	r.Gifts = append(r.Gifts, storetest.Gift{Schedule: "E", Donor: "Kowalczyk Printing", Zip: "90001", Date: "2031-02-01", Amount: 99900000})
	out := r.Records()
	for i, n := range names {
		x := &out.Transactions[i]
		x.Counterparty.First, x.Entity, x.Employer = n.first, n.entity, "Invented Bakery"
		x.Address.City, x.Address.State = "Los Angeles", "CA"
	}
	paid := &out.Transactions[len(names)]
	paid.Table, paid.Kind, paid.Direction = store.TableExpenditures, store.KindExpenditure, store.Made
	return out
}

func TestForgivingSearch(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "givers", givers())
	if _, err := db.Resolve(t.Context(), rules.Resolver(nil), nil); err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{
		"kowalzyk": "Robert J. Kowalczyk", "bob kowalczyk": "Robert J. Kowalczyk", "robert kowalczyk": "Robert J. Kowalczyk",
		"LAPPL": "Los Angeles Police Protective League", "police protectve": "Los Angeles Police Protective League", `"baum"`: "Frank Baum",
	} {
		r, err := db.Search(t.Context(), words, 10)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, d := range r.Donors.Items {
			names = append(names, d.Donor.Name)
		}
		if at := slices.Index(names, want); at < 0 || at > 2 {
			t.Errorf("%s: %q is not among the first three of %v", words, want, names)
		}
		if words == `"baum"` && (len(names) != 1 || r.Donors.Count != 1) {
			t.Errorf("%s found %v", words, names)
		}
	}
	r, err := db.Search(t.Context(), "kowalczyk", 10)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Donors.Items) != 1 || r.Donors.Items[0].Given != 501000 || !slices.Contains(r.Donors.Items[0].Names, "Robert Kowalczyk") {
		t.Errorf("one donor with both spellings: %+v", r.Donors)
	}
}

func TestSearchGroups(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "givers", givers())
	load(t, db, "late", notice.Records())
	r, err := db.Search(t.Context(), "invented committtee", 10)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Committees.Items) != 1 || r.Committees.Count != 1 || r.Committees.Items[0].Committee.Public != "fppc-9900001" {
		t.Errorf("committees: %+v", r.Committees)
	}
	if r.Filings.Count != 2 || len(r.Filings.Items) != 2 || r.Filings.Items[0].Committee.Public != "fppc-9900001" {
		t.Errorf("filings: %+v", r.Filings)
	}
	if r, err = db.Search(t.Context(), "497 late-1", 10); err != nil || r.Filings.Count != 1 || r.Filings.Items[0].Filing.ReportID != "LATE-1" || r.Donors.Count != 0 {
		t.Errorf("filing by number: %+v, %v", r, err)
	}
	if r, err = db.Search(t.Context(), "9900001", 10); err != nil || r.Committees.Count != 1 {
		t.Errorf("committee by id: %+v, %v", r, err)
	}
	if r, err = db.Search(t.Context(), " ", 10); err != nil || r.Donors.Count+r.Committees.Count+r.Filings.Count != 0 {
		t.Errorf("nothing: %+v, %v", r, err)
	}
	// A later load is found without anybody holding names.
	more := storetest.Report{Filer: "9900007", Name: "Another committee", Form: "F460", From: "2031-01-01", Thru: "2031-06-30", Gifts: []storetest.Gift{{Donor: "Zebulon Placeholder", Date: "2031-01-02", Amount: 100}}}
	load(t, db, "more", more.Records())
	if r, err = db.Search(t.Context(), "zebulon", 10); err != nil || r.Donors.Count != 1 {
		t.Errorf("after a load: %+v, %v", r, err)
	}
}

// A joined party carries the evidence that joined it.
func TestRowsSayWhyPartiesAreJoined(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "givers", givers())
	result, err := db.Resolve(t.Context(), rules.Resolver(resolve.Default()), nil)
	if err != nil {
		t.Fatal(err)
	}
	page, err := db.Transactions(t.Context(), &store.TransactionQuery{TransactionFilter: store.TransactionFilter{Name: "kowalczyk robert"}})
	if err != nil || len(page.Rows) != 2 {
		t.Fatalf("%d rows, %v, %+v", len(page.Rows), err, result)
	}
	joined := 0
	for _, r := range page.Rows {
		if r.Match.Joined {
			joined++
			if r.Match.Weight <= 0 || strings.Join(r.Match.Evidence, "") == "" || r.Match.Contributor == r.Giver.ID {
				t.Errorf("joined without evidence: %+v", r.Match)
			}
		}
	}
	if joined != 1 || page.Totals.Donors != 1 {
		t.Errorf("%d joined rows, %d donors", joined, page.Totals.Donors)
	}
}
