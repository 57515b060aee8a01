package export_test

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"moneytrail/api/export"
)

type cents int64

type place struct {
	Part string `json:"part" doc:"Sheet."`
	Line int    `json:"line" doc:"Line."`
}

type tag struct {
	Code string `json:"code"`
}

type money struct {
	AmountCents cents  `json:"amount_cents" doc:"Cents."`
	Amount      string `json:"amount"`
}

type class struct {
	Code  string  `json:"code"`
	Share float64 `json:"share"`
	Where *place  `json:"where"`
}

type row struct {
	Zeta string `json:"zeta" doc:"First, though last of the alphabet."`
	money
	Number int      `json:"number,string"`
	Sure   bool     `json:"sure"`
	Class  *class   `json:"class"`
	Place  place    `json:"place"`
	Tags   []tag    `json:"tags"`
	Words  []string `json:"words"`
	Hidden int      `json:"-"`
}

var columns = []string{
	"zeta", "amount_cents", "amount", "number", "sure", "class.code", "class.share", "class.where.part", "class.where.line", "place.part", "place.line", "tags", "words",
}

func TestColumns(t *testing.T) {
	t.Parallel()
	var names []string
	for _, c := range export.ColumnsOf(reflect.TypeFor[row]()) {
		names = append(names, c.Name)
	}
	if diff := cmp.Diff(columns, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func write(t interface{ Fatal(...any) }, f export.Format, opt export.Options, rows []row) []byte {
	var b bytes.Buffer
	w, err := export.NewWriter(&b, f, reflect.TypeFor[row](), opt)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		if err := w.Write(&rows[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var hostile = rapid.OneOf(rapid.String(), rapid.StringMatching("[ \t'\"=+@,;\r\n-]{0,4}[a-z0-9.,\"\n|!]{0,6}"), rapid.SampledFrom([]string{
	"=1+1", "=cmd|'/C calc'!A0", "+1", "-1", "-1.50", "@SUM(A1)", "\t=1", "\r=1", " =1", "'quoted", "''", "\uff1d1", "\u200b=1", "\x00=1", "a\x00b", "\xff\xfe", "#", "line\r\nbreak", "<script>", "",
}))

var anyRow = rapid.Custom(func(t *rapid.T) row {
	r := row{
		Zeta: hostile.Draw(t, "zeta"), money: money{cents(rapid.Int64().Draw(t, "cents")), hostile.Draw(t, "amount")}, Number: rapid.Int().Draw(t, "number"),
		Sure: rapid.Bool().Draw(t, "sure"), Place: place{hostile.Draw(t, "part"), rapid.Int().Draw(t, "line")}, Tags: []tag{}, Words: []string{},
	}
	if rapid.Bool().Draw(t, "class") {
		r.Class = &class{Code: hostile.Draw(t, "code"), Share: rapid.Float64Range(-1, 1).Draw(t, "share")}
		if rapid.Bool().Draw(t, "where") {
			r.Class.Where = &place{hostile.Draw(t, "where"), 7}
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "lists") {
		r.Tags, r.Words = append(r.Tags, tag{hostile.Draw(t, "tag")}), append(r.Words, hostile.Draw(t, "word"))
	}
	return r
})

// flat gives a decoded JSON object as the cells of a line of CSV.
func flat(v map[string]any) []string {
	cells := make([]string, len(columns))
	for i, name := range columns {
		var at any = v
		for part := range strings.SplitSeq(name, ".") {
			at, _ = at.(map[string]any)[part], false
			if at == nil {
				break
			}
		}
		switch x := at.(type) {
		case nil:
		case string:
			cells[i] = x
		case bool:
			cells[i] = strconv.FormatBool(x)
		case json.Number:
			cells[i] = x.String()
			if f, err := x.Float64(); strings.HasSuffix(name, "share") && err == nil {
				cells[i] = strconv.FormatFloat(f, 'g', -1, 64)
			}
		default:
			cells[i] = listText(x)
		}
	}
	return cells
}

func listText(v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v)
	return strings.TrimSpace(b.String())
}

// relisted gives a cell of a list in one way of escaping.
func relisted(column int, cell string) string {
	if name := columns[column]; name != "tags" && name != "words" {
		return cell
	}
	var v any
	if json.Unmarshal([]byte(cell), &v) != nil {
		return "no JSON: " + cell
	}
	return listText(v)
}

// unbroken is what every reader of CSV makes of line ends within a cell.
func unbroken(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// The three formats hold the same, whatever was filed, and no cell of CSV is a
// formula.
func TestFormatsAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(anyRow, 0, 5).Draw(t, "rows")
		var want [][]string
		in := bufio.NewScanner(bytes.NewReader(write(t, export.JSONL, export.Options{}, rows)))
		for in.Scan() {
			var v map[string]any
			d := json.NewDecoder(bytes.NewReader(in.Bytes()))
			d.UseNumber()
			if err := d.Decode(&v); err != nil {
				t.Fatal(err)
			}
			want = append(want, flat(v))
		}
		if diff := cmp.Diff(want, fromParquet(t, write(t, export.Parquet, export.Options{}, rows))); diff != "" {
			t.Fatalf("Parquet is not JSON Lines (-jsonl +parquet):\n%s", diff)
		}
		lines, err := csv.NewReader(bytes.NewReader(write(t, export.CSV, export.Options{}, rows))).ReadAll()
		if err != nil || len(lines) != len(rows)+1 {
			t.Fatalf("%d lines of %d rows: %v", len(lines), len(rows), err)
		}
		for i, line := range lines[1:] {
			for j, cell := range line {
				checkSafe(t, cell)
				if got := relisted(j, export.Unsafe(cell)); got != unbroken(want[i][j]) {
					t.Fatalf("row %d, %s: CSV has %q, JSON Lines %q", i, columns[j], got, want[i][j])
				}
			}
		}
	})
}

func checkSafe(t interface{ Fatalf(string, ...any) }, cell string) {
	if cell == "" {
		return
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return
	}
	if strings.ContainsAny(cell[:1], "=+-@\t\r\n") {
		t.Fatalf("a spreadsheet takes %q for a formula", cell)
	}
	if trimmed := strings.TrimLeft(cell, " \t\r\n\u00a0\u200b\x00"); trimmed != "" && strings.ContainsAny(trimmed[:1], "=+@") {
		t.Fatalf("a spreadsheet takes %q for a formula", cell)
	}
}

func fromParquet(t *rapid.T, file []byte) [][]string {
	f, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, path := range f.Schema().Columns() {
		names = append(names, strings.Join(path, "."))
	}
	if diff := cmp.Diff(columns, names); diff != "" {
		t.Fatalf("columns (-want +got):\n%s", diff)
	}
	var out [][]string
	for _, group := range f.RowGroups() {
		rows := group.Rows()
		for {
			buffer := make([]parquet.Row, 1)
			n, err := rows.ReadRows(buffer)
			if n == 0 {
				break
			}
			line := make([]string, len(names))
			for _, v := range buffer[0] {
				if v.IsNull() {
					continue
				}
				switch v.Kind() {
				case parquet.Double:
					line[v.Column()] = strconv.FormatFloat(v.Double(), 'g', -1, 64)
				default:
					line[v.Column()] = relisted(v.Column(), v.String())
				}
			}
			out = append(out, line)
			if err != nil {
				break
			}
		}
		_ = rows.Close()
	}
	return out
}

func TestPreamble(t *testing.T) {
	t.Parallel()
	opt := export.Options{Preamble: true, Facts: []export.Fact{{Name: "notice", Text: "Not to be\nsold."}, {Name: "data_version", Text: "7"}}}
	rows := []row{{Zeta: "a"}}
	if got := string(write(t, export.CSV, opt, rows)); !strings.HasPrefix(got, "# notice: Not to be sold.\n# data_version: 7\nzeta,amount_cents,") {
		t.Error(got)
	}
	if got := string(write(t, export.JSONL, opt, rows)); !strings.HasPrefix(got, `{"about":{"data_version":"7","notice":"Not to be\nsold."}}`+"\n"+`{"zeta":"a"`) {
		t.Error(got)
	}
	file := write(t, export.Parquet, opt, rows)
	f, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := f.Lookup("moneytrail.data_version"); !ok || got != "7" {
		t.Errorf("metadata: %q %v", got, ok)
	}
}

// A file of more rows than a row group holds has several.
func TestRowGroups(t *testing.T) {
	t.Parallel()
	rows := make([]row, 45_000)
	for i := range rows {
		rows[i].Zeta = fmt.Sprint(i)
	}
	file := write(t, export.Parquet, export.Options{}, rows)
	f, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil || f.NumRows() != int64(len(rows)) || len(f.RowGroups()) != 3 {
		t.Fatalf("%v: %d rows in %d groups", err, f.NumRows(), len(f.RowGroups()))
	}
}

func FuzzSafeCell(f *testing.F) {
	for _, seed := range []string{"=1", "-1", "-1.5", "-a", "'", " =x", "\ufeff=1", "", "plain", "\x00+1", "--1", "-1=2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		cell := export.SafeCell(s)
		checkSafe(t, cell)
		if export.Unsafe(cell) != s {
			t.Errorf("%q became %q", s, export.Unsafe(cell))
		}
	})
}
