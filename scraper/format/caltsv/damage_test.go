package caltsv_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/caltsv"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// tsv puts extra lines under the header of a table that has one good row.
func tsv(name string, good map[string]string, lines ...string) []byte {
	return []byte(table(name, good) + strings.Join(lines, ""))
}

func cells(name string, row map[string]string) string {
	return strings.SplitAfter(table(name, row), "\r\n")[1]
}

func TestDamagedRows(t *testing.T) {
	t.Parallel()
	good := cells("RCPT_CD", receiptRow)
	memo := map[string]string{"FILING_ID": "7", "AMEND_ID": "0", "FORM_TYPE": "A", "REF_NO": "M1", "TEXT4000": "text"}
	spent := map[string]string{"FILING_ID": "7", "AMEND_ID": "0", "FORM_TYPE": "F496", "AMOUNT": "5", "EXPN_DSCR": "Radio\tspots"}
	for name, tt := range map[string]struct {
		data   []byte
		reason string // "" when the line is to be read
	}{
		"trailing tabs":        {tsv("RCPT_CD", receiptRow, strings.TrimSuffix(good, "\r\n")+"\t\t \r\n"), ""},
		"trailing cells cut":   {tsv("RCPT_CD", receiptRow, strings.Join(strings.Split(good, "\t")[:30], "\t")+"\r\n"), ""},
		"NUL, 0x1A, bare CR":   {tsv("RCPT_CD", receiptRow, strings.Replace(good, "Belma", "Be\x00l\x1am\ra", 1)), ""},
		"line feed only":       {tsv("RCPT_CD", receiptRow, strings.TrimSuffix(good, "\r\n")+"\n"), ""},
		"no line end":          {tsv("RCPT_CD", receiptRow, strings.TrimSuffix(good, "\r\n")), ""},
		"tab in the name":      {tsv("RCPT_CD", receiptRow, strings.Replace(good, "Belma", "Bel\tma", 1)), "a tab inside a text"},
		"text behind the last": {tsv("RCPT_CD", receiptRow, strings.TrimSuffix(good, "\r\n")+"\tmore\r\n"), "a tab inside a text"},
		"tab in description":   {tsv("S496_CD", with(spent, "EXPN_DSCR", "TV"), cells("S496_CD", spent)), "shifted"},
		"cut before amount":    {tsv("RCPT_CD", receiptRow, strings.Join(strings.Split(good, "\t")[:10], "\t")+"\r\n"), "the row ends before"},
		"continuation":         {tsv("TEXT_MEMO_CD", memo, "second half of a text\r\n"), "continuation of the line above"},
		"blank line between":   {tsv("TEXT_MEMO_CD", memo, "\r\n"+cells("TEXT_MEMO_CD", memo)), "blank line inside the table"},
		"amount not a number":  {tsv("RCPT_CD", receiptRow, cells("RCPT_CD", with(receiptRow, "AMOUNT", "ten"))), "the amount could not be read"},
		"no amendment number":  {tsv("RCPT_CD", receiptRow, cells("RCPT_CD", with(receiptRow, "AMEND_ID", ""))), "amendment number is missing"},
		"unknown 497 part":     {tsv("S497_CD", with(receiptRow, "FORM_TYPE", "F497P1"), cells("S497_CD", with(receiptRow, "FORM_TYPE", "F497P9"))), "not known"},
		"line without end":     {tsv("RCPT_CD", receiptRow, strings.Repeat("x", 3<<20)+"\n"), "longer than any row"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := read(t, tt.data, "")
			if err != nil {
				t.Fatal(err)
			}
			tally := got.Total()
			if !tally.Balanced() || tally.Typed < 1 {
				t.Errorf("tally %+v", tally)
			}
			if tt.reason == "" {
				if tally.Typed != 2 || len(got.Quarantines) != 0 {
					t.Errorf("tally %+v, %+v", tally, got.Quarantines)
				} else if a, b := got.Transactions[0], got.Transactions[1]; a.Counterparty != b.Counterparty || a.Amount != b.Amount {
					t.Errorf("read %+v, then %+v", a, b)
				}
				return
			}
			if len(got.Quarantines) != 1 || !strings.Contains(got.Quarantines[0].Reason, tt.reason) {
				t.Fatalf("quarantine %+v", got.Quarantines)
			}
			q := got.Quarantines[0]
			if at := q.Pos; at.Line != 3 || !bytes.Equal(tt.data[at.Offset:][:at.Length], bytes.TrimRight(bytes.SplitAfterN(tt.data, []byte("\n"), 4)[2], "\r\n")) {
				t.Errorf("position %+v does not lead to the line", at)
			}
			if len([]rune(q.Text)) > 500 {
				t.Errorf("%d characters shown", len(q.Text))
			}
		})
	}
}

// An unreadable date does not cost the row its money.
func TestUnreadableDate(t *testing.T) {
	t.Parallel()
	got, err := read(t, []byte(table("RCPT_CD", with(receiptRow, "RCPT_DATE", "13/45/2024"))), "")
	if err != nil || len(got.Transactions) != 1 {
		t.Fatal(err, got.Quarantines)
	}
	if tx := got.Transactions[0]; tx.Date != "" || tx.InferredNote != "date as filed could not be read: 13/45/2024" {
		t.Errorf("%q, %q", tx.Date, tx.InferredNote)
	}
}

// What is shown of a damaged row never holds a street, a phone or an e-mail.
func TestQuarantineIsRedacted(t *testing.T) {
	t.Parallel()
	name := map[string]string{"XREF_FILER_ID": "001040", "FILER_ID": "x", "NAML": "Nobody", "ADR1": "1 Nowhere", "PHON": "unlisted 77", "EMAIL": "a@example.org"}
	for what, data := range map[string][]byte{
		"bad id":       []byte(table("FILERNAME_CD", name)),
		"shifted":      []byte(table("FILERNAME_CD", with(name, "NAMF", "Ned\tx", "ST", "California"))),
		"continuation": []byte(table("FILERNAME_CD", with(name, "FILER_ID", "8")) + "1 Nowhere\ta@example.org\tunlisted 77\r\n"),
		"bad key":      []byte(table("CVR_CAMPAIGN_DISCLOSURE_CD", with(coverRow, "AMEND_ID", "x", "FILER_PHON", "1 Nowhere unlisted 77"))),
	} {
		got, err := read(t, data, "")
		if err != nil || len(got.Quarantines) == 0 {
			t.Fatal(what, err)
		}
		for _, secret := range []string{"Nowhere", "example.org", "unlisted"} {
			if strings.Contains(got.Quarantines[0].Text, secret) {
				t.Errorf("%s: shown %q", what, got.Quarantines[0].Text)
			}
		}
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	receipts := table("RCPT_CD", receiptRow)
	whole := pack(t, map[string]string{dir + "RCPT_CD.TSV": receipts, dir + "LOAN_CD.TSV": ""})
	fine := pack(t, map[string]string{dir + "RCPT_CD.TSV": receipts})
	broken := bytes.Clone(fine)
	broken[len(fine)/3] ^= 0xff
	twice := pack(t, map[string]string{dir + "RCPT_CD.TSV": receipts, "OLD/RCPT_CD.TSV": receipts})
	for name, tt := range map[string]struct {
		data    []byte
		problem string
	}{
		"cut zip":          {fine[:len(fine)-30], "no readable directory"},
		"damaged member":   {broken, "damaged"},
		"empty money":      {whole, "table LOAN_CD is empty"},
		"header only":      {pack(t, map[string]string{dir + "RCPT_CD.TSV": table("RCPT_CD")}), "table RCPT_CD is empty"},
		"no receipts":      {pack(t, map[string]string{dir + "LOAN_CD.TSV": table("LOAN_CD")}), "no table RCPT_CD"},
		"table twice":      {twice, "in the zip twice"},
		"column renamed":   {pack(t, map[string]string{dir + "RCPT_CD.TSV": strings.Replace(receipts, "\tAMOUNT\t", "\tAMT\t", 1)}), "column AMOUNT is missing"},
		"column missing":   {[]byte(strings.Replace(receipts, "\tAMOUNT\t", "\t", 1)), "column AMOUNT is missing"},
		"column unknown":   {[]byte(strings.Replace(receipts, "\tINT_RATE\t", "\tRATE\t", 1)), `column "RATE" is not known`},
		"blank first line": {pack(t, map[string]string{dir + "RCPT_CD.TSV": "\r\n" + receipts}), "is missing"},
		"empty table":      {[]byte(table("RCPT_CD")), "is empty"},
		"not a table":      {[]byte("hello\r\n"), "not the header of a CAL-ACCESS table"},
		"nothing":          {nil, "not the header"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := read(t, tt.data, "file.zip")
			var input *store.InputError
			if !errors.As(err, &input) || !strings.Contains(input.Problem, tt.problem) || input.Hint == "" {
				t.Errorf("%v; want %q with a hint", err, tt.problem)
			}
		})
	}
}

func TestSinkErrorAndCancel(t *testing.T) {
	t.Parallel()
	data := []byte(table("RCPT_CD", receiptRow))
	full := errors.New("disk is full")
	if err := caltsv.Read(context.Background(), bytes.NewReader(data), int64(len(data)), "", &failing{err: full}); err != full { //nolint:errorlint // unwrapped by contract
		t.Errorf("error of the sink came back as %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	long := []byte(table("RCPT_CD") + strings.Repeat(cells("RCPT_CD", receiptRow), 3000))
	if err := caltsv.Read(ctx, bytes.NewReader(long), int64(len(long)), "", &storetest.Records{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled read gave %v", err)
	}
}

type failing struct {
	storetest.Records
	err error
}

func (f *failing) Transaction(*store.Transaction) error { return f.err }

func TestSniff(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		head string
		want bool
	}{
		"zip":            {string(pack(t, map[string]string{dir + "RCPT_CD.TSV": ""})), true},
		"other zip":      {string(pack(t, map[string]string{"xl/workbook.xml": ""})), false},
		"receipts":       {table("RCPT_CD"), true},
		"lobbying table": {"FILING_ID\tAMEND_ID\tLINE_ITEM\r\n", true},
		"e-filing":       {"HDR,CAL,CA,2.01,x,1,\r\n", false},
		"page":           {"<html><body>", false},
		"empty":          {"", false},
	} {
		if got := caltsv.Sniff([]byte(tt.head), "x.tsv"); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if diff := cmp.Diff(63, len(caltsv.Columns("RCPT_CD"))); diff != "" || caltsv.Columns("LEXP_CD") != nil {
		t.Error("columns", diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(table("RCPT_CD", receiptRow)))
	f.Add([]byte(table("CVR_CAMPAIGN_DISCLOSURE_CD", coverRow) + "\r\n\r\nx\t\x80\xff\x00\r\n"))
	f.Add([]byte(table("LOAN_CD", with(receiptRow, "FORM_TYPE", "B1"))))
	f.Add([]byte("FILING_ID\tFORM_ID\n\n1\t2\n"))
	f.Add(pack(f, map[string]string{dir + "RCPT_CD.TSV": table("RCPT_CD", receiptRow), dir + "X.TSV": "a"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = caltsv.Sniff(data, "x")
		got, err := read(t, data, "x")
		if err != nil {
			return
		}
		for _, tally := range got.Tallies {
			if !tally.Balanced() {
				t.Errorf("tally %+v", tally)
			}
		}
		again, err := read(t, data, "x")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(got, again); diff != "" {
			t.Errorf("two readings differ:\n%s", diff)
		}
	})
}
