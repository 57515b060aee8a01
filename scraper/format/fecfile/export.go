package fecfile

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Exported says what an export wrote.
type Exported struct {
	Lines    int            // lines of the filing that are not blank
	Rows     map[string]int // rows by file (CSV) or by row type (JSON)
	Warnings []string       // what had to be assumed about the filing
}

// Names gives the keys of Rows in order.
func (e *Exported) Names() []string { return slices.Sorted(maps.Keys(e.Rows)) }

// ExportJSON writes a filing as JSON lines, one for each line of the filing
// that is not blank:
//
//	{"line":3,"type":"SA11AI","record":{"form_type":"SA11AI",..},"extra":["..."]}
//	{"line":9,"type":"ZZ9","fields":["ZZ9","..."]}
//	{"line":4,"type":"TEXT BLOCK","text":"Dear .."}
//
// The names in record are those of [Layout.Header]; empty fields are left out;
// extra holds fields beyond the layout. Lines of the header and of row types
// without a layout have fields instead. The filing is streamed.
func ExportJSON(ctx context.Context, r io.Reader, w io.Writer, o Options) (*Exported, error) {
	out := &Exported{Rows: map[string]int{}}
	headers := map[*Layout][]string{}
	var buf []byte
	err := eachLine(ctx, r, o, out, func(row *Row) error {
		name := row.Type
		if !rowTypeShape.MatchString(name) && row.Kind == KindRecord {
			name = "UNKNOWN"
		}
		if row.Layout != nil && headers[row.Layout] == nil {
			headers[row.Layout] = row.Layout.Header()
		}
		buf = appendJSON(buf[:0], row, headers[row.Layout])
		out.Rows[name]++
		_, err := w.Write(buf)
		return err
	})
	return out, err
}

// eachLine gives the lines that are not blank, and checks ctx now and then.
func eachLine(ctx context.Context, r io.Reader, o Options, out *Exported, put func(*Row) error) error {
	s := NewScanner(r, o)
	for s.Scan() {
		row := s.Row()
		if row.Line%1024 == 0 && ctx.Err() != nil {
			return fmt.Errorf("export filing: %w", ctx.Err())
		}
		if row.Kind == KindBlank {
			continue
		}
		if err := put(row); err != nil {
			return fmt.Errorf("export filing, line %d: %w", row.Line, err)
		}
		out.Lines++
	}
	out.Warnings = s.Warnings()
	return s.Err()
}

func appendJSON(b []byte, r *Row, header []string) []byte {
	b = append(b, `{"line":`...)
	b = strconv.AppendInt(b, int64(r.Line), 10)
	b = append(b, `,"type":`...)
	b = appendJSONText(b, r.Type)
	switch {
	case r.Kind == KindText:
		b = append(b, `,"text":`...)
		b = appendJSONText(b, r.Raw)
	case r.Layout == nil:
		b = append(b, `,"fields":`...)
		b = appendJSONList(b, r.Fields)
	default:
		b = append(b, `,"record":{`...)
		first := true
		for i, name := range header {
			if i >= len(r.Fields) {
				break
			}
			if r.Fields[i] == "" {
				continue
			}
			if !first {
				b = append(b, ',')
			}
			first = false
			b = appendJSONText(b, name)
			b = append(b, ':')
			b = appendJSONText(b, r.Fields[i])
		}
		b = append(b, '}')
		if extra := extraFields(r); len(extra) > 0 {
			b = append(b, `,"extra":`...)
			b = appendJSONList(b, extra)
		}
	}
	return append(b, '}', '\n')
}

// extraFields gives the fields beyond the layout, none when all are blank:
// many vendors end every line with a separator.
func extraFields(r *Row) []string {
	if len(r.Fields) <= len(r.Layout.Columns) {
		return nil
	}
	extra := r.Fields[len(r.Layout.Columns):]
	for _, f := range extra {
		if strings.TrimSpace(f) != "" {
			return extra
		}
	}
	return nil
}

func appendJSONList(b []byte, fields []string) []byte {
	b = append(b, '[')
	for i, f := range fields {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendJSONText(b, f)
	}
	return append(b, ']')
}

const hexDigits = "0123456789abcdef"

// appendJSONText quotes text, which is valid UTF-8, for JSON.
func appendJSONText(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}
