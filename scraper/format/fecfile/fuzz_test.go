package fecfile_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"unicode/utf8"

	"moneytrail/scraper/format/fecfile"
	"moneytrail/scraper/format/fecfile/fecfiletest"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		hdr + cover("F3X") + gift("1.00", "20240201"), exported, string(fecfiletest.Filing{Gifts: 11}.Bytes()),
		`"HDR","FEC","5.00","Invented","1","^","FEC-77","3",""` + "\r\n" + `"SA11A1","C99000001","IND","Quinvel^Belma"` + "\r\n",
		"/* Header\nFEC_Ver_# = 2.02\nDec/NoDec = NODEC\n/* End Header\nF3XA,C99000001\nSA17,C99000001,,,,,,,,,,,,,,5\n",
		"HDR\x1cP3.4\x1cInvented\nF3N\x1cC99000001\x1cx\nSB17\n",
		hdr + "F1N\x1cC99000001\nF1S\nF2N\nF24N\nF5N\nF57\nF6\nF65\nSC/10\nSC1/10\nSC2/10\nSD9\nSE\nSF\nH3\nH4\nH5\nF76\nF9\nF91\nF94\nF132\nF133\nTEXT\n",
		pack(f, []string{"7.fec"}, []string{hdr + cover("F3X")}), hdr + "SA00 0\n!0", "",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var got storetest.Records
		err := fecfile.ReadWith(context.Background(), bytes.NewReader(data), int64(len(data)), "7.fec", &got, fecfile.Options{MaxLine: 1 << 16})
		var input *store.InputError
		if err != nil && !errors.As(err, &input) {
			t.Fatalf("neither read nor refused: %v", err)
		}
		if err == nil {
			check(t, &got)
		}
		files := newFolder()
		if _, err := fecfile.ExportCSV(context.Background(), bytes.NewReader(data), files.create, fecfile.Options{MaxLine: 1 << 16}); err == nil {
			files.rows(t)
		}
		if _, err := fecfile.ExportJSON(context.Background(), bytes.NewReader(data), io.Discard, fecfile.Options{MaxLine: 1 << 16}); err != nil &&
			!errors.Is(err, fecfile.ErrNoHeader) && !errors.As(err, new(*fecfile.LineError)) {
			t.Fatalf("export: %v", err)
		}
	})
}

func check(t *testing.T, got *storetest.Records) {
	t.Helper()
	for _, tally := range got.Tallies {
		if !tally.Balanced() {
			t.Errorf("tally %+v", tally)
		}
	}
	if total := got.Total(); total.Quarantined != len(got.Quarantines) || total.Typed < len(got.Transactions) {
		t.Errorf("%+v with %d quarantined, %d rows", total, len(got.Quarantines), len(got.Transactions))
	}
	for _, q := range got.Quarantines {
		if len(q.Text) > 500 || !utf8.ValidString(q.Text) {
			t.Errorf("quarantined text of %d bytes", len(q.Text))
		}
	}
	for i := range got.Transactions {
		tx := &got.Transactions[i]
		if tx.Filing.Report == "" || tx.Schedule == "" || tx.Pos.Line == 0 || !utf8.ValidString(tx.Counterparty.Last+tx.Description+tx.InferredNote) {
			t.Errorf("row without its place or with invalid text: %+v", tx)
		}
	}
}
