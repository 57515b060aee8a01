package caltsv

import (
	"bytes"
	"context"
	"io"

	"moneytrail/store"
)

// Name is the format's name as printed and stored.
const Name = "calaccess-bulk"

var zipMagic = []byte("PK\x03\x04")

// Sniff reports whether head begins a CAL-ACCESS export: a zip in which a
// member named .._CD.TSV is seen, or a table recognised by its header line.
func Sniff(head []byte, _ string) bool {
	if bytes.HasPrefix(head, zipMagic) {
		return bytes.Contains(bytes.ToUpper(head), []byte("_CD.TSV"))
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	_, ok := identify(headerNames(line), "")
	return ok
}

// Read reads a CAL-ACCESS zip or a single table. Rows that cannot be read are
// quarantined. The file as a whole is refused with a [store.InputError] when
// the zip is cut or damaged, when a table's columns are not those of the
// layout, or when a table that carries money has no rows. An error of the sink
// is returned as it is.
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
	magic := make([]byte, len(zipMagic))
	if n, err := r.ReadAt(magic, 0); err != nil && n < len(magic) {
		magic = magic[:n]
	}
	if bytes.Equal(magic, zipMagic) {
		return readZip(ctx, r, size, name, sink)
	}
	m := &member{file: name, sink: sink, due: true}
	return m.read(ctx, io.NewSectionReader(r, 0, size))
}
