package sqlite_test

import (
	"testing"

	"moneytrail/store"
	"moneytrail/store/storetest"
)

// stateReport is a report as the state's export gives it: rows and covers
// apart.
func stateReport(filing string, version int) (cover, rows *storetest.Records) {
	key := store.FilingKey{System: store.SystemCalAccess, Report: filing, Version: version}
	cover = &storetest.Records{Filings: []store.Filing{{
		Key: key, Form: "F460", Filer: store.FilerRef{Scheme: store.SchemeFPPC, ID: "990077"}, FilerName: "Invented state committee", From: "2031-01-01", Thru: "2031-03-31",
	}}}
	rows = &storetest.Records{Transactions: []store.Transaction{{
		Filing: key, Table: store.TableReceipts, Schedule: "A", TranID: "A1", Kind: store.KindMonetary, Direction: store.Received,
		Counterparty: store.Name{Last: "Example"}, Date: "2031-02-02", Amount: 12345,
	}}}
	return cover, rows
}

var crossReference = &storetest.Records{FilerAliases: []store.FilerAlias{{
	Filer: store.FilerRef{Scheme: store.SchemeCalAccess, ID: "9900999"}, Alias: store.FilerRef{Scheme: store.SchemeFPPC, ID: "990077"},
}}}

func TestRowsFindTheirFilerInAnyOrder(t *testing.T) {
	t.Parallel()
	cover, rows := stateReport("7000001", 0)
	log := &storetest.Records{FilingFilers: []store.FilingFiler{{
		Key: store.FilingKey{System: store.SystemCalAccess, Report: "7000001"}, Filer: store.FilerRef{Scheme: store.SchemeCalAccess, ID: "9900999"}, Form: "F460", Filed: "2031-04-01",
	}}}
	orders := map[string][]*storetest.Records{
		"cover, rows":                 {cover, rows},
		"rows, cover":                 {rows, cover},
		"rows, log, cross-reference":  {rows, log, crossReference},
		"cross-reference, rows, log":  {crossReference, rows, log},
		"rows, cover, log, reference": {rows, cover, log, crossReference},
		"log, reference, cover, rows": {log, crossReference, cover, rows},
		"all at once":                 {storetest.Join(cover, rows, log, crossReference)},
	}
	for name, files := range orders {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := open(t)
			for i, f := range files {
				load(t, db, name+string(rune('0'+i)), f)
			}
			r := committee(t, db, "990077")
			if r.Totals.Itemized != 12345 || len(r.Standings) != 1 {
				t.Errorf("itemized %s from %d donors", r.Totals.Itemized, len(r.Standings))
			}
			if list, err := db.Unassigned(t.Context(), 10); err != nil || len(list) != 0 {
				t.Errorf("unassigned: %v, %v", list, err)
			}
		})
	}
}

func TestRowsWithoutAFilerAreListedAndCountedForNobody(t *testing.T) {
	t.Parallel()
	db := open(t)
	_, rows := stateReport("7000002", 0)
	result := load(t, db, "rows", rows)
	if result.NoFilerRows != 1 {
		t.Errorf("%d rows without a filer", result.NoFilerRows)
	}
	list, err := db.Unassigned(t.Context(), 10)
	if err != nil || len(list) != 1 || list[0].Report != "7000002" || list[0].Receipts != 12345 {
		t.Errorf("unassigned: %+v, %v", list, err)
	}
	if _, total, _, err := db.Committees(t.Context(), store.CommitteeQuery{}); err != nil || total != 0 {
		t.Errorf("%d committees, %v", total, err)
	}
}

func TestPublicAndInternalIDsAreOneCommittee(t *testing.T) {
	t.Parallel()
	db := open(t)
	cover, rows := stateReport("7000003", 0)
	load(t, db, "cover and rows", storetest.Join(cover, rows))
	other := &storetest.Records{Filings: []store.Filing{{
		Key: store.FilingKey{System: store.SystemCalAccess, Report: "7000004"}, Form: "F460", Filer: store.FilerRef{Scheme: store.SchemeCalAccess, ID: "9900999"},
		FilerName: "Invented state committee", From: "2031-04-01", Thru: "2031-06-30",
	}}}
	load(t, db, "under the internal id", other)
	if _, total, _, err := db.Committees(t.Context(), store.CommitteeQuery{}); err != nil || total != 2 {
		t.Fatalf("%d committees before the cross-reference, %v", total, err)
	}
	load(t, db, "cross-reference", crossReference)
	if _, total, _, err := db.Committees(t.Context(), store.CommitteeQuery{}); err != nil || total != 1 {
		t.Fatalf("%d committees after it, %v", total, err)
	}
	for _, id := range []string{"990077", "fppc-990077", "calaccess-9900999", "9900999"} {
		if r := committee(t, db, id); r.Totals.Itemized != 12345 || len(r.Filings) != 2 {
			t.Errorf("%s: itemized %s, %d filings", id, r.Totals.Itemized, len(r.Filings))
		}
	}
}

func TestEmptyAmendmentKeepsTheMoney(t *testing.T) {
	t.Parallel()
	db := open(t)
	cover, rows := stateReport("7000005", 0)
	amendment, _ := stateReport("7000005", 1)
	load(t, db, "original", storetest.Join(cover, rows))
	load(t, db, "cover of an amendment", amendment)
	r := committee(t, db, "990077")
	if r.Totals.Itemized != 12345 {
		t.Errorf("itemized %s", r.Totals.Itemized)
	}
	marked := 0
	for _, f := range r.Filings {
		if f.EmptyAmendment {
			marked++
		}
	}
	if marked != 1 {
		t.Errorf("%d filings marked as having an empty amendment", marked)
	}
}

func TestUnknownIDs(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "file", firstHalf.Records())
	for _, id := range []string{"1", "fppc-1", "", "fppc-", "calaccess-9900001", "'; DROP TABLE txn; --"} {
		if _, err := db.Committee(t.Context(), id, store.StandingQuery{}); err == nil {
			t.Errorf("%q named a committee", id)
		}
	}
}
