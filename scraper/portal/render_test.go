package portal_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/store/storetest"
)

func workbook(t *testing.T, year int) []byte {
	t.Helper()
	book, err := portal.Workbook(invented.County(), year)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// headers gives the first row of each sheet, by name, and the names in order.
func headers(t *testing.T, book []byte) ([]string, map[string][]string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	out := map[string][]string{}
	for _, name := range f.GetSheetList() {
		rows, err := f.Rows(name)
		if err != nil {
			t.Fatal(err)
		}
		if rows.Next() {
			if out[name], err = rows.Columns(); err != nil {
				t.Fatal(err)
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return f.GetSheetList(), out
}

func TestWorkbookHasTheSheetsOfTheRealOne(t *testing.T) {
	t.Parallel()
	sheets, columns := headers(t, workbook(t, 2025))
	if len(sheets) != 16 {
		t.Errorf("%d sheets: %v", len(sheets), sheets)
	}
	want := map[string]int{"A-Contributions": 75, "E-Expenditure": 63, "F-Expenses": 44, "B1-Loans": 61, "Summary": 16, "497": 45, "496": 31}
	for name, n := range want {
		if len(columns[name]) != n {
			t.Errorf("sheet %s has %d columns, want %d", name, len(columns[name]), n)
		}
	}
	theirs, err := os.ReadFile(storetest.SharedData(t, "california", "netfile_excel", "efile_BRK_2017.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	realSheets, realColumns := headers(t, theirs)
	if diff := cmp.Diff(realSheets, sheets); diff != "" {
		t.Errorf("sheets (-real +ours):\n%s", diff)
	}
	if diff := cmp.Diff(realColumns, columns); diff != "" {
		t.Errorf("columns (-real +ours):\n%s", diff)
	}
}

func TestWorkbookCells(t *testing.T) {
	t.Parallel()
	f, err := excelize.OpenReader(bytes.NewReader(workbook(t, 2026)), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	tests := []struct{ sheet, cell, want string }{
		{"A-Contributions", "A2", "9900002"},
		{"A-Contributions", "C2", "000"},
		{"A-Contributions", "F2", "46023"}, // 2026-01-01
		{"A-Contributions", "AD2", "1000"},
		{"497", "A2", "9900002"},
		{"497", "F2", ""}, // a notice has no period
		{"496", "AE2", "IE-1"},
	}
	for _, tt := range tests {
		if got, err := f.GetCellValue(tt.sheet, tt.cell); err != nil || got != tt.want {
			t.Errorf("%s!%s = %q, %v; want %q", tt.sheet, tt.cell, got, err, tt.want)
		}
	}
	if kind, err := f.GetCellType("497", "F2"); err != nil || kind != excelize.CellTypeUnset {
		t.Errorf("an empty date is a cell of type %v, %v; want none", kind, err)
	}
}

func TestRenderingIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	if !bytes.Equal(workbook(t, 2025), workbook(t, 2025)) {
		t.Error("two workbooks differ")
	}
	one, err := portal.StateExport(invented.County())
	if err != nil {
		t.Fatal(err)
	}
	two, err := portal.StateExport(invented.County())
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("two state exports differ (%v)", err)
	}
}

func TestEFileRecordsHaveTheRealLengths(t *testing.T) {
	t.Parallel()
	want := map[string]int{"HDR": 7, "CVR F460": 70, "CVR F496": 70, "CVR F497": 48, "RCPT": 66, "EXPN": 54, "LOAN": 52, "DEBT": 34, "S497": 36, "S496": 9, "TEXT": 4}
	seen := map[string]bool{}
	for _, r := range invented.County().Local {
		text, err := portal.EFile(r)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasSuffix(text, []byte("\r\n")) {
			t.Errorf("%s does not end with CRLF", r.ID)
		}
		in := csv.NewReader(bytes.NewReader(text))
		in.FieldsPerRecord = -1
		records, err := in.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, fields := range records {
			name := fields[0]
			if name == "CVR" {
				name += " " + fields[1]
			}
			seen[name] = true
			if n, ok := want[name]; ok && len(fields) != n {
				t.Errorf("%s: %s has %d fields, want %d", r.ID, name, len(fields), n)
			}
		}
	}
	for name := range want {
		if !seen[name] {
			t.Errorf("no %s record in any e-filing", name)
		}
	}
}

// tableHeaders gives the first line of every table in a state export.
func tableHeaders(t *testing.T, r io.ReaderAt, size int64) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(r, size)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		_ = in.Close()
		out[path.Base(f.Name)], _, _ = strings.Cut(string(text), "\n")
	}
	return out
}

func TestStateExportHasTheRealHeaders(t *testing.T) {
	t.Parallel()
	ours, err := portal.StateExport(invented.County())
	if err != nil {
		t.Fatal(err)
	}
	got := tableHeaders(t, bytes.NewReader(ours), int64(len(ours)))
	if len(got) != 16 {
		t.Errorf("%d tables", len(got))
	}
	theirs, err := os.Open(storetest.SharedData(t, "california", "calaccess_bulk", "dbwebexport_sample_20170712.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = theirs.Close() }()
	info, err := theirs.Stat()
	if err != nil {
		t.Fatal(err)
	}
	want := tableHeaders(t, theirs, info.Size())
	for name, header := range got {
		if diff := cmp.Diff(want[name], header); diff != "" {
			t.Errorf("%s (-real +ours):\n%s", name, diff)
		}
	}
}

func TestCommitteeExport(t *testing.T) {
	t.Parallel()
	text := string(portal.CommitteeExport(invented.County(), "9910002", 2025))
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[2] != "" || lines[3] != "" {
		t.Fatalf("%d lines: %q", len(lines), text)
	}
	for _, want := range []string{`"MONETARY"`, `"$31,500.00"`, `"3/31/2026"`, `"9980002 - A1"`} {
		if !strings.Contains(lines[1], want) {
			t.Errorf("no %s in %q", want, lines[1])
		}
	}
	file, err := os.ReadFile(storetest.SharedData(t, "california", "calaccess_committee_export", "1343619_2021_contributions_received.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	header, _, _ := strings.Cut(string(file), "\n")
	if diff := cmp.Diff(header, lines[0]); diff != "" {
		t.Errorf("header (-real +ours):\n%s", diff)
	}
}
