package calefile_test

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"

	"moneytrail/scraper/format/calefile"
	"moneytrail/store/storetest"
)

// The reports in the tests of this package are invented: no such committee,
// person or amount exists.
const (
	header = "HDR,CAL,CA,2.01,Invented Software,1,\r\n"
	filer  = "0991001"
)

// line makes a record of a type with so many fields, given by place.
func line(kind string, width int, fields map[int]string) string {
	out := make([]string, width)
	out[0] = kind
	for i, v := range fields {
		if strings.ContainsAny(v, "\",\r\n") {
			v = `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
		}
		out[i] = v
	}
	return strings.Join(out, ",") + "\r\n"
}

// with gives fields with some of them replaced.
func with(fields, more map[int]string) map[int]string {
	out := map[int]string{}
	for _, m := range []map[int]string{fields, more} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

var coverFields = map[int]string{
	1: "F460", 2: filer, 3: "RCP", 4: "Invented Parks, Committee", 8: "000", 9: "20240731", 10: "SA", 12: "20240101", 13: "20240630",
	15: "1 Nowhere Street", 20: "(555) 010-9999", 22: "nobody@example.org", 28: "Madeup", 29: "Tess", 32: "2 Nowhere Street",
	34: "Nowhere", 35: "CA", 36: "90000", 40: "P",
}

func cover(change map[int]string) string { return line("CVR", 70, with(coverFields, change)) }

func notice(form string, change map[int]string) string {
	return cover(with(map[int]string{1: form, 10: "", 11: "RPT-7", 12: "", 13: ""}, change))
}

var receiptFields = map[int]string{
	1: "A", 2: "INC1", 3: "IND", 4: "Madeup", 5: "Ann", 8: "3 Nowhere Street", 9: "Apt 4", 10: "Nowhere", 11: "CA", 12: "90001",
	13: "Invented Bakery, Inc", 14: "Baker", 15: "n", 17: "20240203", 19: "150.00", 20: "400.00",
}

func receipt(change map[int]string) string { return line("RCPT", 66, with(receiptFields, change)) }

func read(content, name string) (*storetest.Records, error) {
	var got storetest.Records
	err := calefile.Read(context.Background(), strings.NewReader(content), int64(len(content)), name, &got)
	return &got, err
}

func mustRead(t testing.TB, content string) *storetest.Records {
	t.Helper()
	got, err := read(content, "report.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, tally := range got.Tallies {
		if !tally.Balanced() {
			t.Errorf("tally does not add up: %+v", tally)
		}
	}
	return got
}

func zipped(t testing.TB, members ...string) string {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for i := 0; i < len(members); i += 2 {
		member, err := w.Create(members[i])
		if err == nil {
			_, err = member.Write([]byte(members[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}
