package socrata_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"moneytrail/scraper/format/socrata"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// TestOaklandExport reads the city's export of Schedule A of 2015 and holds
// the sum of its rows against a plain reading of two of its columns.
func TestOaklandExport(t *testing.T) {
	t.Parallel()
	path := storetest.SharedData(t, "california", "socrata_oakland", "schedule_A_full_export.csv")
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := &storetest.Records{}
	if err := socrata.Read(t.Context(), bytes.NewReader(body), int64(len(body)), filepath.Base(path), got); err != nil {
		t.Fatal(err)
	}
	plain := csv.NewReader(bytes.NewReader(body))
	plain.FieldsPerRecord = -1
	lines, err := plain.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := -1
	for i, name := range lines[0] {
		if name == "Tran_Amt1" {
			column = i
		}
	}
	var want, sum store.Cents
	for _, line := range lines[1:] {
		cents, err := store.ParseCents(line[column])
		if err != nil {
			t.Fatal(err)
		}
		want += cents
	}
	for _, x := range got.Transactions {
		if x.Filing.System != store.SystemCAL || x.Direction != store.Received {
			t.Fatalf("key %v, %v", x.Filing, x.Direction)
		}
		sum += x.Amount
	}
	total := got.Total()
	t.Logf("%d rows, %d filings, %s, %d quarantined", total.Typed, len(got.Filings), sum, total.Quarantined)
	if !total.Balanced() || total.Lines != len(lines)-1 || sum != want || total.Quarantined != 0 {
		t.Errorf("tally %+v of %d rows, sum %s, want %s", total, len(lines)-1, sum, want)
	}
}

// TestOaklandRows reads the single recorded rows with the maps of their data
// sets.
func TestOaklandRows(t *testing.T) {
	t.Parallel()
	named := maps(t)
	for file, m := range map[string]string{
		"socrata_contribution_valid": "oakland-a", "socrata_contribution_from_committee": "oakland-a", "socrata_loan": "oakland-b1",
		"socrata_payment": "oakland-e", "socrata_late_contribution_from_committee": "oakland-497", "socrata_summary": "oakland-summary",
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile(storetest.SharedData(t, "california", "socrata_oakland", file+".json"))
			if err != nil {
				t.Fatal(err)
			}
			text := "[" + string(body) + "]"
			got := &storetest.Records{}
			if err := named[m].Read(t.Context(), strings.NewReader(text), int64(len(text)), file, got); err != nil {
				t.Fatal(err)
			}
			if total := got.Total(); total.Typed != 1 || len(got.Filings) != 1 || len(got.Transactions)+len(got.Summaries) != 1 {
				t.Errorf("tally %+v, %+v", total, got.Quarantines)
			}
		})
	}
}
