package sqlite_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

func fixedNow() time.Time { return time.Date(2031, 3, 1, 12, 0, 0, 0, time.UTC) }

func open(t testing.TB) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), sqlite.Options{Now: fixedNow, Rules: rules.InForce{}, StreetKey: []byte("invented")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func load(t testing.TB, db *sqlite.DB, name string, r *storetest.Records) store.LoadResult {
	t.Helper()
	sum := sha256.Sum256([]byte(name))
	result, err := db.Load(t.Context(), store.SourceFile{SHA256: hex.EncodeToString(sum[:]), Name: name, Format: "invented"}, r.Replay, nil)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func committee(t testing.TB, db *sqlite.DB, id string) *store.CommitteeReport {
	t.Helper()
	r, err := db.Committee(t.Context(), id, store.StandingQuery{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// conclusions is everything that must not depend on the order of arrival.
type conclusions struct {
	Totals    store.Totals
	Standings []store.Standing
}

func concluded(t testing.TB, db *sqlite.DB, id string) conclusions {
	t.Helper()
	r := committee(t, db, id)
	return conclusions{r.Totals, r.Standings}
}

var (
	firstHalf = storetest.Report{
		Filer: "9900001", Name: "Invented committee", Form: "F460", From: "2031-01-01", Thru: "2031-06-30", Unitemized: 5000,
		Gifts: []storetest.Gift{
			{TranID: "INC1", Donor: "Ada Example", Zip: "90001", Date: "2031-02-01", Amount: 100000},
			{TranID: "INC2", Donor: "Ada Example", Zip: "90001", Date: "2031-02-01", Amount: 100000},
			{TranID: "INC3", Donor: "Example Guild", Zip: "90002", Committee: "9900050", Date: "2031-03-01", Amount: 250000},
			{TranID: "INC4", Donor: "Example Guild", Zip: "90002", Committee: "9900050", Date: "2031-04-01", Amount: -50000, TranType: "R"},
			{TranID: "MEM1", Donor: "Ada Example", Zip: "90001", Date: "2031-02-01", Amount: 777, Memo: true},
		},
	}
	notice = storetest.Report{
		Filer: "9900001", Name: "Invented committee", Form: "F497", ID: "LATE-1",
		Gifts: []storetest.Gift{
			{TranID: "INC3", Donor: "Example Guild", Zip: "90002", Committee: "9900050", Date: "2031-03-01", Amount: 250000},
			{TranID: "INC9", Donor: "Late Placeholder", Zip: "90003", Date: "2031-07-15", Amount: 300000},
			{Schedule: "F497P2", TranID: "EXP1", Donor: "Somebody else", Zip: "90004", Date: "2031-03-01", Amount: 999900},
		},
	}
)

func amended() storetest.Report {
	r := firstHalf
	r.Version = 1
	r.Name = "Invented committee, renamed"
	r.Gifts = append([]storetest.Gift{}, firstHalf.Gifts...)
	r.Gifts[0].Amount = 150000
	return r
}

func TestFiguresOfAnAmendedReportAndANotice(t *testing.T) {
	t.Parallel()
	orders := map[string][]*storetest.Records{
		"original, amendment, notice": {firstHalf.Records(), amended().Records(), notice.Records()},
		"notice, amendment, original": {notice.Records(), amended().Records(), firstHalf.Records()},
		"all in one file":             {storetest.Join(amended().Records(), notice.Records(), firstHalf.Records())},
	}
	for name, files := range orders {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := open(t)
			for i, f := range files {
				load(t, db, fmt.Sprint(name, i), f)
			}
			r := committee(t, db, "9900001")
			want := store.Totals{
				Gross: 500000, Returned: 50000, ItemizedMonetary: 450000, Itemized: 450000, UnitemizedMonetary: 5000, Unitemized: 5000,
				Total: 455000, Pending: 300000, Gifts: 3, Donors: 2, PendingGifts: 1,
			}
			got := r.Totals
			got.Schedules = nil
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("totals (-want +got):\n%s", diff)
			}
			type line struct {
				Name                  string
				Net, Returned, Penses store.Cents
				Gifts                 int
			}
			var lines []line
			for _, s := range r.Standings {
				lines = append(lines, line{s.Donor.Name, s.Net, s.Returned, s.Pending, s.Gifts})
			}
			wantLines := []line{{"Ada Example", 250000, 0, 0, 2}, {"Example Guild", 200000, 50000, 0, 1}, {"Late Placeholder", 0, 0, 300000, 0}}
			if diff := cmp.Diff(wantLines, lines); diff != "" {
				t.Errorf("standings (-want +got):\n%s", diff)
			}
			if r.Committee.Name != "Invented committee, renamed" || len(r.Committee.Names) != 2 {
				t.Errorf("names: %q, %v", r.Committee.Name, r.Committee.Names)
			}
		})
	}
}

func TestLoadingTheSameBytesAgainChangesNothing(t *testing.T) {
	t.Parallel()
	db := open(t)
	first := load(t, db, "file", firstHalf.Records())
	before := concluded(t, db, "9900001")
	again := load(t, db, "file", firstHalf.Records())
	if !again.Unchanged || again.NewRows != 0 {
		t.Errorf("second load: %+v", again)
	}
	other := load(t, db, "other bytes, same reports", firstHalf.Records())
	if other.NewRows != 0 || other.NewFilings != 0 || other.Version != first.Version {
		t.Errorf("same reports in other bytes: %d rows, %d filings, version %d after %d", other.NewRows, other.NewFilings, other.Version, first.Version)
	}
	if diff := cmp.Diff(before, concluded(t, db, "9900001")); diff != "" {
		t.Errorf("figures moved:\n%s", diff)
	}
}

func TestPublisherReplacesRows(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "first", firstHalf.Records())
	changed := firstHalf
	changed.Gifts = append([]storetest.Gift{}, firstHalf.Gifts[:3]...)
	changed.Gifts[0].Amount = 123400
	result := load(t, db, "second", changed.Records())
	if result.ReplacedFilings != 1 {
		t.Errorf("replaced %d filings", result.ReplacedFilings)
	}
	if got := committee(t, db, "9900001").Totals.Itemized; got != 123400+100000+250000 {
		t.Errorf("itemized %s", got)
	}
	e, err := db.Explain(t.Context(), "9900001", store.ExplainQuery{Status: store.StatusWithdrawn})
	if err != nil || len(e.Rows) != len(firstHalf.Gifts) {
		t.Errorf("%d withdrawn rows, %v; the old ones must stay visible", len(e.Rows), err)
	}
}

func TestFailedLoadLeavesNothing(t *testing.T) {
	t.Parallel()
	broken := errors.New("the file ends in the middle")
	for _, after := range []int{0, 1, 5000, 20000} {
		t.Run(fmt.Sprint(after, " rows"), func(t *testing.T) {
			t.Parallel()
			db := open(t)
			load(t, db, "good", firstHalf.Records())
			before := concluded(t, db, "9900001")
			read := func(_ context.Context, sink store.Sink) error {
				row := notice.Records().Transactions[1]
				if err := sink.Filing(&notice.Records().Filings[0]); err != nil {
					return err
				}
				for i := range after {
					row.TranID = fmt.Sprint("X", i)
					if err := sink.Transaction(&row); err != nil {
						return err
					}
				}
				return broken
			}
			if _, err := db.Load(t.Context(), store.SourceFile{SHA256: "bad", Name: "bad"}, read, nil); !errors.Is(err, broken) {
				t.Fatalf("error %v", err)
			}
			if diff := cmp.Diff(before, concluded(t, db, "9900001")); diff != "" {
				t.Errorf("figures moved:\n%s", diff)
			}
			if sources, err := db.Sources(t.Context()); err != nil || len(sources) != 1 {
				t.Errorf("%d sources, %v", len(sources), err)
			}
			load(t, db, "good again", notice.Records())
		})
	}
}

func TestPanickingReaderIsAnError(t *testing.T) {
	t.Parallel()
	db := open(t)
	_, err := db.Load(t.Context(), store.SourceFile{SHA256: "x", Name: "x"}, func(context.Context, store.Sink) error { panic("invented") }, nil)
	if err == nil {
		t.Fatal("a panic was taken for success")
	}
	load(t, db, "good", firstHalf.Records())
}

func TestUnbalancedTallyIsRefused(t *testing.T) {
	t.Parallel()
	db := open(t)
	r := firstHalf.Records()
	r.Tallies = []store.Tally{{Lines: 7, Typed: 6}}
	if _, err := db.Load(t.Context(), store.SourceFile{SHA256: "x", Name: "x"}, r.Replay, nil); err == nil {
		t.Fatal("a lost line went unnoticed")
	}
}

func TestRepeatedLineCountsOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	r := firstHalf
	r.Gifts = append(append([]storetest.Gift{}, r.Gifts[:2]...), r.Gifts[0])
	load(t, db, "file", r.Records())
	if got := committee(t, db, "9900001").Totals.Itemized; got != 200000 {
		t.Errorf("itemized %s; the third row is the first again, the second is a twin", got)
	}
}

// load2 loads another file under a name that may have been used before.
func load2(t testing.TB, db *sqlite.DB, name string, r *storetest.Records) {
	t.Helper()
	sum := sha256.Sum256(fmt.Append([]byte(name), r))
	if _, err := db.Load(t.Context(), store.SourceFile{SHA256: hex.EncodeToString(sum[:]), Name: name, Format: "invented"}, r.Replay, nil); err != nil {
		t.Fatal(err)
	}
}
