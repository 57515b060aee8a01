package fecbulk_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/fecbulk"
	"moneytrail/store"
)

// All rows in these tests are invented: committees C99.., names of syllables.

// contribution is a row of itcont with what a test sets; the rest is usual.
type contribution struct {
	code, entity, name, date, amount, other, number, memo, text, record string
}

func (c contribution) String() string {
	usual := func(s, otherwise string) string {
		if s == "" {
			return otherwise
		}
		return s
	}
	return strings.Join([]string{
		"C99000001", "N", "Q1", "P2034", "203304159300000001", usual(c.code, "15"), usual(c.entity, "IND"), usual(c.name, "BALDOR, ADA Q. MS. JR."),
		"TESTVILLE", "CA", "900011234", "INVENTED WORKS", "\"TEACHER", usual(c.date, "03022033"), usual(c.amount, "250"), c.other, "SA11AI.7",
		usual(c.number, "9000007"), c.memo, c.text, usual(c.record, "4041520330000000001"),
	}, "|")
}

func file(rows ...contribution) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(r.String() + "\n")
	}
	return b.String()
}

func TestContribution(t *testing.T) {
	t.Parallel()
	got := read(t, file(contribution{}), "itcont.txt")
	key := store.FilingKey{System: store.SystemFECBulk, Report: "indiv|C99000001|9000007"}
	at := store.Position{Line: 1, Length: len(contribution{}.String())}
	wantFiling := store.Filing{
		Key: key, Form: "BULK", Filer: store.FilerRef{Scheme: store.SchemeFEC, ID: "C99000001"}, Statement: "Q1", Filed: "2033-04-15",
		ReportID: "9000007", Partial: true, URL: "https://docquery.fec.gov/cgi-bin/forms/C99000001/9000007/", Pos: at,
	}
	if diff := cmp.Diff([]store.Filing{wantFiling}, got.filings); diff != "" {
		t.Error(diff)
	}
	want := store.Transaction{
		Filing: key, Table: store.TableReceipts, Schedule: "FEC15", Line: 4041520330000000001, TranID: "SA11AI.7", Kind: store.KindMonetary,
		Direction: store.Received, Entity: "IND", Counterparty: store.Name{Last: "BALDOR", First: "ADA Q.", Title: "MS.", Suffix: "JR."},
		Address: store.Address{City: "TESTVILLE", State: "CA", Zip: "900011234"}, Employer: "INVENTED WORKS", Occupation: "\"TEACHER",
		TranType: "15", Date: "2033-03-02", Amount: 25000, Pos: at,
	}
	if diff := cmp.Diff([]store.Transaction{want}, got.rows); diff != "" {
		t.Error(diff)
	}
}

func TestTransactionTypes(t *testing.T) {
	t.Parallel()
	const refund = "a refund paid, filed as 250.00: it is taken off what was received"
	tests := []struct {
		name string
		row  contribution
		want store.Transaction // the fields that the type decides
	}{
		{"earmarked: the conduit is the intermediary", contribution{code: "15E", other: "C99000777"},
			store.Transaction{Schedule: "FEC15E", Table: store.TableReceipts, Kind: store.KindMonetary, Direction: store.Received, Amount: 25000, IntermediaryCommitteeID: "C99000777"}},
		{"a conduit passing on", contribution{code: "24T", other: "C99000002"},
			store.Transaction{Schedule: "FEC24T", Table: store.TableExpenditures, Kind: store.KindMonetary, Direction: store.Made, Amount: 25000, CrossRef: "C99000002"}},
		{"refund is negative", contribution{code: "22Y"},
			store.Transaction{Schedule: "FEC22Y", Table: store.TableExpenditures, Kind: store.KindReturn, Direction: store.Made, Amount: -25000, InferredNote: refund}},
		{"correction of a refund is positive", contribution{code: "22Y", amount: "-250"},
			store.Transaction{Schedule: "FEC22Y", Table: store.TableExpenditures, Kind: store.KindReturn, Direction: store.Made, Amount: 25000, InferredNote: strings.Replace(refund, "250", "-250", 1)}},
		{"chargeback stays negative", contribution{amount: "-50"},
			store.Transaction{Schedule: "FEC15", Table: store.TableReceipts, Kind: store.KindMonetary, Direction: store.Received, Amount: -5000}},
		{"committee gives its id", contribution{code: "18K", entity: "PAC", other: "C99000005"},
			store.Transaction{Schedule: "FEC18K", Table: store.TableReceipts, Kind: store.KindMonetary, Direction: store.Received, Amount: 25000, CommitteeID: "C99000005"}},
		{"share of a joint fundraiser", contribution{code: "15J", other: "C99000006", memo: "X"},
			store.Transaction{Schedule: "FEC15J", Table: store.TableReceipts, Kind: store.KindMonetary, Direction: store.Received, Amount: 25000, CrossRef: "C99000006", Memo: true}},
		{"transfer", contribution{code: "18G", entity: "CCM", other: "C99000006"},
			store.Transaction{Schedule: "FEC18G", Table: store.TableReceipts, Kind: store.KindTransfer, Direction: store.Received, Amount: 25000, CommitteeID: "C99000006"}},
		{"loan", contribution{code: "16C", entity: "CAN"},
			store.Transaction{Schedule: "FEC16C", Table: store.TableLoans, Kind: store.KindLoan, Direction: store.Received, Amount: 25000}},
		{"unknown type has no kind", contribution{code: "99Q"},
			store.Transaction{Schedule: "FEC99Q", Table: store.TableReceipts, Amount: 25000}},
		{"unreadable date keeps the row", contribution{date: "13322033"},
			store.Transaction{Schedule: "FEC15", Table: store.TableReceipts, Kind: store.KindMonetary, Direction: store.Received, Amount: 25000, InferredNote: "date as filed could not be read: 13322033"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			rows := read(t, file(tt.row), "x").rows
			if len(rows) != 1 {
				t.Fatalf("%d rows", len(rows))
			}
			r := rows[0]
			got := store.Transaction{
				Schedule: r.Schedule, Table: r.Table, Kind: r.Kind, Direction: r.Direction, Amount: r.Amount, CommitteeID: r.CommitteeID,
				IntermediaryCommitteeID: r.IntermediaryCommitteeID, CrossRef: r.CrossRef, Memo: r.Memo, InferredNote: r.InferredNote,
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFilings(t *testing.T) {
	t.Parallel()
	got := read(t, file(
		contribution{}, contribution{number: "9000008"}, contribution{}, contribution{code: "15J", entity: "IND"},
		contribution{number: "0"}, contribution{number: "0"}, contribution{code: "24T"},
	), "itcont.txt")
	var reports []string
	for _, f := range got.filings {
		reports = append(reports, f.Key.Report+" "+f.ReportID)
	}
	want := []string{
		"indiv|C99000001|9000007 9000007", "indiv|C99000001|9000008 9000008", "oth|C99000001|9000007 9000007",
		"indiv|C99000001|image:203304159300000001 ",
	}
	if diff := cmp.Diff(want, reports); diff != "" {
		t.Error(diff)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		entity, name string
		want         store.Name
	}{
		{"IND", "SALTOV, BRAM", store.Name{Last: "SALTOV", First: "BRAM"}},
		{"IND", "SALTOV, BRAM DR. III", store.Name{Last: "SALTOV", First: "BRAM", Title: "DR.", Suffix: "III"}},
		{"CAN", "SALTOV, MR. BRAM", store.Name{Last: "SALTOV", First: "MR. BRAM"}},
		{"IND", "SALTOV JR., BRAM V", store.Name{Last: "SALTOV JR.", First: "BRAM V"}},
		{"IND", "SALTOV, JR", store.Name{Last: "SALTOV", First: "JR"}},
		{"IND", "SALTOV FAMILY", store.Name{Last: "SALTOV FAMILY"}},
		{"ORG", "SALTOV, DOR & SONS", store.Name{Last: "SALTOV, DOR & SONS"}},
	}
	for _, tt := range tests {
		if got := read(t, file(contribution{entity: tt.entity, name: tt.name}), "x").rows[0].Counterparty; got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"PEÑA, ADA", "PE\xd1A, ADA", "PE\x00\xd1A, ADA\x1a"} {
		if got := read(t, file(contribution{name: name}), "x").rows[0].Counterparty; got != (store.Name{Last: "PEÑA", First: "ADA"}) {
			t.Errorf("%q: %+v", name, got)
		}
	}
}

func TestSniff(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, head string
		want       bool
	}{
		{"contributions", file(contribution{}), true},
		{"behind a damaged line", "DAMAGED\n" + file(contribution{}), true},
		{"committees", committeeRow, true},
		{"spending", spendingHeader, true},
		{"another file of pipes", "a|b|c\n", false},
		{"committee id and other columns", "C99000001|a|b\n", false},
		{"tabs", "FILING_ID\tAMEND_ID\n", false},
		{"nothing", "", false},
	}
	for _, tt := range tests {
		if got := fecbulk.Sniff([]byte(tt.head), ""); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}
