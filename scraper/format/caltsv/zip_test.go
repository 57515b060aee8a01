package caltsv_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"moneytrail/scraper/format/caltsv"
	"moneytrail/store/storetest"
)

// unpack gives one member of a zip.
func unpack(t testing.TB, data []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// pack makes a zip of members, in the order of their names.
func pack(t testing.TB, members map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	names := make([]string, 0, len(members))
	for name := range members {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, members[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// table writes a table of invented rows; each row gives cells by column name.
func table(name string, rows ...map[string]string) string {
	columns := caltsv.Columns(name)
	var b strings.Builder
	b.WriteString(strings.Join(columns, "\t") + "\r\n")
	for _, row := range rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = row[c]
		}
		b.WriteString(strings.Join(cells, "\t") + "\r\n")
	}
	return b.String()
}

func read(t testing.TB, data []byte, name string) (*storetest.Records, error) {
	t.Helper()
	var got storetest.Records
	err := caltsv.Read(context.Background(), bytes.NewReader(data), int64(len(data)), name, &got)
	return &got, err
}
