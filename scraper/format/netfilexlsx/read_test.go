package netfilexlsx_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"moneytrail/scraper/format/netfilexlsx"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

const fileName = "efile_newest_XYZ_2017.xlsx"

func TestReadReceipt(t *testing.T) {
	t.Parallel()
	w := workbook{rows: map[string][]cells{
		"A-Contributions": {period("0991001", "Invented Parks Committee", "001").with(cells{
			"Rec_Type": "RCPT", "Form_Type": "A", "Tran_ID": " INC7 ", "Entity_Cd": "COM", "Tran_NamL": "Made-Up Bakers PAC",
			"Tran_Adr1": "1 Nowhere Street", "Tran_Adr2": "Suite 2", "Tran_City": "Nowhere", "Tran_State": "CA", "Tran_Zip4": "90000",
			"Tran_Self": "n", "Tran_Type": "I", "Tran_Date": 42740, "Tran_Amt1": "1250.50", "Tran_Amt2": 2000.25, "Cmte_ID": "0991002",
			"Intr_NamL": "Invented Gateway", "Int_CmteId": "0991003", "Memo_Code": "x", "Memo_RefNo": "M1",
			"BakRef_TID": "INC1", "XRef_SchNm": "C", "Bal_Name": "Parks Bond", "Bal_Num": "Q", "Sup_Opp_Cd": "s",
			"Juris_Cd": "CIT", "Juris_Dscr": "Nowhere", "Dist_No": "4",
		})},
	}}
	got := mustRead(t, w.bytes(t), fileName)
	key := store.FilingKey{System: store.SystemCAL, Report: "0991001|F460|2017-01-01|2017-06-30", Version: 1}
	want := []store.Transaction{{
		Filing: key, Table: store.TableReceipts, Schedule: "A", TranID: "INC7", Kind: store.KindMonetary, Direction: store.Received,
		Entity: "COM", Counterparty: store.Name{Last: "Made-Up Bakers PAC"},
		Address:     store.Address{Street: "1 Nowhere Street Suite 2", City: "Nowhere", State: "CA", Zip: "90000"},
		CommitteeID: "0991002", TranType: "I", Date: "2017-01-05", Amount: 125050, Cumulative: 200025,
		Intermediary: store.Name{Last: "Invented Gateway"}, IntermediaryCommitteeID: "0991003",
		Target: store.Target{Measure: "Parks Bond (Q)", Jurisdiction: "Nowhere, district 4", Support: "S"},
		Memo:   true, MemoRef: "M1", BackRef: "INC1", CrossRef: "C", Pos: store.Position{Part: "A-Contributions", Line: 2},
	}}
	if diff := cmp.Diff(want, got.Transactions); diff != "" {
		t.Error(diff)
	}
	head := []store.Filing{{
		Key: key, Form: "F460", Filer: store.FilerRef{Scheme: store.SchemeFPPC, ID: "0991001"}, FilerName: "Invented Parks Committee",
		Agency: "XYZ", From: "2017-01-01", Thru: "2017-06-30", Filed: "2017-07-31", CommitteeType: "RCP",
		Pos: store.Position{Part: "A-Contributions", Line: 2},
	}}
	if diff := cmp.Diff(head, got.Filings); diff != "" {
		t.Error(diff)
	}
	if sum := got.Total(); len(got.Tallies) != 16 || sum.Lines != 1 || sum.Typed != 1 {
		t.Errorf("tallies: %+v", got.Tallies)
	}
}

// TestKinds has one row for each way in which money is told apart.
func TestKinds(t *testing.T) {
	t.Parallel()
	cover := period("0991001", "Invented Parks Committee", "000")
	tests := []struct {
		name, sheet string
		row         cells
		table       store.Table
		kind        store.Kind
		direction   store.Direction
	}{
		{"gift", "A-Contributions", cells{"Form_Type": "A", "Tran_Amt1": -5}, store.TableReceipts, store.KindMonetary, store.Received},
		{"forgiven loan", "A-Contributions", cells{"Form_Type": "A", "Tran_Type": "F"}, store.TableReceipts, store.KindForgiveness, store.Received},
		{"return", "A-Contributions", cells{"Form_Type": "A", "Tran_Type": "R"}, store.TableReceipts, store.KindReturn, store.Received},
		{"transfer", "A-Contributions", cells{"Form_Type": "A", "Tran_Type": "X"}, store.TableReceipts, store.KindTransfer, store.Received},
		{"old transfer schedule", "A-Contributions", cells{"Form_Type": "A-1"}, store.TableReceipts, store.KindTransfer, store.Received},
		{"in kind", "C-Contributions", cells{"Form_Type": "C"}, store.TableReceipts, store.KindInKind, store.Received},
		{"refund", "I-Contributions", cells{"Form_Type": "I"}, store.TableReceipts, store.KindOtherReceipt, store.Received},
		{"behind a 496", "F496P3-Contributions", cells{"Form_Type": "F496P3"}, store.TableReceipts, store.KindMonetary, store.Received},
		{"payment", "E-Expenditure", cells{"Form_Type": "E", "Expn_Code": "LIT"}, store.TableExpenditures, store.KindExpenditure, store.Made},
		{"independent on E", "E-Expenditure", cells{"Form_Type": "E", "Expn_Code": "IND"}, store.TableExpenditures, store.KindIndependent, store.Made},
		{"gift made on D", "D-Expenditure", cells{"Form_Type": "D", "Expn_Code": "MON"}, store.TableExpenditures, store.KindExpenditure, store.Made},
		{"agent", "G-Expenditure", cells{"Form_Type": "G"}, store.TableExpenditures, store.KindExpenditure, store.Made},
		{"major donor", "F461P5-Expenditure", cells{"Form_Type": "F461P5"}, store.TableExpenditures, store.KindExpenditure, store.Made},
		{"supplemental independent", "F465P3-Expenditure", cells{"Form_Type": "F465P3"}, store.TableExpenditures, store.KindIndependent, store.Made},
		{"debt", "F-Expenses", cells{"Form_Type": "F"}, store.TableDebts, store.KindDebt, store.Made},
		{"loan", "B1-Loans", cells{"Form_Type": "B1"}, store.TableLoans, store.KindLoan, store.Received},
		{"guarantee", "B2-Loans", cells{"Form_Type": "B2"}, store.TableLoans, store.KindLoan, store.Received},
		{"loan made", "H-Loans", cells{"Form_Type": "H"}, store.TableLoans, store.KindLoan, store.Made},
		{"late received", "497", cells{"Form_Type": "F497P1"}, store.TableLateContributions, store.KindMonetary, store.Received},
		{"late made", "497", cells{"Form_Type": "F497P2"}, store.TableLateContributions, store.KindMonetary, store.Made},
		{"independent", "496", cells{"Form_Type": "F496"}, store.TableIndependent, store.KindIndependent, store.Made},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := workbook{rows: map[string][]cells{tt.sheet: {cover.with(tt.row)}}}
			got := mustRead(t, w.bytes(t), fileName)
			if len(got.Transactions) != 1 {
				t.Fatalf("got %d transactions, quarantine %+v", len(got.Transactions), got.Quarantines)
			}
			if tr := got.Transactions[0]; tr.Table != tt.table || tr.Kind != tt.kind || tr.Direction != tt.direction {
				t.Errorf("got %s %s %s, want %s %s %s", tr.Table, tr.Kind, tr.Direction, tt.table, tt.kind, tt.direction)
			}
		})
	}
}

func TestReadLoanAndDebt(t *testing.T) {
	t.Parallel()
	cover := period("0991001", "Invented Parks Committee", "000")
	w := workbook{rows: map[string][]cells{
		"B1-Loans": {cover.with(cells{
			"Form_Type": "B1", "Tran_ID": "L1", "Lndr_NamL": "Madeup", "Lndr_NamF": "Ann", "Loan_Date1": "1/5/2017", "Loan_Date2": 43100,
			"Loan_Amt1": 100, "Loan_Amt2": 250, "Loan_Amt3": 7, "Loan_Amt4": 200, "Loan_Amt5": 30, "Loan_Amt6": 20, "Loan_Amt7": 1.5,
			"Loan_Amt8": 500, "B2Lender_Name-Inter_name": "Invented Bank", "Memo_Code": "PAY6",
		})},
		"F-Expenses": {cover.with(cells{"Form_Type": "F", "Tran_ID": "D1", "Beg_Bal": 10, "Amt_Incur": 5, "Amt_Paid": 3, "End_Bal": 12})},
	}}
	got := mustRead(t, w.bytes(t), fileName)
	ignore := cmpopts.IgnoreFields(store.Transaction{}, "Filing", "Pos", "Kind", "Direction")
	want := []store.Transaction{
		{
			Table: store.TableDebts, Schedule: "F", TranID: "D1", Amount: 500,
			Loan: store.Loan{BalanceStart: 1000, BalanceEnd: 1200, Repaid: 300},
		},
		{
			Table: store.TableLoans, Schedule: "B1", TranID: "L1", Counterparty: store.Name{Last: "Madeup", First: "Ann"},
			Date: "2017-01-05", Amount: 10000, Cumulative: 700,
			Loan: store.Loan{
				BalanceStart: 20000, BalanceEnd: 25000, Repaid: 3000, Forgiven: 2000, Interest: 150, Original: 50000, Due: "2017-12-31",
			},
			Intermediary: store.Name{Last: "Invented Bank"}, InferredNote: `memo code as filed: "PAY6"; only X marks a memo`,
		},
	}
	if diff := cmp.Diff(want, got.Transactions, ignore); diff != "" {
		t.Error(diff)
	}
}

func TestReportForms(t *testing.T) {
	t.Parallel()
	cover := period("0991001", "Invented Parks Committee", "000")
	short := cover.with(cells{"From_Date": 42917, "Thru_Date": 43100})
	w := workbook{rows: map[string][]cells{
		"A-Contributions": {cover.with(cells{"Form_Type": "A"}), short.with(cells{"Form_Type": "A"})},
		"Summary": {
			short.with(cells{"Form_Type": "F450", "Line_Item": "1", "Amount_A": "12.00", "Amount_B": "24.00"}),
			short.with(cells{"Form_Type": "A", "Line_Item": "1", "Amount_A": "10.00"}),
		},
	}}
	got := mustRead(t, w.bytes(t), fileName)
	var forms []string
	for _, f := range got.Filings {
		forms = append(forms, f.Form)
	}
	if diff := cmp.Diff([]string{"F460", "F450"}, forms); diff != "" {
		t.Error(diff)
	}
	key := got.Transactions[1].Filing
	want := []store.SummaryLine{
		{Filing: key, Schedule: "F450", Line: "1", A: 1200, B: 2400, Pos: store.Position{Part: "Summary", Line: 2}},
		{Filing: key, Schedule: "A", Line: "1", A: 1000, Pos: store.Position{Part: "Summary", Line: 3}},
	}
	if diff := cmp.Diff(want, got.Summaries); diff != "" {
		t.Error(diff)
	}
}

// TestNoticesOfOneDay: part 3 rows have no report id, and two notices of one
// day repeat the same rows.
func TestNoticesOfOneDay(t *testing.T) {
	t.Parallel()
	cover := notice("0991001", "Invented Parks Committee", "000")
	part3 := func(id string) cells { return cover.with(cells{"Form_Type": "F496P3", "Tran_ID": id, "Tran_Amt1": 10}) }
	w := workbook{rows: map[string][]cells{
		"F496P3-Contributions": {part3("INC1"), part3("INC2"), part3("INC1"), part3("INC2"), part3("INC1")},
		"496": {
			cover.with(cells{"Form_Type": "F496", "Tran_ID": "E1", "Amount": 1, "Rpt_ID_Num": "N-2", "Cand_NamL": "Invented", "Cand_NamF": "Ida", "Sup_Opp_Cd": "O"}),
			cover.with(cells{"Form_Type": "F496", "Tran_ID": "E2", "Amount": 1, "Rpt_ID_Num": "N-1"}),
		},
	}}
	got := mustRead(t, w.bytes(t), fileName)
	var reports []string
	for _, tr := range got.Transactions {
		reports = append(reports, strings.TrimPrefix(tr.Filing.Report, "0991001|F496|#"))
	}
	if diff := cmp.Diff([]string{"N-2", "N-2", "N-1", "N-1", "N-1", "N-2", "N-1"}, reports); diff != "" {
		t.Error(diff)
	}
	if note := got.Transactions[0].InferredNote; !strings.Contains(note, "several 496") {
		t.Errorf("note %q does not say what was inferred", note)
	}
	last := got.Filings[len(got.Filings)-1]
	if want := (store.Target{Candidate: "Invented, Ida", Support: "O"}); last.Target != want {
		t.Errorf("target of the notice: %+v", last.Target)
	}
}

func TestPendingFiler(t *testing.T) {
	t.Parallel()
	row := cells{"Form_Type": "A", "Tran_Amt1": 5}
	w := workbook{rows: map[string][]cells{"A-Contributions": {
		period("Pending", "Invented  Parks committee", "000").with(row), period("", "invented parks Committee", "000").with(row),
	}}}
	got := mustRead(t, w.bytes(t), "efile_XYZ_2017.xlsx")
	want := store.FilerRef{Scheme: store.SchemePending, ID: "INVENTED PARKS COMMITTEE"}
	if len(got.Filings) != 1 || got.Filings[0].Filer != want {
		t.Errorf("filings: %+v", got.Filings)
	}
}

func TestDamagedRows(t *testing.T) {
	t.Parallel()
	good := period("0991001", "Invented Parks Committee", "000").with(cells{
		"Form_Type": "A", "Tran_ID": "T1", "Tran_Amt1": 5, "Tran_Adr1": "Secret Hollow", "Tran_Emp": "call 555-010-9999",
	})
	tests := []struct {
		name       string
		change     cells
		quarantine string // part of the reason; empty when the row is kept
		note       string
	}{
		{"amount", cells{"Tran_Amt1": "5 dollars"}, "Tran_Amt1 cannot be read", ""},
		{"no amount", cells{"Tran_Amt1": ""}, "", "amount was left blank"},
		{"to date", cells{"Tran_Amt2": "?"}, "", "amount to date"},
		{"day", cells{"Tran_Date": "13/40/2017"}, "", "date as filed could not be read: 13/40/2017"},
		{"period", cells{"From_Date": "soon"}, "From_Date cannot be read", ""},
		{"report number", cells{"Report_Num": "first"}, "report number", ""},
		{"schedule", cells{"Form_Type": "Z"}, "does not belong", ""},
		{"too wide", cells{"": "surplus"}, "right of the last column", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := workbook{rows: map[string][]cells{"A-Contributions": {good, good.with(tt.change), good}}}
			got := mustRead(t, w.bytes(t), fileName)
			if tt.quarantine == "" {
				if len(got.Transactions) != 3 || !strings.Contains(got.Transactions[1].InferredNote, tt.note) {
					t.Fatalf("rows %+v", got.Transactions)
				}
				return
			}
			if len(got.Transactions) != 2 || len(got.Quarantines) != 1 {
				t.Fatalf("%d rows, quarantine %+v", len(got.Transactions), got.Quarantines)
			}
			q := got.Quarantines[0]
			if q.Pos.Line != 3 || !strings.Contains(q.Reason, tt.quarantine) || !strings.Contains(q.Text, "Tran_ID=T1") {
				t.Errorf("quarantined %+v", q)
			}
			if strings.Contains(q.Text, "Secret") || strings.Contains(q.Text, "9999") {
				t.Errorf("private text in quarantine: %s", q.Text)
			}
		})
	}
}

func TestSinkErrorStops(t *testing.T) {
	t.Parallel()
	w := workbook{rows: map[string][]cells{"A-Contributions": {period("0991001", "Invented", "000").with(cells{"Form_Type": "A"})}}}
	content := w.bytes(t)
	full := errors.New("disk full")
	err := netfilexlsx.Read(context.Background(), strings.NewReader(string(content)), int64(len(content)), fileName, failing{err: full})
	if !errors.Is(err, full) {
		t.Errorf("got %v, want the sink's own error", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err = netfilexlsx.Read(ctx, strings.NewReader(string(content)), int64(len(content)), fileName, &storetest.Records{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// failing is a sink whose disk is full.
type failing struct {
	store.Sink
	err error
}

func (f failing) Filing(*store.Filing) error { return f.err }
