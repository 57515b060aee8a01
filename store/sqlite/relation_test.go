package sqlite_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

type sharedMoney struct{ netA, lateA, netB, lateB store.Cents }

func checkOverlap(t *testing.T, rt *rapid.T, db *sqlite.DB) {
	t.Helper()
	a, b := questionFilers[0], questionFilers[1]
	rowsA, rowsB := outside(allMoney(t, db, a), a, b), outside(allMoney(t, db, b), a, b)
	if len(rowsA) == 0 || len(rowsB) == 0 {
		return
	}
	gives := func(m money) bool { return m.Amount > 0 || m.Status == store.StatusPending }
	want := map[store.DonorID]sharedMoney{}
	for _, m := range rowsA {
		if gives(m) && slices.ContainsFunc(rowsB, func(o money) bool { return o.Donor == m.Donor && gives(o) }) {
			want[m.Donor] = sharedMoney{}
		}
	}
	for d := range want {
		var x sharedMoney
		for _, m := range rowsA {
			addShared(&x.netA, &x.lateA, m, d)
		}
		for _, m := range rowsB {
			addShared(&x.netB, &x.lateB, m, d)
		}
		want[d] = x
	}
	r, err := db.Overlap(t.Context(), store.OverlapQuery{A: a, B: b, Limit: 1000})
	if err != nil {
		rt.Fatal(err)
	}
	got := map[store.DonorID]sharedMoney{}
	var sumA store.Cents
	for _, item := range r.Items {
		got[item.Donor.ID] = sharedMoney{item.A.Net, item.A.Pending, item.B.Net, item.B.Pending}
		sumA += item.A.Net
	}
	if len(want) != len(got) || sumA != r.SumA || r.Total != len(got) {
		rt.Fatalf("%d shared donors with %v, want %d; the sum says %v of %d", len(got), sumA, len(want), r.SumA, r.Total)
	}
	for d, x := range want {
		if got[d] != x {
			rt.Fatalf("donor %s: %+v, want %+v", d, got[d], x)
		}
	}
}

func addShared(net, late *store.Cents, m money, d store.DonorID) {
	switch {
	case m.Donor != d:
	case m.Status == store.StatusPending:
		*late += m.Amount
	default:
		*net += m.Amount
	}
}

func TestSharedDonorsAreThoseOfTheRows(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		db := questioned(t, rt)
		defer func() { _ = db.Close() }()
		checkOverlap(t, rt, db)
	})
}

// spent gives a row of independent spending of an invented committee.
func spent(r *storetest.Records, amount store.Cents, candidate, support string) {
	t := r.Transactions[0]
	t.Kind, t.Direction, t.Table, t.Schedule = store.KindIndependent, store.Made, store.TableExpenditures, "F461P5"
	t.TranID, t.Amount, t.Date = fmt.Sprint("IND", len(r.Transactions)), amount, "2031-02-03"
	t.Counterparty = store.Name{Last: "Invented Mailers"}
	t.Target = store.Target{Candidate: candidate, Office: "Invented office", Support: support}
	r.Transactions = append(r.Transactions, t)
}

func TestIndependentSpendingBySpenderAndTarget(t *testing.T) {
	t.Parallel()
	db := open(t)
	for i, filer := range []string{"9900001", "9900002"} {
		report := firstHalf
		report.Filer, report.Name = filer, "Invented spender "+filer
		r := report.Records()
		spent(r, store.Cents(1000_00*(i+1)), "Placeholder, Marlow", "O")
		spent(r, 250_00, "Placeholder, Marlow", "O")
		spent(r, 70_00, "Example, Ada", "S")
		load(t, db, filer, r)
	}
	r, err := db.Independent(t.Context(), store.IndependentQuery{Search: "marlow placeholder"})
	if err != nil {
		t.Fatal(err)
	}
	type line struct {
		Spender, Candidate, Support string
		Amount                      store.Cents
		Rows                        int
	}
	var got []line
	for _, l := range r.Items {
		got = append(got, line{l.Spender.Public, l.Candidate, l.Support, l.Amount, l.Rows})
		if len(l.Payers) == 0 || l.Payers[0].Donor.Name == "" {
			t.Errorf("%s has no payers", l.Spender.Public)
		}
	}
	want := []line{
		{"fppc-9900002", "Placeholder, Marlow", "O", 2250_00, 2},
		{"fppc-9900001", "Placeholder, Marlow", "O", 1250_00, 2},
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if r.Against.Amount != 3500_00 || r.For.Lines != 0 || r.Total != 2 || r.Spenders != 2 {
		t.Errorf("against %v, for %v, %d lines of %d", r.Against.Amount, r.For.Amount, r.Total, r.Spenders)
	}
	all, err := db.Independent(t.Context(), store.IndependentQuery{Committee: "9900001"})
	if err != nil || all.Total != 2 || all.For.Amount != 70_00 {
		t.Errorf("of one committee: %+v, %v", all, err)
	}
	if _, err := db.Independent(t.Context(), store.IndependentQuery{Committee: "1"}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no such committee: %v", err)
	}
}

// What a committee of the union gives counts for the union's donors.
func TestOriginsOfACommittee(t *testing.T) {
	t.Parallel()
	db := open(t)
	behind := storetest.Report{
		Filer: "9900050", Name: "Example Guild", Form: "F460", From: "2031-01-01", Thru: "2031-06-30",
		Gifts: []storetest.Gift{
			{TranID: "G1", Donor: "Bob Placeholder", Zip: "90001", Date: "2031-02-01", Amount: 3_000_00},
			{TranID: "G2", Donor: "Ada Example", Zip: "90001", Date: "2031-02-01", Amount: 1_000_00},
		},
	}
	load(t, db, "front", firstHalf.Records())
	load(t, db, "behind", behind.Records())
	r, err := db.LookThrough(t.Context(), store.LookThroughQuery{Committee: "9900001", Depth: 3})
	if err != nil {
		t.Fatal(err)
	}
	// 2,000.00 of the guild, net, are three parts Bob and one part Ada, who
	// gave 2,000.00 herself; 50.00 came in small gifts.
	got := map[string][2]store.Cents{}
	var sum store.Cents
	for _, o := range r.Items {
		got[o.Kind+" "+o.Donor.Name] = [2]store.Cents{o.Attributed, o.Direct}
		sum += o.Attributed
	}
	want := map[string][2]store.Cents{
		"donor Ada Example": {2_500_00, 2_000_00}, "donor Bob Placeholder": {1_500_00, 0}, "unitemized ": {50_00, 50_00},
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if sum != r.Whole || len(r.Through) != 1 || r.Through[0].Amount != 2_000_00 {
		t.Errorf("attributed %v of %v through %+v", sum, r.Whole, r.Through)
	}
}
