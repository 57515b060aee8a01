package caltsv

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"moneytrail/scraper/format/lines"
	"moneytrail/store"
)

// member is one table while it is read.
type member struct {
	file string // as the user gave it
	part string // name within the zip; empty for a plain file
	name string // of the table; empty when only the header can tell
	due  bool   // rows are due whatever the table
	sink store.Sink

	table  *table
	head   *header
	codes  []codeColumn
	reader reader
	tally  store.Tally
	refs   map[string]*store.Reference
	row    row
}

func (m *member) read(ctx context.Context, body io.Reader) error {
	m.tally.Part, m.row.pos.Part = m.part, m.part
	m.refs = map[string]*store.Reference{}
	in := lines.New(body)
	if err := m.open(in); err != nil {
		return err
	}
	if err := m.rows(ctx, in); err != nil {
		return err
	}
	if m.tally.Lines == 0 && (m.due || m.table.due) {
		return m.refuse(1, "the table "+m.table.name+" is empty, where rows are due", hintDownload)
	}
	return m.close()
}

// open reads the header line and finds the columns.
func (m *member) open(in *lines.Reader) error {
	line, _, _, err := in.Next()
	if err != nil && !errors.Is(err, io.EOF) {
		return readFailed(m.part, err)
	}
	names := headerNames(line)
	if m.name == "" {
		known := false
		if m.table, known = identify(names, m.file); !known {
			return m.refuse(1, "the first line is not the header of a CAL-ACCESS table", "give the zip, or a table with its header line")
		}
	} else if m.table = tableNamed(m.name); m.table == nil {
		m.table = &table{name: m.name}
	}
	m.head = newHeader(names)
	if m.table.bind == nil || errors.Is(err, io.EOF) {
		return nil
	}
	m.reader = m.table.bind(m.head, m.sink)
	m.codes = codeColumns(names)
	if problem := m.head.problem(m.table); problem != "" {
		return m.refuse(1, problem, hintLayout)
	}
	return nil
}

func (m *member) rows(ctx context.Context, in *lines.Reader) error {
	blank, blankOffset := 0, int64(0)
	for n := 2; ; n++ {
		if n&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		line, offset, length, err := in.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return readFailed(m.part, err)
		}
		m.row.pos.Line, m.row.pos.Offset, m.row.pos.Length = n, offset, length
		if isBlank(line) {
			if blank == 0 {
				blankOffset = offset
			}
			blank++
			continue
		}
		// Blank lines before another line are lines of the table; at the end
		// they are not.
		if blank > 0 {
			if err := m.blank(n-blank, blank, blankOffset); err != nil {
				return err
			}
			blank = 0
		}
		m.tally.Lines++
		if err := m.line(line); err != nil {
			return err
		}
	}
}

// line accounts for one line: typed, referenced or quarantined.
func (m *member) line(line []byte) error {
	err := m.take(line)
	if err == nil {
		m.tally.Typed++
		return nil
	}
	var ref reference
	var bad badRow
	switch {
	case errors.As(err, &ref):
		m.refer(string(ref), m.row.pos, 1)
		return nil
	case errors.As(err, &bad):
		m.tally.Quarantined++
		return m.sink.Quarantine(&store.Quarantined{Pos: m.row.pos, Text: m.shown(bad), Reason: string(bad)})
	}
	return err
}

const (
	overlong     badRow = "the line is longer than any row: line breaks are missing"
	surplus      badRow = "a tab inside a text gives the row more columns than the table has"
	shifted      badRow = "a tab inside a text has shifted the columns after it"
	short        badRow = "the row ends before the columns that it cannot do without: a line break inside a text"
	continuation badRow = "the line does not begin with a filing id: continuation of the line above"
	unreadable   badRow = "the amount could not be read"
)

func (m *member) take(line []byte) error {
	if m.reader.row == nil {
		return reference(m.table.name)
	}
	if m.row.pos.Length > lines.Max {
		m.row.fields = append(m.row.fields[:0], decode(line))
		return overlong
	}
	extra := m.row.set(line, m.head.width)
	switch {
	case extra:
		return surplus
	case m.row.found > m.head.width && m.misplaced():
		return shifted
	case m.row.found <= m.reader.need:
		if !digits(m.row.at(0)) {
			return continuation
		}
		return short
	}
	return m.reader.row(&m.row)
}

func (m *member) refer(record string, at store.Position, lines int) {
	m.tally.Referenced += lines
	ref := m.refs[record]
	if ref == nil {
		ref = &store.Reference{Part: m.part, Record: record, First: at}
		m.refs[record] = ref
	}
	ref.Lines += lines
	ref.Last = at
}

// blank accounts for blank lines inside the table.
func (m *member) blank(first, lines int, offset int64) error {
	m.tally.Lines += lines
	at := store.Position{Part: m.part, Line: first, Offset: offset}
	if m.reader.row == nil {
		m.refer(m.table.name, at, lines)
		return nil
	}
	for i := range lines {
		m.tally.Quarantined++
		at.Line = first + i
		if err := m.sink.Quarantine(&store.Quarantined{Pos: at, Reason: "blank line inside the table: a line break inside a text"}); err != nil {
			return err
		}
	}
	return nil
}

func (m *member) close() error {
	names := make([]string, 0, len(m.refs))
	for name := range m.refs {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := m.sink.Reference(m.refs[name]); err != nil {
			return err
		}
	}
	return m.sink.Tally(&m.tally)
}

func (m *member) refuse(line int, problem, hint string) error {
	return &store.InputError{File: m.file, Part: m.part, Line: line, Problem: problem, Hint: hint}
}

func isBlank(line []byte) bool {
	return len(line) == 0 || (line[0] <= ' ' && len(bytes.Trim(line, " \t\r\x00\x1a")) == 0)
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
