package calefile_test

import (
	"strings"
	"testing"

	"moneytrail/store"
)

func TestDamagedRecords(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, record string
		reason       string // part of it; empty when the row is kept
		note         string
	}{
		{"amount", receipt(map[int]string{19: "ten"}), "amount in field 20", ""},
		{"loan figure", line("LOAN", 52, map[int]string{1: "B1", 16: "1.00", 48: "x"}), "amount in field 49", ""},
		{"blank amount", receipt(map[int]string{19: ""}), "", "amount was left blank"},
		{"to date", receipt(map[int]string{20: "x"}), "", "amount to date"},
		{"day", receipt(map[int]string{17: "20241399"}), "", "date as filed could not be read: 20241399"},
		{"cut", "RCPT,A,INC2,IND,Madeup,Ann", "ends before its amount", ""},
		{"stray comma", "RCPT,A,INC2,IND,Bakery, Inc" + strings.Repeat(",", 61), "67 fields where its layout has 66", ""},
		{"comma in the amount", strings.Replace(receipt(nil), "150.00", "1,500.00", 1), "67 fields", ""},
		{"open quote", `RCPT,A,INC2,IND,"Madeup,Ann,,,3 Secret Hollow` + "\r\n", "quote is opened in field 5", ""},
		{"unknown record", "XYZZ,1,2", `record type "XYZZ"`, ""},
		{"no schedule", receipt(map[int]string{1: ""}), "no schedule", ""},
		{"unknown part", line("S497", 36, map[int]string{1: "F497P9", 19: "1.00"}), "is not known", ""},
		{"summary without a line", "SMRY,A,,5.00", "no schedule or no line", ""},
		{"cut summary", "SMRY,A,1", "ends before its amount", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			before := header + cover(nil) + receipt(nil)
			content := before + strings.TrimSuffix(tt.record, "\r\n") + "\r\n" + receipt(map[int]string{2: "INC9"})
			got := mustRead(t, content)
			last := got.Transactions[len(got.Transactions)-1]
			if last.TranID != "INC9" || last.Pos.Line != 5 {
				t.Errorf("the record after it was lost: %+v", last)
			}
			if tt.reason == "" {
				if len(got.Transactions) != 3 || !strings.Contains(got.Transactions[1].InferredNote, tt.note) {
					t.Fatalf("rows %+v", got.Transactions)
				}
				return
			}
			if len(got.Quarantines) != 1 {
				t.Fatalf("quarantine %+v", got.Quarantines)
			}
			q := got.Quarantines[0]
			want := store.Position{Line: 4, Offset: int64(len(before)), Length: len(strings.TrimSuffix(tt.record, "\r\n"))}
			if q.Pos != want || !strings.Contains(q.Reason, tt.reason) {
				t.Errorf("quarantined %+v, want %q at %+v", q, tt.reason, want)
			}
			if strings.Contains(q.Text, "Nowhere Street") || strings.Contains(q.Text, "Secret") {
				t.Errorf("a street in quarantine: %s", q.Text)
			}
		})
	}
}

func TestVersion220(t *testing.T) {
	t.Parallel()
	content := strings.Replace(header, "2.01", "2.20", 1) + cover(nil) + strings.TrimSuffix(receipt(nil), "\r\n") + ",new\r\n"
	got := mustRead(t, content)
	if len(got.Transactions) != 1 || !strings.Contains(got.Transactions[0].InferredNote, "67 fields where version 2.01 has 66") {
		t.Errorf("rows %+v", got.Transactions)
	}
}

func TestLineEndsAndCharsets(t *testing.T) {
	t.Parallel()
	plain := header + cover(nil) + receipt(map[int]string{5: "Zoë"}) + "\r\n" + receipt(map[int]string{5: "José", 22: "one\r\ntwo"}) + "\r\n\x1a\r\n"
	for name, content := range map[string]string{
		"CR LF": plain, "LF": strings.ReplaceAll(plain, "\r\n", "\n"), "CR": strings.ReplaceAll(plain, "\r\n", "\r"),
		"BOM": "\ufeff" + plain, "one line in 1252": strings.Replace(plain, "José", "Jos\xe9", 1), "no end": strings.TrimRight(plain, "\r\n\x1a"),
	} {
		got := mustRead(t, content)
		if len(got.Transactions) != 2 {
			t.Fatalf("%s: %d rows, quarantine %+v", name, len(got.Transactions), got.Quarantines)
		}
		a, b := got.Transactions[0], got.Transactions[1]
		if a.Counterparty.First != "Zoë" || b.Counterparty.First != "José" || b.Description != "one\ntwo" || b.Pos.Line != 5 {
			t.Errorf("%s: %+v %+v", name, a, b)
		}
		end := int(b.Pos.Offset) + b.Pos.Length
		if raw := content[b.Pos.Offset:end]; !strings.HasPrefix(raw, "RCPT,A,INC1") || !strings.HasSuffix(raw, ",") {
			t.Errorf("%s: position leads to %q", name, raw)
		}
		if want := (store.Tally{Lines: 5, Typed: 3, Referenced: 2}); got.Tallies[0] != want {
			t.Errorf("%s: %+v, want %+v", name, got.Tallies[0], want)
		}
	}
}
