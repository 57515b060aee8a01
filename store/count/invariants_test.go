package count_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/count"
)

// gift is what really happened; the reports of a random filer tell of it.
type gift struct {
	id, name string
	date     store.Date
	amount   store.Cents
	noticed  bool
	quarter  int // 0..7, of 2031 and 2032
}

var quarters = [...][2]store.Date{
	{"2031-01-01", "2031-03-31"}, {"2031-04-01", "2031-06-30"}, {"2031-07-01", "2031-09-30"}, {"2031-10-01", "2031-12-31"},
	{"2032-01-01", "2032-03-31"}, {"2032-04-01", "2032-06-30"}, {"2032-07-01", "2032-09-30"}, {"2032-10-01", "2032-12-31"},
}

func randomGifts(t *rapid.T) []gift {
	var out []gift
	for i := range rapid.IntRange(1, 20).Draw(t, "gifts") {
		q := rapid.IntRange(0, len(quarters)-1).Draw(t, "quarter")
		out = append(out, gift{
			id: fmt.Sprintf("INC%d", i), name: rapid.SampledFrom([]string{"ALMA OAK", "BEN REED"}).Draw(t, "name"),
			date:   quarters[q][0][:8] + store.Date(rapid.SampledFrom([]string{"01", "15", "28"}).Draw(t, "day")),
			amount: store.Cents(rapid.Int64Range(-2, 9).Draw(t, "amount") * 100), noticed: rapid.Bool().Draw(t, "noticed"), quarter: q,
		})
	}
	return out
}

// randomFiler reports the gifts on notices, some of them twice, and on
// statements for some of the quarters, some of them amended.
func randomFiler(t *rapid.T, gifts []gift, reported []int) *filer {
	f := &filer{}
	for i, g := range gifts {
		if !g.noticed {
			continue
		}
		forms := rapid.SampledFrom([][]string{{"F497P1"}, {"F496P3"}, {"F497P1", "F496P3"}, {"F497P1", "F497P1"}, {"F496P3", "F496P3"}}).Draw(t, "forms")
		for k, schedule := range forms {
			number := fmt.Sprintf("%d-%d", i, k)
			f.add(count.Report{Key: key(store.SystemCAL, "99|"+schedule[:4]+"|#"+number, 0), Form: schedule[:4], ReportID: number, Filed: g.date}, receipt(schedule, g.id, g.name, g.date, g.amount))
		}
	}
	for _, q := range reported {
		report(t, f, gifts, q)
	}
	return f
}

// report files the statement of a quarter: older versions are wrong, the
// newest is right.
func report(t *rapid.T, f *filer, gifts []gift, q int) {
	version := 0
	for ; version < rapid.IntRange(0, 2).Draw(t, "wrong versions"); version++ {
		f.add(statement(version, quarters[q][0], quarters[q][1]), receipt("A", "WRONG1", "ALMA OAK", quarters[q][0], 77))
	}
	var rows []store.Transaction
	for _, g := range gifts {
		if g.quarter == q {
			rows = append(rows, receipt("A", g.id, g.name, g.date, g.amount))
		}
	}
	r := statement(version, quarters[q][0], quarters[q][1])
	r.Rows[store.TableSummary] = 45
	f.add(r, rows...)
}

// reportable draws quarters of which the newest version has rows, so that it
// is no empty amendment.
func reportable(t *rapid.T, gifts []gift) []int {
	var out []int
	for q := range quarters {
		if rapid.Bool().Draw(t, "reported") && slices.ContainsFunc(gifts, func(g gift) bool { return g.quarter == q }) {
			out = append(out, q)
		}
	}
	return out
}

func known(gifts []gift, reported []int) store.Cents {
	var sum store.Cents
	for _, g := range gifts {
		if g.noticed || slices.Contains(reported, g.quarter) {
			sum += g.amount
		}
	}
	return sum
}

func TestEveryKnownGiftCountsOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		gifts := unlike(randomGifts(t))
		reported := reportable(t, gifts)
		f := randomFiler(t, gifts, reported)
		if got, want := f.includingLate(), known(gifts, reported); got != want {
			t.Fatalf("including late reports %v, want %v", got, want)
		}
	})
}

// unlike drops gifts of one donor, day and amount: whether two ids on a 497
// and a 496 are twins or one gift cannot be told before a statement comes.
func unlike(gifts []gift) []gift {
	type money struct {
		name   string
		date   store.Date
		amount store.Cents
	}
	seen := make(map[money]bool)
	return slices.DeleteFunc(gifts, func(g gift) bool {
		m := money{g.name, g.date, g.amount}
		defer func() { seen[m] = true }()
		return seen[m]
	})
}

func TestPeriodicReportOfPendingGifts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		gifts := randomGifts(t)
		q := gifts[0].quarter
		for i := range gifts {
			gifts[i].noticed = gifts[i].noticed || gifts[i].quarter == q
		}
		gifts = unlike(gifts)
		reported := slices.DeleteFunc(reportable(t, gifts), func(r int) bool { return r == q })
		f := randomFiler(t, gifts, reported)
		before := f.includingLate()
		report(t, f, gifts, q)
		if after := f.includingLate(); after != before {
			t.Fatalf("including late reports %v before, %v after", before, after)
		}
		for i, c := range f.conclude() {
			if r := f.rows[i-1]; c.status == store.StatusPending && r.t.Date >= quarters[q][0] && r.t.Date <= quarters[q][1] {
				t.Fatalf("a gift of %s is still pending", r.t.Date)
			}
		}
	})
}

func TestMadeRowsNeverChangeReceipts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		gifts := randomGifts(t)
		f := randomFiler(t, gifts, reportable(t, gifts))
		before := f.includingLate()
		g := rapid.SampledFrom(gifts).Draw(t, "gift")
		id := rapid.SampledFrom([]string{g.id, "EXP1", ""}).Draw(t, "id")
		made := receipt(rapid.SampledFrom([]string{"F497P1", "F497P2", "F461P5", "D", "E", "A"}).Draw(t, "schedule"), id, g.name, g.date, g.amount)
		made.Direction = store.Made
		made.InferredNote = rapid.SampledFrom([]string{"", "told from the id"}).Draw(t, "note")
		f.add(count.Report{Key: key(store.SystemCAL, "99|F497|#made", 0), Form: "F497", ReportID: "made", Filed: g.date}, made)
		if after := f.includingLate(); after != before {
			t.Fatalf("%v before, %v after a gift made on %s", before, after, made.Schedule)
		}
	})
}

func TestEmptyAmendmentRemovesNoMoney(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		gifts := randomGifts(t)
		f := randomFiler(t, gifts, reportable(t, gifts))
		if len(f.reports) == 0 {
			t.Skip("nothing filed")
		}
		before := f.includingLate()
		r := rapid.SampledFrom(f.reports).Draw(t, "report")
		r.Key.Version, r.Rows = 9, [store.TableCount]int{store.TableCover: 1}
		f.add(r)
		if after := f.includingLate(); after != before {
			t.Fatalf("%v before, %v after an empty amendment of %s", before, after, r.Key.Report)
		}
	})
}

func TestOrderOfFilingsChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		gifts := randomGifts(t)
		f := randomFiler(t, gifts, reportable(t, gifts))
		want := f.conclude()
		g := f.clone()
		g.reports = rapid.Permutation(f.reports).Draw(t, "reports")
		g.rows = rapid.Permutation(f.rows).Draw(t, "rows")
		for id, c := range g.conclude() {
			if c != want[id] {
				t.Fatalf("row %d: %+v, in another order %+v", id, want[id], c)
			}
		}
	})
}

// TestOrderOfLoadingChangesNoStatus gives the reports other ids, as another
// order of loading would.
func TestOrderOfLoadingChangesNoStatus(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		gifts := unlike(randomGifts(t))
		f := randomFiler(t, gifts, reportable(t, gifts))
		want := f.conclude()
		g := f.clone()
		last := int64(len(f.reports) + 1)
		for i := range g.reports {
			g.reports[i].ID = last - g.reports[i].ID
		}
		for i := range g.rows {
			g.rows[i].report = last - g.rows[i].report
		}
		for id, c := range g.conclude() {
			if c.status != want[id].status || c.reason != want[id].reason {
				t.Fatalf("row %d: %+v, loaded in another order %+v", id, want[id], c)
			}
		}
	})
}
