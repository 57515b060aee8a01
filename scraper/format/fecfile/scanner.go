package fecfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// Kind says what a line of a filing is.
type Kind uint8

const (
	KindRecord Kind = iota // a row of fields: cover, schedule, text record
	KindHeader             // the HDR line, or a line of the header of versions 1 and 2
	KindText               // a line of a [BEGINTEXT] block, its marks included
	KindBlank              // nothing but blanks
)

// Row is one line of a filing. The scanner uses it again for the next line:
// the row and its slice of fields are valid until then. The strings may be
// kept; the fields of a line share its memory.
type Row struct {
	Kind   Kind
	Line   int      // counts from 1
	Offset int64    // where the line begins, in bytes
	Length int      // bytes without the line break
	Type   string   // row type in upper case without blanks: "SA11AI", "SC/10", "TEXT"
	Fields []string // as filed; Fields[0] is the type as filed. Missing fields at the end are missing here.
	Raw    string   // the whole line as text
	Layout *Layout  // nil when no layout is known for the type
}

// Field gives field i without blanks around it, empty when the line has none.
func (r *Row) Field(i int) string {
	if i < 0 || i >= len(r.Fields) {
		return ""
	}
	return trim(r.Fields[i])
}

// trim takes off blanks; most fields have none, so it looks first.
func trim(s string) string {
	if n := len(s); n > 0 && (s[0] <= ' ' || s[n-1] <= ' ') {
		return strings.TrimSpace(s)
	}
	return s
}

// at gives the field that means p.
func (r *Row) at(p place) string { return r.Field(int(r.Layout.places[p])) }

// Options change how a filing is read. The zero value is right for most.
type Options struct {
	Layouts *Layouts // nil: [StandardLayouts]
	MaxLine int      // bytes; 0: [DefaultMaxLine]
}

// ErrNoHeader is given for input that does not begin like a filing.
var ErrNoHeader = errors.New("no header of an electronic filing")

// Scanner reads a filing line by line:
//
//	s := fecfile.NewScanner(r, fecfile.Options{})
//	for s.Scan() {
//		row := s.Row()
//	}
//	err := s.Err()
//
// It makes one string for each line and no other allocation, whatever the
// number of fields, and holds one line at a time: memory does not grow with
// the file.
type Scanner struct {
	lines   *lines
	layouts *Layouts
	header  Header
	row     Row
	known   map[string]rowType
	last    rowType
	lastRaw string
	legacy  bool // inside the header of versions 1 and 2
	text    bool // inside a text block
	begun   bool
	err     error
	warn    []string
}

type rowType struct {
	name   string
	layout *Layout
}

// NewScanner gives a scanner over a filing.
func NewScanner(r io.Reader, o Options) *Scanner {
	if o.Layouts == nil {
		o.Layouts = StandardLayouts()
	}
	if o.MaxLine <= 0 {
		o.MaxLine = DefaultMaxLine
	}
	return &Scanner{lines: newLines(r, o.MaxLine), layouts: o.Layouts, known: map[string]rowType{}}
}

// Row gives the line read last.
func (s *Scanner) Row() *Row { return &s.row }

// Header gives what the header says; it is complete with the first row that
// is not of [KindHeader].
func (s *Scanner) Header() *Header { return &s.header }

// Warnings gives what had to be assumed about the file as a whole.
func (s *Scanner) Warnings() []string { return s.warn }

// Err gives the error that ended the scan, nil at the end of the input:
// [ErrNoHeader], a [LineError], or the reader's.
func (s *Scanner) Err() error { return s.err }

// Rows gives the rows one by one; an error comes last, with a nil row.
func (s *Scanner) Rows() iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		for s.Scan() {
			if !yield(&s.row, nil) {
				return
			}
		}
		if s.err != nil {
			yield(nil, s.err)
		}
	}
}

// Scan reads the next line and reports whether there was one.
func (s *Scanner) Scan() bool {
	if s.err != nil {
		return false
	}
	line, offset, err := s.lines.next()
	if err != nil {
		if !errors.Is(err, io.EOF) {
			s.err = fmt.Errorf("read filing: %w", err)
		} else if !s.begun || s.legacy {
			s.err = ErrNoHeader
		}
		return false
	}
	r := &s.row
	*r = Row{Line: s.lines.number, Offset: offset, Length: len(line), Fields: r.Fields[:0]}
	if !s.begun {
		line = bytes.TrimPrefix(line, []byte("\xEF\xBB\xBF"))
	}
	r.Raw = decode(line)
	switch {
	case !s.begun || s.legacy:
		return s.scanHeader()
	case s.text || isMark(r.Raw, "[BEGIN"):
		s.text = !isMark(r.Raw, "[END")
		r.Kind, r.Type = KindText, "TEXT BLOCK"
		r.Fields = append(r.Fields, r.Raw)
	case strings.TrimSpace(r.Raw) == "":
		r.Kind = KindBlank
	default:
		r.Fields = split(r.Fields, r.Raw, false)
		t := s.typeOf(r.Fields[0])
		r.Type, r.Layout = t.name, t.layout
	}
	return true
}

// scanHeader reads the first line, and the lines that follow it in versions 1
// and 2. Blank lines before the header are passed over as such.
func (s *Scanner) scanHeader() bool {
	r := &s.row
	r.Kind, r.Type = KindHeader, "HDR"
	trimmed := strings.TrimSpace(r.Raw)
	switch {
	case s.legacy:
		if strings.HasPrefix(strings.ToUpper(trimmed), "/* END") {
			s.legacy = false
			s.checkVersion()
		}
		key, value := s.header.parseLegacy(trimmed)
		r.Fields = append(r.Fields, key, value)
		return true
	case trimmed == "":
		r.Kind, r.Type = KindBlank, ""
		return true
	case strings.HasPrefix(trimmed, "/*"):
		s.begun, s.legacy = true, true
		s.header.NameDelimiter = "^"
		r.Fields = append(r.Fields, trimmed)
		return true
	}
	r.Fields = split(r.Fields, r.Raw, false)
	if !s.header.parse(r.Fields) {
		s.err = ErrNoHeader
		return false
	}
	s.begun = true
	s.checkVersion()
	return true
}

func (s *Scanner) checkVersion() {
	if !s.header.version.known() {
		s.warn = append(s.warn, fmt.Sprintf("version %s of the format is not known; read as the nearest known version", clip(s.header.Version, 20)))
	}
}

// typeOf finds the row type of a first field. Consecutive rows mostly have the
// same, so the last one is tried before the map.
func (s *Scanner) typeOf(raw string) rowType {
	if raw == s.lastRaw {
		return s.last
	}
	t, ok := s.known[raw]
	if !ok {
		t.name = strings.ToUpper(strings.TrimSpace(raw))
		t.layout = s.layouts.find(formOf(t.name), s.header.version)
		if len(s.known) < 4096 { // a damaged file may have a type per line
			s.known[strings.Clone(raw)] = t
		}
	}
	s.last, s.lastRaw = t, raw
	return t
}

// isMark reports whether a line is "[BEGINTEXT]" or "[ENDTEXT]", whose spelling
// varies ("[Begin Text]") and which may stand among blanks.
func isMark(line, start string) bool {
	line = strings.TrimLeft(line, " \t\"")
	if len(line) == 0 || line[0] != '[' {
		return false
	}
	line = strings.ToUpper(line)
	rest, ok := strings.CutPrefix(line, start)
	return ok && strings.HasPrefix(strings.TrimLeft(rest, " "), "TEXT]")
}

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + ".."
}
