package handcsv_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/scraper/format/handcsv"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// Everything in these rows is invented.
const (
	required = "committee_id,committee_name,form,schedule,contributor_last,date,amount,source_note"
	goodRow  = "9000001,Friends of Nobody,F460,A,Ovented,2024-02-09,250,page 3"
)

func read(t testing.TB, data string) (*storetest.Records, error) {
	t.Helper()
	var got storetest.Records
	err := handcsv.Read(context.Background(), strings.NewReader(data), int64(len(data)), "typed.csv", &got)
	return &got, err
}

func TestRead(t *testing.T) {
	t.Parallel()
	data := "\xEF\xBB\xBF" + required + ",from,thru,version,contributor_first,memo,support,target_measure,tran_id,source_url,filed\r\n" +
		`fppc:001040,Friends of Nobody,460,a,Ovented,10/24/2024,"$1,234.50","box 4, call 555-010-9999",2024-01-01,2024-06-30,1,Belma,x,oppose,Bridges,T1,https://example.org/4,7/31/2024` + "\r\n"
	got, err := read(t, data)
	if err != nil || len(got.Transactions) != 1 {
		t.Fatal(err, got.Quarantines)
	}
	key := store.FilingKey{System: store.SystemHand, Report: "001040|F460|2024-01-01|2024-06-30", Version: 1}
	pos := got.Transactions[0].Pos
	if diff := cmp.Diff([]store.Filing{{
		Key: key, Form: "F460", Filer: store.FilerRef{Scheme: store.SchemeFPPC, ID: "001040"}, FilerName: "Friends of Nobody",
		From: "2024-01-01", Thru: "2024-06-30", Filed: "2024-07-31", Partial: true, URL: "https://example.org/4", Pos: pos,
	}}, got.Filings); diff != "" {
		t.Errorf("filing (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(store.Transaction{
		Filing: key, Table: store.TableReceipts, Schedule: "A", TranID: "T1", Kind: store.KindMonetary, Direction: store.Received,
		Counterparty: store.Name{Last: "Ovented", First: "Belma"}, Date: "2024-10-24", Amount: 123450,
		Target: store.Target{Measure: "Bridges", Support: "O"}, Memo: true, InferredNote: "typed by hand: box 4, call [phone]", Pos: pos,
	}, got.Transactions[0]); diff != "" {
		t.Errorf("transaction (-want +got):\n%s", diff)
	}
	if pos.Line != 2 || !strings.HasPrefix(data[pos.Offset:], "fppc:001040") || int(pos.Offset)+pos.Length != len(data) {
		t.Errorf("position %+v", pos)
	}
}

func TestFilersAndForms(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]store.FilerRef{
		"9900001": {Scheme: store.SchemeFPPC, ID: "9900001"}, "fec:C00123456": {Scheme: store.SchemeFEC, ID: "C00123456"},
		"Pending": {Scheme: store.SchemePending, ID: "FRIENDS OF NOBODY"},
	} {
		got, err := read(t, required+",agency,report_id,version\n"+id+",Friends  of nobody,Form 497,F497P1,Quinvel,2024-02-09,250,page 3,LACO,R-1,\n")
		if err != nil || len(got.Filings) != 1 {
			t.Fatal(err, got.Quarantines)
		}
		f := got.Filings[0]
		if f.Filer != want || f.Form != "F497" || f.Key.Report != store.CALReport(want, "F497", "R-1", "", "", "") {
			t.Errorf("%s: filer %s, form %s, report %s", id, f.Filer, f.Form, f.Key.Report)
		}
	}
}

func TestSchedules(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		form, schedule, tranType string
		table                    store.Table
		kind                     store.Kind
		direction                store.Direction
	}{
		{"F460", "A", "", store.TableReceipts, store.KindMonetary, store.Received},
		{"F460", "A", "F", store.TableReceipts, store.KindForgiveness, store.Received},
		{"F460", "A", "r", store.TableReceipts, store.KindReturn, store.Received},
		{"F460", "A", "X", store.TableReceipts, store.KindTransfer, store.Received},
		{"F460", "A-1", "", store.TableReceipts, store.KindTransfer, store.Received},
		{"F460", "C", "", store.TableReceipts, store.KindInKind, store.Received},
		{"F460", "I", "", store.TableReceipts, store.KindOtherReceipt, store.Received},
		{"F496", "F496P3", "", store.TableReceipts, store.KindMonetary, store.Received},
		{"F497", "F497P1", "", store.TableLateContributions, store.KindMonetary, store.Received},
		{"F497", "F497P2", "", store.TableLateContributions, store.KindMonetary, store.Made},
		{"F496", "S496", "", store.TableIndependent, store.KindIndependent, store.Made},
		{"F460", "B1", "", store.TableLoans, store.KindLoan, store.Received},
		{"F460", "H", "", store.TableLoans, store.KindLoan, store.Made},
		{"F460", "E", "", store.TableExpenditures, store.KindExpenditure, store.Made},
		{"F465", "F465P3", "", store.TableExpenditures, store.KindIndependent, store.Made},
		{"F460", "F", "", store.TableDebts, store.KindDebt, store.Made},
	} {
		got, err := read(t, required+",tran_type\n9000001,Nobody,"+tt.form+","+tt.schedule+",Ovented,2024-02-09,1,page 3,"+tt.tranType+"\n")
		if err != nil || len(got.Transactions) != 1 {
			t.Fatal(tt.schedule, err, got.Quarantines)
		}
		if tx := got.Transactions[0]; tx.Table != tt.table || tx.Kind != tt.kind || tx.Direction != tt.direction {
			t.Errorf("%s %s: %s %s %s", tt.schedule, tt.tranType, tx.Table, tx.Kind, tx.Direction)
		}
	}
}

// Two equal gifts are two gifts: without a transaction id their line differs.
func TestTwins(t *testing.T) {
	t.Parallel()
	got, err := read(t, required+"\n"+goodRow+"\n"+goodRow+"\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Transactions) != 2 || got.Transactions[0].Line == got.Transactions[1].Line || len(got.Filings) != 1 {
		t.Errorf("%d rows, %d filings", len(got.Transactions), len(got.Filings))
	}
}

func TestQuarantine(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ row, reason string }{
		"no note":         {"9000001,Nobody,F460,A,Ovented,2024-02-09,250,", "source_note is empty"},
		"blanks for note": {"9000001,Nobody,F460,A,Ovented,2024-02-09,250,  ", "source_note is empty"},
		"no committee":    {",Nobody,F460,A,Ovented,2024-02-09,250,p", "committee_id is empty"},
		"no amount":       {"9000001,Nobody,F460,A,Ovented,2024-02-09,,p", "amount is empty"},
		"bad amount":      {"9000001,Nobody,F460,A,Ovented,2024-02-09,many,p", "amount could not be read"},
		"bad schedule":    {"9000001,Nobody,F460,Z,Ovented,2024-02-09,1,p", "schedule not known"},
		"bad numbering":   {"irs:9,Nobody,F460,A,Ovented,2024-02-09,1,p", "numbering"},
		"too many cells":  {"9000001,Nobody,F460,A,Ovented,2024-02-09,1,234,p", "more cells than the header"},
		"too few cells":   {"9000001,Nobody", "is empty"},
		"stray quote":     {`9000001,No"body,F460,A,Ovented,2024-02-09,1,p`, "quotes"},
		"not UTF-8":       {"9000001,Caf\xe9,F460,A,Ovented,2024-02-09,1,p", "not UTF-8"},
	} {
		got, err := read(t, required+"\n"+goodRow+"\n"+tt.row+"\n"+goodRow+"\n")
		if err != nil || len(got.Quarantines) != 1 || !strings.Contains(got.Quarantines[0].Reason, tt.reason) {
			t.Errorf("%s: %v, %+v", name, err, got.Quarantines)
			continue
		}
		if total := got.Total(); total != (store.Tally{Lines: 3, Typed: 2, Quarantined: 1}) || got.Quarantines[0].Pos.Line != 3 {
			t.Errorf("%s: %+v, %+v", name, total, got.Quarantines[0].Pos)
		}
	}
}

func TestOptionalCells(t *testing.T) {
	t.Parallel()
	for column, bad := range map[string]string{"from": "soon", "version": "first", "support": "maybe"} {
		got, err := read(t, required+","+column+"\n"+goodRow+","+bad+"\n")
		if err != nil || len(got.Quarantines) != 1 || !strings.Contains(got.Quarantines[0].Reason, column) {
			t.Errorf("%s: %v, %+v", column, err, got.Quarantines)
		}
	}
	got, err := read(t, required+"\n"+strings.Replace(goodRow, "2024-02-09", "in May", 1)+"\n")
	if err != nil || len(got.Transactions) != 1 || !strings.Contains(got.Transactions[0].InferredNote, "date as filed could not be read: in May") {
		t.Errorf("unreadable date: %v, %+v", err, got)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ data, problem string }{
		"unknown column": {required + ",street\n" + goodRow + ",x\n", `column "street" is not known`},
		"missing column": {strings.Replace(required, "source_note", "memo", 1) + "\n" + goodRow + "\n", "column source_note is missing"},
		"column twice":   {required + ",memo,memo\n", "memo stands twice"},
		"empty":          {"", "the file is empty"},
		"no rows":        {required + "\n\n", "no rows"},
		"open quote":     {required + "\n" + `"` + goodRow + "\n" + goodRow + "\n", "a quote is opened"},
	} {
		_, err := read(t, tt.data)
		var input *store.InputError
		if !errors.As(err, &input) || !strings.Contains(input.Problem, tt.problem) || input.Hint == "" {
			t.Errorf("%s: %v; want %q with a hint", name, err, tt.problem)
			continue
		}
		if strings.HasPrefix(tt.problem, "column") && !strings.Contains(input.Hint, "contributor_committee_id") {
			t.Errorf("%s: the hint does not list the allowed columns: %s", name, input.Hint)
		}
	}
}

// TestDocument fails when docs/hand-csv.md and the format differ.
func TestDocument(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "hand-csv.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range handcsv.Columns() {
		need := "no"
		if c.Required {
			need = "yes"
		}
		if row := fmt.Sprintf("| `%s` | %s | %s |\n", c.Name, need, c.Meaning); !bytes.Contains(text, []byte(row)) {
			t.Errorf("the table lacks %s", row)
		}
	}
	if rows := bytes.Count(text, []byte("\n| `")); rows != len(handcsv.Columns()) {
		t.Errorf("the table has %d rows for %d columns", rows, len(handcsv.Columns()))
	}
	_, example, _ := strings.Cut(string(text), "```csv\n")
	example, _, _ = strings.Cut(example, "```")
	if got, err := read(t, example); err != nil || len(got.Transactions) != 2 || len(got.Filings) != 1 {
		t.Errorf("the example: %v, %+v", err, got.Quarantines)
	}
}

// Whatever amounts are typed, their sum is read back to the cent.
func TestSumIsKept(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOfN(rapid.Int64Range(-1e9, 1e9), 1, 20).Draw(t, "amounts")
		data, want := required+"\n", store.Cents(0)
		for _, a := range amounts {
			want += store.Cents(a)
			data += strings.Replace(goodRow, "250", `"$`+store.Cents(a).String()+`"`, 1) + "\n"
		}
		var got storetest.Records
		if err := handcsv.Read(context.Background(), strings.NewReader(data), int64(len(data)), "x", &got); err != nil {
			t.Fatal(err)
		}
		sum := store.Cents(0)
		for _, tx := range got.Transactions {
			sum += tx.Amount
		}
		if sum != want {
			t.Fatalf("sum %s, want %s", sum, want)
		}
	})
}

func TestSniff(t *testing.T) {
	t.Parallel()
	for head, want := range map[string]bool{
		"\xEF\xBB\xBF" + required + "\r\n": true, strings.ToUpper(required): true, `"committee_id","committee_name","form","schedule","amount","date"`: true,
		"a,b,c\n": false, "": false, "HDR,CAL,CA,2.01,x": false,
	} {
		if got := handcsv.Sniff([]byte(head), "x.csv"); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(required + "\n" + goodRow + "\n"))
	f.Add([]byte(required + ",from,version,support\r\n" + goodRow + ",2024-01-01,1,S\r\n\"\n"))
	f.Add([]byte(required + "\n" + goodRow + "\nx\"y,\xff\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = handcsv.Sniff(data, "")
		var got storetest.Records
		err := handcsv.Read(context.Background(), bytes.NewReader(data), int64(len(data)), "x", &got)
		if total := got.Total(); err == nil && (!total.Balanced() || total.Typed != len(got.Transactions)) {
			t.Errorf("tally %+v, %d transactions", total, len(got.Transactions))
		}
	})
}
