package fecbulk

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

// maxShown is how much of a quarantined line is shown, in characters.
const maxShown = 500

// badRow is the reason why a line is quarantined.
type badRow string

func (b badRow) Error() string { return string(b) }

const (
	overlong     badRow = "the line is longer than any row: line breaks are missing"
	surplus      badRow = "the row has more columns than the file: a pipe inside a text"
	short        badRow = "the row ends before the last column: a line break inside a text, or the end of the file is missing"
	continuation badRow = "the line does not begin with an id: continuation of the line above"
	blank        badRow = "blank line between rows"
	noAmount     badRow = "the amount is missing or could not be read"
	noRecord     badRow = "the record number (SUB_ID) could not be read: columns are out of place"
)

// member is one file while it is read.
type member struct {
	file string // as the user gave it
	part string // name within the zip; empty for a plain file
	sink store.Sink

	layout  *layout
	tally   store.Tally
	row     row
	tx      store.Transaction
	dates   dateCache
	filings filings
}

func newMember(file, part string, sink store.Sink) *member {
	m := &member{file: file, part: part, sink: sink, tally: store.Tally{Part: part}}
	m.row.pos.Part = part
	m.filings.known = make(map[filingID]store.FilingKey)
	return m
}

// label is the name that may tell what the file is.
func (m *member) label() string {
	if m.part != "" {
		return m.part
	}
	return m.file
}

func (m *member) read(ctx context.Context, in *lines.Reader) error {
	var blanks []store.Position
	for n := 1; ; n++ {
		if n&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		line, offset, length, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return readFailed(m.part, err)
		}
		m.row.pos.Line, m.row.pos.Offset, m.row.pos.Length = n, offset, length
		if isBlank(line) {
			blanks = append(blanks, m.row.pos)
			continue
		}
		// Blank lines before another line are lines of the file; at its end
		// they are not.
		for _, at := range blanks {
			if err := m.quarantine(at, "", blank); err != nil {
				return err
			}
		}
		blanks = blanks[:0]
		if err := m.line(line); err != nil {
			return err
		}
	}
	return m.sink.Tally(&m.tally)
}

// line accounts for one line: typed or quarantined.
func (m *member) line(line []byte) error {
	err := m.take(line)
	if err == nil {
		m.tally.Lines++
		m.tally.Typed++
		return nil
	}
	var bad badRow
	if errors.As(err, &bad) {
		return m.quarantine(m.row.pos, m.shown(bad), bad)
	}
	return err
}

func (m *member) take(line []byte) error {
	if m.row.pos.Length > lines.Max {
		m.row.fields = append(m.row.fields[:0], decode(line))
		m.row.found = 1
		return overlong
	}
	extra := m.row.set(line, m.layout.columns)
	id := m.row.at(0)
	switch {
	case extra, m.row.found > m.layout.columns+m.layout.spare:
		return surplus
	case !isCommittee(id) && !isCandidate(id):
		return continuation
	case m.row.found < m.layout.columns:
		return short
	}
	return m.layout.take(m, &m.row)
}

func (m *member) quarantine(at store.Position, text string, why badRow) error {
	m.tally.Lines++
	m.tally.Quarantined++
	return m.sink.Quarantine(&store.Quarantined{Pos: at, Text: text, Reason: string(why)})
}

// shown gives what a reader may see of a line that could not be read. Of a
// file with street lines whose columns are out of place nothing is shown but
// the id.
func (m *member) shown(why badRow) string {
	cells := slices.Clone(m.row.fields[:min(m.row.found, len(m.row.fields))])
	if len(m.layout.private) > 0 {
		switch why {
		case surplus, short:
			cells = cells[:1]
		case continuation, overlong:
			return "(withheld: this file holds addresses)"
		}
		for _, i := range m.layout.private {
			if i < len(cells) {
				cells[i] = ""
			}
		}
	}
	text := strings.TrimRight(clip(strings.Join(cells, "|"), 4*maxShown), "| ")
	return clip(store.Redact(text), maxShown)
}

func (m *member) refuse(line int, problem, hint string) error {
	return &store.InputError{File: m.file, Part: m.part, Line: line, Problem: problem, Hint: hint}
}

func isBlank(line []byte) bool {
	return len(line) == 0 || (line[0] <= ' ' && len(bytes.Trim(line, " \t\r\x00\x1a")) == 0)
}
