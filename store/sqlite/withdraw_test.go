package sqlite_test

import (
	"testing"

	"moneytrail/store"
	"moneytrail/store/storetest"
)

// bulkFilings are rows of a federal bulk file, one filing per number.
func bulkFilings(numbers map[string]store.Cents) *storetest.Records {
	out := &storetest.Records{}
	for number, amount := range numbers {
		key := store.FilingKey{System: store.SystemFECBulk, Report: "indiv|C99900001|" + number}
		out.Filings = append(out.Filings, store.Filing{Key: key, Form: "BULK", Filer: store.FilerRef{Scheme: store.SchemeFEC, ID: "C99900001"}, ReportID: number, Partial: true})
		out.Transactions = append(out.Transactions, store.Transaction{
			Filing: key, Table: store.TableReceipts, Schedule: "FEC15", TranID: "T" + number, Line: 1, Kind: store.KindMonetary, Direction: store.Received,
			Counterparty: store.Name{Last: "Example", First: "Ada"}, Date: "2031-02-02", Amount: amount,
		})
	}
	return out
}

// A newer bulk file carries an amended filing under another number: the old
// number is gone and must not count beside it.
func TestNewerBulkFileWithdrawsWhatItLacks(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "data/indiv30.zip", bulkFilings(map[string]store.Cents{"1": 100, "2": 200}))
	step := func(name string, numbers map[string]store.Cents, want store.Cents) {
		t.Helper()
		db := db
		load2(t, db, name, bulkFilings(numbers))
		if got := committee(t, db, "C99900001").Totals.Itemized; got != want {
			t.Errorf("after %s: %s, want %s", name, got, want)
		}
	}
	step("data/indiv30.zip", map[string]store.Cents{"2": 200, "3": 150}, 350)
	step("elsewhere/indiv30.zip", map[string]store.Cents{"1": 100, "2": 200}, 300)
	step("data/indiv28.zip", map[string]store.Cents{"7": 5}, 305)
	step("sample.txt", map[string]store.Cents{"8": 1}, 306)
	e, err := db.Explain(t.Context(), "C99900001", store.ExplainQuery{Status: store.StatusWithdrawn})
	if err != nil || len(e.Rows) != 1 || e.Rows[0].TranID != "T3" {
		t.Errorf("withdrawn rows: %+v, %v", e, err)
	}
}

// What the FEC's interface has of a committee and cycle is a snapshot as well;
// the bulk file's rows of a filing stand in place of the interface's.
func TestInterfaceBesideBulkFile(t *testing.T) {
	t.Parallel()
	db := open(t)
	asked := func(numbers map[string]store.Cents) *storetest.Records {
		out := bulkFilings(numbers)
		for i := range out.Filings {
			out.Filings[i].Key.System, out.Transactions[i].Filing.System = store.SystemFECAPI, store.SystemFECAPI
			out.Filings[i].Form = "F3X"
		}
		return out
	}
	step := func(name string, records *storetest.Records, want store.Cents) {
		t.Helper()
		load2(t, db, name, records)
		if got := committee(t, db, "C99900001").Totals.Itemized; got != want {
			t.Errorf("after %s: %s, want %s", name, got, want)
		}
	}
	const name = "fec-api_schedule-a_C99900001_2030.json"
	load(t, db, name, asked(map[string]store.Cents{"1": 101, "2": 202}))
	step(name, asked(map[string]store.Cents{"2": 202, "3": 151}), 353)
	step("indiv30.zip", bulkFilings(map[string]store.Cents{"2": 200}), 351)
	step("indiv30.zip", bulkFilings(map[string]store.Cents{"2": 200, "3": 100}), 300)
	step(name, asked(map[string]store.Cents{"3": 151, "4": 7}), 307)
}
