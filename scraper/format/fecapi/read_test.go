package fecapi_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/fecapi"
	"moneytrail/store"
	"moneytrail/store/count"
	"moneytrail/store/storetest"
)

// The answers below are invented, in the shape of the interface's description.

const row = `{"sub_id":"4000000000000000001","committee_id":"C99900001","committee":{"name":"NOBODY'S INVENTED PAC"},"file_number":9990002,"image_number":"202605189990000001",
"filing_form":"F3X","report_type":"M5","line_number":"11AI","receipt_type":"15E","entity_type":"IND","contributor_id":"C99900009",
"contributor_name":"NOBODY, NED Q JR","contributor_last_name":"NOBODY","contributor_first_name":"NED","contributor_middle_name":"Q","contributor_suffix":"JR",
"contributor_street_1":"1 INVENTED STREET","contributor_city":"SAMPLETON","contributor_state":"CA","contributor_zip":"90000","contributor_employer":"NONE","contributor_occupation":"RETIRED",
"contribution_receipt_amount":250.5,"contribution_receipt_date":"2026-03-01","contributor_aggregate_ytd":1250.50,"memo_code":null,"memo_text":"EARMARKED","transaction_id":"SA0001"}`

// with gives the row with some fields changed, in JSON.
func with(changes ...string) string {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal([]byte(row), &fields); err != nil {
		panic(err)
	}
	for i := 0; i+1 < len(changes); i += 2 {
		fields[changes[i]] = json.RawMessage(changes[i+1])
	}
	text, err := json.Marshal(fields)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func pages(entries ...string) string {
	half := (len(entries) + 1) / 2
	page := func(list []string) string {
		return `{"api_version":"1.0","results":[` + strings.Join(list, ",\n") + `],"pagination":{"count":` + "7" + `}}` + "\n"
	}
	return page(entries[:half]) + page(entries[half:])
}

func read(t *testing.T, body string) (*storetest.Records, error) {
	t.Helper()
	got := &storetest.Records{}
	err := fecapi.Read(t.Context(), strings.NewReader(body), int64(len(body)), "fec-api_x.json", got)
	if total := got.Total(); err == nil && !total.Balanced() {
		t.Errorf("tally %+v", total)
	}
	return got, err
}

func TestReceipts(t *testing.T) {
	t.Parallel()
	got, err := read(t, pages(
		row,
		with("sub_id", `"2"`, "receipt_type", `null`, "contributor_id", `null`),
		with("sub_id", `"3"`, "receipt_type", `"18K"`, "entity_type", `"PAC"`, "contributor_name", `"LABOR, LEAGUE PAC"`, "file_number", `9990003`),
		with("sub_id", `"4"`, "receipt_type", `"15J"`, "memo_code", `"X"`, "contribution_receipt_date", `null`),
		with("sub_id", `"5"`, "receipt_type", `null`, "line_number", `"17"`, "file_number", `-12`),
		with("sub_id", `null`),
		with("sub_id", `"7"`, "contribution_receipt_amount", `null`),
	))
	if err != nil {
		t.Fatal(err)
	}
	key := func(kind, number string) store.FilingKey {
		return store.FilingKey{System: store.SystemFECAPI, Report: kind + "|C99900001|" + number}
	}
	first := store.Transaction{
		Filing: key("indiv", "9990002"), Table: store.TableReceipts, Schedule: "FEC15E", Line: 4000000000000000001, TranID: "SA0001", Kind: store.KindMonetary, Direction: store.Received,
		Entity: "IND", TranType: "15E", Counterparty: store.Name{Last: "NOBODY", First: "NED Q", Suffix: "JR"},
		Address: store.Address{Street: "1 INVENTED STREET", City: "SAMPLETON", State: "CA", Zip: "90000"}, Employer: "NONE", Occupation: "RETIRED",
		Date: "2026-03-01", Amount: 250_50, Cumulative: 1250_50, Description: "EARMARKED", IntermediaryCommitteeID: "C99900009",
	}
	second, third, fourth, fifth := first, first, first, first
	second.Filing, second.Schedule, second.TranType, second.Line, second.IntermediaryCommitteeID = key("line", "9990002"), "SA11AI", "", 2, ""
	third.Filing, third.Schedule, third.TranType, third.Line, third.Entity = key("oth", "9990003"), "FEC18K", "18K", 3, "PAC"
	third.Counterparty, third.CommitteeID, third.IntermediaryCommitteeID = store.Name{Last: "LABOR, LEAGUE PAC"}, "C99900009", ""
	fourth.Filing, fourth.Schedule, fourth.TranType, fourth.Line, fourth.Memo, fourth.Date = key("oth", "9990002"), "FEC15J", "15J", 4, true, ""
	fourth.CrossRef, fourth.IntermediaryCommitteeID = "C99900009", ""
	fifth.Filing, fifth.Schedule, fifth.TranType, fifth.Line, fifth.Kind = key("line", "-12"), "SA17", "", 5, store.KindOtherReceipt
	for i := range got.Transactions {
		got.Transactions[i].Pos = store.Position{}
	}
	if diff := cmp.Diff([]store.Transaction{first, second, third, fourth, fifth}, got.Transactions, cmp.FilterPath(
		func(p cmp.Path) bool { return p.String() == "CrossRef" || p.String() == "IntermediaryCommitteeID" }, cmp.Ignore())); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	statuses := []store.Status{store.StatusCounted, store.StatusCounted, store.StatusCounted, store.StatusAttributed, store.StatusOtherMoney}
	for i := range got.Transactions {
		if status, _ := count.Local(&got.Transactions[i]); status != statuses[i] {
			t.Errorf("row %d: %v, want %v", i, status, statuses[i])
		}
	}
	if total := got.Total(); total.Typed != 5 || total.Quarantined != 2 || len(got.Filings) != 5 || len(got.FilerNames) != 1 {
		t.Errorf("tally %+v, %d filings, %d names", total, len(got.Filings), len(got.FilerNames))
	}
	head := got.Filings[0]
	if head.Form != "F3X" || head.ReportID != "9990002" || head.Filed != "2026-05-18" || !head.Partial || head.FilerName != "NOBODY'S INVENTED PAC" {
		t.Errorf("head %+v", head)
	}
	for _, q := range got.Quarantines {
		if strings.Contains(q.Text, "STREET") {
			t.Errorf("quarantined text tells a street: %s", q.Text)
		}
	}
}

func TestFilings(t *testing.T) {
	t.Parallel()
	filing := func(number, form, chain, thru string) string {
		return `{"sub_id":"1","committee_id":"C99900001","committee_name":"NOBODY'S INVENTED PAC","file_number":` + number + `,"form_type":"` + form + `","report_type":"Q1",
"coverage_start_date":"2026-01-01","coverage_end_date":` + thru + `,"receipt_date":"2026-04-15T00:00:00","amendment_chain":` + chain + `}`
	}
	got, err := read(t, pages(
		filing("900", "F3XN", "[900]", `"2026-03-31"`), filing("950", "F3XA", "[900.0, 950.0]", `"2026-03-31"`), filing("960", "F3", "null", `"2026-03-31T00:00:00+00:00"`),
		filing("-12", "F3X", "[-12]", `"2026-03-31"`), filing("970", "F1", "null", "null"), filing("980", "F3X", `["x"]`, `"2026-03-31"`),
	))
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, f := range got.Filings {
		keys = append(keys, string(f.Key.System)+" "+f.Key.Report+" "+string(rune('0'+f.Key.Version))+" "+f.Form+" "+f.ReportID+" "+string(f.Thru))
		if !f.Partial || f.Filed != "2026-04-15" {
			t.Errorf("head %+v", f)
		}
	}
	want := []string{"fec 900 0 F3X 900 2026-03-31", "fec 900 1 F3X 950 2026-03-31", "fec 960 0 F3 960 2026-03-31"}
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Errorf("heads (-want +got):\n%s", diff)
	}
	if total := got.Total(); total.Typed != 3 || total.Referenced != 2 || total.Quarantined != 1 {
		t.Errorf("tally %+v", total)
	}
}

func TestRefuses(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"renamed list": strings.Replace(pages(row), `"results"`, `"rows"`, 1), "renamed field": strings.ReplaceAll(pages(row), `"line_number"`, `"line"`),
		"cut": pages(row, row)[:900], "another answer": `{"results":[{"candidate_id":"H0"}]}`, "a page": "<html></html>",
	} {
		if _, err := read(t, body); !errors.Is(err, store.ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRecorded reads recorded answers of 2015: of every row the money must
// arrive, or the row stand in quarantine.
func TestRecorded(t *testing.T) {
	t.Parallel()
	for file, rows := range map[string]int{"schedules_schedule_a.json": 20, "filings_report_year_2000.json": 20} {
		body, err := os.ReadFile(storetest.SharedData(t, "federal", "api", "ruby-openfec", file))
		if err != nil {
			t.Fatal(err)
		}
		var recorded struct{ Response json.RawMessage }
		if err := json.Unmarshal(body, &recorded); err != nil {
			t.Fatal(err)
		}
		got, err := read(t, string(recorded.Response))
		if err != nil {
			t.Fatal(err)
		}
		var plain struct {
			Results []struct {
				Amount json.Number `json:"contribution_receipt_amount"`
			}
		}
		if err := json.Unmarshal(recorded.Response, &plain); err != nil {
			t.Fatal(err)
		}
		var sum, want store.Cents
		for _, r := range plain.Results {
			if cents, err := store.ParseCents(r.Amount.String()); err == nil {
				want += cents
			}
		}
		for _, x := range got.Transactions {
			sum += x.Amount
		}
		total := got.Total()
		t.Logf("%s: %d rows, %d filings, %s, %d referenced, %d quarantined", file, total.Lines, len(got.Filings), sum, total.Referenced, total.Quarantined)
		if total.Lines != rows || sum != want || total.Quarantined != 0 {
			t.Errorf("%s: tally %+v, sum %s, want %s", file, total, sum, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(pages(row, row)))
	f.Add([]byte(`{"results":[{"committee_id":"C99900001","file_number":1,"form_type":"F3XN","coverage_end_date":null}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		got := &storetest.Records{}
		err := fecapi.Read(t.Context(), bytes.NewReader(body), int64(len(body)), "x.json", got)
		if err != nil && !errors.Is(err, store.ErrInput) {
			t.Errorf("%v", err)
		}
		if total := got.Total(); err == nil && !total.Balanced() {
			t.Errorf("tally %+v", total)
		}
	})
}
