package count_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/count"
)

const (
	alma = int64(11)
	ben  = int64(22)
)

// line makes a row; report 1xx are notices, 2xx periodic reports.
func line(id, report int64, schedule, tranID string, who int64, date store.Date, amount store.Cents) count.Row {
	table := store.TableReceipts
	switch schedule {
	case "F497P1":
		table = store.TableLateContributions
	case "B1":
		table = store.TableLoans
	case "E":
		table = store.TableExpenditures
	}
	return count.Row{ID: id, Report: report, Table: table, Schedule: schedule, TranID: tranID, Contributor: who, Date: date, Amount: amount}
}

func TestCoverRapid(t *testing.T) {
	t.Parallel()
	year := head(201, "cal p 0", tables{summary: 9}, wholeYear("2031"))
	by := func(reason store.Reason, row int64) count.Match {
		return count.Match{Status: store.StatusCovered, Reason: reason, CauseRow: row}
	}
	id := func(row int64) count.Match { return by(store.ReasonCoveredByID, row) }
	same := func(row int64) count.Match { return by(store.ReasonCoveredByMatch, row) }
	inPeriod := count.Match{Status: store.StatusCovered, Reason: store.ReasonCoveredByPeriod, CauseReport: 201}
	pending := count.Match{Status: store.StatusPending, Reason: store.ReasonNotYetPeriodic}
	type rows []count.Row
	tests := []struct {
		name              string
		notices, periodic rows
		kept              []count.Report
		want              []count.Match
	}{
		{"nothing periodic yet", rows{line(1, 101, "F497P1", "INC1", alma, "2031-03-02", 500)}, nil, nil, []count.Match{pending}},
		{"same id, date and amount", rows{line(1, 101, "F497P1", "INC1", alma, "2031-03-02", 500)}, rows{line(9, 201, "A", "INC1", ben, "2031-03-02", 500)}, nil, []count.Match{id(9)}},
		{"same id behind a schedule's prefix", rows{line(1, 101, "F496P3", "F496P3-C7", alma, "2031-03-02", 500)}, rows{line(9, 201, "A", "A-C7", ben, "2031-03-02", 500)}, nil, []count.Match{id(9)}},
		{"same id and date, amount corrected", rows{line(1, 101, "F497P1", "INC1", alma, "2031-03-02", 500)}, rows{line(9, 201, "A", "INC1", alma, "2031-03-02", 450)}, nil, []count.Match{id(9)}},
		{"same id and amount, date corrected", rows{line(1, 101, "F497P1", "INC1", alma, "2031-03-02", 500)}, rows{line(9, 201, "A", "INC1", alma, "2031-03-05", 500)}, nil, []count.Match{id(9)}},
		{"numbering restarted", rows{line(1, 101, "F497P1", "INC1", alma, "2031-03-02", 500)}, rows{line(9, 201, "A", "INC1", ben, "2029-04-05", 700)}, nil, []count.Match{pending}},
		{"numbering restarted, another donor of the same amount", rows{line(1, 101, "F497P1", "INC1", alma, "2031-03-02", 500)}, rows{line(9, 201, "A", "INC1", ben, "2031-01-05", 500)}, nil, []count.Match{pending}},
		{"numbering restarted, the same donor years before", rows{line(1, 101, "F497P1", "INC1", alma, "2031-03-02", 500)}, rows{line(9, 201, "A", "INC1", alma, "2029-03-02", 500)}, nil, []count.Match{pending}},
		{"no date, same id and amount", rows{line(1, 101, "F497P1", "INC1", alma, "", 500)}, rows{line(9, 201, "A", "INC1", ben, "2031-03-05", 500)}, []count.Report{year}, []count.Match{id(9)}},
		{"no date, nothing else", rows{line(1, 101, "F497P1", "INC1", alma, "", 500)}, rows{line(9, 201, "A", "INC1", alma, "2031-03-05", 400)}, []count.Report{year}, []count.Match{pending}},
		{"same donor, date and amount", rows{line(1, 101, "F497P1", "X", alma, "2031-03-02", 500)}, rows{line(9, 201, "C", "Y", alma, "2031-03-02", 500)}, nil, []count.Match{same(9)}},
		{"a loan on a notice", rows{line(1, 101, "F497P1", "X", alma, "2031-03-02", 500)}, rows{line(9, 201, "B1", "Y", alma, "2031-03-02", 500)}, nil, []count.Match{same(9)}},
		{"spending and refunds carry no gift", rows{line(1, 101, "F497P1", "X", alma, "2031-03-02", 500)}, rows{line(8, 201, "E", "X", alma, "2031-03-02", 500), line(9, 201, "I", "X", alma, "2031-03-02", 500)}, nil, []count.Match{pending}},
		{"unknown donors do not match", rows{line(1, 101, "F497P1", "X", 0, "2031-03-02", 500)}, rows{line(9, 201, "A", "Y", 0, "2031-03-02", 500)}, nil, []count.Match{pending}},
		{"twins need two rows", rows{line(1, 101, "F497P1", "INC205", alma, "2031-10-15", 500), line(2, 101, "F497P1", "INC206", alma, "2031-10-15", 500)}, rows{line(9, 201, "A", "Y", alma, "2031-10-15", 500)}, nil, []count.Match{same(9), pending}},
		{"twins find their rows", rows{line(1, 101, "F497P1", "INC205", alma, "2031-10-15", 500), line(2, 101, "F497P1", "INC206", alma, "2031-10-15", 500)}, rows{line(8, 201, "A", "INC206", alma, "2031-10-15", 500), line(9, 201, "A", "INC205", alma, "2031-10-15", 500)}, nil, []count.Match{id(9), id(8)}},
		{"twins without ids", rows{line(1, 101, "F497P1", "", alma, "2031-10-15", 500), line(2, 101, "F497P1", "", alma, "2031-10-15", 500)}, nil, nil, []count.Match{pending, pending}},
		{"in the period", rows{line(1, 101, "F497P1", "X", alma, "2031-12-31", 500), line(2, 101, "F497P1", "X2", alma, "2032-01-01", 500), line(3, 101, "F497P1", "X3", alma, "2031-01-01", 500), line(4, 101, "F497P1", "X4", alma, "2030-12-31", 500)}, nil, []count.Report{year}, []count.Match{inPeriod, pending, inPeriod, pending}},
		{"a period without anything in it", rows{line(1, 101, "F497P1", "X", alma, "2031-03-02", 500)}, nil, []count.Report{head(201, "cal p 0", tables{cover: 1}, wholeYear("2031"))}, []count.Match{pending}},
		{"a period known in part", rows{line(1, 101, "F497P1", "X", alma, "2031-03-02", 500)}, nil, []count.Report{head(201, "hand p 0", tables{receipts: 1}, wholeYear("2031"), partial())}, []count.Match{pending}},
		{"a period of gifts made", rows{line(1, 101, "F497P1", "X", alma, "2031-03-02", 500)}, nil, []count.Report{head(201, "cal p 0", tables{receipts: 1}, wholeYear("2031"), formed("F461"))}, []count.Match{pending}},
		{"a short period inside a long one", rows{line(1, 101, "F497P1", "X", alma, "2031-09-02", 500)}, nil, []count.Report{head(202, "cal q 0", tables{receipts: 1}, halfYear("2031")), year}, []count.Match{inPeriod}},
		{"a later notice repeats an earlier one", rows{line(1, 102, "F497P1", "INC1", alma, "2031-03-02", 500), line(2, 101, "F497P1", "INC1", alma, "2031-03-02", 500)}, nil,
			[]count.Report{head(101, "cal m 0", tables{store.TableLateContributions: 1}, noticed("F497", "1"), filed("2031-03-09")), head(102, "cal n 0", tables{store.TableLateContributions: 1}, noticed("F497", "2"), filed("2031-03-03"))},
			[]count.Match{pending, id(1)}},
		{"each notice numbered from 1", rows{line(1, 101, "F497P1", "1", alma, "2031-03-02", 500), line(2, 102, "F497P1", "1", ben, "2031-03-02", 500), line(3, 103, "F496P3", "1", 33, "2031-03-02", 500)}, nil, nil, []count.Match{pending, pending, pending}},
		{"a repeated gift of a periodic report", rows{line(1, 101, "F497P1", "INC1", alma, "2031-03-02", 500), line(2, 102, "F497P1", "INC1", alma, "2031-03-02", 500)}, rows{line(9, 201, "A", "INC1", alma, "2031-03-02", 500)}, nil, []count.Match{id(9), id(1)}},
		{"one gift on a 496 and a 497", rows{line(1, 101, "F496P3", "INC1", alma, "2031-03-02", 500), line(2, 102, "F497P1", "INC1", alma, "2031-03-02", 500)}, nil, nil, []count.Match{id(2), pending}},
		{"one gift on a 496 and a 497 under two ids", rows{line(1, 101, "F496P3", "INC1", alma, "2031-03-02", 500), line(2, 102, "F497P1", "N1", alma, "2031-03-02", 500)}, nil, nil, []count.Match{same(2), pending}},
		{"one gift on all three", rows{line(1, 101, "F496P3", "INC1", alma, "2031-03-02", 500), line(2, 102, "F497P1", "N1", alma, "2031-03-02", 500)}, rows{line(9, 201, "A", "INC1", ben, "2031-03-02", 500)}, nil, []count.Match{id(9), same(9)}},
		{"a 497 in the period speaks for its 496", rows{line(1, 101, "F496P3", "INC1", alma, "2032-01-01", 500), line(2, 102, "F497P1", "INC1", alma, "2031-12-31", 500)}, nil, []count.Report{year}, []count.Match{id(2), inPeriod}},
		{"a 496 in the period speaks for its 497", rows{line(1, 101, "F496P3", "INC1", alma, "2031-12-31", 500), line(2, 102, "F497P1", "INC1", alma, "2032-01-01", 500)}, nil, []count.Report{year}, []count.Match{inPeriod, inPeriod}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for i := range test.want {
				test.want[i].Row = test.notices[i].ID
			}
			if diff := cmp.Diff(test.want, count.CoverRapid(test.notices, test.periodic, test.kept)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestCoverRapidOrder checks order independence, and that a periodic row
// covers at most one row of each form.
func TestCoverRapidOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		notices := randomRows(t, "notice", 1, 101, "F497P1", "F496P3")
		periodic := randomRows(t, "periodic", 1001, 201, "A", "C", "B1", "I")
		kept := randomReports(t)
		first := count.CoverRapid(notices, periodic, kept)
		byRow := make(map[int64]count.Match)
		covers := make(map[string]int64)
		for i, m := range first {
			if m.Row != notices[i].ID {
				t.Fatalf("match %d is about row %d", i, m.Row)
			}
			byRow[m.Row] = m
			if key := fmt.Sprint(m.CauseRow, notices[i].Schedule); m.CauseRow > 1000 {
				if other, ok := covers[key]; ok {
					t.Fatalf("rows %d and %d are covered by one row", other, m.Row)
				}
				covers[key] = m.Row
			}
			if (m.Status == store.StatusPending) != (m.CauseRow == 0 && m.CauseReport == 0) {
				t.Fatalf("%+v", m)
			}
		}
		for _, m := range first {
			if cause, ok := byRow[m.CauseRow]; ok && cause.CauseRow > 0 && cause.CauseRow <= 1000 {
				t.Fatalf("row %d is covered by a row that is covered by a notice itself", m.Row)
			}
		}
		shuffled := rapid.Permutation(notices).Draw(t, "notices")
		again := count.CoverRapid(shuffled, rapid.Permutation(periodic).Draw(t, "periodic"), rapid.Permutation(kept).Draw(t, "kept"))
		for i, m := range again {
			if m.Row != shuffled[i].ID || m != byRow[m.Row] {
				t.Fatalf("row %d: %+v, in another order %+v", m.Row, byRow[m.Row], m)
			}
		}
	})
}

func randomRows(t *rapid.T, label string, id, report int64, schedules ...string) []count.Row {
	var out []count.Row
	for i := range rapid.IntRange(0, 12).Draw(t, label) {
		out = append(out, line(id+int64(i), report+rapid.Int64Range(0, 2).Draw(t, "report"), rapid.SampledFrom(schedules).Draw(t, "schedule"),
			rapid.SampledFrom([]string{"", "0", "INC1", "INC2", "A-INC1", "INC2-I"}).Draw(t, "tranid"), rapid.Int64Range(0, 2).Draw(t, "contributor"),
			rapid.SampledFrom([]store.Date{"", "2031-01-01", "2031-06-30", "2031-12-31", "2033-01-01"}).Draw(t, "date"), store.Cents(rapid.Int64Range(-1, 2).Draw(t, "amount")*100)))
	}
	return out
}

func BenchmarkCoverRapid(b *testing.B) {
	for _, n := range []int{1000, 25_000, 50_000} {
		b.Run(fmt.Sprintf("rows=%d+%d", n, n), func(b *testing.B) {
			notices, periodic, kept := manyRows(n)
			b.ReportAllocs()
			for b.Loop() {
				count.CoverRapid(notices, periodic, kept)
			}
		})
	}
}

// manyRows gives n notice rows and n periodic rows: half match by id, a quarter
// by donor, date and amount, the rest by period or not at all.
func manyRows(n int) (notices, periodic []count.Row, kept []count.Report) {
	for i := range n {
		date := store.Date(fmt.Sprintf("20%02d-%02d-%02d", 20+i%12, 1+i%12, 1+i%28))
		id := fmt.Sprintf("INC%d", i)
		who := int64(i % 5000)
		schedule := "F497P1"
		if i%10 == 0 {
			schedule = "F496P3"
		}
		notices = append(notices, line(int64(i+1), int64(i/20+1), schedule, id, who, date, store.Cents(100*(i%50))))
		switch i % 4 {
		case 2:
			id = fmt.Sprintf("A%d", i)
		case 3:
			id, who, date = fmt.Sprintf("B%d", i), -1-who, "2019-01-01"
		}
		periodic = append(periodic, line(int64(n+i+1), int64(1_000_000+i%24), "A", id, who, date, store.Cents(100*(i%50))))
	}
	for year := range 10 {
		text := fmt.Sprint(2020 + year)
		kept = append(kept, head(int64(1_000_000+year), "cal "+text+" 0", tables{receipts: 1}, halfYear(text)))
	}
	return notices, periodic, kept
}
