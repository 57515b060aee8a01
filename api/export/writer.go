package export

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
)

// Format is a kind of file, named like its suffix.
type Format string

// The formats.
const (
	CSV     Format = "csv"
	JSONL   Format = "jsonl"
	Parquet Format = "parquet"
)

// Formats are all formats.
func Formats() []Format { return []Format{CSV, JSONL, Parquet} }

// MIME gives the media type of files of the format.
func (f Format) MIME() string {
	switch f {
	case CSV:
		return "text/csv; charset=utf-8; header=present"
	case JSONL:
		return "application/jsonl; charset=utf-8"
	case Parquet:
		return "application/vnd.apache.parquet"
	}
	return "application/octet-stream"
}

// Fact is something to know about a file: what it is of, and the law on its
// use.
type Fact struct{ Name, Text string }

// Options of a file.
type Options struct {
	// Facts go into the metadata of Parquet files always, and before the rows of
	// the other formats when Preamble is set.
	Facts []Fact
	// Preamble begins CSV with a line "# name: text" for each fact, and JSON
	// Lines with an object of them. Off, because most programs take the first
	// line for the names of the columns.
	Preamble bool
}

// Writer writes rows to a file. Close ends the file without closing what it is
// written to; without Close the file is not whole.
type Writer interface {
	// Write takes a pointer to a row. It keeps nothing of it.
	Write(row any) error
	Close() error
}

// NewWriter begins a file of rows of type row, a struct.
func NewWriter(w io.Writer, f Format, row reflect.Type, opt Options) (Writer, error) {
	switch f {
	case CSV:
		return newCSV(w, row, opt)
	case JSONL:
		return newLines(w, opt)
	case Parquet:
		return newParquet(w, row, opt), nil
	}
	return nil, fmt.Errorf("export: %q is no format", f)
}

// lines writes JSON Lines: the objects of the API's answers, one a line.
type lines struct{ enc *json.Encoder }

func newLines(w io.Writer, opt Options) (*lines, error) {
	l := &lines{json.NewEncoder(w)}
	if !opt.Preamble {
		return l, nil
	}
	about := map[string]string{}
	for _, f := range opt.Facts {
		about[f.Name] = f.Text
	}
	return l, l.enc.Encode(map[string]any{"about": about})
}

func (l *lines) Write(row any) error { return l.enc.Encode(row) }
func (l *lines) Close() error        { return nil }
