package fecfile_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/fecfile"
)

// folder keeps exported files in memory.
type folder struct{ files map[string]*memory }

type memory struct {
	bytes.Buffer
	closed bool
}

func (m *memory) Close() error { m.closed = true; return nil }

func newFolder() *folder { return &folder{files: map[string]*memory{}} }

func (f *folder) create(name string) (io.WriteCloser, error) {
	if f.files[name] != nil {
		return nil, errors.New("file made twice: " + name)
	}
	f.files[name] = &memory{}
	return f.files[name], nil
}

// rows counts the rows of all files without their headers.
func (f *folder) rows(t *testing.T) int {
	t.Helper()
	n := 0
	for name, m := range f.files {
		c := csv.NewReader(bytes.NewReader(m.Bytes()))
		rows, err := c.ReadAll()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !m.closed {
			t.Errorf("%s is not closed", name)
		}
		n += len(rows) - 1
	}
	return n
}

var exported = hdr + row("F99", "C99000001", "Invented") + "[BEGINTEXT]\nDear \"Sir\",\n[ENDTEXT]\n" + row("SC2/10", "C99000001", "T1", "", `Quinvel, "Q"`) +
	row("sa11ai", "C99000001") + row("SA11AI", "C99000002") + row("../../etc", "x") + row("ZZ9", "y") + row("TEXT", "C99000001", "T2", "A1", "SA11AI", "a remark", "more") + "\n"

func TestExportCSV(t *testing.T) {
	t.Parallel()
	f := newFolder()
	out, err := fecfile.ExportCSV(context.Background(), strings.NewReader(exported), f.create, fecfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"HDR.csv": 1, "F99.csv": 1, "TEXT_BLOCK.csv": 3, "SC2_10.csv": 1, "SA11AI.csv": 2, "UNKNOWN.csv": 1, "ZZ9.csv": 1, "TEXT.csv": 1}
	if diff := cmp.Diff(want, out.Rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if out.Lines != 11 || f.rows(t) != 11 {
		t.Errorf("%d lines, %d rows", out.Lines, f.rows(t))
	}
	for name, want := range map[string]string{
		"TEXT_BLOCK.csv": "line,raw\n3,[BEGINTEXT]\n4,\"Dear \"\"Sir\"\",\"\n5,[ENDTEXT]\n",
		"TEXT.csv": "line,rec_type,filer_committee_id_number,transaction_id_number,back_reference_tran_id_number,back_reference_sched_form_name,text4000,extra\n" +
			"11,TEXT,C99000001,T2,A1,SA11AI,a remark,\"[\"\"more\"\"]\"\n",
		"ZZ9.csv": "line,raw\n10,ZZ9\x1cy\n",
	} {
		if diff := cmp.Diff(want, f.files[name].String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if sa := f.files["SA11AI.csv"].String(); !strings.Contains(sa, "\n7,sa11ai,C99000001,") || !strings.Contains(sa, "\n8,SA11AI,C99000002,") {
		t.Errorf("SA11AI.csv: %q", sa)
	}
	if sc := f.files["SC2_10.csv"].String(); !strings.Contains(sc, `,"Quinvel, ""Q""",`) {
		t.Errorf("SC2_10.csv: %q", sc)
	}
}

func TestExportJSON(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	out, err := fecfile.ExportJSON(context.Background(), strings.NewReader(exported), &b, fecfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	type object struct {
		Line   int
		Type   string
		Record map[string]string
		Fields []string
		Text   string
		Extra  []string
	}
	var got []object
	for dec := json.NewDecoder(&b); ; {
		var o object
		if err := dec.Decode(&o); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		got = append(got, o)
	}
	if out.Lines != 11 || len(got) != 11 || out.Rows["SA11AI"] != 2 || out.Rows["UNKNOWN"] != 1 {
		t.Fatalf("%d lines, %d objects, %v", out.Lines, len(got), out.Rows)
	}
	for i, want := range map[int]object{
		3:  {Line: 4, Type: "TEXT BLOCK", Text: `Dear "Sir",`},
		6:  {Line: 7, Type: "SA11AI", Record: map[string]string{"form_type": "sa11ai", "filer_committee_id_number": "C99000001"}},
		9:  {Line: 10, Type: "ZZ9", Fields: []string{"ZZ9", "y"}},
		10: {Line: 11, Type: "TEXT", Record: map[string]string{"rec_type": "TEXT", "filer_committee_id_number": "C99000001", "transaction_id_number": "T2", "back_reference_tran_id_number": "A1", "back_reference_sched_form_name": "SA11AI", "text4000": "a remark"}, Extra: []string{"more"}},
	} {
		if diff := cmp.Diff(want, got[i]); diff != "" {
			t.Errorf("object %d (-want +got):\n%s", i, diff)
		}
	}
}

func TestExportFails(t *testing.T) {
	t.Parallel()
	stop := errors.New("disk full")
	_, err := fecfile.ExportCSV(context.Background(), strings.NewReader(exported), func(string) (io.WriteCloser, error) { return nil, stop }, fecfile.Options{})
	if !errors.Is(err, stop) {
		t.Errorf("%v; want the error of create", err)
	}
	if _, err := fecfile.ExportJSON(context.Background(), strings.NewReader("not a filing\n"), io.Discard, fecfile.Options{}); !errors.Is(err, fecfile.ErrNoHeader) {
		t.Errorf("%v; want ErrNoHeader", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := fecfile.ExportJSON(ctx, strings.NewReader(hdr+strings.Repeat("SA17\x1cx\n", 3000)), io.Discard, fecfile.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v; want context.Canceled", err)
	}
}

func TestExportOddTypes(t *testing.T) {
	t.Parallel()
	f := newFolder()
	data := hdr + row("SA1 1", "x") + row("!", "y") + row("SC/10", "z") + row("SC_10", "z") + row("SC.10", "z")
	out, err := fecfile.ExportCSV(context.Background(), strings.NewReader(data), f.create, fecfile.Options{})
	want := map[string]int{"HDR.csv": 1, "UNKNOWN.csv": 2, "SC_10.csv": 1, "OTHER.csv": 2}
	if err != nil || f.rows(t) != 6 {
		t.Errorf("%d rows, %v", f.rows(t), err)
	}
	if diff := cmp.Diff(want, out.Rows); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A damaged filing with a row type per line must not make a file per line.
func TestExportBoundsFiles(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(hdr)
	for i := range 2000 {
		b.WriteString("Z" + strings.Repeat("Q", i%7) + string(rune('A'+i%26)) + string(rune('A'+i/26%26)) + string(rune('0'+i%10)) + "\x1cx\n")
	}
	f := newFolder()
	out, err := fecfile.ExportCSV(context.Background(), strings.NewReader(b.String()), f.create, fecfile.Options{})
	if err != nil || len(f.files) > 301 || f.rows(t) != out.Lines {
		t.Errorf("%d files, %d of %d rows, %v", len(f.files), f.rows(t), out.Lines, err)
	}
}
