package calefile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"moneytrail/scraper/format/calefile"
	"moneytrail/store"
)

var reportKey = store.FilingKey{System: store.SystemCAL, Report: "0991001|F460|2024-01-01|2024-06-30"}

func TestReadReport(t *testing.T) {
	t.Parallel()
	content := header + cover(nil) +
		line("CVR2", 33, map[int]string{1: "F460", 2: "O1", 3: "ATR", 6: "Madeup", 7: "Olga", 12: "Nowhere", 15: "555-010-9999"}) +
		line("CVR2", 33, map[int]string{1: "F460", 2: "O2", 3: "CAO", 6: "Invented", 7: "Ida", 23: "CCM", 26: "Nowhere", 27: "3", 32: "o"}) +
		line("CVR3", 10, map[int]string{1: "F460", 3: "TRE"}) +
		"SMRY,F460,1,150.00,400.00\r\nSMRY,A,1,150.00\r\n" + receipt(nil) +
		line("TEXT", 4, map[int]string{1: "A", 2: "M1", 3: "from 12 Invented Oak Street, see above"}) +
		line("SPLT", 6, map[int]string{1: "A", 2: "INC1", 4: "150.00", 5: "G"})
	got := mustRead(t, content)

	head := []store.Filing{{
		Key: reportKey, Form: "F460", Filer: store.FilerRef{Scheme: store.SchemeFPPC, ID: filer}, FilerName: "Invented Parks, Committee",
		Statement: "SA", From: "2024-01-01", Thru: "2024-06-30", Filed: "2024-07-31", CommitteeType: "P",
		Pos: store.Position{Line: 2, Offset: 38, Length: len(cover(nil)) - 2},
	}}
	if diff := cmp.Diff(head, got.Filings); diff != "" {
		t.Error(diff)
	}
	ignorePos := cmpopts.IgnoreTypes(store.Position{})
	rows := []store.Transaction{{
		Filing: reportKey, Table: store.TableReceipts, Schedule: "A", TranID: "INC1", Kind: store.KindMonetary, Direction: store.Received,
		Entity: "IND", Counterparty: store.Name{Last: "Madeup", First: "Ann"},
		Address:  store.Address{Street: "3 Nowhere Street Apt 4", City: "Nowhere", State: "CA", Zip: "90001"},
		Employer: "Invented Bakery, Inc", Occupation: "Baker", Date: "2024-02-03", Amount: 15000, Cumulative: 40000,
	}}
	if diff := cmp.Diff(rows, got.Transactions, ignorePos); diff != "" {
		t.Error(diff)
	}
	people := []store.Person{
		{Filing: reportKey, Role: "treasurer", Name: store.Name{Last: "Madeup", First: "Tess"}, City: "Nowhere", State: "CA", Zip: "90000"},
		{Filing: reportKey, Role: "assistant treasurer", Name: store.Name{Last: "Madeup", First: "Olga"}, City: "Nowhere"},
		{
			Filing: reportKey, Role: "candidate", Name: store.Name{Last: "Invented", First: "Ida"},
			Target: store.Target{Candidate: "Invented, Ida", Office: "CCM", Jurisdiction: "Nowhere, district 3", Support: "O"},
		},
	}
	if diff := cmp.Diff(people, got.Persons, ignorePos); diff != "" {
		t.Error(diff)
	}
	summary := []store.SummaryLine{
		{Filing: reportKey, Schedule: "F460", Line: "1", A: 15000, B: 40000}, {Filing: reportKey, Schedule: "A", Line: "1", A: 15000},
	}
	if diff := cmp.Diff(summary, got.Summaries, ignorePos); diff != "" {
		t.Error(diff)
	}
	memos := []store.Memo{{Filing: reportKey, Schedule: "A", Ref: "M1", Text: "from [street], see above"}}
	if diff := cmp.Diff(memos, got.Memos, ignorePos); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]store.Tally{{Lines: 10, Typed: 7, Referenced: 3}}, got.Tallies); diff != "" {
		t.Error(diff)
	}
}

// TestKinds has one record for each way in which money is told apart.
func TestKinds(t *testing.T) {
	t.Parallel()
	expn := func(schedule, code string) string {
		return line("EXPN", 54, map[int]string{1: schedule, 14: "1.00", 18: code})
	}
	loan := func(schedule string) string { return line("LOAN", 52, map[int]string{1: schedule, 16: "1.00"}) }
	late := func(part string) string { return line("S497", 36, map[int]string{1: part, 19: "1.00"}) }
	tests := []struct {
		name, record string
		table        store.Table
		kind         store.Kind
		direction    store.Direction
	}{
		{"gift", receipt(nil), store.TableReceipts, store.KindMonetary, store.Received},
		{"through an intermediary", receipt(map[int]string{16: "I"}), store.TableReceipts, store.KindMonetary, store.Received},
		{"forgiven loan", receipt(map[int]string{16: "F"}), store.TableReceipts, store.KindForgiveness, store.Received},
		{"return", receipt(map[int]string{16: "R", 19: "-5.00"}), store.TableReceipts, store.KindReturn, store.Received},
		{"transfer", receipt(map[int]string{16: "X"}), store.TableReceipts, store.KindTransfer, store.Received},
		{"old transfer schedule", receipt(map[int]string{1: "A-1"}), store.TableReceipts, store.KindTransfer, store.Received},
		{"in kind", receipt(map[int]string{1: "C"}), store.TableReceipts, store.KindInKind, store.Received},
		{"refund", receipt(map[int]string{1: "I"}), store.TableReceipts, store.KindOtherReceipt, store.Received},
		{"slate mailer", receipt(map[int]string{1: "F401A"}), store.TableReceipts, store.KindOtherReceipt, store.Received},
		{"behind a 496", receipt(map[int]string{1: "F496P3"}), store.TableReceipts, store.KindMonetary, store.Received},
		{"payment", expn("E", "LIT"), store.TableExpenditures, store.KindExpenditure, store.Made},
		{"independent on D", expn("D", "IND"), store.TableExpenditures, store.KindIndependent, store.Made},
		{"gift made on D", expn("D", "MON"), store.TableExpenditures, store.KindExpenditure, store.Made},
		{"short form", expn("F450P5", "IKD"), store.TableExpenditures, store.KindExpenditure, store.Made},
		{"major donor", expn("F461P5", "CTB"), store.TableExpenditures, store.KindExpenditure, store.Made},
		{"supplemental independent", expn("F465P3", ""), store.TableExpenditures, store.KindIndependent, store.Made},
		{"debt", line("DEBT", 34, map[int]string{1: "F", 14: "1.00"}), store.TableDebts, store.KindDebt, store.Made},
		{"loan", loan("B1"), store.TableLoans, store.KindLoan, store.Received},
		{"guarantee", loan("B2"), store.TableLoans, store.KindLoan, store.Received},
		{"loan made", loan("H"), store.TableLoans, store.KindLoan, store.Made},
		{"late received", late("F497P1"), store.TableLateContributions, store.KindMonetary, store.Received},
		{"late made", late("F497P2"), store.TableLateContributions, store.KindMonetary, store.Made},
		{"independent", line("S496", 9, map[int]string{1: "F496", 3: "1.00"}), store.TableIndependent, store.KindIndependent, store.Made},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := mustRead(t, header+cover(nil)+tt.record)
			if len(got.Transactions) != 1 {
				t.Fatalf("%d transactions, quarantine %+v", len(got.Transactions), got.Quarantines)
			}
			if tr := got.Transactions[0]; tr.Table != tt.table || tr.Kind != tt.kind || tr.Direction != tt.direction {
				t.Errorf("got %s %s %s, want %s %s %s", tr.Table, tr.Kind, tr.Direction, tt.table, tt.kind, tt.direction)
			}
		})
	}
}

// TestFields checks the places that real files here do not show.
func TestFields(t *testing.T) {
	t.Parallel()
	content := header + cover(nil) +
		line("LOAN", 52, map[int]string{
			1: "B1", 2: "L1", 3: "B1G", 4: "IND", 5: "Madeup", 6: "Lee", 9: "5 Nowhere Street", 11: "Nowhere", 12: "CA", 13: "90002",
			14: "20240105", 15: "20250105", 16: "100.00", 17: "250.00", 18: "7.00", 19: "200.00", 21: "Invented Mill", 22: "Miller",
			23: "y", 24: "0991009", 34: "Invented Bank", 43: "X", 44: "M2", 45: "L0", 46: "A", 48: "30.00", 49: "20.00", 50: "1.50", 51: "500.00",
		}) +
		line("EXPN", 54, map[int]string{
			1: "G", 2: "X1", 3: "OTH", 4: "Invented Printers", 13: "20240301", 14: "9.50", 15: "10.00", 18: "LIT", 19: "flyers",
			20: "Madeup", 21: "Gus", 24: "0991010", 34: "Invented", 35: "Ida", 38: "CCM", 41: "Nowhere", 44: "Parks Bond", 45: "Q",
			47: "S", 49: "M3", 50: "X0", 51: "E",
		}) +
		receipt(map[int]string{
			16: "I", 18: "20240204", 22: "tickets", 23: "0991011", 33: "Invented Gateway", 45: "Invented", 59: "PAY6", 61: "INC0", 62: "C", 65: "0991012",
		})
	got := mustRead(t, content)
	want := []store.Transaction{
		{
			Schedule: "B1", TranID: "L1", Entity: "IND", Counterparty: store.Name{Last: "Madeup", First: "Lee"},
			Address:  store.Address{Street: "5 Nowhere Street", City: "Nowhere", State: "CA", Zip: "90002"},
			Employer: "Invented Mill", Occupation: "Miller", SelfEmployed: true, CommitteeID: "0991009", Date: "2024-01-05",
			Amount: 10000, Cumulative: 700,
			Loan: store.Loan{
				BalanceStart: 20000, BalanceEnd: 25000, Repaid: 3000, Forgiven: 2000, Interest: 150, Original: 50000, Due: "2025-01-05",
			},
			Intermediary: store.Name{Last: "Invented Bank"}, Memo: true, MemoRef: "M2", BackRef: "L0", CrossRef: "A",
		},
		{
			Schedule: "G", TranID: "X1", Entity: "OTH", Counterparty: store.Name{Last: "Invented Printers"}, CommitteeID: "0991010",
			Date: "2024-03-01", Amount: 950, Cumulative: 1000, Code: "LIT", Description: "flyers",
			Intermediary: store.Name{Last: "Madeup", First: "Gus"}, MemoRef: "M3", BackRef: "X0", CrossRef: "E",
			Target: store.Target{
				Candidate: "Invented, Ida", Office: "CCM", Jurisdiction: "Nowhere", Measure: "Parks Bond (Q)", Support: "S",
			},
		},
		{
			Schedule: "A", TranID: "INC1", Entity: "IND", Counterparty: store.Name{Last: "Madeup", First: "Ann"},
			Address:  store.Address{Street: "3 Nowhere Street Apt 4", City: "Nowhere", State: "CA", Zip: "90001"},
			Employer: "Invented Bakery, Inc", Occupation: "Baker", CommitteeID: "0991011", TranType: "I",
			Date: "2024-02-03", DateThru: "2024-02-04", Amount: 15000, Cumulative: 40000, Description: "tickets",
			Intermediary: store.Name{Last: "Invented Gateway"}, IntermediaryCommitteeID: "0991012",
			Target: store.Target{Candidate: "Invented"}, BackRef: "INC0", CrossRef: "C",
			InferredNote: `memo code as filed: "PAY6"; only X marks a memo`,
		},
	}
	ignore := cmpopts.IgnoreFields(store.Transaction{}, "Filing", "Pos", "Kind", "Direction", "Table")
	if diff := cmp.Diff(want, got.Transactions, ignore); diff != "" {
		t.Error(diff)
	}
}

func TestReportKeys(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, cover, report string
		version             int
		filer               store.FilerRef
	}{
		{"original", cover(nil), "0991001|F460|2024-01-01|2024-06-30", 0, store.FilerRef{Scheme: store.SchemeFPPC, ID: "0991001"}},
		{"amendment", cover(map[int]string{8: "002"}), "0991001|F460|2024-01-01|2024-06-30", 2, store.FilerRef{Scheme: store.SchemeFPPC, ID: "0991001"}},
		{"notice", notice("F497", nil), "0991001|F497|#RPT-7", 0, store.FilerRef{Scheme: store.SchemeFPPC, ID: "0991001"}},
		{"notice without an id", notice("F496", map[int]string{11: ""}), "0991001|F496|@2024-07-31", 0, store.FilerRef{Scheme: store.SchemeFPPC, ID: "0991001"}},
		{
			"no id yet", cover(map[int]string{2: "Pending", 4: "invented  parks"}),
			"pending:INVENTED PARKS|F460|2024-01-01|2024-06-30", 0, store.FilerRef{Scheme: store.SchemePending, ID: "INVENTED PARKS"},
		},
		{
			"organization amended", line("CVR", 59, map[int]string{1: "F410", 2: filer, 4: "Invented Parks", 8: "000", 9: "20240731", 10: "X"}),
			"0991001|F410||", 1, store.FilerRef{Scheme: store.SchemeFPPC, ID: "0991001"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := mustRead(t, header+tt.cover).Filings[0]
			if f.Key.Report != tt.report || f.Key.Version != tt.version || f.Filer != tt.filer {
				t.Errorf("key %+v of %v, want %s version %d of %v", f.Key, f.Filer, tt.report, tt.version, tt.filer)
			}
		})
	}
}

func TestOrganization(t *testing.T) {
	t.Parallel()
	got := mustRead(t, header+
		line("CVR", 59, map[int]string{
			1: "F410", 2: filer, 4: "Invented Parks", 8: "000", 9: "20240731", 14: "9 Nowhere Street", 29: "Madeup", 30: "Tess", 35: "Nowhere",
		})+
		line("CVR2", 32, map[int]string{1: "F410", 3: "SPO", 4: "Invented Gardeners", 9: "8 Nowhere Street", 11: "Nowhere", 17: "0991013"}))
	want := []store.Person{
		{Role: "treasurer", Name: store.Name{Last: "Madeup", First: "Tess"}, City: "Nowhere"},
		{Role: "sponsor", Name: store.Name{Last: "Invented Gardeners"}, City: "Nowhere", ID: "0991013"},
	}
	if diff := cmp.Diff(want, got.Persons, cmpopts.IgnoreFields(store.Person{}, "Filing", "Pos")); diff != "" {
		t.Error(diff)
	}
}

func TestNoticeTarget(t *testing.T) {
	t.Parallel()
	got := mustRead(t, header+
		notice("F496", map[int]string{48: "Invented", 49: "Ida", 63: "CCM", 66: "Nowhere", 67: "2", 69: "O"})+
		line("S496", 9, map[int]string{1: "F496", 2: "P1", 3: "10.00", 4: "20240701", 6: "mailer", 8: "M1"}))
	want := store.Target{Candidate: "Invented, Ida", Office: "CCM", Jurisdiction: "Nowhere, district 2", Support: "O"}
	if got.Filings[0].Target != want || got.Transactions[0].Target != want {
		t.Errorf("filing %+v, row %+v", got.Filings[0].Target, got.Transactions[0].Target)
	}
}

func TestZippedReport(t *testing.T) {
	t.Parallel()
	content := header + cover(nil) + receipt(nil)
	for name, file := range map[string]string{
		"NetFile": zipped(t, "readme.txt", "hello", "Efile.txt", content), "single": zipped(t, "x.pdf", "%PDF", "Efile.txt", content),
	} {
		got := mustRead(t, file)
		if len(got.Transactions) != 1 || got.Transactions[0].Pos.Part != "Efile.txt" || got.Tallies[0].Part != "Efile.txt" {
			t.Errorf("%s: %+v", name, got.Transactions)
		}
		if !calefile.Sniff([]byte(file), "") {
			t.Errorf("%s is not recognized", name)
		}
	}
}
