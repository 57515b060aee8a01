package handcsv

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"moneytrail/store"
)

// Name is the format's name as printed and stored.
const Name = "hand-csv"

const (
	maxShown = 500
	// maxSize is far above what anybody types; it keeps an open quote from
	// drawing a foreign file into memory.
	maxSize = 64 << 20
)

var byteOrderMark = []byte("\xEF\xBB\xBF")

// Sniff reports whether head begins with a header of the format: a comma
// separated line with most of the required columns, so that a file with a
// mistyped header is still told what is wrong with it.
func Sniff(head []byte, _ string) bool {
	line, _, _ := bytes.Cut(bytes.TrimPrefix(head, byteOrderMark), []byte("\n"))
	names := headerNames(strings.Split(strings.ReplaceAll(string(line), `"`, ""), ","))
	found, required := 0, 0
	for _, c := range columns {
		if c.Required {
			required++
			if slices.Contains(names, c.Name) {
				found++
			}
		}
	}
	return found*2 > required
}

// badRow is the reason why a row is quarantined.
type badRow string

func (b badRow) Error() string { return string(b) }

// reader is one file while it is read.
type reader struct {
	file   string
	sink   store.Sink
	index  map[string]int
	heads  map[store.FilingKey]store.Filing // as last given
	lines  map[store.FilingKey]int          // rows so far
	tally  store.Tally
	fields []string
	pos    store.Position
}

// Read reads a file of hand-typed rows: UTF-8, commas, one header line. Rows
// that are incomplete or cannot be read are quarantined. A header with an
// unknown column or without a required one, an open quote and a file without
// rows are refused with a [store.InputError].
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
	rd := &reader{file: name, sink: sink, heads: map[store.FilingKey]store.Filing{}, lines: map[store.FilingKey]int{}}
	if size > maxSize {
		return rd.refuse(0, "the file is too large to have been typed by hand", "split it, or load the publisher's own file")
	}
	start := int64(0)
	mark := make([]byte, len(byteOrderMark))
	if n, err := r.ReadAt(mark, 0); n == len(mark) && bytes.Equal(mark, byteOrderMark) {
		start = int64(n)
	} else if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read %s: %w", name, err)
	}
	in := csv.NewReader(io.NewSectionReader(r, start, max(size-start, 0)))
	in.FieldsPerRecord = -1
	in.ReuseRecord = true
	for n := 1; ; n++ {
		if n&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		begin := in.InputOffset()
		fields, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		rd.pos.Offset, rd.pos.Length = start+begin, int(in.InputOffset()-begin)
		if err := rd.record(fields, err, in); err != nil {
			return err
		}
	}
	return rd.close()
}

// record takes one record, or the error in its place.
func (r *reader) record(fields []string, err error, in *csv.Reader) error {
	var parse *csv.ParseError
	switch {
	case errors.As(err, &parse):
		r.pos.Line = parse.StartLine
		if r.index == nil || parse.Line > parse.StartLine {
			return r.refuse(parse.StartLine, "a quote is opened and not closed as it should be", `write a quote inside a quoted cell twice ("")`)
		}
		r.tally.Lines++
		r.fields = nil
		return r.quarantine("the quotes of the row could not be read")
	case err != nil:
		return fmt.Errorf("read %s: %w", r.file, err)
	}
	r.pos.Line, _ = in.FieldPos(0)
	if r.index == nil {
		return r.open(fields)
	}
	r.tally.Lines++
	r.fields = fields
	err = r.take()
	var bad badRow
	if errors.As(err, &bad) {
		return r.quarantine(string(bad))
	}
	if err == nil {
		r.tally.Typed++
	}
	return err
}

func (r *reader) quarantine(reason string) error {
	r.tally.Quarantined++
	text := clip(store.Redact(clip(strings.ToValidUTF8(strings.Join(r.fields, ","), "\uFFFD"), 4*maxShown)), maxShown)
	return r.sink.Quarantine(&store.Quarantined{Pos: r.pos, Text: text, Reason: reason})
}

func (r *reader) open(fields []string) error {
	names := headerNames(fields)
	if p := problem(names); p != "" {
		return r.refuse(r.pos.Line, p, "allowed columns are, "+allowed())
	}
	r.index = make(map[string]int, len(names))
	for i, n := range names {
		r.index[n] = i
	}
	return nil
}

// headerNames folds column names; empty ones at the end are what a
// spreadsheet leaves behind.
func headerNames(fields []string) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = strings.ToLower(strings.TrimSpace(f))
	}
	for len(names) > 0 && names[len(names)-1] == "" {
		names = names[:len(names)-1]
	}
	return names
}

func (r *reader) close() error {
	if r.index == nil {
		return r.refuse(0, "the file is empty", "the first line names the columns; allowed are, "+allowed())
	}
	if r.tally.Lines == 0 {
		return r.refuse(0, "the file has a header and no rows", "type at least one row, or save the sheet again")
	}
	return r.sink.Tally(&r.tally)
}

func (r *reader) refuse(line int, problem, hint string) error {
	return &store.InputError{File: r.file, Line: line, Problem: problem, Hint: hint}
}

// cell gives the row's text in a column without blanks and control characters.
func (r *reader) cell(column string) string {
	i, ok := r.index[column]
	if !ok || i >= len(r.fields) {
		return ""
	}
	return strings.TrimSpace(strings.Map(func(c rune) rune {
		if c == utf8.RuneError || c == 0x7f || (c < ' ' && c != '\t' && c != '\n') {
			return -1
		}
		if c == '\t' || c == '\n' {
			return ' '
		}
		return c
	}, r.fields[i]))
}

// clip cuts text to at most n characters.
func clip(text string, n int) string {
	count := 0
	for i := range text {
		if count == n {
			return text[:i]
		}
		count++
	}
	return text
}
