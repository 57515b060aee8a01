package count_test

import (
	"encoding/json"
	"os"
	"strconv"
	"testing"

	"moneytrail/store"
	"moneytrail/store/count"
	"moneytrail/store/storetest"
)

// exported is a row of a flattened export that dropped the part of Form 497
// and the report ids.
type exported struct {
	Filer       string      `json:"fppcId"`
	TranID      string      `json:"transactionId"`
	Date        string      `json:"date"`
	Amount      json.Number `json:"amount"`
	CommitteeID string      `json:"contributorCommitteeId"`
	Last        string      `json:"contributorLastName"`
	First       string      `json:"contributorFirstName"`
	Zip         string      `json:"contributorZip"`
	Number      int         `json:"reportNumber"`
	Filed       store.Date  `json:"reportDate"`
	From        store.Date  `json:"reportFromDate"`
	Thru        store.Date  `json:"reportThruDate"`
}

func readExport(t *testing.T, name string) []exported {
	t.Helper()
	data, err := os.ReadFile(storetest.SharedData(t, "california", "sacramento_json", name))
	if err != nil {
		t.Fatal(err)
	}
	var rows []exported
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

func (e *exported) transaction(t *testing.T, schedule string, table store.Table) store.Transaction {
	t.Helper()
	amount, err := store.ParseCents(e.Amount.String())
	if err != nil {
		t.Fatal(err)
	}
	date, err := store.ParseDate(e.Date)
	if err != nil {
		t.Fatal(err)
	}
	return store.Transaction{
		Table: table, Schedule: schedule, TranID: e.TranID, Kind: store.KindMonetary, Direction: store.Received,
		Counterparty: store.Name{Last: e.Last, First: e.First}, Address: store.Address{Zip: e.Zip}, Date: date, Amount: amount,
	}
}

// filers groups the rows by filer and report; a 497 of the export is told by
// the day it was filed and its number.
func filers(t *testing.T, rows []exported, form, schedule string, table store.Table) map[string]*filer {
	t.Helper()
	type report struct {
		filer, key string
		version    int
	}
	groups := make(map[report][]store.Transaction)
	heads := make(map[report]count.Report)
	var order []report
	for i := range rows {
		e := &rows[i]
		id := ""
		if form == "F497" {
			id = string(e.Filed) + "/" + strconv.Itoa(e.Number)
		}
		r := report{e.Filer, store.CALReport(store.CALFiler(e.Filer, ""), form, id, e.From, e.Thru, e.Filed), e.Number}
		if form == "F497" {
			r.version = 0
		}
		if _, ok := heads[r]; !ok {
			heads[r] = count.Report{Key: key(store.SystemCAL, r.key, r.version), Form: form, From: e.From, Thru: e.Thru, Filed: e.Filed, ReportID: id}
			order = append(order, r)
		}
		tx := e.transaction(t, schedule, table)
		if direction, note := count.InferDirection(e.TranID); form == "F497" && direction != store.DirectionUnknown {
			tx.Direction, tx.InferredNote = direction, note
		}
		groups[r] = append(groups[r], tx)
	}
	out := make(map[string]*filer)
	for _, r := range order {
		if out[r.filer] == nil {
			out[r.filer] = &filer{}
		}
		out[r.filer].add(heads[r], groups[r]...)
	}
	return out
}

func TestSacramentoLateContributions(t *testing.T) {
	t.Parallel()
	rows := readExport(t, "497-2024.json")
	byFiler := filers(t, rows, "F497", "F497P1", store.TableLateContributions)
	var all, made, pending, repeated store.Cents
	var allRows, madeRows, pendingRows, repeatedRows, measureE int
	for _, f := range byFiler {
		conclusions := f.conclude()
		for _, r := range f.rows {
			c := conclusions[r.id]
			allRows, all = allRows+1, all+r.t.Amount
			switch {
			case c.status == store.StatusMirror && c.reason == store.ReasonMadeInferred:
				madeRows, made = madeRows+1, made+r.t.Amount
			case c.status == store.StatusPending:
				pendingRows, pending = pendingRows+1, pending+r.t.Amount
				if (r.t.TranID == "INC205" || r.t.TranID == "INC206") && r.t.Date == "2024-10-15" && r.t.Amount == 500000 {
					measureE++
				}
			case c.status == store.StatusCovered && c.reason == store.ReasonCoveredByID:
				repeatedRows, repeated = repeatedRows+1, repeated+r.t.Amount
			default:
				t.Fatalf("unexpected conclusion %+v", c)
			}
		}
	}
	t.Logf("pending %d rows %v, made %d rows %v, repeated on a later notice %d rows %v", pendingRows, pending, madeRows, made, repeatedRows, repeated)
	if allRows != 1740 || all != 745085066 {
		t.Errorf("%d rows, %v; want 1740 rows, 7,450,850.66", allRows, all)
	}
	if madeRows != 187 || made != 163270000 {
		t.Errorf("gifts made: %d rows, %v; want 187 rows, 1,632,700.00", madeRows, made)
	}
	if measureE != 2 {
		t.Errorf("INC205 and INC206 make %d gifts, want 2", measureE)
	}
	if pendingRows+madeRows+repeatedRows != allRows || pending+made+repeated != all {
		t.Error("a row has no conclusion")
	}
}

func TestSacramentoScheduleA(t *testing.T) {
	t.Parallel()
	rows := readExport(t, "schedule-a-2014.json")
	byFiler := filers(t, rows, "F460", "A", store.TableReceipts)
	all, allRows, ids, twice := repeatedIDs(byFiler, nil)
	if allRows != 2943 || all != 374889111 {
		t.Errorf("%d rows, %v; want 2943 rows, 3,748,891.11", allRows, all)
	}
	if ids != 72 || twice != 12143100 {
		t.Errorf("%d ids in two reports, %v counted twice; want 72, 121,431.00", ids, twice)
	}
	kept, keptRows, ids, twice := repeatedIDs(byFiler, func(c conclusion) bool { return c.status == store.StatusCounted })
	t.Logf("in force: %d rows, %v; still in two reports: %d ids, %v", keptRows, kept, ids, twice)
	if keptRows+superseded(byFiler) != allRows {
		t.Error("a row is neither counted nor superseded")
	}
	// What stays twice stands in two reports whose periods overlap in part.
	if keptRows != 2873 || kept != 362813511 || ids != 3 || twice != 72500 {
		t.Errorf("in force %d rows, %v, twice %d ids, %v; want 2873, 3,628,135.11, 3, 725.00", keptRows, kept, ids, twice)
	}
}

func superseded(byFiler map[string]*filer) int {
	n := 0
	for _, f := range byFiler {
		rows, _ := f.sum(f.conclude(), "", store.StatusSuperseded)
		n += rows
	}
	return n
}

// repeatedIDs adds up the rows that take part, and those that repeat a
// transaction id of the same filer.
func repeatedIDs(byFiler map[string]*filer, takesPart func(conclusion) bool) (all store.Cents, rows, ids int, twice store.Cents) {
	for _, f := range byFiler {
		conclusions := f.conclude()
		seen := make(map[string]int)
		for _, r := range f.rows {
			if takesPart != nil && !takesPart(conclusions[r.id]) {
				continue
			}
			rows, all = rows+1, all+r.t.Amount
			if seen[r.t.TranID]++; seen[r.t.TranID] > 1 {
				ids, twice = ids+1, twice+r.t.Amount
			}
		}
	}
	return all, rows, ids, twice
}
