package calexport

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"moneytrail/store"
)

// Name is the format's name as printed and stored.
const Name = "calaccess-export"

const (
	maxLine    = 1 << 20
	maxShown   = 500
	hintNaming = "rename the file to <filer id>_<session>_<what>.tsv, for example 1234567_2021_contributions_received.tsv"
	hintAgain  = "download the file from the committee's page again"
)

// Sniff reports whether head begins with the header of one of the exports.
func Sniff(head []byte, _ string) bool {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if !bytes.Contains(line, []byte("\t")) {
		return false
	}
	p, shared := nearest(cells(line))
	return p != nil && shared*4 >= len(p.required)*3
}

// badRow is the reason why a row is quarantined.
type badRow string

func (b badRow) Error() string { return string(b) }

// reader is one file while it is read.
type reader struct {
	file   string
	from   origin
	page   *page
	index  map[string]int
	width  int
	sink   store.Sink
	heads  map[string]bool // filings already given
	tally  store.Tally
	fields []string
	pos    store.Position
	blank  []store.Position // blank lines since the last row
	tx     store.Transaction
}

// Read reads one export of a committee's page. The file's name must hold the
// committee's id, and for contributions and expenditures made the session; see
// the package comment. Rows that cannot be read are quarantined; a file whose
// header is not known, or without rows, is refused with a [store.InputError].
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
	rd := &reader{file: name, from: parseName(name), sink: sink, heads: map[string]bool{}}
	in := bufio.NewReaderSize(io.NewSectionReader(r, 0, size), maxLine)
	for n := 1; ; n++ {
		if n&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		line, err := in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			return rd.refuse(n, "the line is longer than any row", hintAgain)
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read export %s: %w", name, err)
		}
		if len(line) == 0 {
			break
		}
		rd.pos.Line, rd.pos.Length = n, len(bytes.TrimRight(line, "\r\n"))
		if err := rd.line(line); err != nil {
			return err
		}
		rd.pos.Offset += int64(len(line))
	}
	return rd.close()
}

func (r *reader) line(line []byte) error {
	if r.page == nil {
		return r.open(cells(line))
	}
	if len(bytes.TrimSpace(line)) == 0 {
		r.blank = append(r.blank, r.pos) // the pages end their files with one
		return nil
	}
	if err := r.blanks(); err != nil {
		return err
	}
	r.tally.Lines++
	r.fields = cells(line)
	err := r.take()
	var bad badRow
	if errors.As(err, &bad) {
		r.tally.Quarantined++
		text := clip(store.Redact(clip(strings.Join(r.fields, "\t"), 4*maxShown)), maxShown)
		return r.sink.Quarantine(&store.Quarantined{Pos: r.pos, Text: text, Reason: string(bad)})
	}
	if err == nil {
		r.tally.Typed++
	}
	return err
}

// blanks accounts for blank lines that turn out to stand between rows.
func (r *reader) blanks() error {
	for _, at := range r.blank {
		r.tally.Lines++
		r.tally.Quarantined++
		if err := r.sink.Quarantine(&store.Quarantined{Pos: at, Reason: "blank line between rows"}); err != nil {
			return err
		}
	}
	r.blank = r.blank[:0]
	return nil
}

func (r *reader) take() error {
	if len(r.fields) != r.width {
		return badRow(fmt.Sprintf("the row has %d cells where the header has %d", len(r.fields), r.width))
	}
	return r.page.row(r)
}

// open checks the header and the file's name.
func (r *reader) open(names []string) error {
	for i, n := range names {
		names[i] = strings.ToUpper(n)
	}
	p, shared := nearest(names)
	if p == nil || shared*2 < len(p.required) {
		return r.refuse(1, "the first line is not the header of a committee export", hintAgain)
	}
	if problem := p.problem(names); problem != "" {
		return r.refuse(1, problem, "the publisher has changed the page, or the file was edited: compare the header with a fresh download")
	}
	r.page, r.width, r.index = p, len(names), make(map[string]int, len(names))
	for i, n := range names {
		r.index[n] = i
	}
	switch {
	case r.from.filer == "":
		return r.refuse(0, "the export does not say whose it is, and the file's name holds no committee id", hintNaming)
	case p.name == "late" && r.from.view == "":
		return r.refuse(0, "the late exports look alike, and the file's name does not say which this is", "put LATE1 (received), LATE2 (made) or LATE3 (independent) into the file's name")
	case (p.name == "contributions made" || p.name == "expenditures made") && r.from.session == "":
		return r.refuse(0, "the export names no filing, and the file's name holds no session", hintNaming)
	}
	return nil
}

func (r *reader) close() error {
	if r.page == nil {
		return r.refuse(0, "the file is empty", hintAgain)
	}
	if r.tally.Lines == 0 {
		return r.refuse(0, "the export has a header and no rows", "look at the committee's page: it shows none in that session, or the page failed")
	}
	return r.sink.Tally(&r.tally)
}

func (r *reader) refuse(line int, problem, hint string) error {
	return &store.InputError{File: r.file, Line: line, Problem: problem, Hint: hint}
}

// cell gives the row's text in a column, "" for a column that is not there.
func (r *reader) cell(column string) string {
	if i, ok := r.index[column]; ok {
		return r.fields[i]
	}
	return ""
}
