package sqlite_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

// randomReports draws reports of one invented filer: periods that touch,
// contain and repeat each other, amendments, notices that a report may carry.
func randomReports(t *rapid.T) []storetest.Report {
	periods := [][2]store.Date{{"2031-01-01", "2031-03-31"}, {"2031-04-01", "2031-06-30"}, {"2031-01-01", "2031-06-30"}, {"2031-07-01", "2031-12-31"}}
	var out []storetest.Report
	for i := range rapid.IntRange(1, 4).Draw(t, "reports") {
		p := rapid.SampledFrom(periods).Draw(t, "period")
		for v := range rapid.IntRange(1, 2).Draw(t, "versions") {
			out = append(out, storetest.Report{
				Filer: "9900001", Name: fmt.Sprint("Invented committee ", v), Form: "F460", From: p[0], Thru: p[1], Version: v,
				Gifts: randomGifts(t, p[0], i), Unitemized: store.Cents(rapid.IntRange(0, 5000).Draw(t, "small")),
			})
		}
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "notices") {
		out = append(out, storetest.Report{Filer: "9900001", Name: "Invented committee", Form: "F497", ID: fmt.Sprint("N", i), Gifts: randomGifts(t, rapid.SampledFrom(periods).Draw(t, "when")[0], i)})
	}
	return slices.CompactFunc(sortReports(out), func(a, b storetest.Report) bool { return reportKey(a) == reportKey(b) })
}

func sortReports(in []storetest.Report) []storetest.Report {
	slices.SortStableFunc(in, func(a, b storetest.Report) int { return cmp.Compare(reportKey(a), reportKey(b)) })
	return in
}

func reportKey(r storetest.Report) string { return fmt.Sprint(r.Form, r.From, r.Thru, r.ID, r.Version) }

func randomGifts(t *rapid.T, from store.Date, salt int) []storetest.Gift {
	var out []storetest.Gift
	for i := range rapid.IntRange(0, 4).Draw(t, "gifts") {
		out = append(out, storetest.Gift{
			TranID: fmt.Sprintf("INC%d", salt*3+i), Donor: rapid.SampledFrom([]string{"Ada Example", "Bob Placeholder", "Example Guild"}).Draw(t, "donor"),
			Zip: "90001", Date: from[:8] + "1" + store.Date(fmt.Sprint(i)), Amount: store.Cents(rapid.IntRange(-2, 5).Draw(t, "amount")) * 10000,
			TranType: rapid.SampledFrom([]string{"", "", "R", "F", "X"}).Draw(t, "type"), Memo: rapid.IntRange(0, 5).Draw(t, "memo") == 0,
		})
	}
	return out
}

// Files may arrive one by one in any order, or all at once: the figures are
// the same, and so is what an incremental load concludes and a full one.
func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		reports := randomReports(rt)
		if len(reports) == 0 {
			return
		}
		shuffle := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "order"), 1))
		var want *conclusions
		for round := range 3 {
			db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "order.db"), sqlite.Options{Now: fixedNow, Rules: rules.InForce{}})
			if err != nil {
				rt.Fatal(err)
			}
			if round == 0 {
				var all []*storetest.Records
				for _, r := range reports {
					all = append(all, r.Records())
				}
				load(t, db, "all", storetest.Join(all...))
			} else {
				shuffle.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
				for _, r := range reports {
					load(t, db, reportKey(r), r.Records())
				}
			}
			got := concluded(t, db, "9900001")
			checkSums(rt, db, t, &got)
			if err := db.Close(); err != nil {
				rt.Fatal(err)
			}
			if want == nil {
				want = &got
			} else if diff := gocmp.Diff(*want, got); diff != "" {
				rt.Fatalf("round %d differs:\n%s", round, diff)
			}
		}
	})
}

// checkSums compares stored figures with the sum of the rows behind them, and
// the ranks with plain adding up.
func checkSums(rt *rapid.T, db *sqlite.DB, t *testing.T, got *conclusions) {
	e, err := db.Explain(t.Context(), "9900001", store.ExplainQuery{Limit: 10000})
	if err != nil {
		rt.Fatal(err)
	}
	var counted, pending store.Cents
	byDonor := make(map[store.DonorID]store.Cents)
	for _, r := range e.Rows {
		switch r.Status {
		case store.StatusCounted:
			counted += r.Amount
			byDonor[r.Donor] += r.Amount
		case store.StatusPending:
			pending += r.Amount
		}
	}
	if counted != got.Totals.Itemized || pending != got.Totals.Pending {
		rt.Fatalf("rows add up to %s and %s late; stored are %s and %s", counted, pending, got.Totals.Itemized, got.Totals.Pending)
	}
	for _, s := range got.Standings {
		if s.Net != byDonor[s.Donor.ID] || s.Net != s.Gross-s.Returned {
			rt.Fatalf("%s ranks with %s; rows add up to %s", s.Donor.Name, s.Net, byDonor[s.Donor.ID])
		}
	}
}
