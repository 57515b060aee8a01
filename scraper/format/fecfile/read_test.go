package fecfile_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/fecfile"
	"moneytrail/scraper/format/fecfile/fecfiletest"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

func read(t testing.TB, data, name string) (*storetest.Records, error) {
	t.Helper()
	var got storetest.Records
	err := fecfile.Read(context.Background(), strings.NewReader(data), int64(len(data)), name, &got)
	return &got, err
}

func mustRead(t testing.TB, data, name string) *storetest.Records {
	t.Helper()
	got, err := read(t, data, name)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Filings) == 0 || !got.Total().Balanced() {
		t.Fatalf("%d filings, tallies %+v", len(got.Filings), got.Tallies)
	}
	return got
}

// cells puts values at places of a row of n fields.
func cells(n int, values map[int]string) string {
	fields := make([]string, n)
	for i, v := range values {
		fields[i] = v
	}
	return strings.Join(fields, "\x1c") + "\n"
}

// cover is the cover of an invented Form 3X, 3P or 3.
func cover(form string) string {
	return row(form+"N", "C99000001", "Invented Committee")
}

func TestScheduleARow(t *testing.T) {
	t.Parallel()
	got := mustRead(t, hdr+cover("F3X")+cells(45, map[int]string{
		0: " sa11ai", 1: "C99000001", 2: "A1 ", 3: "B1", 5: "IND", 7: "Quinvel", 8: "Belma", 9: "T", 10: "Dr", 11: "Jr", 12: "12 Invented Street", 13: "Apt 3",
		14: "Nowhere", 15: "ZZ", 16: "000001234", 17: "P2024", 19: "20240229", 20: "1,250.5", 21: "2500.00", 22: "Call 555-010-9999", 23: "Invented Works",
		24: "Baker", 25: "C99000002", 36: "InventedBlue", 42: "x", 43: "* In Trust", 44: "SL1",
	}), "1234567.fec")
	want := store.Transaction{
		Filing: store.FilingKey{System: store.SystemFEC, Report: "1234567"}, Table: store.TableReceipts, Schedule: "SA11AI", TranID: "A1", BackRef: "B1",
		Kind: store.KindMonetary, Direction: store.Received, Entity: "IND", Counterparty: store.Name{Last: "Quinvel", First: "Belma T", Title: "Dr", Suffix: "Jr"},
		Address:  store.Address{Street: "12 Invented Street Apt 3", City: "Nowhere", State: "ZZ", Zip: "000001234"},
		Employer: "Invented Works", Occupation: "Baker", CommitteeID: "C99000002", TranType: "P2024", Date: "2024-02-29", Amount: 125050, Cumulative: 250000,
		Intermediary: store.Name{Last: "InventedBlue"}, Description: "Call [phone]; * In Trust", Memo: true, CrossRef: "SL1",
		Pos: got.Transactions[0].Pos,
	}
	if diff := cmp.Diff(want, got.Transactions[0]); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if pos := got.Transactions[0].Pos; pos.Line != 3 || pos.Offset != int64(len(hdr+cover("F3X"))) {
		t.Errorf("position %+v", pos)
	}
}

func TestReceiptKinds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		form, rowType, text string
		want                store.Kind
	}{
		{"F3", "SA11AI", "", store.KindMonetary}, {"F3", "SA11D", "", store.KindMonetary}, {"F3X", "SA11A1", "", store.KindMonetary}, {"F3P", "SA17A", "", store.KindMonetary},
		{"F3P", "SA17D", "", store.KindMonetary}, {"F3", "SA12", "", store.KindTransfer}, {"F3P", "SA18", "", store.KindTransfer}, {"F3", "SA13A", "", store.KindLoan},
		{"F3P", "SA19B", "", store.KindLoan}, {"F3X", "SA15", "", store.KindOtherReceipt}, {"F3X", "SA16", "", store.KindOtherReceipt}, {"F3P", "SA20A", "", store.KindOtherReceipt},
		{"F3X", "SA17", "Interest", store.KindOtherReceipt}, {"F3X", "SA17", "Non-Contribution Account", store.KindMonetary}, {"F4", "SA17A", "", store.KindOtherReceipt},
		{"F3L", "SA3L", "", store.KindUnknown},
	} {
		got := mustRead(t, hdr+cover(tt.form)+cells(45, map[int]string{0: tt.rowType, 7: "Quinvel", 20: "-5.00", 43: tt.text}), "1.fec")
		if tx := got.Transactions[0]; tx.Kind != tt.want || tx.Direction != store.Received || tx.Amount != -500 || tx.Table != store.TableReceipts {
			t.Errorf("%s %s: %s %s %s", tt.form, tt.rowType, tx.Kind, tx.Direction, tx.Amount)
		}
	}
}

func TestRefunds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		form, rowType, filed string
		kind                 store.Kind
		want                 store.Cents
		note                 string
	}{
		{"F3", "SB20A", "500.00", store.KindReturn, -50000, "a refund paid, filed as 500.00: it is taken off what was received"},
		{"F3X", "SB28C", "-500.00", store.KindReturn, 50000, "a refund paid, filed as -500.00: it is taken off what was received"},
		{"F3P", "SB28A", "0", store.KindReturn, 0, ""}, {"F4", "SB20A", "5", store.KindExpenditure, 500, ""}, {"F3", "SB17", "5", store.KindExpenditure, 500, ""},
		{"F3X", "SB28D", "5", store.KindExpenditure, 500, ""},
	} {
		got := mustRead(t, hdr+cover(tt.form)+cells(44, map[int]string{0: tt.rowType, 7: "Quinvel", 20: tt.filed, 41: "X"}), "1.fec")
		tx := got.Transactions[0]
		if tx.Kind != tt.kind || tx.Direction != store.Made || tx.Amount != tt.want || tx.InferredNote != tt.note || !tx.Memo || tx.Table != store.TableExpenditures {
			t.Errorf("%s %s %s: %+v", tt.form, tt.rowType, tt.filed, tx)
		}
	}
}

func TestOtherRows(t *testing.T) {
	t.Parallel()
	key := store.FilingKey{System: store.SystemFEC, Report: "1"}
	for name, tt := range map[string]struct {
		form  string
		n     int
		cells map[int]string
		want  store.Transaction
	}{
		"independent": {"F24", 44, map[int]string{0: "SE", 2: "E1", 6: "Invented Radio", 19: "", 20: "99.5", 21: "20240301", 25: "C99000001", 26: "O", 28: "Nobody", 29: "Ned", 33: "H", 34: "07", 35: "ZZ"},
			store.Transaction{Table: store.TableIndependent, Schedule: "SE", Kind: store.KindIndependent, TranID: "E1", Amount: 9950, Date: "2024-03-01",
				Counterparty: store.Name{Last: "Invented Radio"}, Target: store.Target{Candidate: "Nobody, Ned", Office: "H", Jurisdiction: "ZZ, district 07", Support: "O"}}},
		"by a person": {"F5", 33, map[int]string{0: "F57", 2: "E1", 4: "Invented Radio", 17: "20240301", 18: "1", 23: "S", 25: "Nobody"},
			store.Transaction{Table: store.TableIndependent, Schedule: "F57", Kind: store.KindIndependent, TranID: "E1", Amount: 100, Date: "2024-03-01",
				Counterparty: store.Name{Last: "Invented Radio"}, Target: store.Target{Candidate: "Nobody", Support: "S"}}},
		"48 hours": {"F6", 20, map[int]string{0: "F65", 2: "C1", 3: "IND", 5: "Quinvel", 15: "C99000002", 16: "20240301", 17: "1000", 18: "Invented Works"},
			store.Transaction{Table: store.TableReceipts, Schedule: "F65", Kind: store.KindMonetary, Direction: store.Received, TranID: "C1", Entity: "IND", Amount: 100000,
				Date: "2024-03-01", Counterparty: store.Name{Last: "Quinvel"}, CommitteeID: "C99000002", Employer: "Invented Works"}},
		"inaugural refund": {"F13", 21, map[int]string{0: "F133", 2: "R1", 7: "Quinvel", 17: "20240301", 18: "10"},
			store.Transaction{Table: store.TableExpenditures, Schedule: "F133", Kind: store.KindReturn, TranID: "R1", Amount: -1000, Date: "2024-03-01",
				Counterparty: store.Name{Last: "Quinvel"}, InferredNote: "a refund paid, filed as 10.00: it is taken off what was received"}},
		"loan": {"F3", 38, map[int]string{0: "SC/10", 2: "L1", 4: "CAN", 6: "Nobody", 18: "5000", 19: "100", 20: "4900", 21: "20240101", 22: "on demand"},
			store.Transaction{Table: store.TableLoans, Schedule: "SC/10", Kind: store.KindLoan, Direction: store.Received, TranID: "L1", Entity: "CAN", Date: "2024-01-01",
				Counterparty: store.Name{Last: "Nobody"}, Loan: store.Loan{Original: 500000, Repaid: 10000, BalanceEnd: 490000},
				InferredNote: "how a loan stands; the money received is on Schedule A"}},
		"debt": {"F3X", 20, map[int]string{0: "SD10", 2: "D1", 4: "Invented Print Shop", 15: "flyers", 16: "1", 17: "2", 18: "3", 19: "0"},
			store.Transaction{Table: store.TableDebts, Schedule: "SD10", Kind: store.KindDebt, TranID: "D1", Counterparty: store.Name{Last: "Invented Print Shop"},
				Description: "flyers", Amount: 200, Loan: store.Loan{BalanceStart: 100, Repaid: 300}}},
		"owed to": {"F3X", 20, map[int]string{0: "SD9", 2: "D1", 17: "2"},
			store.Transaction{Table: store.TableDebts, Schedule: "SD9", Kind: store.KindDebt, Direction: store.Received, TranID: "D1", Amount: 200}},
		"coordinated": {"F3X", 44, map[int]string{0: "SF", 2: "F1", 13: "1 Other Street", 16: "Invented Print Shop", 22: "2 Invented Street", 27: "20240301", 28: "7"},
			store.Transaction{Table: store.TableExpenditures, Schedule: "SF", Kind: store.KindExpenditure, TranID: "F1"}},
		"shared": {"F3X", 33, map[int]string{0: "H4", 2: "H1", 6: "Invented Print Shop", 18: "20240301", 19: "10", 20: "4", 21: "6"},
			store.Transaction{Table: store.TableExpenditures, Schedule: "H4", Kind: store.KindExpenditure, TranID: "H1", Counterparty: store.Name{Last: "Invented Print Shop"},
				Date: "2024-03-01", Amount: 1000}},
		"from another account": {"F3X", 10, map[int]string{0: "H3", 2: "H1", 4: "State account", 7: "20240301", 8: "9", 9: "8"},
			store.Transaction{Table: store.TableReceipts, Schedule: "H3", Kind: store.KindTransfer, Direction: store.Received, TranID: "H1",
				Counterparty: store.Name{Last: "State account"}, Date: "2024-03-01", Amount: 800}},
		"to members": {"F7", 20, map[int]string{0: "F76", 2: "M1", 3: "DM", 6: "20240301", 7: "10", 8: "P2024", 10: "OPPOSE", 12: "Nobody"},
			store.Transaction{Table: store.TableExpenditures, Schedule: "F76", Kind: store.KindExpenditure, TranID: "M1", Code: "DM", TranType: "P2024", Date: "2024-03-01",
				Amount: 1000, Target: store.Target{Candidate: "Nobody", Support: "O"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := mustRead(t, hdr+cover(tt.form)+cells(tt.n, tt.cells), "1.fec")
			if len(got.Transactions) != 1 {
				t.Fatalf("%d transactions, %+v", len(got.Transactions), got.Quarantines)
			}
			have := got.Transactions[0]
			have.Pos = store.Position{}
			if tt.want.Filing = key; tt.want.Direction == store.DirectionUnknown {
				tt.want.Direction = store.Made
			}
			if name == "coordinated" { // whose columns moved most
				have = store.Transaction{Filing: have.Filing, Table: have.Table, Schedule: have.Schedule, Kind: have.Kind, Direction: have.Direction, TranID: have.TranID}
			}
			if diff := cmp.Diff(tt.want, have); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestOldVersions(t *testing.T) {
	t.Parallel()
	got := mustRead(t, `"HDR","FEC","5.00","Invented","1","^","FEC-77","3",""`+"\r\n"+
		`"F3XA","C99000001","Friends of the "Vel" Fund","","","Nowhere","ZZ","","","","Q1","","","","20030101","20030331"`+"\r\n"+
		`"SA11A1","C99000001","IND","Quinvel^Belma^T^Dr^Jr","1 Invented Way","","Nowhere","ZZ","00000","P2004","","Invented Works","Baker",250.00,20030229,250.00,"15","Receipt",`+
		`"C99000002","","","","","","InventedBlue","","","","","","X","in trust","","A1","B1"`+"\r\n", "99.fec")
	tx := got.Transactions[0]
	want := store.Transaction{
		Filing: store.FilingKey{System: store.SystemFEC, Report: "77", Version: 3}, Table: store.TableReceipts, Schedule: "SA11A1", TranID: "A1", BackRef: "B1",
		Kind: store.KindMonetary, Direction: store.Received, Entity: "IND", Counterparty: store.Name{Last: "Quinvel", First: "Belma T", Title: "Dr", Suffix: "Jr"},
		Address: store.Address{Street: "1 Invented Way", City: "Nowhere", State: "ZZ", Zip: "00000"}, Employer: "Invented Works", Occupation: "Baker",
		CommitteeID: "C99000002", TranType: "P2004", Amount: 25000, Cumulative: 25000, Intermediary: store.Name{Last: "InventedBlue"}, Code: "15",
		Description: "Receipt; in trust", Memo: true, InferredNote: "date as filed could not be read: 20030229", Pos: tx.Pos,
	}
	if diff := cmp.Diff(want, tx); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	f := got.Filings[0]
	if f.FilerName != `Friends of the "Vel" Fund` || f.Statement != "Q1" || f.From != "2003-01-01" || f.Thru != "2003-03-31" || f.ReportID != "99" || f.Form != "F3X" {
		t.Errorf("head %+v", f)
	}
}

func TestGenerated(t *testing.T) {
	t.Parallel()
	f := fecfiletest.Filing{Gifts: 1234}
	got := mustRead(t, string(f.Bytes()), "1234567.fec")
	sum, rows := itemized(got, "F3X")
	reported, ok := cell(got, "F3X")
	if !ok || sum != reported || int64(sum) != f.Itemized() || rows != f.Gifts || got.Total() != (store.Tally{Lines: f.Rows(), Typed: f.Rows()}) {
		t.Errorf("itemized %s in %d rows, cover %s, tally %+v", sum, rows, reported, got.Total())
	}
	again := mustRead(t, string(f.Bytes()), "1234567.fec")
	if diff := cmp.Diff(got, again); diff != "" {
		t.Errorf("the same bytes gave other records:\n%s", diff)
	}
}
