package calefile_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"moneytrail/store"
)

// FuzzRead: nothing panics, and what is read without an error adds up and
// leads back to its bytes.
func FuzzRead(f *testing.F) {
	good := header + cover(nil) + receipt(nil)
	f.Add(good)
	f.Add(good + "RCPT,A,\"open\r\nSMRY,A,1,5\r\n\r\nTEXT,A,1,\"a\nb\"\r")
	f.Add(zipped(f, "Efile.txt", good))
	f.Fuzz(func(t *testing.T, content string) {
		got, err := read(content, "fuzz.txt")
		if err != nil {
			return
		}
		for _, tally := range got.Tallies {
			if !tally.Balanced() {
				t.Errorf("unbalanced: %+v", tally)
			}
		}
		for _, tr := range got.Transactions {
			if end := tr.Pos.Offset + int64(tr.Pos.Length); tr.Pos.Part == "" && (tr.Pos.Length == 0 || end > int64(len(content))) {
				t.Errorf("position outside the file: %+v", tr.Pos)
			}
		}
	})
}

// TestFieldsAsCSV: a line is taken apart as encoding/csv does it, seen through
// a memo record, whose text is whatever the fields hold.
func TestFieldsAsCSV(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		field := rapid.StringMatching(`[a-z",]{0,6}`)
		text := `RCPT,A,` + strings.Join(rapid.SliceOfN(field, 1, 6).Draw(t, "fields"), ",")
		in := csv.NewReader(strings.NewReader(text))
		in.LazyQuotes, in.FieldsPerRecord = true, -1
		want, err := in.Read()
		if err != nil || len(want) > 13 {
			t.Skip("not for comparison")
		}
		got := mustReadRapid(t, header+cover(nil)+text+strings.Repeat(",", max(0, 19-len(want)))+",1.00")
		if len(got) != 1 {
			t.Skip("an open quote") // encoding/csv lets it run to the end
		}
		if tr := got[0]; tr.TranID != strings.TrimSpace(at(want, 2)) || tr.Entity != at(want, 3) ||
			tr.Counterparty.Last != at(want, 4) || tr.Counterparty.First != at(want, 5) {
			t.Fatalf("%s: got %+v, want %q", text, tr, want)
		}
	})
}

func mustReadRapid(t *rapid.T, content string) []store.Transaction {
	got, err := read(content, "report.txt")
	if err != nil {
		t.Fatal(err)
	}
	return got.Transactions
}

func at(fields []string, i int) string {
	if i < len(fields) {
		return fields[i]
	}
	return ""
}
