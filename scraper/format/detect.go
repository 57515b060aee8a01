package format

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"moneytrail/scraper/format/calpages"
	"moneytrail/store"
)

// headSize is how much of a file detection looks at.
const headSize = 64 << 10

// ErrUnknown marks content in none of the formats, as against a file that
// should have been one and is empty, cut or a page in its place.
var ErrUnknown = errors.New("format not known")

// unknown is an input error that also is ErrUnknown.
type unknown struct{ *store.InputError }

func (u unknown) Unwrap() []error { return []error{u.InputError, ErrUnknown} }

// Detect tells the format of a file by its content. The error is a
// [store.InputError] with a hint: for an empty file, for a page that a web
// server gave in place of data, for a damaged zip, and, marked [ErrUnknown],
// for content in no known format.
func Detect(r io.ReaderAt, size int64, name string) (Format, error) {
	if size <= 0 {
		return Format{}, refuse(name, "the file is empty", "download it again")
	}
	head := make([]byte, min(size, headSize))
	n, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return Format{}, fmt.Errorf("read the beginning of %s: %w", name, err)
	}
	head = head[:n]
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		return detectZip(r, size, name)
	}
	if isPage(head) {
		if calpages.Sniff(head, name) {
			return named(calpages.Name), nil
		}
		return Format{}, page(head, name)
	}
	if len(bytes.Trim(head, " \t\r\n\x00")) == 0 {
		return Format{}, refuse(name, "the file holds nothing but blanks", "download it again")
	}
	for _, f := range All() {
		if f.Sniff(head, name) {
			return f, nil
		}
	}
	return Format{}, foreign(head, name)
}

func refuse(name, problem, hint string) error {
	return &store.InputError{File: name, Problem: problem, Hint: hint}
}

func notKnown(name, problem, hint string) error {
	return unknown{&store.InputError{File: name, Problem: problem, Hint: hint}}
}

// isPage reports whether head begins a web page.
func isPage(head []byte) bool {
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n"))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<table", "<script", "<iframe", "<!--"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return true
		}
	}
	return false
}

// page says what a web page in place of data means. The state's site answers
// a blocked request with success and a short page that loads this resource.
func page(head []byte, name string) error {
	if bytes.Contains(head, []byte("_Incapsula_Resource")) {
		return refuse(name, "is a block page of the publisher's firewall, not data",
			"nothing is stored; stop fetching from this site for some hours, or take the bulk export instead")
	}
	return refuse(name, "is a web page, not data", "the server gave a page in place of the file: open its address in a browser and see what it says")
}

// foreign names the kinds of file that people try most.
func foreign(head []byte, name string) error {
	switch {
	case bytes.HasPrefix(head, []byte("%PDF")):
		return notKnown(name, "is a PDF", "rows of PDFs are typed by hand: see docs/hand-csv.md")
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")):
		return notKnown(name, "is a workbook of the old kind (.xls)", "open it in a spreadsheet program and save it as .xlsx")
	case bytes.HasPrefix(head, []byte("\x1F\x8B")):
		return notKnown(name, "is packed with gzip", "unpack it first")
	}
	if strings.EqualFold(filepath.Ext(name), ".csv") {
		return notKnown(name, "is a CSV without the header of a known format", "hand-typed CSV begins with a header line: see docs/hand-csv.md; known formats are "+names())
	}
	return notKnown(name, "is in no known format", "known are "+names())
}

func names() string {
	var b bytes.Buffer
	for i, f := range All() {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(f.Name)
	}
	return b.String()
}
