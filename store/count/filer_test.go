package count_test

import (
	"hash/fnv"
	"strings"

	"moneytrail/store"
	"moneytrail/store/count"
)

// filer is one filer's reports and rows, and the pipeline that the rules make
// of them: versions, the rule of each row, notices against periodic reports.
type filer struct {
	reports []count.Report
	rows    []row
}

type row struct {
	id, report int64
	t          store.Transaction
}

type conclusion struct {
	status store.Status
	reason store.Reason
	cause  int64
}

// add adds a report with its rows and counts them.
func (f *filer) add(r count.Report, rows ...store.Transaction) int64 {
	r.ID = int64(len(f.reports) + 1)
	for _, t := range rows {
		r.Rows[t.Table]++
		f.rows = append(f.rows, row{id: int64(len(f.rows) + 1), report: r.ID, t: t})
	}
	f.reports = append(f.reports, r)
	return r.ID
}

// conclude gives the conclusion of each row, by id.
func (f *filer) conclude() map[int64]conclusion {
	decisions := make(map[int64]count.Decision)
	for _, d := range count.Versions(f.reports) {
		decisions[d.Report] = d
	}
	out := make(map[int64]conclusion, len(f.rows))
	var notices, periodic []count.Row
	for i := range f.rows {
		r := &f.rows[i]
		if v := decisions[r.report].Tables[r.t.Table]; !v.Kept {
			out[r.id] = conclusion{v.Status, v.Reason, v.By}
			continue
		}
		status, reason := count.Local(&r.t)
		out[r.id] = conclusion{status, reason, 0}
		switch status {
		case store.StatusPending:
			notices = append(notices, r.head())
		case store.StatusCounted, store.StatusOtherMoney:
			periodic = append(periodic, r.head())
		}
	}
	var kept []count.Report
	for _, r := range f.reports {
		if decisions[r.ID].Tables[store.TableCover].Kept {
			kept = append(kept, r)
		}
	}
	for _, m := range count.CoverRapid(notices, periodic, kept) {
		out[m.Row] = conclusion{m.Status, m.Reason, m.CauseRow + m.CauseReport}
	}
	return out
}

func (r *row) head() count.Row {
	return count.Row{
		ID: r.id, Report: r.report, Table: r.t.Table, Schedule: r.t.Schedule, TranID: r.t.TranID,
		Contributor: contributor(&r.t), Date: r.t.Date, Amount: r.t.Amount,
	}
}

func contributor(t *store.Transaction) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.ToUpper(t.Counterparty.Full() + "|" + t.Address.Zip))) // a hash never fails
	return int64(h.Sum64())
}

// sum adds up the rows with a status; schedule "" is any.
func (f *filer) sum(conclusions map[int64]conclusion, schedule string, status store.Status) (rows int, sum store.Cents) {
	for i := range f.rows {
		r := &f.rows[i]
		if conclusions[r.id].status == status && (schedule == "" || schedule == r.t.Schedule) {
			rows++
			sum += r.t.Amount
		}
	}
	return rows, sum
}

// includingLate is counted and pending money together.
func (f *filer) includingLate() store.Cents {
	c := f.conclude()
	_, counted := f.sum(c, "", store.StatusCounted)
	_, pending := f.sum(c, "", store.StatusPending)
	return counted + pending
}

// clone shares nothing that add changes.
func (f *filer) clone() *filer {
	return &filer{reports: append([]count.Report(nil), f.reports...), rows: append([]row(nil), f.rows...)}
}

func key(system store.System, report string, version int) store.FilingKey {
	return store.FilingKey{System: system, Report: report, Version: version}
}

func statement(version int, from, thru store.Date) count.Report {
	return count.Report{
		Key: key(store.SystemCAL, "99|F460|"+string(from)+"|"+string(thru), version), Form: "F460",
		From: from, Thru: thru, Filed: thru,
	}
}

func receipt(schedule, id, name string, date store.Date, amount store.Cents) store.Transaction {
	table := store.TableReceipts
	if schedule == "F497P1" || schedule == "F497P2" {
		table = store.TableLateContributions
	}
	direction := store.Received
	if schedule == "F497P2" {
		direction = store.Made
	}
	return store.Transaction{
		Table: table, Schedule: schedule, TranID: id, Kind: store.KindMonetary, Direction: direction,
		Counterparty: store.Name{Last: name}, Date: date, Amount: amount,
	}
}
