package netfilexlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"moneytrail/scraper/format/netfilexlsx"
	"moneytrail/store"
)

// small is a workbook with one invented row on sheet A.
func small() workbook {
	return workbook{rows: map[string][]cells{"A-Contributions": {
		period("0991001", "Invented Parks Committee", "000").with(cells{"Form_Type": "A", "Tran_ID": "T1", "Tran_Amt1": 5}),
	}}}
}

func TestRefusedWorkbooks(t *testing.T) {
	t.Parallel()
	header := func(change func([]string) []string) workbook {
		w := small()
		w.headers = map[string][]string{"A-Contributions": change(netfilexlsx.Columns("A-Contributions"))}
		return w
	}
	rename := func(from, to string) workbook {
		return header(func(names []string) []string { names[slices.Index(names, from)] = to; return names })
	}
	missing, extra := small(), small()
	missing.skip, extra.extra = "Summary", "Notes"
	tests := []struct {
		name, want string
		content    []byte
	}{
		{"renamed column", `unknown column "Tran_Amount"`, rename("Tran_Amt1", "Tran_Amount").bytes(t)},
		{"column twice", "Tran_Amt2 stands there twice", rename("Tran_Amt1", "Tran_Amt2").bytes(t)},
		{"column without a name", "has no name", rename("Tran_Amt1", "").bytes(t)},
		{"missing column", "column Int_CmteId is missing", header(func(n []string) []string { return n[:len(n)-1] }).bytes(t)},
		{"extra column", `unknown column "New_Cd"`, header(func(n []string) []string { return append(n, "New_Cd") }).bytes(t)},
		{"missing sheet", "(Summary): the sheet is missing", missing.bytes(t)},
		{"unknown sheet", "(Notes): the sheet is not known", extra.bytes(t)},
		{"no rows", "no sheet holds a row", workbook{}.bytes(t)},
		{"another workbook", "not a NetFile yearly workbook", otherWorkbook(t)},
		{"empty file", "not a workbook", nil},
		{"text", "not a workbook", []byte("Filer_ID,Filer_NamL")},
		{"cut download", "cannot be unpacked", small().bytes(t)[:4000]},
		{"web page", "web page", []byte("<html><body>_Incapsula_Resource</body></html>")},
		{"old format", "old .xls", []byte("\xd0\xcf\x11\xe0 and more")},
		{"zip without a workbook", "0 workbooks", zipped(t, map[string][]byte{"a.txt": nil})},
		{"zip with two", "2 workbooks", zipped(t, map[string][]byte{"a.xlsx": nil, "b.xlsx": nil})},
		{"zip with a cut workbook", "cannot be unpacked", zipped(t, map[string][]byte{"a.xlsx": small().bytes(t)[:4000]})},
		{"sheet breaks off", "breaks off", damage(t, small().bytes(t), func(s string) string { return s[:len(s)-40] })},
		{"sheet breaks inside", "breaks off", damage(t, small().bytes(t), func(s string) string {
			return strings.Replace(s, `<row r="2"`, `<broken"<row r="2"`, 1)
		})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := read(tt.content, fileName)
			var refused *store.InputError
			if !errors.As(err, &refused) || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want an InputError with %q", err, tt.want)
			}
			if refused.File != fileName || refused.Hint == "" {
				t.Errorf("no file or no hint: %+v", refused)
			}
		})
	}
}

func otherWorkbook(t *testing.T) []byte {
	t.Helper()
	return damageMember(t, small().bytes(t), "xl/workbook.xml", func(s string) string {
		for _, name := range netfilexlsx.Sheets() {
			s = strings.ReplaceAll(s, `name="`+name+`"`, `name="Tab `+name+`"`)
		}
		return s
	})
}

func damage(t *testing.T, content []byte, change func(string) string) []byte {
	t.Helper()
	return damageMember(t, content, "xl/worksheets/sheet1.xml", change)
}

// damageMember packs a workbook again with one part changed.
func damageMember(t *testing.T, content []byte, name string, change func(string) string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range r.File {
		member, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(member); err != nil {
			t.Fatal(err)
		}
	}
	changed := change(string(parts[name]))
	if changed == string(parts[name]) {
		t.Fatal("nothing changed")
	}
	parts[name] = []byte(changed)
	return zipped(t, parts)
}

func TestZippedWorkbook(t *testing.T) {
	t.Parallel()
	inside := zipped(t, map[string][]byte{"efile_newest_ZZZ_2017.xlsx": small().bytes(t), "readme.txt": nil})
	got := mustRead(t, inside, "download.zip")
	if len(got.Transactions) != 1 || got.Filings[0].Agency != "ZZZ" {
		t.Errorf("filings %+v", got.Filings)
	}
}

func TestAgencyFromName(t *testing.T) {
	t.Parallel()
	content := small().bytes(t)
	for name, want := range map[string]string{
		"efile_XYZ_2017.xlsx": "XYZ", "some/folder/efile_newest_abcd_2024.XLSX": "ABCD", `C:\files\efile_XYZ_2017.xlsx`: "XYZ",
		"efile_2017.xlsx": "", "my efile_XYZ_2017.xlsx": "", "efile_XYZ_2017 (1).xlsx": "",
	} {
		if got := mustRead(t, content, name).Filings[0].Agency; got != want {
			t.Errorf("agency of %q: %q, want %q", name, got, want)
		}
	}
}

func TestSniff(t *testing.T) {
	t.Parallel()
	book := small().bytes(t)
	for name, tt := range map[string]struct {
		head []byte
		want bool
	}{
		"workbook":         {book, true},
		"zipped workbook":  {zipped(t, map[string][]byte{"x.xlsx": book}), true},
		"zip of text":      {zipped(t, map[string][]byte{"CalAccess/DATA/A.TSV": []byte("a\tb")}), false},
		"text":             {[]byte("HDR,CAL,CA,2.01"), false},
		"nothing":          {nil, false},
		"cut zip header":   {book[:20], false},
		"zip mark in text": {[]byte("a PK\x03\x04"), false},
	} {
		if got := netfilexlsx.Sniff(tt.head[:min(len(tt.head), 64<<10)], "file"); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

// TestManyRows crosses the buffers of the completeness check.
func TestManyRows(t *testing.T) {
	t.Parallel()
	w := small()
	row := w.rows["A-Contributions"][0]
	for range 1500 {
		w.rows["A-Contributions"] = append(w.rows["A-Contributions"], row)
	}
	w.rows["A-Contributions"] = append(w.rows["A-Contributions"], cells{}, cells{}, row)
	got := mustRead(t, w.bytes(t), fileName)
	if sum := got.Total(); sum.Typed != 1502 || got.Transactions[1501].Pos.Line != 1505 {
		t.Errorf("%+v, last on line %d", sum, got.Transactions[sum.Typed-1].Pos.Line)
	}
}

// FuzzRead changes bytes of a workbook's parts: nothing panics, and what is
// read without an error adds up.
func FuzzRead(f *testing.F) {
	f.Add("<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>0991001</t></is></c></row>")
	f.Add("<row r=\"1048577\"/>")
	f.Add("<row r=\"3\"><c r=\"ZZZZ9\"><v>1</v></c><c t=\"s\"><v>99999</v></c></row>")
	content := small().bytes(f)
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		f.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, part := range r.File {
		member, err := part.Open()
		if err != nil {
			f.Fatal(err)
		}
		if parts[part.Name], err = io.ReadAll(member); err != nil {
			f.Fatal(err)
		}
	}
	const sheet = "xl/worksheets/sheet1.xml"
	before, after, _ := strings.Cut(string(parts[sheet]), "</sheetData>")
	f.Fuzz(func(t *testing.T, rows string) {
		changed := map[string][]byte{}
		for name, part := range parts {
			changed[name] = part
		}
		changed[sheet] = []byte(before + rows + "</sheetData>" + after)
		got, err := read(zipped(t, changed), fileName)
		if err != nil {
			return
		}
		for _, tally := range got.Tallies {
			if !tally.Balanced() {
				t.Errorf("unbalanced: %+v", tally)
			}
		}
	})
}
