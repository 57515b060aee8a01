package fecfile

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Create opens the file of that name for writing.
type Create func(name string) (io.WriteCloser, error)

// maxFiles bounds the number of files: a damaged filing may have a row type
// per line. The rows of further types go to OTHER.csv.
const maxFiles = 300

// unknownFile takes lines that do not begin with a row type.
const unknownFile = "UNKNOWN.csv"

// ExportCSV writes a filing as one CSV per row type, "SA11AI.csv", "SC_10.csv".
// The columns are the number of the line, those of [Layout.Header], and extra:
// fields beyond the layout as a JSON list. The header (HDR.csv), text blocks
// (TEXT_BLOCK.csv), row types without a layout and lines without a row type
// (UNKNOWN.csv) have two columns, line and raw. Row types that differ in upper
// and lower case share a file; the first field keeps the type as filed.
//
// The filing is streamed; what was written stays when an error ends it. Files
// are closed in any case.
func ExportCSV(ctx context.Context, r io.Reader, create Create, o Options) (*Exported, error) {
	out := &Exported{Rows: map[string]int{}}
	e := &csvExport{create: create, files: map[string]*csvFile{}, byType: map[string]*csvFile{}, out: out}
	err := eachLine(ctx, r, o, out, e.put)
	return out, errors.Join(err, e.close())
}

type csvExport struct {
	create Create
	files  map[string]*csvFile // by name
	byType map[string]*csvFile
	out    *Exported
	buf    []byte
}

type csvFile struct {
	name   string
	to     io.Closer
	w      *bufio.Writer
	layout *Layout
}

func (e *csvExport) put(r *Row) error {
	f := e.byType[r.Type]
	if f == nil {
		var err error
		if f, err = e.open(r); err != nil {
			return err
		}
	}
	b := strconv.AppendInt(e.buf[:0], int64(r.Line), 10)
	if f.layout == nil {
		b = append(b, ',')
		b = appendCSV(b, r.Raw)
	} else {
		for i := range f.layout.Columns {
			b = append(b, ',')
			if i < len(r.Fields) {
				b = appendCSV(b, r.Fields[i])
			}
		}
		b = append(b, ',')
		if extra := extraFields(r); len(extra) > 0 {
			b = appendCSV(b, string(appendJSONList(nil, extra)))
		}
	}
	e.buf = append(b, '\n')
	e.out.Rows[f.name]++
	_, err := f.w.Write(e.buf)
	return err
}

// open finds or makes the file of a row type.
func (e *csvExport) open(r *Row) (*csvFile, error) {
	name, layout := fileName(r), r.Layout
	if name == unknownFile {
		layout = nil
	}
	f := e.files[name]
	// Two odd row types may make one file name: "SC/10" and "SC_10".
	if f == nil && len(e.files) >= maxFiles || f != nil && f.layout != layout {
		name, layout = "OTHER.csv", nil
		f = e.files[name]
	}
	if f == nil {
		to, err := e.create(name)
		if err != nil {
			return nil, fmt.Errorf("create %s: %w", name, err)
		}
		f = &csvFile{name: name, to: to, w: bufio.NewWriterSize(to, 32<<10), layout: layout}
		e.files[name] = f
		if _, err := f.w.WriteString(csvHeader(layout)); err != nil {
			return nil, err
		}
	}
	if len(e.byType) < 4*maxFiles {
		e.byType[strings.Clone(r.Type)] = f
	}
	return f, nil
}

func csvHeader(l *Layout) string {
	if l == nil {
		return "line,raw\n"
	}
	return "line," + strings.Join(l.Header(), ",") + ",extra\n"
}

// fileName makes a row type a file name: it may hold anything, a path too.
func fileName(r *Row) string {
	switch {
	case r.Kind == KindText:
		return "TEXT_BLOCK.csv"
	case !rowTypeShape.MatchString(r.Type):
		return unknownFile
	}
	return strings.NewReplacer("/", "_", ".", "_").Replace(r.Type) + ".csv"
}

func (e *csvExport) close() error {
	var all error
	for _, f := range e.files {
		if err := errors.Join(f.w.Flush(), f.to.Close()); err != nil {
			all = errors.Join(all, fmt.Errorf("close %s: %w", f.name, err))
		}
	}
	return all
}

// appendCSV appends a field, in quotes when it needs them.
func appendCSV(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == '"' || c == ',' || c == '\n' || c == '\r' || i == 0 && c == ' ' {
			b = append(b, '"')
			b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
			return append(b, '"')
		}
	}
	return append(b, s...)
}
