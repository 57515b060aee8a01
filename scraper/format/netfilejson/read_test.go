package netfilejson_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/netfilejson"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// The answers below are invented, in the shape that a peer described.

const filings = `{"filings":[
{"id":"990000101","formId":"f2a7917d-12a4-47ba-a0fb-6052cb544509","formName":"FPPC 460","filerName":"Invented Recall Committee","filingDate":"2026-04-22T10:00:00","sequenceNumber":0,"reportNumber":"000","periodStart":"2026-01-01T00:00:00","periodEnd":"2026-04-18T00:00:00","obfuscatedId":"x"},
{"id":"990000102","formName":"FPPC 460 (Amendment)","filerName":"Invented Recall Committee","filingDate":"2026-04-25","sequenceNumber":1,"reportNumber":"001","periodStart":"2026-01-01","periodEnd":"2026-04-18"},
{"id":"990000103","formName":"FPPC Form 497","filerName":"Invented Recall Committee","filingDate":"2026-05-02","reportNumber":"L-1","periodStart":null,"periodEnd":null},
{"id":"990000104","formName":"FPPC 460","filerName":"Invented Recall Committee","filingDate":"soon"}
],"totalCount":0}`

const transactions = `{"items":[
{"id":"i1","filingId":"990000101","filerName":"* Invented Recall Committee","date":"2026-03-01T00:00:00","amount":1250.5,"transactionType":"Monetary Contribution","schedule":"460A","name":"Nobody, Ned","vendor":null,"address":"1 Invented Street, Sampleton, CA 90000","spendingCode":null,"employer":"None","occupation":"Retired"},
{"id":"i2","filingId":"990000101","filerName":"Invented Recall Committee","date":"2026-03-02","amount":"-50.00","transactionType":"Payment","schedule":"460E","name":null,"vendor":"Made Up Printers","address":null,"spendingCode":"LIT","employer":null,"occupation":null},
{"id":"i3","filingId":"990000103","filerName":"Invented Recall Committee","date":"2026-05-01","amount":5000,"transactionType":"Late Contribution Received","schedule":"497","name":"Nowhere Holdings"},
{"id":"i4","filingId":"990000900","filerName":"Somebody Else","date":"2026-05-01","amount":5000,"transactionType":"Contribution made","schedule":"497P2","name":"Invented Recall Committee"},
{"id":"i5","filingId":"990000103","filerName":"Invented Recall Committee","date":"2026-05-01","amount":"a lot","transactionType":"","schedule":"497P1","name":"X"},
{"id":"i6","filingId":"990000103","filerName":"Invented Recall Committee","date":"whenever","amount":10,"transactionType":"","schedule":"497P2","name":"Y"},
{"id":"i7","filingId":"990000103","filerName":"Invented Recall Committee","date":"2026-05-01","amount":10,"transactionType":"","schedule":"999Z","name":"Y"}
],"pageCount":1,"totalCount":7,"hasNextPage":false}`

const filer = `{"committees":[{"id":"123456789","name":"Invented Recall Committee"}],"measures":[]}`

var about = netfilejson.Document{Agency: "INVC", Filer: "123456789", FPPC: "9900001"}

func named(what, query string) string {
	d := about
	d.What, d.Query = what, query
	return d.FileName()
}

func read(t *testing.T, body, name string) (*storetest.Records, error) {
	t.Helper()
	records := &storetest.Records{}
	err := netfilejson.Read(t.Context(), strings.NewReader(body), int64(len(body)), name, records)
	return records, err
}

func TestFilings(t *testing.T) {
	t.Parallel()
	got, err := read(t, filings, named("filings", ""))
	if err != nil {
		t.Fatal(err)
	}
	type head struct{ id, form, report, from, thru, filed string }
	var heads []head
	for _, f := range got.Filings {
		if f.Filer != (store.FilerRef{Scheme: store.SchemeFPPC, ID: "9900001"}) || f.Key.System != netfilejson.System || f.Agency != "INVC" {
			t.Errorf("%+v", f)
		}
		heads = append(heads, head{f.Key.Report, f.Form, f.ReportID, string(f.From), string(f.Thru), string(f.Filed)})
	}
	want := []head{
		{"990000101", "F460", "", "2026-01-01", "2026-04-18", "2026-04-22"},
		{"990000102", "F460", "", "2026-01-01", "2026-04-18", "2026-04-25"},
		{"990000103", "F497", "L-1", "", "", "2026-05-02"},
	}
	if diff := cmp.Diff(want, heads, cmp.AllowUnexported(head{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(store.Tally{Part: "filings", Lines: 4, Typed: 3, Quarantined: 1}, got.Total(), cmp.FilterPath(
		func(p cmp.Path) bool { return p.String() == "Part" }, cmp.Ignore())); diff != "" {
		t.Errorf("tally (-want +got):\n%s", diff)
	}
}

// TestAmendedNotice gives a notice and its amendment: their lines carry two
// numbers, and only the later may count.
func TestAmendedNotice(t *testing.T) {
	t.Parallel()
	const list = `{"filings":[
{"id":"990000204","formName":"FPPC Form 497 (Amendment)","filerName":"Invented","filingDate":"2026-05-03","sequenceNumber":1,"reportNumber":"L-2"},
{"id":"990000203","formName":"FPPC Form 497","filerName":"Invented","filingDate":"2026-05-02","sequenceNumber":0,"reportNumber":"L-2"},
{"id":"990000202","formName":"FPPC Form 497","filerName":"Invented","filingDate":"2026-05-01","sequenceNumber":0,"reportNumber":"L-1"}],"totalCount":3}`
	got, err := read(t, list, named("filings", ""))
	if err != nil {
		t.Fatal(err)
	}
	withdrawn := map[string]bool{}
	for _, f := range got.Filings {
		withdrawn[f.Key.Report] = f.Withdrawn
	}
	if diff := cmp.Diff(map[string]bool{"990000204": false, "990000203": true, "990000202": false}, withdrawn); diff != "" {
		t.Errorf("withdrawn (-want +got):\n%s", diff)
	}
}

func TestTransactions(t *testing.T) {
	t.Parallel()
	got, err := read(t, transactions, named("transactions", netfilejson.QueryOf("*Invented Recall Committee")))
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		id, filing, schedule, name string
		amount                     store.Cents
		direction                  store.Direction
		inferred                   bool
	}
	var rows []row
	for _, x := range got.Transactions {
		rows = append(rows, row{x.TranID, x.Filing.Report, x.Schedule, x.Counterparty.Last, x.Amount, x.Direction, x.InferredNote != ""})
	}
	want := []row{
		{"i1", "990000101", "A", "Nobody, Ned", 125050, store.Received, false},
		{"i2", "990000101", "E", "Made Up Printers", -5000, store.Made, false},
		{"i3", "990000103", "F497P1", "Nowhere Holdings", 500000, store.Received, true},
		{"i6", "990000103", "F497P2", "Y", 1000, store.Made, true},
	}
	if diff := cmp.Diff(want, rows, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	address := store.Address{Street: "1 Invented Street", City: "Sampleton", State: "CA", Zip: "90000"}
	if diff := cmp.Diff(address, got.Transactions[0].Address); diff != "" {
		t.Errorf("address (-want +got):\n%s", diff)
	}
	first := got.Transactions[0].Pos
	if raw := transactions[first.Offset : first.Offset+int64(first.Length)]; !strings.HasPrefix(raw, `{"id":"i1"`) || !strings.HasSuffix(raw, "}") {
		t.Errorf("the place of the first line holds %.40q", raw)
	}
	if total := got.Total(); total.Lines != 7 || total.Typed != 4 || total.Referenced != 1 || total.Quarantined != 2 {
		t.Errorf("tally %+v", total)
	}
	if len(got.Filings) != 2 {
		t.Errorf("heads %+v", got.Filings)
	}
}

func TestWithoutName(t *testing.T) {
	t.Parallel()
	got, err := read(t, transactions, "answer.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Transactions) != 5 || got.Filings[0].Filer != store.CALFiler("", "Invented Recall Committee") {
		t.Errorf("%d lines, first filer %v", len(got.Transactions), got.Filings[0].Filer)
	}
}

func TestFiler(t *testing.T) {
	t.Parallel()
	got, err := read(t, filer, named("filer", ""))
	if err != nil {
		t.Fatal(err)
	}
	want := []store.FilerAlias{{
		Filer: store.FilerRef{Scheme: store.SchemeNetFile, ID: "123456789"}, Alias: store.FilerRef{Scheme: store.SchemeFPPC, ID: "9900001"},
	}}
	if diff := cmp.Diff(want, got.FilerAliases); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"cut":           transactions[:len(transactions)/2],
		"renamed field": strings.ReplaceAll(transactions, `"filingId"`, `"filing"`),
		"count":         `{"items":[],"pageCount":1,"totalCount":12,"hasNextPage":false}`,
		"no list":       `{"items":null,"pageCount":1}`,
		"something":     `{"x":1}`,
		"page":          `<html></html>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := read(t, body, "x.json")
			input := (*store.InputError)(nil)
			if !errors.As(err, &input) || input.Hint == "" {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestFileName(t *testing.T) {
	t.Parallel()
	for _, d := range []netfilejson.Document{
		{Agency: "LACO", Filer: "123456789", What: "filings"},
		{Agency: "INVC", Filer: "1", FPPC: "0012345", What: "transactions", Query: "yes on 9 and no"},
	} {
		got, ok := netfilejson.ParseFileName("folder/" + d.FileName())
		if diff := cmp.Diff(d, got); !ok || diff != "" {
			t.Errorf("%s (-want +got):\n%s", d.FileName(), diff)
		}
	}
	if q := netfilejson.QueryOf("*Yes: on 9, A-B's"); q != "yes on 9 a b s" {
		t.Errorf("query %q", q)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(filings), named("filings", ""))
	f.Add([]byte(transactions), named("transactions", "invented recall committee"))
	f.Add([]byte(filer), named("filer", ""))
	f.Fuzz(func(t *testing.T, body []byte, name string) {
		records := &storetest.Records{}
		if err := netfilejson.Read(t.Context(), bytes.NewReader(body), int64(len(body)), name, records); err != nil {
			return
		}
		if total := records.Total(); !total.Balanced() {
			t.Errorf("tally %+v", total)
		}
	})
}
