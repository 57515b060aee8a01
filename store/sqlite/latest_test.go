package sqlite_test

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/sqlite"
)

// checkLatest compares the largest late gifts and the filings with those of
// the rows and reports of every committee.
func checkLatest(t *testing.T, rt *rapid.T, db *sqlite.DB) {
	t.Helper()
	limit := rapid.IntRange(1, 4).Draw(rt, "limit")
	got, err := db.Latest(t.Context(), limit)
	if err != nil {
		rt.Fatal(err)
	}
	var late []money
	var sum store.Cents
	for _, filer := range questionFilers {
		var rows []money
		var own store.Cents
		for _, m := range allMoney(t, db, filer) {
			if m.Status == store.StatusPending {
				rows, own = append(rows, m), own+m.Amount
			}
		}
		if own != 0 {
			late, sum = append(late, rows...), sum+own
		}
	}
	if got.Pending != sum || got.PendingGifts != len(late) || len(got.Gifts) != min(limit, len(late)) {
		rt.Fatalf("%v in %d late gifts, %d listed; the rows say %v in %d", got.Pending, got.PendingGifts, len(got.Gifts), sum, len(late))
	}
	slices.SortFunc(late, func(a, b money) int { return cmp.Or(cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.ID, b.ID)) })
	for i, g := range got.Gifts {
		if m := late[i]; g.Row != m.ID || g.Amount != m.Amount || g.Donor.ID != m.Donor || g.Given != m.Date || g.Filed != m.Filing.Filed {
			rt.Fatalf("gift %d is %+v, the row is %+v", i, g, m.RowView)
		}
	}
	checkLatestFilings(t, rt, db, got.Filings, limit)
}

func checkLatestFilings(t *testing.T, rt *rapid.T, db *sqlite.DB, got []store.LatestFiling, limit int) {
	t.Helper()
	var days []store.Date
	for _, filer := range questionFilers {
		report, err := db.Committee(t.Context(), filer, store.StandingQuery{})
		if err != nil {
			continue // a filer without reports
		}
		for _, f := range report.Filings {
			if f.Filed != "" {
				days = append(days, f.Filed)
			}
		}
	}
	slices.SortFunc(days, func(a, b store.Date) int { return cmp.Compare(b, a) })
	if len(got) != min(limit, len(days)) {
		rt.Fatalf("%d filings, want %d of %d", len(got), limit, len(days))
	}
	for i, f := range got {
		if f.Filed != days[i] {
			rt.Fatalf("filing %d was filed on %s, want %s", i, f.Filed, days[i])
		}
	}
}
