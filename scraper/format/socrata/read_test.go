package socrata_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/socrata"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// Invented rows in the columns of Los Angeles.
const cityRows = `[
{"cmt_id":"9900001","cmt_nm":"Invented for Council 2026","form":"CA460","per_beg_date":"2026-01-01T00:00:00.000","per_end_date":"2026-04-18T00:00:00.000","con_type":"Monetary Contributions (Itemized)","con_name":"Nobody, Ned","con_city_nm":"Sampleton","con_state_nm":"CA","con_zip_cd":"90000","con_amount":"800.00","con_date":"2026-02-01T00:00:00.000","schedule":"A"},
{"cmt_id":"9900001","cmt_nm":"Invented for Council 2026","form":"CA460","per_beg_date":"2026-01-01","per_end_date":"2026-04-18","con_type":"Monetary Contributions (Untemized)","con_amount":"1234.00"},
{"cmt_id":"9900001","cmt_nm":"Invented for Council 2026","form":"CA460","per_beg_date":"2026-01-01","per_end_date":"2026-04-18","con_type":"Non-Monetary Contributions (Itemized)","con_name":"Made Up Printers, LLC","con_amount":"250.50","con_date":"2026-03-01"},
{"cmt_nm":"Invented Newcomers","form":"CA460","per_beg_date":"2026-01-01","per_end_date":"2026-04-18","con_type":"Loans Received (Itemized)","con_name":"Nobody, Ned","con_amount":"-100","con_date":"2026-03-01"},
{"cmt_id":"9900001","cmt_nm":"Invented for Council 2026","form":"CA460","per_beg_date":"2026-01-01","per_end_date":"2026-04-18","con_type":"Misc. Increases to Cash (Itemized)","con_name":"Nowhere Bank","con_amount":"1.25","con_date":"2026-03-01"},
{"cmt_id":"9900001","cmt_nm":"Invented for Council 2026","form":"CA497","con_type":"Monetary Contributions (Itemized)","con_name":"Nowhere Holdings","con_amount":"1500","con_date":"2026-05-01"},
{"cmt_id":"9900001","cmt_nm":"Invented for Council 2026","form":"CA460","per_beg_date":"2026-01-01","per_end_date":"2026-04-18","con_type":"Monetary Contributions (Itemized)","con_name":"Nobody","con_amount":"much","con_date":"2026-03-01"},
{"cmt_id":"9900001","cmt_nm":"Invented for Council 2026","con_type":"Something Else","con_amount":"5"}
]`

func maps(t *testing.T) map[string]*socrata.Map {
	t.Helper()
	list, err := socrata.Maps()
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]*socrata.Map{}
	for _, m := range list {
		named[m.Name] = m
	}
	return named
}

func TestCityRows(t *testing.T) {
	t.Parallel()
	got := &storetest.Records{}
	name := socrata.FileName(maps(t)["lacity"], "2026")
	if err := socrata.Read(t.Context(), strings.NewReader(cityRows), int64(len(cityRows)), name, got); err != nil {
		t.Fatal(err)
	}
	type row struct {
		schedule    string
		kind        store.Kind
		last, first string
		amount      store.Cents
		report      string
	}
	var rows []row
	for _, x := range got.Transactions {
		rows = append(rows, row{x.Schedule, x.Kind, x.Counterparty.Last, x.Counterparty.First, x.Amount, x.Filing.Report})
	}
	period := "lacity|9900001|F460|2026-01-01|2026-04-18"
	want := []row{
		{"A", store.KindMonetary, "Nobody", "Ned", 80000, period},
		{"C", store.KindInKind, "Made Up Printers, LLC", "", 25050, period},
		{"B1", store.KindLoan, "Nobody", "Ned", -10000, "lacity|pending:INVENTED NEWCOMERS|F460|2026-01-01|2026-04-18"},
		{"I", store.KindOtherReceipt, "Nowhere Bank", "", 125, period},
		{"F497P1", store.KindMonetary, "Nowhere Holdings", "", 150000, "lacity|9900001|F497|@"},
	}
	if diff := cmp.Diff(want, rows, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if total := got.Total(); total.Lines != 8 || total.Typed != 5 || total.Referenced != 1 || total.Quarantined != 2 {
		t.Errorf("tally %+v", total)
	}
	if !got.Filings[0].Partial {
		t.Error("a report without its version is not marked partial")
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"no rows":        `[]`,
		"cut":            cityRows[:len(cityRows)/2],
		"renamed column": strings.ReplaceAll(cityRows, `"con_amount"`, `"amount"`),
		"new column":     strings.Replace(cityRows, `"schedule"`, `"con_street"`, 1),
		"not rows":       `{"error":true}`,
		"page":           `<html></html>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := socrata.Read(t.Context(), strings.NewReader(body), int64(len(body)), "socrata_lacity_x.json", &storetest.Records{})
			input := (*store.InputError)(nil)
			if !errors.As(err, &input) || input.Hint == "" {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestMaps(t *testing.T) {
	t.Parallel()
	named := maps(t)
	if len(named) < 9 {
		t.Errorf("%d maps", len(named))
	}
	for name, text := range map[string]string{
		"empty": "", "unknown setting": "nam = \"x\"", "no toml": "=",
		"unknown field":    "name=\"x\"\nhost=\"h\"\ndataset=\"d\"\nkey=\"own\"\n[columns]\nkind=\"k\"\nfiler_name=\"f\"\nwages=\"w\"\n[[kind]]\nis=\"A\"\nschedule=\"A\"",
		"unknown schedule": "name=\"x\"\nhost=\"h\"\ndataset=\"d\"\nkey=\"own\"\n[columns]\nkind=\"k\"\nfiler_name=\"f\"\n[[kind]]\nis=\"A\"\nschedule=\"Q\"",
	} {
		if _, err := socrata.ParseMap([]byte(text)); !errors.Is(err, socrata.ErrMap) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(cityRows), "socrata_lacity_2026.json")
	f.Add([]byte("Filer_ID,Filer_NamL,Report_Num,From_Date,Thru_Date,Form_Type,Tran_Amt1\n9900001,Invented,0,01/01/2026,04/18/2026,A,12.50\n"), "x.csv")
	f.Fuzz(func(t *testing.T, body []byte, name string) {
		records := &storetest.Records{}
		if err := socrata.Read(t.Context(), bytes.NewReader(body), int64(len(body)), name, records); err != nil {
			return
		}
		if total := records.Total(); !total.Balanced() {
			t.Errorf("tally %+v", total)
		}
	})
}
