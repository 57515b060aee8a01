package format_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"moneytrail/scraper/format"
	"moneytrail/scraper/format/caltsv"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

func packed(t testing.TB, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := z.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func detect(data, name string) (format.Format, error) {
	return format.Detect(strings.NewReader(data), int64(len(data)), name)
}

func TestDetect(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ data, want string }{
		"bulk zip":         {packed(t, "CalAccess/DATA/CVR_SO_CD.TSV", "CalAccess/DATA/RCPT_CD.TSV"), "calaccess-bulk"},
		"bulk table":       {strings.Join(caltsv.Columns("RCPT_CD"), "\t") + "\r\n", "calaccess-bulk"},
		"workbook":         {packed(t, "[Content_Types].xml", "xl/workbook.xml"), "netfile-workbook"},
		"zipped workbook":  {packed(t, "efile_BRK_2017.xlsx"), "netfile-workbook"},
		"zipped report":    {packed(t, "Efile.txt", "readme.txt"), "cal-efile"},
		"zipped .CAL":      {packed(t, "report.CAL"), "cal-efile"},
		"report":           {"HDR,CAL,CA,2.01,Invented,1,\r\n", "cal-efile"},
		"committee export": {"\"NAME OF CONTRIBUTOR\"\t\"PAYMENT TYPE\"\t\"CITY\"\t\"STATE\"\t\"ZIP\"\t\"ID NUMBER\"\t\"EMPLOYER\"\t\"OCCUPATION\"\t\"AMOUNT\"\t\"TRANSACTION DATE\"\t\"FILED DATE\"\t\"TRANSACTION NUMBER\"\n", "calaccess-export"},
		"hand-typed":       {"\xEF\xBB\xBFcommittee_id,committee_name,form,schedule,contributor_last,date,amount,source_note\r\n", "hand-csv"},
	} {
		got, err := detect(tt.data, "x")
		if err != nil || got.Name != tt.want {
			t.Errorf("%s: %q, %v; want %s", name, got.Name, err, tt.want)
		}
	}
}

func TestDetectRefuses(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		data, problem string
		unknown       bool
	}{
		"empty":       {"", "is empty", false},
		"blanks":      {" \r\n\r\n", "nothing but blanks", false},
		"block page":  {`<html><head></head><body>Bad Request<script src="/_Incapsula_Resource?x=1"></script></body></html>`, "block page of the publisher's firewall", false},
		"error page":  {"\xEF\xBB\xBF\r\n<!DOCTYPE html><title>Runtime Error</title>", "is a web page", false},
		"cut zip":     {packed(t, "CalAccess/DATA/RCPT_CD.TSV")[:60], "cut or damaged", false},
		"other zip":   {packed(t, "photo.jpg"), "holds no filing", true},
		"empty zip":   {packed(t), "holds no filing", true},
		"many in one": {packed(t, "a.cal", "b.cal"), "holds 2 filings", true},
		"PDF":         {"%PDF-1.4", "is a PDF", true},
		"old Excel":   {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old kind", true},
		"gzip":        {"\x1F\x8B\x08", "gzip", true},
		"prose":       {"Dear editor,\n", "no known format", true},
		"JSON":        {`{"results":[]}`, "no known format", true},
	} {
		_, err := detect(tt.data, "x.dat")
		var input *store.InputError
		if !errors.As(err, &input) || !strings.Contains(input.Problem, tt.problem) || input.Hint == "" || input.File != "x.dat" {
			t.Errorf("%s: %v; want %q with a hint", name, err, tt.problem)
			continue
		}
		if !errors.Is(err, store.ErrInput) || errors.Is(err, format.ErrUnknown) != tt.unknown {
			t.Errorf("%s: unknown %v, want %v", name, !tt.unknown, tt.unknown)
		}
	}
}

// TestDetectReal tries detection on true files of every kind.
func TestDetectReal(t *testing.T) {
	t.Parallel()
	root := storetest.SharedData(t, "california")
	for pattern, want := range map[string]string{
		"calaccess_bulk/*.zip":             "calaccess-bulk",
		"calaccess_committee_export/*.tsv": "calaccess-export",
		"netfile_excel/*.xlsx":             "netfile-workbook",
		"cal_efile/*.txt":                  "cal-efile",
		"calaccess_html/waf_block/*.html":  "block page",
		"netfile_excel/*.xls":              "",
		"sacramento_json/*.json":           "no known format",
		"netfile_rss/*.xml":                "no known format",
	} {
		files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil || len(files) == 0 {
			t.Errorf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, path := range files {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got, err := detect(string(data), path)
			if err != nil {
				var input *store.InputError
				if !errors.As(err, &input) || !strings.Contains(input.Problem, want) {
					t.Errorf("%s: %v; want %s", filepath.Base(path), err, want)
				}
				continue
			}
			if got.Name != want {
				t.Errorf("%s: %q, want %s", filepath.Base(path), got.Name, want)
			}
		}
	}
}

func FuzzDetect(f *testing.F) {
	f.Add([]byte("HDR,CAL,CA,2.01,x,1,\r\n"))
	f.Add([]byte(packed(f, "CalAccess/DATA/RCPT_CD.TSV")))
	f.Add([]byte("<html>_Incapsula_Resource"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := format.Detect(bytes.NewReader(data), int64(len(data)), "x")
		if (err == nil) == (got.Read == nil) {
			t.Errorf("format %q with error %v", got.Name, err)
		}
		if err != nil && !errors.Is(err, store.ErrInput) {
			t.Errorf("%v is no input error", err)
		}
	})
}
