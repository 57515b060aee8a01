package caltsv_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store"
)

const dir = "CalAccess/DATA/"

// Everything in these rows is invented.
var (
	receiptRow = map[string]string{
		"FILING_ID": "50000001", "AMEND_ID": "1", "LINE_ITEM": "3", "REC_TYPE": "RCPT", "FORM_TYPE": "A", "TRAN_ID": " INC7 ",
		"ENTITY_CD": "IND", "CTRIB_NAML": `O"Vented`, "CTRIB_NAMF": "Belma", "CTRIB_CITY": "Velville", "CTRIB_ST": "CA", "CTRIB_ZIP4": "90001",
		"CTRIB_EMP": "Self", "CTRIB_OCC": "Baker", "CTRIB_SELF": "X", "TRAN_TYPE": "I", "RCPT_DATE": "2/9/2024 12:00:00 AM",
		"AMOUNT": "18.5", "CUM_YTD": "118.50", "INTR_NAML": "Inventedblue", "MEMO_REFNO": "M1", "MEMO_CODE": " ", "INTR_CMTEID": "9000009",
	}
	coverRow = map[string]string{
		"FILING_ID": "50000001", "AMEND_ID": "1", "REC_TYPE": "CVR", "FORM_TYPE": "F460", "FILER_ID": "001040", "ENTITY_CD": "CTL",
		"FILER_NAML": "Friends of Nobody", "RPT_DATE": "7/31/2024 12:00:00 AM", "STMT_TYPE": "SA", "FROM_DATE": "1/1/2024 12:00:00 AM",
		"THRU_DATE": "6/30/2024 12:00:00 AM", "TRES_NAML": "Moneyworth", "TRES_NAMF": "Ima", "TRES_CITY": "Velville", "CMTTE_TYPE": "C",
		"CAND_NAML": "Nobody", "CAND_NAMF": "Ned", "OFFICE_CD": "DAT", "JURIS_DSCR": "Invented County", "SUP_OPP_CD": "s",
		"FILER_PHON": "555-010-9999", "FILE_EMAIL": "ned@example.org",
	}
)

func with(row map[string]string, cells ...string) map[string]string {
	out := map[string]string{}
	for k, v := range row {
		out[k] = v
	}
	for i := 0; i+1 < len(cells); i += 2 {
		out[cells[i]] = cells[i+1]
	}
	return out
}

func TestReceipt(t *testing.T) {
	t.Parallel()
	got, err := read(t, []byte(table("RCPT_CD", receiptRow)), "RCPT_CD.TSV")
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Transactions) != 1 {
		t.Fatalf("%d transactions", len(got.Transactions))
	}
	have := got.Transactions[0]
	have.Pos = store.Position{}
	want := store.Transaction{
		Filing: store.FilingKey{System: store.SystemCalAccess, Report: "50000001", Version: 1},
		Table:  store.TableReceipts, Schedule: "A", Line: 3, TranID: "INC7", Kind: store.KindMonetary, Direction: store.Received,
		Entity: "IND", Counterparty: store.Name{Last: `O"Vented`, First: "Belma"},
		Address:  store.Address{City: "Velville", State: "CA", Zip: "90001"},
		Employer: "Self", Occupation: "Baker", SelfEmployed: true, TranType: "I", Date: "2024-02-09",
		Amount: 1850, Cumulative: 11850, Intermediary: store.Name{Last: "Inventedblue"}, IntermediaryCommitteeID: "9000009", MemoRef: "M1",
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestReceiptKinds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		form, tranType string
		want           store.Kind
	}{
		{"A", "", store.KindMonetary}, {"A", "T", store.KindMonetary}, {"A", "F", store.KindForgiveness},
		{"A", "R", store.KindReturn}, {"A", "X", store.KindTransfer}, {"A-1", "", store.KindTransfer},
		{"C", "", store.KindInKind}, {"I", "", store.KindOtherReceipt}, {"F496P3", "", store.KindMonetary}, {"F401A", "", store.KindOtherReceipt},
	} {
		got, err := read(t, []byte(table("RCPT_CD", with(receiptRow, "FORM_TYPE", tt.form, "TRAN_TYPE", tt.tranType, "AMOUNT", "-5"))), "")
		if err != nil {
			t.Fatal(err)
		}
		if tx := got.Transactions[0]; tx.Kind != tt.want || tx.Direction != store.Received || tx.Amount != -500 {
			t.Errorf("%s/%s: %s %s %s", tt.form, tt.tranType, tx.Kind, tx.Direction, tx.Amount)
		}
	}
}

func TestOtherTables(t *testing.T) {
	t.Parallel()
	key := store.FilingKey{System: store.SystemCalAccess, Report: "7"}
	base := map[string]string{"FILING_ID": "7", "AMEND_ID": "0", "LINE_ITEM": "1", "TRAN_ID": "T1"}
	for name, tt := range map[string]struct {
		table string
		cells []string
		want  store.Transaction
	}{
		"late received": {"S497_CD", []string{"FORM_TYPE", "F497P1", "AMOUNT", "1000", "CTRIB_DATE", "5/1/2024 12:00:00 AM", "ENTY_NAML", "Quinvel"},
			store.Transaction{Table: store.TableLateContributions, Schedule: "F497P1", Kind: store.KindMonetary, Direction: store.Received,
				Amount: 100000, Date: "2024-05-01", Counterparty: store.Name{Last: "Quinvel"}}},
		"late made": {"S497_CD", []string{"FORM_TYPE", "F497P2", "AMOUNT", "1000"},
			store.Transaction{Table: store.TableLateContributions, Schedule: "F497P2", Kind: store.KindMonetary, Direction: store.Made, Amount: 100000}},
		"independent": {"S496_CD", []string{"FORM_TYPE", "F496", "AMOUNT", "2.5", "EXPN_DSCR", "Radio"},
			store.Transaction{Table: store.TableIndependent, Schedule: "S496", Kind: store.KindIndependent, Direction: store.Made, Amount: 250, Description: "Radio"}},
		"loan": {"LOAN_CD", []string{"FORM_TYPE", "B1", "LOAN_AMT1", "10", "LOAN_AMT2", "25", "LOAN_AMT3", "1", "LOAN_AMT4", "20", "LOAN_AMT5", "4", "LOAN_AMT6", "1", "LOAN_AMT7", "2", "LOAN_AMT8", "50"},
			store.Transaction{Table: store.TableLoans, Schedule: "B1", Kind: store.KindLoan, Direction: store.Received, Amount: 1000, Cumulative: 100,
				Loan: store.Loan{BalanceEnd: 2500, BalanceStart: 2000, Repaid: 400, Forgiven: 100, Interest: 200, Original: 5000}}},
		"loan made": {"LOAN_CD", []string{"FORM_TYPE", "H", "LOAN_AMT1", "10"},
			store.Transaction{Table: store.TableLoans, Schedule: "H", Kind: store.KindLoan, Direction: store.Made, Amount: 1000}},
		"expenditure": {"EXPN_CD", []string{"FORM_TYPE", "E", "AMOUNT", "10", "EXPN_CODE", "LIT", "PAYEE_NAML", "Dunbel Print", "BAL_NAME", "Bridges", "BAL_NUM", "X", "SUP_OPP_CD", "O"},
			store.Transaction{Table: store.TableExpenditures, Schedule: "E", Kind: store.KindExpenditure, Direction: store.Made, Amount: 1000, Code: "LIT",
				Counterparty: store.Name{Last: "Dunbel Print"}, Target: store.Target{Measure: "Bridges (X)", Support: "O"}}},
		"independent by code": {"EXPN_CD", []string{"FORM_TYPE", "D", "AMOUNT", "10", "EXPN_CODE", "IND"},
			store.Transaction{Table: store.TableExpenditures, Schedule: "D", Kind: store.KindIndependent, Direction: store.Made, Amount: 1000, Code: "IND"}},
		"independent by form": {"EXPN_CD", []string{"FORM_TYPE", "F465P3", "AMOUNT", "10"},
			store.Transaction{Table: store.TableExpenditures, Schedule: "F465P3", Kind: store.KindIndependent, Direction: store.Made, Amount: 1000}},
		"debt": {"DEBT_CD", []string{"FORM_TYPE", "F", "BEG_BAL", "1", "AMT_INCUR", "2", "AMT_PAID", "3", "END_BAL", "0"},
			store.Transaction{Table: store.TableDebts, Schedule: "F", Kind: store.KindDebt, Direction: store.Made, Amount: 200, Loan: store.Loan{BalanceStart: 100, Repaid: 300}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := read(t, []byte(table(tt.table, with(base, tt.cells...))), tt.table+".TSV")
			if err != nil || len(got.Transactions) != 1 {
				t.Fatalf("%d transactions, %v, %v", len(got.Transactions), err, got.Quarantines)
			}
			have := got.Transactions[0]
			have.Pos = store.Position{}
			tt.want.Filing, tt.want.Line, tt.want.TranID = key, 1, "T1"
			if diff := cmp.Diff(tt.want, have); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestCover(t *testing.T) {
	t.Parallel()
	got, err := read(t, []byte(table("CVR_CAMPAIGN_DISCLOSURE_CD", coverRow,
		with(coverRow, "FORM_TYPE", "F496", "LATE_RPTNO", "R-1", "FROM_DATE", "", "TRES_NAML", "", "TRES_NAMF", ""))), "")
	if err != nil {
		t.Fatal(err)
	}
	for i := range got.Filings {
		got.Filings[i].Pos = store.Position{}
	}
	key := store.FilingKey{System: store.SystemCalAccess, Report: "50000001", Version: 1}
	nobody := store.Target{Candidate: "Nobody, Ned", Office: "DAT", Jurisdiction: "Invented County", Support: "S"}
	periodic := store.Filing{
		Key: key, Form: "F460", Filer: store.FilerRef{Scheme: store.SchemeFPPC, ID: "001040"}, FilerName: "Friends of Nobody",
		Statement: "SA", From: "2024-01-01", Thru: "2024-06-30", Filed: "2024-07-31", CommitteeType: "C",
		URL: "https://cal-access.sos.ca.gov/PDFGen/pdfgen.prg?filingid=50000001&amendid=1",
	}
	rapid := periodic
	rapid.Form, rapid.From, rapid.ReportID, rapid.Target = "F496", "", "R-1", nobody
	if diff := cmp.Diff([]store.Filing{periodic, rapid}, got.Filings); diff != "" {
		t.Errorf("filings (-want +got):\n%s", diff)
	}
	roles := []string{}
	for _, p := range got.Persons {
		roles = append(roles, p.Role+" "+p.Name.Full())
	}
	if diff := cmp.Diff([]string{"treasurer Ima Moneyworth", "candidate Ned Nobody"}, roles); diff != "" {
		t.Errorf("persons (-want +got):\n%s", diff)
	}
}

func TestFilers(t *testing.T) {
	t.Parallel()
	data := pack(t, map[string]string{
		dir + "RCPT_CD.TSV":       table("RCPT_CD", receiptRow),
		dir + "FILER_XREF_CD.TSV": table("FILER_XREF_CD", map[string]string{"FILER_ID": "8000001", "XREF_ID": "001040"}),
		dir + "FILERNAME_CD.TSV": table("FILERNAME_CD", map[string]string{
			"XREF_FILER_ID": "001040", "FILER_ID": "8000001", "FILER_TYPE": "RECIPIENT COMMITTEE", "STATUS": "ACTIVE",
			"EFFECT_DT": "01/05/2000", "NAML": "Friends of Nobody", "ADR1": "1 Nowhere Street"}),
		dir + "FILER_FILINGS_CD.TSV": table("FILER_FILINGS_CD",
			map[string]string{"FILER_ID": "8000001", "FILING_ID": "50000001", "FORM_ID": "F460", "FILING_SEQUENCE": "1", "STMNT_TYPE": "10002", "FILING_DATE": "7/31/2024 1:02:03 PM"},
			map[string]string{"FILER_ID": "8000001", "FILING_ID": "50000002", "FORM_ID": "F635", "FILING_SEQUENCE": "0"}),
		dir + "LEXP_CD.TSV":      "FILING_ID\tAMEND_ID\r\n1\t0\r\n\r\n2\t0\r\n\r\n",
		dir + "CVR_F470_CD.TSV":  "",
		dir + "SMRY_CD.TSV":      table("SMRY_CD", map[string]string{"FILING_ID": "50000001", "AMEND_ID": "1", "LINE_ITEM": "1", "FORM_TYPE": "A", "AMOUNT_A": "18.50", "AMOUNT_B": "118.5"}, map[string]string{"FILING_ID": "50000002", "AMEND_ID": "0", "LINE_ITEM": "1", "FORM_TYPE": "F635", "AMOUNT_A": "1"}),
		dir + "TEXT_MEMO_CD.TSV": table("TEXT_MEMO_CD", map[string]string{"FILING_ID": "50000001", "AMEND_ID": "1", "FORM_TYPE": "A", "REF_NO": "M1", "TEXT4000": "call 555-010-9999, really from Caf\xe9 Vel"}),
		"CalAccess/README.pdf":   "%PDF-1.4",
	})
	got, err := read(t, data, "dbwebexport.zip")
	if err != nil {
		t.Fatal(err)
	}
	internal := store.FilerRef{Scheme: store.SchemeCalAccess, ID: "8000001"}
	key := store.FilingKey{System: store.SystemCalAccess, Report: "50000001", Version: 1}
	for what, diff := range map[string]string{
		"aliases": cmp.Diff([]store.FilerAlias{{Filer: internal, Alias: store.FilerRef{Scheme: store.SchemeFPPC, ID: "001040"}}}, got.FilerAliases),
		"names":   cmp.Diff([]store.FilerName{{Filer: internal, Name: "Friends of Nobody", Effective: "2000-01-05", Type: "RECIPIENT COMMITTEE", Status: "ACTIVE"}}, got.FilerNames),
		"log":     cmp.Diff([]store.FilingFiler{{Key: key, Filer: internal, Form: "F460", Statement: "10002", Filed: "2024-07-31"}}, got.FilingFilers),
		"summary": cmp.Diff([]store.SummaryLine{{Filing: key, Schedule: "A", Line: "1", A: 1850, B: 11850, Pos: got.Summaries[0].Pos}}, got.Summaries),
		"memo":    cmp.Diff([]store.Memo{{Filing: key, Schedule: "A", Ref: "M1", Text: "call [phone], really from Café Vel", Pos: got.Memos[0].Pos}}, got.Memos),
		"tallies": cmp.Diff([]store.Tally{
			{Part: dir + "FILER_XREF_CD.TSV", Lines: 1, Typed: 1}, {Part: dir + "FILERNAME_CD.TSV", Lines: 1, Typed: 1},
			{Part: dir + "RCPT_CD.TSV", Lines: 1, Typed: 1}, {Part: dir + "SMRY_CD.TSV", Lines: 2, Typed: 1, Referenced: 1},
			{Part: dir + "TEXT_MEMO_CD.TSV", Lines: 1, Typed: 1}, {Part: dir + "FILER_FILINGS_CD.TSV", Lines: 2, Typed: 1, Referenced: 1},
			{Part: dir + "CVR_F470_CD.TSV"}, {Part: dir + "LEXP_CD.TSV", Lines: 3, Referenced: 3}, {Part: "CalAccess/README.pdf"},
		}, got.Tallies),
	} {
		if diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
}

func TestPersons(t *testing.T) {
	t.Parallel()
	base := map[string]string{"FILING_ID": "7", "AMEND_ID": "0", "FORM_TYPE": "F460"}
	got, err := read(t, []byte(table("CVR2_CAMPAIGN_DISCLOSURE_CD",
		with(base, "ENTITY_CD", "ATR", "ENTY_NAML", "Assistova"),
		with(base, "ENTITY_CD", "COM", "CMTE_ID", "9000001"),
		with(base, "ENTITY_CD", "CAO", "F460_PART", "5A", "ENTY_NAML", "Nobody"),
		with(base, "ENTITY_CD", "BNM", "BAL_NAME", "Bridges", "SUP_OPP_CD", "S"),
		with(base, "ENTITY_CD", "POF", "TITLE", "Registrar of Nowhere"))), "")
	if err != nil {
		t.Fatal(err)
	}
	roles := []string{}
	for _, p := range got.Persons {
		roles = append(roles, p.Role)
	}
	if diff := cmp.Diff([]string{"assistant treasurer", "related committee", "controlling candidate", "measure"}, roles); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got.Tallies[0] != (store.Tally{Lines: 5, Typed: 4, Referenced: 1}) {
		t.Errorf("tally %+v", got.Tallies[0])
	}
}
