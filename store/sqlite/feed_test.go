package sqlite_test

import (
	"cmp"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

// Pages of gifts give every counted and pending gift of at least the level
// once, newest filing first, whatever the size of the page.
func TestFeedGiftsArePagedWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "latest.db"), sqlite.Options{Now: time.Now, Rules: rules.InForce{}})
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		for i, r := range randomCounty(rt) {
			for j := range r.Filings {
				r.Filings[j].Filed = rapid.SampledFrom([]store.Date{"2031-02-01", "2031-07-31", ""}).Draw(rt, "filed")
			}
			load(t, db, string(rune('a'+i)), r)
		}
		filer := questionFilers[0]
		q := store.FeedGiftsQuery{
			Scope: store.Scope{Committee: filer}, Least: store.Cents(rapid.IntRange(1, 40_000).Draw(rt, "least")), Late: rapid.Bool().Draw(rt, "late"),
			Limit: rapid.IntRange(1, 4).Draw(rt, "limit"),
		}
		rows := slices.DeleteFunc(allMoney(t, db, filer), func(m money) bool {
			return m.Amount < q.Least || q.Late && m.Status != store.StatusPending
		})
		slices.SortFunc(rows, func(a, b money) int {
			return cmp.Or(cmp.Compare(b.Filing.Filed, a.Filing.Filed), cmp.Compare(b.ID, a.ID))
		})
		want, got := []int64{}, []int64{}
		for _, r := range rows {
			want = append(want, r.ID)
		}
		for {
			page, err := db.FeedGifts(t.Context(), q)
			if errors.Is(err, store.ErrNotFound) && len(want) == 0 {
				return // a filer without reports
			}
			if err != nil {
				rt.Fatal(err)
			}
			for _, g := range page.Items {
				got = append(got, g.Row.ID)
				if g.Committee.Public != "fppc-"+filer || g.Donor.ID == 0 {
					rt.Fatalf("gift %d: %+v", g.Row.ID, g)
				}
			}
			if !page.More {
				break
			}
			last := page.Items[len(page.Items)-1].Row
			q.After = &store.GiftPlace{Filed: last.Filing.Filed, Row: last.ID}
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			rt.Fatalf("gifts (-by hand +paged):\n%s", diff)
		}
	})
}

func feedReport(version int, amounts ...store.Cents) *storetest.Records {
	r := storetest.Report{Filer: "9900001", Name: "Invented committee", Form: "F460", From: "2031-01-01", Thru: "2031-06-30", Version: version}
	for i, a := range amounts {
		r.Gifts = append(r.Gifts, storetest.Gift{TranID: string(rune('A' + i)), Donor: "Ada Example", Zip: "90001", Date: "2031-02-01", Amount: a})
	}
	records := r.Records()
	for i := range records.Filings {
		records.Filings[i].Filed = store.Date("2031-08-0" + string(rune('1'+version)))
	}
	return records
}

// An amendment says what it changed; one without rows changes nothing.
func TestFeedFilingsSayWhatChanged(t *testing.T) {
	t.Parallel()
	db := open(t)
	for v, amounts := range [][]store.Cents{{100_00, 50_00}, {100_00, 90_00}, {}} {
		load(t, db, string(rune('a'+v)), feedReport(v, amounts...))
	}
	type line struct {
		version  int
		received store.Cents
		former   store.Cents // -1: none
	}
	var got []line
	q := store.FeedFilingsQuery{Limit: 1}
	for {
		page, err := db.FeedFilings(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range page.Items {
			l := line{f.Filing.Key.Version, f.Received, -1}
			if f.Former != nil {
				l.former = *f.Former
			}
			got = append(got, l)
			q.After = &f.Place
		}
		if !page.More {
			break
		}
	}
	want := []line{{2, 0, -1}, {1, 190_00, 150_00}, {0, 150_00, -1}}
	if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(line{})); diff != "" {
		t.Errorf("filings (-want +got):\n%s", diff)
	}
	if _, err := db.FeedFilings(t.Context(), store.FeedFilingsQuery{Scope: store.Scope{Contest: "none"}}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a contest that is none: %v", err)
	}
	if _, err := db.FeedGifts(t.Context(), store.FeedGiftsQuery{}); err == nil {
		t.Error("all gifts of everybody were listed")
	}
}
