package sqlite_test

import (
	"slices"
	"testing"

	"moneytrail/store"
	"moneytrail/store/storetest"
)

// twoInvented are two committees; the second, which took $10,000, gave the
// first $6,000.
func twoInvented() *storetest.Records {
	first := storetest.Report{
		Filer: "9900101", Name: "Invented committee for Alder", Form: "F460", From: "2031-01-01", Thru: "2031-06-30",
		Gifts: []storetest.Gift{
			{TranID: "1", Donor: "Invented pool of money", Committee: "9900102", Zip: "90001", Date: "2031-02-01", Amount: 6_000_00},
			{TranID: "2", Donor: "Ada Example", Zip: "90001", Date: "2030-12-31", Amount: 6_000_00},
			{TranID: "3", Donor: "Ada Example", Zip: "90001", Date: "2031-01-01", Amount: 7_000_00},
			{TranID: "4", Donor: "Ben Example", Zip: "89501", Date: "2030-12-31", Amount: 9_999_99},
			{TranID: "5", Donor: "Ben Example", Zip: "89501", Date: "2031-01-01", Amount: 9_999_99},
		},
	}.Records()
	second := storetest.Report{
		Filer: "9900102", Name: "Invented pool of money", Form: "F460", From: "2031-01-01", Thru: "2031-06-30", Unitemized: 1_000_00,
		Gifts: []storetest.Gift{
			{TranID: "1", Donor: "Ada Example", Zip: "90001", Date: "2031-03-01", Amount: 3_000_00},
			{TranID: "2", Donor: "Cleo Example", Zip: "89501", Date: "2031-03-01", Amount: 6_000_00},
		},
	}.Records()
	out := storetest.Join(first, second)
	for i := range out.Transactions {
		t := &out.Transactions[i]
		if t.CommitteeID == "" {
			t.Entity = "IND"
		}
		if t.Address.State = "CA"; t.Address.Zip == "89501" {
			t.Address.State = "NV"
		}
	}
	return out
}

func tagsOf(standings []store.Standing) map[string][]string {
	out := map[string][]string{}
	for _, s := range standings {
		out[s.Donor.Name] = s.Tags
	}
	return out
}

func TestTagsFromMoneyAndPlaces(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "file", twoInvented())
	got := tagsOf(committee(t, db, "9900101").Standings)
	for name, want := range map[string][]string{
		"Invented pool of money": {"pass_through"},
		"Ada Example":            {"major_donor_461"}, // 7,000 and 3,000 in one year
		"Ben Example":            {"out_of_area"},     // a cent below in either year
	} {
		if !slices.Equal(got[name], want) {
			t.Errorf("%s: %v, want %v", name, got[name], want)
		}
	}
	for tag, want := range map[string]string{"pass_through": "Invented pool of money", "major_donor_461": "Ada Example", "out_of_area": "Ben Example"} {
		q := store.StandingQuery{Tag: tag}
		only, more, err := db.Donors(t.Context(), "9900101", q)
		if err != nil || more || len(only) != 1 || only[0].Donor.Name != want || !slices.Contains(only[0].Tags, tag) {
			t.Errorf("%s: %v, %v", tag, tagsOf(only), err)
		}
	}
}

// A share is of the committee's receipts, in lists of donors alone too.
func TestShareRuleInListsOfDonors(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "file", storetest.Report{
		Filer: "9900103", Name: "Invented committee", Form: "F460", From: "2031-01-01", Thru: "2031-06-30",
		Gifts: []storetest.Gift{{TranID: "1", Donor: "Exampleville Trucking LLC", Zip: "90001", Date: "2031-02-01", Amount: 60_000_00}},
	}.Records())
	only, _, err := db.Donors(t.Context(), "9900103", store.StandingQuery{Tag: "megadonor"})
	if err != nil || len(only) != 1 {
		t.Errorf("%v, %v", tagsOf(only), err)
	}
}

func TestTagsInAContest(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "file", twoInvented())
	c := &store.Contest{Slug: "invented", Title: "Invented", Members: []store.ContestMember{
		{Side: "for", Filer: store.FilerRef{Scheme: store.SchemeFPPC, ID: "9900101"}},
		{Side: "for", Filer: store.FilerRef{Scheme: store.SchemeFPPC, ID: "9900102"}},
	}}
	if err := db.SaveContest(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	r, err := db.Contest(t.Context(), "invented", store.StandingQuery{Tag: "out_of_area"})
	if err != nil {
		t.Fatal(err)
	}
	if got := tagsOf(r.Standings); len(got) != 2 || got["Ben Example"] == nil || got["Cleo Example"] == nil {
		t.Errorf("from outside: %v", got)
	}
}
