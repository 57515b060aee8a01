package fecbulk_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/fecbulk"
	"moneytrail/scraper/format/fecbulk/fecbulktest"
	"moneytrail/store"
)

func TestDamagedRows(t *testing.T) {
	t.Parallel()
	good := file(contribution{})
	tests := []struct {
		name, bad, reason string
	}{
		{"pipe in a text", file(contribution{text: "a|b"}), "more columns"},
		{"cut row", good[:60] + "\n", "ends before"},
		{"continuation", "rest of a text|a|b\n", "continuation"},
		{"no amount", file(contribution{amount: " "}), "amount"},
		{"unreadable amount", file(contribution{amount: "12O"}), "amount"},
		{"no record number", file(contribution{record: "X"}), "SUB_ID"},
		{"candidate files contributions", strings.Replace(good, "C99000001", "H4CA99001", 1), "does not begin"},
		{"blank between rows", " \n", "blank"},
		{"no line breaks", strings.Repeat("C99000001|", 1<<17) + "\n", "line breaks"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := read(t, good+tt.bad+good+"\n\r\n", "itcont.txt")
			if len(got.rows) != 2 || len(got.bad) != 1 || !strings.Contains(got.bad[0].Reason, tt.reason) {
				t.Fatalf("%d rows, quarantined %+v", len(got.rows), got.bad)
			}
			q := got.bad[0]
			if q.Pos.Line != 2 || q.Pos.Offset != int64(len(good)) || len(q.Text) > 500 {
				t.Errorf("%+v", q.Pos)
			}
			if want := (store.Tally{Lines: 3, Typed: 2, Quarantined: 1}); got.tallies[0] != want {
				t.Errorf("%+v", got.tallies[0])
			}
		})
	}
}

func TestQuarantineShowsNoStreet(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{
		strings.Replace(committeeRow, "|U|", "|U|extra|", 1), committeeRow[:70] + "\n", "12 SECRET STREET|rest\n",
		strings.Replace(candidateRow, "H4CA99001", "C99000002", 1),
	} {
		base := committeeRow
		if strings.HasPrefix(bad, "C99000002") {
			base = candidateRow
		}
		got := read(t, base+bad, "x")
		if len(got.bad) != 1 || strings.Contains(got.bad[0].Text, "SECRET") {
			t.Errorf("%+v", got.bad)
		}
	}
}

func TestDamagedSpending(t *testing.T) {
	t.Parallel()
	bad := "H4CA99001,\"TOVMAR,C99000001\n" + "a,b\n" + strings.Replace(spendingFirst, "1000.5", "x", 1) + "\n"
	got := read(t, spendingHeader+spendingFirst+bad+spendingSecond, "x")
	if len(got.rows) != 2 || len(got.bad) != 4 || got.total() != (store.Tally{Lines: 6, Typed: 2, Quarantined: 4}) {
		t.Errorf("%d rows, %+v, %+v", len(got.rows), got.bad, got.total())
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	whole := pack(t, map[string]string{"itcont.txt": file(contribution{})})
	tests := []struct {
		name, text, file, problem string
	}{
		{"empty", "", "itcont.txt", "empty"},
		{"blank", "\n \n", "itcont.txt", "empty"},
		{"other columns", "C99000001|a|b\n", "x", "3 columns"},
		{"a page", "<html>blocked</html>", "x", "not cut by pipes"},
		{"part by date", file(contribution{}), "itcont_2034_20330101_20330228.txt", "cut by date"},
		{"spending without rows", spendingHeader, "x", "no rows"},
		{"spending with a new column", "new," + spendingHeader, "x", `"new" is not known`},
		{"spending without a column", strings.Replace(spendingHeader, "file_num,amndt_ind", "amndt_ind", 1), "x", `"file_num" is missing`},
		{"cut zip", whole[:len(whole)-10], "x.zip", "no readable directory"},
		{"damaged zip", strings.Replace(whole, "TESTVILLE", "TESTVIILE", 1), "x.zip", "damaged"},
		{"zip of other things", pack(t, map[string]string{"readme.txt": "x"}), "x.zip", "no bulk file"},
		{"empty member", pack(t, map[string]string{"cm.txt": ""}), "x.zip", "empty"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			err := fecbulk.Read(context.Background(), strings.NewReader(tt.text), int64(len(tt.text)), tt.file, &records{})
			var input *store.InputError
			if !errors.As(err, &input) || !strings.Contains(input.Problem, tt.problem) || input.Hint == "" {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestZip(t *testing.T) {
	t.Parallel()
	text := pack(t, map[string]string{
		"itcont.txt": file(contribution{}, contribution{}), "by_date/itcont_2034_20330101_20330228.txt": file(contribution{}), "note.pdf": "a\nb\n",
	})
	if !fecbulk.Sniff([]byte(text), "") {
		t.Error("not recognised")
	}
	got := read(t, text, "indiv34.zip")
	if sum := got.total(); len(got.rows) != 2 || sum != (store.Tally{Part: "", Lines: 5, Typed: 2, Referenced: 3}) {
		t.Errorf("%d rows, %+v", len(got.rows), sum)
	}
	for _, r := range got.rows {
		if r.Pos.Part != "itcont.txt" {
			t.Errorf("%+v", r.Pos)
		}
	}
}

// pack makes a zip without compression; the first member is itcont.txt or cm.txt.
func pack(t *testing.T, members map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"itcont.txt", "cm.txt", "readme.txt", "note.pdf", "by_date/itcont_2034_20330101_20330228.txt"} {
		text, ok := members[name]
		if !ok {
			continue
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestTwice reads invented data twice: the same records in the same order.
func TestTwice(t *testing.T) {
	t.Parallel()
	text := string(itcont(t, fecbulktest.Config{Rows: 3000, Seed: 3}))
	first, second := read(t, text, "x"), read(t, text, "x")
	if diff := cmp.Diff(fmt.Sprint(first.rows, first.filings), fmt.Sprint(second.rows, second.filings)); diff != "" {
		t.Error(diff)
	}
	if first.total() != (store.Tally{Lines: 3000, Typed: 3000}) {
		t.Errorf("%+v", first.total())
	}
}

// stopping fails at the first row.
type stopping struct{ discard }

var errStop = errors.New("stop")

func (*stopping) Transaction(*store.Transaction) error { return errStop }

func TestSinkStopsTheReader(t *testing.T) {
	t.Parallel()
	text := file(contribution{})
	if err := fecbulk.Read(context.Background(), strings.NewReader(text), int64(len(text)), "x", &stopping{}); !errors.Is(err, errStop) {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	long := string(itcont(t, fecbulktest.Config{Rows: 2000}))
	if err := fecbulk.Read(ctx, strings.NewReader(long), int64(len(long)), "x", &discard{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		file(contribution{}, contribution{code: "22Y"}), toCandidateRow, committeeRow, candidateRow, linkageRow, operatingRow, committeeSum,
		spendingHeader + spendingFirst + spendingSecond, "PK\x03\x04", "C99000001|\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fecbulk.Sniff(data, "")
		got := &records{}
		if err := fecbulk.Read(context.Background(), bytes.NewReader(data), int64(len(data)), "x", got); err == nil {
			check(t, got)
		}
	})
}
