package calexport_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/calexport"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// Everything in these rows is invented.
const (
	receivedHeader = `"NAME OF CONTRIBUTOR"	"PAYMENT TYPE"	"CITY"	"STATE"	"ZIP"	"ID NUMBER"	"EMPLOYER"	"OCCUPATION"	"AMOUNT"	"TRANSACTION DATE"	"FILED DATE"	"TRANSACTION NUMBER"`
	lateHeader     = `"NAME OF CONTRIBUTOR"	"CITY"	"STATE/ZIP"	"ID NUMBER"	"EMPLOYER"	"OCCUPATION"	"AMOUNT"	"TRANSACTION TYPE"	"TYPE"	"TRANS. DATE"	"FILED DATE"	"TRANS #"`
	received       = receivedHeader + "\n" +
		`"BELMA Q OVENTED JR."	"MONETARY"	"VELVILLE"	"CA"	"90001"	""	"SELF"	"BAKER"	"$1,234.00"	"1/20/2021"	"7/30/2021"	"50000001 - INC1"` + "\n" +
		`"DUNBEL ""PRINT"", INC."	"NON-MONETARY"	"VELVILLE"	"CA"	"90001"	"9000001"	""	""	"($50.00)"	"2/30/2021"	"7/30/2021"	"50000001 - NON2"` + "\n\n"
	receivedName = "1343619_2021_contributions_received.tsv"
)

func read(t testing.TB, data, name string) (*storetest.Records, error) {
	t.Helper()
	var got storetest.Records
	err := calexport.Read(context.Background(), strings.NewReader(data), int64(len(data)), name, &got)
	return &got, err
}

func TestReceived(t *testing.T) {
	t.Parallel()
	got, err := read(t, received, receivedName)
	if err != nil {
		t.Fatal(err)
	}
	key := store.FilingKey{System: store.SystemCalAccessExport, Report: "50000001"}
	if diff := cmp.Diff([]store.Filing{{
		Key: key, Filer: store.FilerRef{Scheme: store.SchemeFPPC, ID: "1343619"}, Filed: "2021-07-30", Partial: true,
		URL: "https://cal-access.sos.ca.gov/PDFGen/pdfgen.prg?filingid=50000001&amendid=0", Pos: got.Transactions[0].Pos,
	}}, got.Filings); diff != "" {
		t.Errorf("filings (-want +got):\n%s", diff)
	}
	want := []store.Transaction{
		{
			Filing: key, Table: store.TableReceipts, Schedule: "A", TranID: "INC1", Kind: store.KindMonetary, Direction: store.Received,
			Counterparty: store.Name{First: "BELMA Q", Last: "OVENTED", Suffix: "JR."}, Address: store.Address{City: "VELVILLE", State: "CA", Zip: "90001"},
			Employer: "SELF", Occupation: "BAKER", Date: "2021-01-20", Amount: 123400,
			InferredNote: "the page gives the name in one piece; it was cut before its last word",
			Pos:          store.Position{Line: 2, Offset: int64(len(receivedHeader)) + 1, Length: strings.IndexByte(received[len(receivedHeader)+1:], '\n')},
		}, {
			Filing: key, Table: store.TableReceipts, Schedule: "C", TranID: "NON2", Kind: store.KindInKind, Direction: store.Received,
			Counterparty: store.Name{Last: `DUNBEL "PRINT", INC.`}, Address: store.Address{City: "VELVILLE", State: "CA", Zip: "90001"},
			CommitteeID: "9000001", Amount: -5000, InferredNote: "date as filed could not be read: 2/30/2021", Pos: got.Transactions[1].Pos,
		},
	}
	if diff := cmp.Diff(want, got.Transactions); diff != "" {
		t.Errorf("transactions (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]store.Tally{{Lines: 2, Typed: 2}}, got.Tallies); diff != "" {
		t.Errorf("tally (-want +got):\n%s", diff)
	}
}

func TestOtherPages(t *testing.T) {
	t.Parallel()
	late := lateHeader + "\n" + `"QUINVEL PARTNERS"	"VELVILLE"	"CA / 90001"	""	""	""	"$5,000.00"	"MONETARY"	"497"	"5/1/2022"	"5/2/2022"	"50000002 - L1"` + "\n"
	for name, tt := range map[string]struct {
		data, file string
		want       store.Transaction
		form       string
	}{
		"late received": {late, "1343619_2021_LATE1.tsv", store.Transaction{Table: store.TableLateContributions, Schedule: "F497P1", Kind: store.KindMonetary, Direction: store.Received, Amount: 500000}, "F497"},
		"late made":     {late, "1343619_2021_late_contributions_made.tsv", store.Transaction{Table: store.TableLateContributions, Schedule: "F497P2", Kind: store.KindMonetary, Direction: store.Made, Amount: 500000}, "F497"},
		"late spending": {late, "DetailLateExcel.aspx?id=1343619&session=2021&view=LATE3", store.Transaction{Table: store.TableIndependent, Schedule: "S496", Kind: store.KindIndependent, Direction: store.Made, Amount: 500000}, "F496"},
		"made": {"DATE\tPAYEE\tCONTEST\tPOSITION\tPAYMENT TYPE\tAMOUNT\n5/1/2022\tFriends of Nobody\tGovernor\tSUPPORT\tMONETARY\t$7.00\n", "1343619_2021_contributions_made.tsv",
			store.Transaction{Table: store.TableExpenditures, Schedule: "D", Kind: store.KindExpenditure, Direction: store.Made, Amount: 700}, ""},
		"spent": {"DATE\tPAYEE\tEXPENDITURE CODE\tDESCRIPTION\tAMOUNT\n5/1/2022\tDunbel Print\tIND\tleaflets\t$7.00\n", "1343619_2021_expenditures.tsv",
			store.Transaction{Table: store.TableExpenditures, Schedule: "E", Kind: store.KindIndependent, Direction: store.Made, Amount: 700}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := read(t, tt.data, tt.file)
			if err != nil || len(got.Transactions) != 1 {
				t.Fatal(err, got.Quarantines)
			}
			tx := got.Transactions[0]
			have := store.Transaction{Table: tx.Table, Schedule: tx.Schedule, Kind: tx.Kind, Direction: tx.Direction, Amount: tx.Amount}
			if diff := cmp.Diff(tt.want, have); diff != "" || tx.Date != "2022-05-01" || got.Filings[0].Form != tt.form {
				t.Errorf("%s, date %s, form %q", diff, tx.Date, got.Filings[0].Form)
			}
		})
	}
}

func TestQuarantine(t *testing.T) {
	t.Parallel()
	good := strings.Split(received, "\n")[1]
	for name, tt := range map[string]struct{ line, reason string }{
		"blank line":     {"\n" + good, "blank line"},
		"cells missing":  {`"half a row"	"MONETARY"`, "2 cells"},
		"amount":         {strings.Replace(good, "$1,234.00", "lots", 1), "amount"},
		"no amount":      {strings.Replace(good, "$1,234.00", "", 1), "amount"},
		"payment type":   {strings.Replace(good, "MONETARY", "BARTER", 1), "payment type"},
		"no filing id":   {strings.Replace(good, "50000001 - INC1", "INC1", 1), "filing id"},
		"contact's mail": {strings.Replace(strings.Replace(good, "$1,234.00", "x", 1), "BAKER", "a@example.org", 1), "amount"},
	} {
		got, err := read(t, strings.TrimSuffix(received, "\n")+tt.line+"\n", receivedName)
		if err != nil || len(got.Quarantines) != 1 || !strings.Contains(got.Quarantines[0].Reason, tt.reason) {
			t.Errorf("%s: %v, %+v", name, err, got.Quarantines)
			continue
		}
		if total := got.Total(); !total.Balanced() || total.Quarantined != 1 || strings.Contains(got.Quarantines[0].Text, "example.org") {
			t.Errorf("%s: %+v, %q", name, total, got.Quarantines[0].Text)
		}
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ data, file, problem string }{
		"no id in the name": {received, "contributions.tsv", "no committee id"},
		"which late":        {lateHeader + "\n", "1343619.tsv", "does not say which"},
		"no session":        {"DATE\tPAYEE\tEXPENDITURE CODE\tDESCRIPTION\tAMOUNT\n", "1343619.tsv", "no session"},
		"no rows":           {receivedHeader + "\n\n", receivedName, "no rows"},
		"empty":             {"", receivedName, "empty"},
		"renamed column":    {strings.Replace(received, "AMOUNT", "SUM", 1), receivedName, "column AMOUNT is missing"},
		"unknown column":    {strings.Replace(received, "\n", "\t\"PHONE\"\n", 1), receivedName, "column PHONE is not known"},
		"page":              {"<html>\n", receivedName, "not the header"},
		"long line":         {receivedHeader + "\n" + strings.Repeat("x", 2<<20), receivedName, "longer than any row"},
	} {
		_, err := read(t, tt.data, tt.file)
		var input *store.InputError
		if !errors.As(err, &input) || !strings.Contains(input.Problem, tt.problem) || input.Hint == "" {
			t.Errorf("%s: %v; want %q with a hint", name, err, tt.problem)
		}
	}
}

// TestRealExport holds a true export against the figures of docs/counting.md.
func TestRealExport(t *testing.T) {
	t.Parallel()
	path := storetest.SharedData(t, "california/calaccess_committee_export", receivedName)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !calexport.Sniff(data[:4096], "") {
		t.Error("not recognised")
	}
	got, err := read(t, string(data), path)
	if err != nil {
		t.Fatal(err)
	}
	sums := map[store.Kind]store.Cents{}
	for _, tx := range got.Transactions {
		sums[tx.Kind] += tx.Amount
	}
	if len(got.Transactions) != 2768 || sums[store.KindMonetary] != 10741200 || sums[store.KindInKind] != 1692911 || len(got.Filings) != 4 {
		t.Errorf("%d rows, monetary %s, non-monetary %s, %d filings", len(got.Transactions), sums[store.KindMonetary], sums[store.KindInKind], len(got.Filings))
	}
	if got.Filings[0].Filer.ID != "1343619" || len(got.Quarantines) != 0 {
		t.Errorf("filer %s, %d quarantined", got.Filings[0].Filer, len(got.Quarantines))
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(received))
	f.Add([]byte(lateHeader + "\n\"\"\t\x80\n"))
	f.Add([]byte("DATE\tPAYEE\tEXPENDITURE CODE\tDESCRIPTION\tAMOUNT\n\t\t\t\t1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = calexport.Sniff(data, "")
		var got storetest.Records
		err := calexport.Read(context.Background(), bytes.NewReader(data), int64(len(data)), "1343619_2021_late1.tsv", &got)
		if total := got.Total(); err == nil && (!total.Balanced() || total.Typed != len(got.Transactions)) {
			t.Errorf("tally %+v, %d transactions", total, len(got.Transactions))
		}
	})
}
