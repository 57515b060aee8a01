package fecfile_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/fecfile"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

func gift(amount, date string) string {
	return cells(45, map[int]string{0: "SA11AI", 1: "C99000001", 7: "Quinvel", 12: "12 Invented Street", 19: date, 20: amount})
}

func TestDamagedRows(t *testing.T) {
	t.Parallel()
	data := hdr + cover("F3X") + gift("1.00", "20240230") + gift("about 5", "20240201") + "SA11AI\x1cC99000001\x1cA9\n" + gift("$2.00", "") +
		row("F3XN", "C99000001") + row("ZZ9", "x") + row("12 Invented Street, Nowhere", "x") + "\n" + row("SA11AI", "C99000001") + "\n\n"
	got := mustRead(t, data, "1.fec")
	if diff := cmp.Diff([]store.Tally{{Lines: 10, Typed: 3, Referenced: 3, Quarantined: 4}}, got.Tallies); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if note := got.Transactions[0].InferredNote; got.Transactions[0].Date != "" || note != "date as filed could not be read: 20240230" {
		t.Errorf("date %q, note %q", got.Transactions[0].Date, note)
	}
	var reasons, records []string
	for _, q := range got.Quarantines {
		reasons = append(reasons, q.Reason)
		if strings.Contains(q.Text, "Street") || q.Pos.Line == 0 {
			t.Errorf("quarantined %+v", q)
		}
	}
	for _, r := range got.References {
		records = append(records, r.Record)
	}
	wantReasons := []string{"the amount cannot be read: it is no number", "the line ends after 3 fields, before its amount", "a second cover: one filing has one", "the line ends after 2 fields, before its amount"}
	if diff := cmp.Diff(wantReasons, reasons); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"ZZ9 (row type not known)", "(no row type)", "(blank line)"}, records); diff != "" {
		t.Errorf("references (-want +got):\n%s", diff)
	}
}

func TestWithoutCover(t *testing.T) {
	t.Parallel()
	got := mustRead(t, hdr+gift("1.00", "20240201"), "7.fec")
	f := got.Filings[0]
	if f.Filer != (store.FilerRef{Scheme: store.SchemeFEC, ID: "C99000001"}) || !f.Partial || f.Key.Report != "7" || got.Transactions[0].InferredNote != "the filing has no cover" {
		t.Errorf("%+v, note %q", f, got.Transactions[0].InferredNote)
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	got := mustRead(t, hdr+row("F99", "C99000001", "Invented")+"[beginText]\nDear Sir,\n\ncall 555-010-9999\n [EndText]\n"+
		row("TEXT", "C99000001", "T1", "A1", "sa11ai", "in trust, 12 Invented Street")+"[BEGINTEXT]\nnever ended\n", "7.fec")
	var have []string
	for _, m := range got.Memos {
		have = append(have, m.Schedule+"|"+m.Ref+"|"+m.Text)
	}
	want := []string{"F99||Dear Sir,\n\ncall [phone]", "SA11AI|A1|in trust, [street]", "F99||never ended"}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got.Total() != (store.Tally{Lines: 9, Typed: 9}) {
		t.Errorf("tally %+v", got.Total())
	}
}

func TestUnknownVersion(t *testing.T) {
	t.Parallel()
	got := mustRead(t, strings.Replace(hdr, "8.3", "180.5", 1)+cover("F3X")+gift("1.00", "20240201"), "7.fec")
	if tx := got.Transactions[0]; tx.Amount != 100 || tx.InferredNote != "version 180.5 of the format is not known; read as the nearest known version" {
		t.Errorf("%s, note %q", tx.Amount, tx.InferredNote)
	}
}

func TestPaper(t *testing.T) {
	t.Parallel()
	head := "HDR\x1cP3.4\x1cInvented\x1c1\x1c20190322\n"
	got := mustRead(t, head+row("F3XN", "C99000001", "Invented", "", "", "", "", "", "", "Q1", "", "", "20240101", "20240331")+
		cells(24, map[int]string{0: "SA11AI", 3: "Quinvel", 13: "20240201", 19: "7.00", 20: "5.00", 22: "cheque"})+row("SD10", "x")+row("F3S", "x"), "7.fec")
	if f := got.Filings[0]; !f.Partial || f.Thru != "2024-03-31" || f.FilerName != "Invented" {
		t.Errorf("%+v", f)
	}
	if tx := got.Transactions[0]; tx.Amount != 500 || tx.Cumulative != 700 || tx.Counterparty.Last != "Quinvel" || tx.Description != "cheque" {
		t.Errorf("%+v", tx)
	}
	if got.References[0].Record != "SD10 (paper, layout not known)" {
		t.Errorf("%+v", got.References)
	}
	old := mustRead(t, strings.Replace(head, "P3.4", "P2.1", 1)+row("F3XN", "C99000001", "Invented")+row("SA17", "x"), "7.fec")
	if old.Filings[0].FilerName != "Invented" || len(old.Transactions) != 0 || old.Total().Referenced != 1 {
		t.Errorf("%+v, %+v", old.Filings[0], old.Total())
	}
}

func pack(t testing.TB, names []string, data []string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, name := range names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(data[i])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestZip(t *testing.T) {
	t.Parallel()
	good := hdr + cover("F3X") + gift("1.00", "20240201")
	got := mustRead(t, pack(t, []string{"readme.txt", "20240101/7.fec", "8.FEC", "9.fec"}, []string{"x", good, good, "gone"}), "20240101.zip")
	if diff := cmp.Diff([]store.Tally{{Part: "20240101/7.fec", Lines: 2, Typed: 2}, {Part: "8.FEC", Lines: 2, Typed: 2}, {Part: "9.fec", Lines: 1, Quarantined: 1}}, got.Tallies); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got.Filings[0].Key.Report != "7" || got.Filings[1].Key.Report != "8" || got.Transactions[1].Pos.Part != "8.FEC" {
		t.Errorf("%+v", got.Filings)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	long := hdr + cover("F3X") + strings.Repeat("x", 2000)
	whole := pack(t, []string{"7.fec"}, []string{hdr + cover("F3X") + strings.Repeat(gift("1.00", "20240201"), 50)})
	bad := []byte(whole)
	bad[len(bad)/2] ^= 0xFF
	for name, tt := range map[string]struct{ data, problem string }{
		"empty": {"", "does not begin with the header"}, "blanks": {"\n \n", "does not begin with the header"},
		"page": {"<html><body>no</body></html>", "does not begin with the header"}, "header only": {hdr + "\n", "holds a header and nothing else"},
		"state format": {"HDR,CAL,CA,2.01,Invented,1\n", "does not begin with the header"}, "no breaks": {long, "longer than 1000 bytes"},
		"cut zip": {whole[:len(whole)/2], "cut or damaged"}, "damaged zip": {string(bad), "cut or damaged"}, "other zip": {pack(t, []string{"a.txt"}, []string{"x"}), "holds no .fec file"},
	} {
		var got storetest.Records
		err := fecfile.ReadWith(context.Background(), strings.NewReader(tt.data), int64(len(tt.data)), "7.fec", &got, fecfile.Options{MaxLine: 1000})
		var input *store.InputError
		if !errors.As(err, &input) || !strings.Contains(input.Problem, tt.problem) || input.Hint == "" || input.File != "7.fec" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// failing is a sink that fails on the first transaction.
type failing struct {
	none
	err error
}

func (f *failing) Transaction(*store.Transaction) error { return f.err }

func TestSinkError(t *testing.T) {
	t.Parallel()
	stop := errors.New("stop")
	data := hdr + cover("F3X") + gift("1.00", "20240201")
	for name, data := range map[string]string{"plain": data, "zip": pack(t, []string{"7.fec"}, []string{data})} {
		if err := fecfile.Read(context.Background(), strings.NewReader(data), int64(len(data)), "7.fec", &failing{err: stop}); !errors.Is(err, stop) || err.Error() != "stop" {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	data += strings.Repeat(gift("1.00", "20240201"), 3000)
	if err := fecfile.Read(ctx, strings.NewReader(data), int64(len(data)), "7.fec", &none{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v; want context.Canceled", err)
	}
}

func TestSniff(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		head string
		want bool
	}{
		"8.3": {hdr, true}, "old": {`"HDR","FEC","3.00","Invented"` + "\r\n", true}, "paper": {"HDR\x1cP3.4\x1cInvented\n", true},
		"block": {"/* Header\nFEC_Ver_# = 2.02\n", true}, "mark": {"\xEF\xBB\xBF" + hdr, true}, "zip": {pack(t, []string{"7.fec"}, []string{hdr}), true},
		"state": {"HDR,CAL,CA,2.01,Invented,1\n", false}, "comment": {"/* Header of a program */\n", false}, "prose": {"Dear editor,\n", false},
		"other zip": {pack(t, []string{"a.xlsx"}, []string{"x"}), false}, "empty": {"", false},
	} {
		if got := fecfile.Sniff([]byte(tt.head), "x"); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
