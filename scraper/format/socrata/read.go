package socrata

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"moneytrail/store"
)

// Name is the format's name as printed and stored.
const Name = "socrata"

// System identifies a report by the name of the map and by what the rows say
// of it: filer, form and period, or the publisher's number of the filing.
const System store.System = "socrata"

const hintMap = "the publisher has changed the data set: compare its columns with the map, and add what is new to it"

// FileName gives the name under which rows are handed over; the reader finds
// the map by it.
func FileName(m *Map, what string) string { return "socrata_" + m.Name + "_" + what + ".json" }

// Sniff reports whether head begins rows of one of the built-in maps, or a file
// that carries its map.
func Sniff(head []byte, name string) bool {
	if bytes.HasPrefix(head, []byte(mark)) {
		return true
	}
	maps, err := Maps()
	return err == nil && pick(maps, head, name) != nil
}

// Read gives the records of a file whose map is built in, or that carries its
// map.
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
	m, begin, err := carried(r, size, name)
	if err != nil {
		return err
	}
	if m != nil {
		return m.readFrom(ctx, r, begin, size, name, sink)
	}
	maps, err := Maps()
	if err != nil {
		return err
	}
	head := make([]byte, min(size, 64<<10))
	if n, err := r.ReadAt(head, 0); err != nil && (!errors.Is(err, io.EOF) || n < len(head)) {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if m = pick(maps, head, name); m == nil {
		return &store.InputError{File: name, Problem: "fits none of the column maps", Hint: "give the map of the data set"}
	}
	return m.Read(ctx, r, size, name, sink)
}

// pick finds the map that a file's name gives, else the first whose filer and
// kind columns stand at the beginning of the file.
func pick(maps []*Map, head []byte, name string) *Map {
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(start) == 0 || start[0] == '<' || start[0] == '{' || bytes.HasPrefix(start, []byte("PK")) {
		return nil
	}
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	for _, m := range maps {
		if strings.HasPrefix(base, "socrata_"+m.Name+"_") {
			return m
		}
	}
	line := bytes.ToLower(start[:min(len(start), 8<<10)])
	if start[0] != '[' {
		line, _, _ = bytes.Cut(line, []byte("\n"))
	}
	for _, m := range maps {
		if m.Key == "own" && m.names(line) {
			return m
		}
	}
	for _, m := range maps {
		if m.Key == "cal" && m.names(line) && m.Columns["amount"] != "" {
			return m
		}
	}
	return nil
}

// names reports whether text names the columns that every row of the map must
// have.
func (m *Map) names(text []byte) bool {
	for _, field := range []string{"kind", "filer_name", "amount"} {
		if column := m.Columns[field]; column != "" && !bytes.Contains(text, []byte(column)) {
			return false
		}
	}
	return true
}

// reader is one file while it is read.
type reader struct {
	m     *Map
	begin int64 // bytes before the rows
	file  string
	sink  store.Sink
	heads map[store.FilingKey]bool
	seen  map[string]bool // columns
	aside map[string]*store.Reference
	order []string
	tally store.Tally
	cells map[string]string
	pos   store.Position
}

// Read gives the records of rows in the map's columns. Rows that cannot be
// read are quarantined; a column that the map does not name, or a file without
// rows, is refused with a [store.InputError].
func (m *Map) Read(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
	return m.readFrom(ctx, r, 0, size, name, sink)
}

// readFrom reads rows that begin behind begin bytes.
func (m *Map) readFrom(ctx context.Context, r io.ReaderAt, begin, size int64, name string, sink store.Sink) error {
	first := make([]byte, min(size-begin, 64))
	if n, err := r.ReadAt(first, begin); err != nil && (!errors.Is(err, io.EOF) || n < len(first)) {
		return fmt.Errorf("read %s: %w", name, err)
	}
	isJSON := bytes.HasPrefix(bytes.TrimLeft(first, " \t\r\n"), []byte("["))
	rd := &reader{
		m: m, begin: begin, file: name, sink: sink, heads: map[store.FilingKey]bool{}, seen: map[string]bool{}, aside: map[string]*store.Reference{},
	}
	err := scan(io.NewSectionReader(r, begin, size-begin), isJSON, rd.columns, func(at *row) error {
		if at.number&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		return rd.row(at)
	})
	if errors.Is(err, errShape) {
		return rd.refuse(0, err.Error(), "download it again")
	}
	if err != nil {
		return err
	}
	return rd.close()
}

func (rd *reader) refuse(line int, problem, hint string) error {
	return &store.InputError{File: rd.file, Line: line, Problem: problem, Hint: hint}
}

func (rd *reader) close() error {
	if rd.tally.Lines == 0 {
		return rd.refuse(0, "there are no rows", "ask for another period, or look at the data set in a browser")
	}
	for _, field := range []string{"kind", "filer_name", "amount"} {
		if column := rd.m.Columns[field]; column != "" && !rd.seen[column] {
			return rd.refuse(0, "column "+column+" is missing in every row", hintMap)
		}
	}
	for _, record := range rd.order {
		if err := rd.sink.Reference(rd.aside[record]); err != nil {
			return err
		}
	}
	return rd.sink.Tally(&rd.tally)
}

// columns checks names of columns, once each.
func (rd *reader) columns(names []string) error {
	for _, name := range names {
		if rd.seen[name] {
			continue
		}
		rd.seen[name] = true
		if !rd.m.known(name) {
			return rd.refuse(rd.pos.Line, "column "+name+" is not in the map "+rd.m.Name, hintMap)
		}
	}
	return nil
}

func (rd *reader) row(at *row) error {
	rd.tally.Lines++
	rd.cells, rd.pos = at.cells, store.Position{Line: at.number, Offset: rd.begin + at.offset, Length: at.length}
	if at.cells == nil {
		return rd.quarantine("the row has another number of cells than the header")
	}
	for name := range at.cells {
		if !rd.seen[name] {
			if err := rd.columns([]string{name}); err != nil {
				return err
			}
		}
	}
	kind, ok := rd.m.kindOf(rd.get("kind"))
	if !ok {
		return rd.quarantine("the kind of the row is not in the map")
	}
	if kind.As == "reference" {
		return rd.setAside(rd.get("kind"))
	}
	if kind.As == "" && rd.m.Key == "own" && tables[kind.Schedule].table == store.TableReceipts && rd.nameless() {
		return rd.setAside(rd.get("kind") + " without a donor")
	}
	head, reason := rd.head(kind)
	if reason != "" {
		return rd.quarantine(reason)
	}
	if kind.As == "summary" {
		return rd.summary(&head)
	}
	tx, reason := rd.transaction(kind, head.Key)
	if reason != "" {
		return rd.quarantine(reason)
	}
	if err := rd.announce(&head); err != nil {
		return err
	}
	rd.tally.Typed++
	return rd.sink.Transaction(&tx)
}

// get gives the cell of a field; "" when the map or the row has none.
func (rd *reader) get(field string) string {
	if column := rd.m.Columns[field]; column != "" {
		return rd.cells[column]
	}
	return ""
}

// nameless reports whether a row names no donor: data sets of their own keep
// the sums of small gifts among the gifts.
func (rd *reader) nameless() bool {
	return rd.get("last") == "" && rd.get("first") == "" && rd.get("name") == ""
}

func (rd *reader) setAside(record string) error {
	ref := rd.aside[record]
	if ref == nil {
		ref = &store.Reference{Record: record, First: rd.pos}
		rd.aside[record] = ref
		rd.order = append(rd.order, record)
	}
	ref.Lines++
	ref.Last = rd.pos
	rd.tally.Referenced++
	return nil
}

// quarantine keeps the row's text without what locates a person.
func (rd *reader) quarantine(reason string) error {
	rd.tally.Quarantined++
	var kept []string
	for column, value := range rd.cells {
		if value != "" && column != rd.m.Columns["street"] && column != rd.m.Columns["street2"] && rd.named(column) {
			kept = append(kept, column+": "+value)
		}
	}
	slices.Sort(kept)
	text := []rune(store.Redact(strings.Join(kept, "; ")))
	return rd.sink.Quarantine(&store.Quarantined{Pos: rd.pos, Text: string(text[:min(len(text), 500)]), Reason: reason})
}

// named reports whether the map reads a column; others may hold addresses.
func (rd *reader) named(column string) bool {
	for _, c := range rd.m.Columns {
		if c == column {
			return true
		}
	}
	return false
}
