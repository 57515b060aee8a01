package fecbulk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"moneytrail/scraper/format/lines"
	"moneytrail/store"
)

// Name is the format's name as printed and stored.
const Name = "fec-bulk"

const (
	hintDownload = "the download is cut or damaged: download it again and compare its size with the publisher's"
	hintLayout   = "the publisher has changed the layout, or the file was edited: do not load it before the reader knows the new columns"
	hintEmpty    = "early in an election cycle the publisher's files are empty: try again later, or download it again"
)

var zipMagic = []byte("PK\x03\x04")

// Sniff reports whether head begins a bulk file of the FEC: a zip whose first
// member carries the name of one, the CSV of independent expenditures by its
// header, or lines cut by pipes with the number of columns and the ids of one
// of the layouts. name is not needed.
func Sniff(head []byte, _ string) bool {
	if bytes.HasPrefix(head, zipMagic) {
		return Member(firstMember(head))
	}
	return isSpendingCSV(head) || recognise(head, "") != nil
}

// Read reads one bulk file, or each of the files in a zip. Lines that cannot
// be read are quarantined. The file as a whole is refused with a
// [store.InputError] when the zip is cut or damaged or holds no bulk file,
// when no line has the columns of a layout, when a file has no rows, and when
// it is one of the splits by date, which repeat rows of itcont.txt. An error
// of the sink is returned as it is.
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
	magic := make([]byte, len(zipMagic))
	if n, err := r.ReadAt(magic, 0); err != nil && n < len(magic) {
		magic = magic[:n]
	}
	if bytes.Equal(magic, zipMagic) {
		return readZip(ctx, r, size, name, sink)
	}
	return readBody(ctx, io.NewSectionReader(r, 0, size), name, "", sink)
}

// readBody reads one file; part is its name within a zip.
func readBody(ctx context.Context, body io.Reader, name, part string, sink store.Sink) error {
	m := newMember(name, part, sink)
	if isSplit(m.label()) {
		return m.refuse(0, "it is a part of itcont.txt cut by date", "load the whole itcont.txt (indivYY.zip) instead: a filing's rows may stand in several parts")
	}
	in := lines.New(body)
	head, err := in.Peek()
	if err != nil {
		return readFailed(part, err)
	}
	switch {
	case len(bytes.Trim(head, " \t\r\n\x00\x1a")) == 0:
		return m.refuse(0, "the file is empty, where rows are due", hintEmpty)
	case isSpendingCSV(head):
		return m.spending(ctx, in)
	}
	if m.layout = recognise(head, m.label()); m.layout == nil {
		return m.refuse(1, describe(head), hintLayout)
	}
	return m.read(ctx, in)
}

// describe says what the first line looks like, when no layout knows it.
func describe(head []byte) string {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if n := bytes.Count(line, []byte("|")); n > 0 {
		return fmt.Sprintf("the lines have %d columns with ids that no FEC bulk file has", n+1)
	}
	return "the lines are not cut by pipes: this is no FEC bulk file"
}

// readFailed marks an error of the input, as against one of the sink.
func readFailed(part string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("read FEC bulk file %q: %w", part, err)
}
