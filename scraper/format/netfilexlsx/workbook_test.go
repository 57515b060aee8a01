package netfilexlsx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"moneytrail/scraper/format/netfilexlsx"
	"moneytrail/store/storetest"
)

// cells is one invented row: values by column.
type cells map[string]any

// workbook is an invented workbook; every name, id and amount in the tests of
// this package is made up.
type workbook struct {
	rows    map[string][]cells
	headers map[string][]string // replaces the right header of a sheet
	skip    string              // a sheet to leave out
	extra   string              // a sheet too many
}

// period is the cover of an invented Form 460.
func period(id, name, version string) cells {
	return cells{
		"Filer_ID": id, "Filer_NamL": name, "Report_Num": version, "Committee_Type": "RCP",
		"Rpt_Date": 42947, "From_Date": 42736, "Thru_Date": 42916,
	}
}

// notice is the cover of an invented 24-hour notice.
func notice(id, name, version string) cells {
	return cells{"Filer_ID": id, "Filer_NamL": name, "Report_Num": version, "Rpt_Date": 42746}
}

func (c cells) with(more cells) cells {
	out := cells{}
	for _, m := range []cells{c, more} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

func (w workbook) bytes(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	sheets := slices.DeleteFunc(netfilexlsx.Sheets(), func(s string) bool { return s == w.skip })
	if w.extra != "" {
		sheets = append(sheets, w.extra)
	}
	for i, sheet := range sheets {
		var err error
		if i == 0 {
			err = f.SetSheetName("Sheet1", sheet)
		} else {
			_, err = f.NewSheet(sheet)
		}
		if err != nil {
			t.Fatal(err)
		}
		w.fill(t, f, sheet)
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func (w workbook) fill(t testing.TB, f *excelize.File, sheet string) {
	t.Helper()
	header := w.headers[sheet]
	if header == nil {
		header = netfilexlsx.Columns(sheet)
	}
	set := func(col, line int, value any) {
		at, err := excelize.CoordinatesToCellName(col+1, line)
		if err == nil {
			err = f.SetCellValue(sheet, at, value)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for col, name := range header {
		set(col, 1, name)
	}
	for i, row := range w.rows[sheet] {
		for col, name := range header {
			if v, ok := row[name]; ok {
				set(col, i+2, v)
			}
		}
		if v, ok := row[""]; ok { // beyond the last column
			set(len(header), i+2, v)
		}
	}
}

func zipped(t testing.TB, files map[string][]byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		member, err := w.Create(name)
		if err == nil {
			_, err = member.Write(files[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func read(content []byte, name string) (*storetest.Records, error) {
	var got storetest.Records
	err := netfilexlsx.Read(context.Background(), bytes.NewReader(content), int64(len(content)), name, &got)
	return &got, err
}

func mustRead(t testing.TB, content []byte, name string) *storetest.Records {
	t.Helper()
	got, err := read(content, name)
	if err != nil {
		t.Fatal(err)
	}
	for _, tally := range got.Tallies {
		if !tally.Balanced() {
			t.Errorf("tally of %s does not add up: %+v", tally.Part, tally)
		}
	}
	return got
}
