package fecfile_test

import (
	"errors"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/scraper/format/fecfile"
)

// Everything in these filings is invented.
const hdr = "HDR\x1cFEC\x1c8.3\x1cInvented\x1c1\x1c\x1c\x1c\n"

func row(cells ...string) string { return strings.Join(cells, "\x1c") + "\n" }

// line is what a scan gave of a row.
type line struct {
	Line   int
	Offset int64
	Kind   fecfile.Kind
	Type   string
	Form   string
	Fields []string
}

func scan(t testing.TB, data string) ([]line, *fecfile.Scanner) {
	t.Helper()
	s := fecfile.NewScanner(strings.NewReader(data), fecfile.Options{})
	var out []line
	for r, err := range s.Rows() {
		if err != nil {
			break
		}
		l := line{Line: r.Line, Offset: r.Offset, Kind: r.Kind, Type: r.Type, Fields: append([]string(nil), r.Fields...)}
		if r.Layout != nil {
			l.Form = r.Layout.Form
		}
		out = append(out, l)
	}
	return out, s
}

func TestScanModern(t *testing.T) {
	t.Parallel()
	data := hdr + row("F3XN", "C99000001", `"Invented "PAC"`) + row(" sa11ai ", "C99000001", `"quoted"`, `"left open`) + "\n" +
		row("SA11A", "C99000001") + row("SA17A") + row("SA17") + row("SC1/10", "x") + row("ZZ9", "y") + "[Begin Text]\nDear [sic],\n\n [ENDTEXT] \nTEXT\x1cend"
	got, s := scan(t, data)
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	type short struct {
		Line             int
		Kind             fecfile.Kind
		Type, Form, Last string
	}
	var have []short
	for _, l := range got {
		last := ""
		if len(l.Fields) > 0 {
			last = l.Fields[len(l.Fields)-1]
		}
		have = append(have, short{l.Line, l.Kind, l.Type, l.Form, last})
		if l.Kind == fecfile.KindRecord && !strings.HasPrefix(data[l.Offset:], l.Fields[0]) {
			t.Errorf("line %d: offset %d is wrong", l.Line, l.Offset)
		}
	}
	want := []short{
		{1, fecfile.KindHeader, "HDR", "", ""}, {2, fecfile.KindRecord, "F3XN", "F3X", `Invented "PAC`}, {3, fecfile.KindRecord, "SA11AI", "SA", `"left open`},
		{4, fecfile.KindBlank, "", "", ""}, {5, fecfile.KindRecord, "SA11A", "SA", "C99000001"}, {6, fecfile.KindRecord, "SA17A", "SA", "SA17A"},
		{7, fecfile.KindRecord, "SA17", "SA", "SA17"}, {8, fecfile.KindRecord, "SC1/10", "SC1", "x"}, {9, fecfile.KindRecord, "ZZ9", "", "y"},
		{10, fecfile.KindText, "TEXT BLOCK", "", "[Begin Text]"}, {11, fecfile.KindText, "TEXT BLOCK", "", "Dear [sic],"}, {12, fecfile.KindText, "TEXT BLOCK", "", ""},
		{13, fecfile.KindText, "TEXT BLOCK", "", " [ENDTEXT] "}, {14, fecfile.KindRecord, "TEXT", "TEXT", "end"},
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestScanCommas(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		line string
		want []string
	}{
		"plain":             {`SA11AI,C99,,x`, []string{"SA11AI", "C99", "", "x"}},
		"quoted":            {`"SA11AI","C,99","",x`, []string{"SA11AI", "C,99", "", "x"}},
		"doubled quotes":    {`"SA11AI","the ""Vel"" fund","x"`, []string{"SA11AI", `the "Vel" fund`, "x"}},
		"quotes inside":     {`"SA11AI","the "Vel" fund","x"`, []string{"SA11AI", `the "Vel" fund`, "x"}},
		"ends in quotes":    {`"SA11AI","fund "Vel"","x"`, []string{"SA11AI", `fund "Vel"`, "x"}},
		"last ends so":      {`"SA11AI","fund "Vel""`, []string{"SA11AI", `fund "Vel"`}},
		"never closed":      {`"SA11AI","fund,x,`, []string{"SA11AI", `"fund`, "x", ""}},
		"quote in the open": {`SA11AI,5" pipe,x"`, []string{"SA11AI", `5" pipe`, `x"`}},
		"separator wins":    {"SA11AI\x1ca,b\x1c\"c,d\"", []string{"SA11AI", "a,b", "c,d"}},
	} {
		got, s := scan(t, `"HDR","FEC","3.00","Invented","1","^","",""`+"\r\n"+tt.line+"\r\n")
		if s.Err() != nil || len(got) != 2 {
			t.Fatalf("%s: %d lines, %v", name, len(got), s.Err())
		}
		if diff := cmp.Diff(tt.want, got[1].Fields); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestScanCharacters(t *testing.T) {
	t.Parallel()
	got, _ := scan(t, hdr+row("SA11AI", "Café")+row("SA11AI", "Caf\xe9 \x93Vel\x94")+row("SA11AI", "Ca\x00fé\x1a"))
	for i, want := range []string{"Café", "Café “Vel”", "Café"} {
		if have := got[i+1].Fields[1]; have != want {
			t.Errorf("line %d: %q; want %q", i+2, have, want)
		}
	}
}

func TestScanLineEnds(t *testing.T) {
	t.Parallel()
	for name, data := range map[string]string{
		"LF": hdr + "SA11AI\x1ca\nSB17\x1cb\n", "no end": hdr + "SA11AI\x1ca\nSB17\x1cb", "CRLF": strings.ReplaceAll(hdr+"SA11AI\x1ca\nSB17\x1cb\n", "\n", "\r\n"),
		"CR": strings.ReplaceAll(hdr+"SA11AI\x1ca\nSB17\x1cb\n", "\n", "\r"), "mark": "\xEF\xBB\xBF" + hdr + "SA11AI\x1ca\nSB17\x1cb",
	} {
		got, s := scan(t, data)
		if s.Err() != nil || len(got) != 3 || got[1].Fields[1] != "a" || got[2].Fields[1] != "b" {
			t.Errorf("%s: %+v, %v", name, got, s.Err())
		}
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		data, version, original string
		ordinal, warnings       int
		paper                   bool
	}{
		"8.3":           {data: "HDR\x1cFEC\x1c8.3\x1cInvented\x1c1\x1cFEC-1234567\x1c2\x1c", version: "8.3", original: "1234567", ordinal: 2},
		"3.00":          {data: `"HDR","FEC","3.00","Invented","1","^","FEC-24088","1",""`, version: "3.00", original: "24088", ordinal: 1},
		"paper":         {data: "HDR\x1cP3.4\x1cInvented\x1c1\x1c20190322", version: "P3.4", paper: true},
		"unknown":       {data: "HDR\x1cFEC\x1c180.5\x1cInvented\x1c1\x1c1234567;\x1c1", version: "180.5", original: "1234567", ordinal: 1, warnings: 1},
		"junk":          {data: "HDR\x1cFEC\x1c8.3\x1cInvented\x1c1\x1c1303366BD52a\x1cx", version: "8.3"},
		"versions 1, 2": {data: "/* Header\nFEC_Ver_# = 2.02\nNameDelim = ^\nSA11A1 = 00139\n/* End Header\nF3XA,C99000001", version: "2.02"},
	} {
		_, s := scan(t, tt.data+"\n")
		if s.Err() != nil {
			t.Errorf("%s: %v", name, s.Err())
			continue
		}
		h := s.Header()
		original, _ := h.Original()
		if h.Version != tt.version || h.Paper != tt.paper || original != tt.original || h.Ordinal() != tt.ordinal || len(s.Warnings()) != tt.warnings {
			t.Errorf("%s: version %q, paper %v, original %q, ordinal %d, %d warnings", name, h.Version, h.Paper, original, h.Ordinal(), len(s.Warnings()))
		}
	}
	for _, data := range []string{"", "\n\n", "HDR,CAL,CA,2.01,Invented,1\n", "F3XN\x1cC99000001\n", "/* Header\nFEC_Ver_# = 2.02\n", "HDR\n", "<html>\n"} {
		if _, s := scan(t, data); !errors.Is(s.Err(), fecfile.ErrNoHeader) {
			t.Errorf("%q: %v; want ErrNoHeader", data, s.Err())
		}
	}
}

// endless gives a header and then one line without end.
type endless struct{ begun bool }

func (e *endless) Read(p []byte) (int, error) {
	if !e.begun {
		e.begun = true
		return copy(p, hdr+"F99\x1cC99000001\n"), nil
	}
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestEndlessLine(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	s := fecfile.NewScanner(&endless{}, fecfile.Options{})
	n := 0
	for s.Scan() {
		n++
	}
	runtime.ReadMemStats(&after)
	var long *fecfile.LineError
	if !errors.As(s.Err(), &long) || long.Line != 3 || n != 2 {
		t.Errorf("%d lines, %v", n, s.Err())
	}
	if grown := int64(after.HeapSys) - int64(before.HeapSys); grown > 48<<20 {
		t.Errorf("a line without end took %d MB", grown>>20)
	}
}

func TestScanAllocatesPerLine(t *testing.T) {
	data := hdr + strings.Repeat(row("SA11AI", "C99000001", "A1", "", "", "IND", "", "Quinvel", "Belma", "", "", ""), 1000)
	allocs := testing.AllocsPerRun(5, func() {
		s := fecfile.NewScanner(strings.NewReader(data), fecfile.Options{})
		for s.Scan() {
		}
	})
	if allocs > 1050 {
		t.Errorf("%.0f allocations for 1,000 lines", allocs)
	}
}

func TestLoadLayouts(t *testing.T) {
	t.Parallel()
	table := "F3X,FORM TYPE,FILER FEC CMTE ID,COMMITTEE NAME,11(a)i  Itemized,11(a)i  Itemized\rSchA,FORM TYPE,FILER FEC CMTE ID,,AMOUNT RECEIVED\r"
	l, err := fecfile.LoadLayouts(fstest.MapFS{"2.02.csv": {Data: []byte(table)}, "notes.txt": {Data: []byte("x")}})
	if err != nil {
		t.Fatal(err)
	}
	data := "/* Header\nFEC_Ver_# = 2.02\n/* End Header\nF3XN,C99000001,Invented,1.00,2.00\nSA17,C99000001,5.00\n"
	s := fecfile.NewScanner(strings.NewReader(data), fecfile.Options{Layouts: l})
	headers := map[string][]string{}
	for s.Scan() {
		if r := s.Row(); r.Layout != nil {
			headers[r.Type] = r.Layout.Header()
		}
	}
	want := map[string][]string{
		"F3XN": {"form_type", "filer_fec_cmte_id", "committee_name", "a_11ai_itemized", "b_11ai_itemized"}, "SA17": {"form_type", "filer_fec_cmte_id", "amount_received"},
	}
	if diff := cmp.Diff(want, headers); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for name, files := range map[string]fstest.MapFS{"name": {"new.csv": {Data: []byte(table)}}, "content": {"8.4.csv": {Data: []byte("hello,world\n")}}} {
		if _, err := fecfile.LoadLayouts(files); err == nil {
			t.Errorf("a bad %s was taken", name)
		}
	}
}

// A header of a CSV must not name two columns alike.
func TestHeadersAreUnique(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"1.0", "3.00", "5.0", "5.1", "5.2", "5.3", "6.1", "6.2", "6.3", "6.4", "7.0", "8.0", "8.1", "8.3", "8.5"} {
		data := "HDR\x1cFEC\x1c" + version + "\n"
		for _, form := range strings.Fields("F1N F1S F1M F2N F2S F24N F3N F3S F3P F3PS F3X F3L F4 F5 F56 F57 F6 F65 F7 F76 F9 F91 F92 F93 F94 F13 F132 F133 F99 SA11AI SB17 SC/10 SC1/10 SC2/10 SD10 SE SF H1 H2 H3 H4 H5 H6 SI SL TEXT") {
			data += form + "\x1cx\n"
		}
		s := fecfile.NewScanner(strings.NewReader(data), fecfile.Options{})
		for s.Scan() {
			if s.Row().Layout == nil {
				continue
			}
			seen := map[string]bool{}
			for _, name := range s.Row().Layout.Header() {
				if seen[name] || name == "" {
					t.Errorf("version %s, %s: column %q twice or empty", version, s.Row().Type, name)
				}
				seen[name] = true
			}
		}
		if s.Err() != nil {
			t.Errorf("version %s: %v", version, s.Err())
		}
	}
}

// Documented: Schedule A of 8.0 to 8.5 has 45 fields, 6.4 and 7.0 one more, 6.2
// and 6.3 two more; the memo code and the amount move along.
func TestScheduleA(t *testing.T) {
	t.Parallel()
	for version, want := range map[string][3]int{"8.0": {45, 20, 42}, "8.3": {45, 20, 42}, "8.5": {45, 20, 42}, "7.0": {46, 20, 43}, "6.4": {46, 20, 43}, "6.3": {47, 20, 44}, "6.2": {47, 20, 44}} {
		_, s := scan(t, "HDR\x1cFEC\x1c"+version+"\nSA11AI\x1c\n")
		var have [3]int
		columns := s.Row().Layout.Columns
		have[0] = len(columns)
		for i, c := range columns {
			switch c.Name {
			case "contribution_amount":
				have[1] = i
			case "memo_code":
				have[2] = i
			}
		}
		if have != want {
			t.Errorf("version %s: columns, amount, memo code at %v; want %v", version, have, want)
		}
	}
}

func TestScanProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cells := rapid.SliceOfN(rapid.StringMatching(`[ -!#-~é]{0,12}`), 1, 60).Draw(t, "cells")
		s, _ := scanRapid(hdr + "SA11AI\x1c" + strings.Join(cells, "\x1c") + "\n")
		if diff := cmp.Diff(cells, s[1][1:]); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
	})
}

func scanRapid(data string) ([][]string, error) {
	s := fecfile.NewScanner(strings.NewReader(data), fecfile.Options{})
	var out [][]string
	for s.Scan() {
		out = append(out, append([]string(nil), s.Row().Fields...))
	}
	return out, s.Err()
}

func ExampleScanner() {
	f, err := os.Open("1234567.fec")
	if err != nil {
		return
	}
	defer func() { _ = f.Close() }()
	s := fecfile.NewScanner(io.Reader(f), fecfile.Options{})
	for s.Scan() {
		if r := s.Row(); r.Kind == fecfile.KindRecord {
			_ = r.Type
		}
	}
}

// Quotes that nothing closes must not make a long line slow.
func TestUnclosedQuotesAreLinear(t *testing.T) {
	t.Parallel()
	got, s := scan(t, `"HDR","FEC","3.00","Invented","1","^","",""`+"\n"+strings.Repeat(`"a,`, 1<<20)+"\n")
	if s.Err() != nil || len(got) != 2 || len(got[1].Fields) != 1<<20+1 {
		t.Errorf("%d lines, %v", len(got), s.Err())
	}
}
