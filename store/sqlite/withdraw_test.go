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
