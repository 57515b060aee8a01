package netfilejson_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/netfilejson"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// The answers below are invented, in the shape of recorded entries.

const keyedFilings = `{"results":[
{"filingNid":"nid-1","filingActivityType":"FiledOriginal","originalFilingId":"990000201","specificationRef":{"org":"CAL","name":"FPPC460","version":"2.0"},
 "filingMeta":{"issuedFilingId":"990000201","legalFilingDate":"2026-04-22","startDate":"2026-01-01","endDate":"2026-04-18","amendmentSequence":null,"reportNumber":"","booleans":{"IsPublic":true}},
 "filerMeta":{"filerId":"800000001","commonName":"* Invented Recall Committee","strings":{"Registration_CA SOS":"9900001"}},"agencyMeta":{"aid":"INVC"}},
{"filingNid":"nid-2","filingActivityType":"FiledOriginal","originalFilingId":"990000202","specificationRef":{"name":"FPPC497"},
 "filingMeta":{"legalFilingDate":"2026-05-02","startDate":null,"endDate":null,"amendmentSequence":null,"reportNumber":"L-1"},
 "filerMeta":{"filerId":"800000001","commonName":"Invented Recall Committee","strings":{}}}
],"totalCount":5,"hasNextPage":true}
{"results":[
{"filingNid":"nid-3","filingActivityType":"FiledAmendment","originalFilingId":"990000202","specificationRef":{"name":"FPPC497"},
 "filingMeta":{"legalFilingDate":"2026-05-03","amendmentSequence":1,"reportNumber":"L-1"},"filerMeta":{"filerId":"800000001","strings":null}},
{"filingNid":"nid-4","filingActivityType":"FiledOriginal","originalFilingId":"990000204","specificationRef":{"name":"FPPC410"},
 "filingMeta":{"legalFilingDate":"2026-05-03","booleans":{"IsPublic":false}},"filerMeta":{"filerId":"800000002","commonName":"Nobody"}},
{"filingNid":"nid-5","filingActivityType":"Sublimated","specificationRef":{},"filingMeta":{},"filerMeta":{"filerId":"800000002"}}
],"totalCount":5,"hasNextPage":false}
`

const keyedElements = `{"results":[
{"elementNid":"e1","elementStatus":"Active","elementClassification":"Transaction","elementType":"F460A","filingNid":"nid-1","filerNid":"800000001","transactionId":"INC1","calculatedAmount":100,
 "transaction":{"tranId":"INC1","entityCd":"IND","tranNamL":"Nobody","tranNamF":"Ned","tranAdr1":"1 Invented Street","tranCity":"Sampleton","tranST":"CA","tranZip4":"90000","tranEmp":"None","tranOcc":"Retired",
  "tranSelf":null,"tranType":"R","tranDate":"2026-03-01","tranAmt1":-100.25,"tranAmt2":0,"memoCode":false,"intrNamL":"Through Inc","intCmteId":"1234567","bakRefTID":"INC0"}},
{"elementNid":"e2","elementStatus":"Active","elementClassification":"Transaction","elementType":"F460B1","filingNid":"nid-1","filerNid":"800000001",
 "transaction":{"tranId":"LOA1","entityCd":"IND","tranNamL":"Nobody","loanAmt1":10,"loanAmt2":8,"loanAmt4":0,"loanAmt5":2,"loanDate1":"2026-02-01","loanDate2":"2027-02-01","tranAmt1":null,"calculatedAmount":99}},
{"elementNid":"e3","elementStatus":"Active","elementClassification":"Transaction","elementType":"F460E","filingNid":"nid-1","filerNid":"800000001","allNames":"Made Up Printers","calculatedDate":"2026-03-05","calculatedAmount":151.41,
 "transaction":{"tranId":"EXP1","tranCode":"LIT","memoCode":true,"supOppCd":"S","balName":"Measure Z","balNum":"Z"}},
{"elementNid":"e4","elementStatus":"Active","elementClassification":"Transaction","elementType":"F497P1","filingNid":"nid-3","filerNid":"800000001","calculatedAmount":5000,"calculatedDate":"2026-05-01","transaction":{"tranNamL":"Nowhere Holdings"}},
{"elementNid":"e5","elementStatus":"Inactive","elementClassification":"Transaction","elementType":"F460A","filingNid":"nid-1","filerNid":"800000001","transaction":{}},
{"elementNid":"e6","elementStatus":"Active","elementClassification":"Transaction","elementType":"F460Z","filingNid":"nid-1","filerNid":"800000001","transaction":{}},
{"elementNid":"e7","elementStatus":"Active","elementClassification":"Transaction","elementType":"F460A","filingNid":"nid-1","filerNid":"800000001","transaction":{"tranNamL":"Nobody"}},
{"elementNid":"e8","elementStatus":"Active","elementClassification":"Header","elementType":"Header","filingNid":"nid-1","filerNid":"800000001"}
]}
{"results":[
{"elementNid":"u1","elementActivityType":"Filed","elementClassification":"UnItemizedTransaction","elementType":"F460ALine2","filingNid":"nid-1","filerNid":"800000001","elementModel":{"amount":37.5}},
{"elementNid":"u2","elementActivityType":"Superseded","elementClassification":"UnItemizedTransaction","elementType":"F460ALine2","filingNid":"nid-1","filerNid":"800000001","elementModel":{"amount":37.5}},
{"elementNid":"u3","elementClassification":"UnItemizedTransaction","elementType":"F450Line9","filingNid":"nid-1","filerNid":"800000001","elementModel":{"amount":1}}
]}
`

func TestKeyedFilings(t *testing.T) {
	t.Parallel()
	got, err := read(t, keyedFilings, netfilejson.KeyedFileName("INVC", "filings"))
	if err != nil {
		t.Fatal(err)
	}
	filer := func(n string) store.FilerRef { return store.FilerRef{Scheme: store.SchemeNetFile, ID: n} }
	key := func(n string) store.FilingKey { return store.FilingKey{System: netfilejson.SystemKeyed, Report: n} }
	for i := range got.Filings {
		if at := got.Filings[i].Pos; !strings.Contains(keyedFilings[at.Offset:at.Offset+int64(at.Length)], got.Filings[i].Key.Report) {
			t.Errorf("position %+v of %s", at, got.Filings[i].Key.Report)
		}
		got.Filings[i].Pos = store.Position{}
	}
	want := []store.Filing{
		{Key: key("nid-1"), Form: "F460", Filer: filer("800000001"), FilerName: "Invented Recall Committee", Agency: "INVC", Filed: "2026-04-22", From: "2026-01-01", Thru: "2026-04-18",
			URL: "https://netfile.com/Connect2/api/public/image/990000201"},
		{Key: key("nid-2"), Form: "F497", ReportID: "L-1", Filer: filer("800000001"), FilerName: "Invented Recall Committee", Agency: "INVC", Filed: "2026-05-02", Withdrawn: true},
		{Key: key("nid-3"), Form: "F497", ReportID: "L-1", Filer: filer("800000001"), Agency: "INVC", Filed: "2026-05-03"},
		{Key: key("nid-4"), Form: "F410", Filer: filer("800000002"), FilerName: "Nobody", Agency: "INVC", Filed: "2026-05-03", Withdrawn: true},
	}
	if diff := cmp.Diff(want, got.Filings); diff != "" {
		t.Errorf("filings (-want +got):\n%s", diff)
	}
	aliases := []store.FilerAlias{{Filer: filer("800000001"), Alias: store.FilerRef{Scheme: store.SchemeFPPC, ID: "9900001"}}}
	if diff := cmp.Diff(aliases, got.FilerAliases); diff != "" {
		t.Errorf("aliases (-want +got):\n%s", diff)
	}
	if total := got.Total(); total.Lines != 5 || total.Typed != 4 || total.Quarantined != 1 || !total.Balanced() {
		t.Errorf("tally %+v", total)
	}
}

func TestKeyedElements(t *testing.T) {
	t.Parallel()
	got, err := read(t, keyedElements, netfilejson.KeyedFileName("INVC", "elements"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range got.Transactions {
		got.Transactions[i].Pos = store.Position{}
	}
	of := func(n string) store.FilingKey { return store.FilingKey{System: netfilejson.SystemKeyed, Report: n} }
	want := []store.Transaction{
		{Filing: of("nid-1"), Table: store.TableReceipts, Schedule: "A", TranID: "INC1", Kind: store.KindReturn, Direction: store.Received, Entity: "IND", TranType: "R",
			Counterparty: store.Name{Last: "Nobody", First: "Ned"}, Address: store.Address{Street: "1 Invented Street", City: "Sampleton", State: "CA", Zip: "90000"},
			Employer: "None", Occupation: "Retired", Date: "2026-03-01", Amount: -100_25, Intermediary: store.Name{Last: "Through Inc"}, IntermediaryCommitteeID: "1234567", BackRef: "INC0"},
		{Filing: of("nid-1"), Table: store.TableLoans, Schedule: "B1", TranID: "LOA1", Kind: store.KindLoan, Direction: store.Received, Entity: "IND",
			Counterparty: store.Name{Last: "Nobody"}, Date: "2026-02-01", Amount: 10_00, Loan: store.Loan{BalanceEnd: 8_00, Repaid: 2_00, Due: "2027-02-01"}},
		{Filing: of("nid-1"), Table: store.TableExpenditures, Schedule: "E", TranID: "EXP1", Kind: store.KindExpenditure, Direction: store.Made,
			Counterparty: store.Name{Last: "Made Up Printers"}, Date: "2026-03-05", Amount: 151_41, Code: "LIT", Memo: true, Target: store.Target{Measure: "Measure Z", Support: "S"}},
		{Filing: of("nid-3"), Table: store.TableLateContributions, Schedule: "F497P1", Kind: store.KindMonetary, Direction: store.Received,
			Counterparty: store.Name{Last: "Nowhere Holdings"}, Date: "2026-05-01", Amount: 5000_00},
	}
	if diff := cmp.Diff(want, got.Transactions); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if len(got.Summaries) != 1 || got.Summaries[0].Schedule != "A" || got.Summaries[0].Line != "2" || got.Summaries[0].A != 37_50 {
		t.Errorf("sums %+v", got.Summaries)
	}
	if total := got.Total(); total.Lines != 11 || total.Typed != 5 || total.Referenced != 4 || total.Quarantined != 2 || !total.Balanced() {
		t.Errorf("tally %+v", total)
	}
	for _, q := range got.Quarantines {
		if strings.Contains(q.Text, "Street") {
			t.Errorf("quarantined text tells a street: %s", q.Text)
		}
	}
}

func TestKeyedRefuses(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"renamed list":      strings.ReplaceAll(keyedFilings, `"results"`, `"rows"`),
		"renamed field":     strings.ReplaceAll(keyedElements, `"filerNid"`, `"filer"`),
		"lines without one": `{"results":[{"elementClassification":"Transaction","elementType":"F460A","filingNid":"n","filerNid":"1"}]}`,
		"cut":               keyedElements[:len(keyedElements)-40],
	} {
		if _, err := read(t, body, "netfile-v101_INVC_elements.json"); !errors.Is(err, store.ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestKeyedRecorded reads recorded entries in an invented envelope.
func TestKeyedRecorded(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]store.Tally{
		"filings.json": {Lines: 1, Typed: 1}, "transactions.json": {Lines: 1, Typed: 1}, "filing_elements.json": {Lines: 1, Referenced: 1},
	} {
		body, err := os.ReadFile(storetest.SharedData(t, "california", "netfile_v101_json", file))
		if err != nil {
			t.Fatal(err)
		}
		body = append(append([]byte(`{"results":`), body...), '}')
		got := &storetest.Records{}
		if err := netfilejson.Read(t.Context(), bytes.NewReader(body), int64(len(body)), filepath.Base(file), got); err != nil {
			t.Fatal(err)
		}
		total := got.Total()
		want.Part, total.Part = "", ""
		if diff := cmp.Diff(want, total); diff != "" {
			t.Errorf("%s: tally (-want +got):\n%s", file, diff)
		}
		switch {
		case file == "transactions.json" && (got.Transactions[0].Amount != 151_41 || got.Transactions[0].TranID != "EXP600" || got.Transactions[0].Schedule != "E" || got.Transactions[0].Cumulative != 1116_52):
			t.Errorf("line %+v", got.Transactions[0])
		case file == "filings.json" && (got.Filings[0].Form != "F460" || got.Filings[0].From != "2023-01-01" || got.Filings[0].Agency != "COAK" || got.FilerAliases[0].Alias.ID != "1449857"):
			t.Errorf("filing %+v", got.Filings[0])
		}
	}
}

func FuzzKeyed(f *testing.F) {
	f.Add([]byte(keyedFilings))
	f.Add([]byte(keyedElements))
	f.Fuzz(func(t *testing.T, body []byte) {
		got := &storetest.Records{}
		err := netfilejson.Read(t.Context(), bytes.NewReader(body), int64(len(body)), "netfile-v101_INVC_x.json", got)
		if err != nil && !errors.Is(err, store.ErrInput) {
			t.Errorf("%v", err)
		}
		if total := got.Total(); err == nil && !total.Balanced() {
			t.Errorf("tally %+v", total)
		}
	})
}
