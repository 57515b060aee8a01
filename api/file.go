package api

import (
	"context"
	"fmt"
	"io"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"moneytrail/api/export"
	"moneytrail/store"
)

// fileRequest says which file of a list is asked for.
type fileRequest struct {
	Format string `path:"format" enum:"csv,jsonl,parquet,csv.sha256,jsonl.sha256,parquet.sha256" doc:"Kind of file: csv, jsonl (JSON Lines) or parquet. With .sha256 the check of that file: its SHA-256 as sha256sum reads it, after comments that tell its rows, data version and the use notice." example:"csv"`
	Notice bool   `query:"notice" doc:"Begin CSV with comment lines, and JSON Lines with an object, of the use notice and the data version. Parquet and checks always have them." example:"true"`
}

// checkSuffix asks for the check of a file instead of the file.
const checkSuffix = ".sha256"

// fileOperations gives for every list an operation that gives it as a file.
func fileOperations(lists []Operation) []Operation {
	var out []Operation
	for i := range lists {
		if op := &lists[i]; op.list != nil {
			out = append(out, fileOf(op))
		}
	}
	return out
}

// fileOf makes the operation that gives a list as a file: the address of the
// list with the format after a point.
func fileOf(of *Operation) Operation {
	op := Operation{
		ID: "export-" + strings.TrimPrefix(strings.TrimPrefix(of.ID, "list-"), "get-"), Path: of.Path + ".{format}", Tag: "Exports", Summary: of.Summary + ", as a file",
		Text: "The whole list that " + of.ID + " gives page by page: the same filters, items and order, of one data version, without end or limit of rows. " +
			"Columns are the fields of the items; those of objects within are joined with dots, lists within are JSON text. " + FileEnd,
		file: of.list, stream: "application/octet-stream",
	}
	at, query, _ := strings.Cut(of.Example, "?")
	op.Example = at + ".csv" + withoutPaging(query)
	binder := NewBinder[fileRequest]()
	op.parameters = slices.Concat(binder.parameters, of.list.parameters)
	name := fileName(of)
	op.bind = func(s *Service, path func(string) string, rawQuery string) (func(context.Context) (Answer, error), error) {
		q := NewQuery(rawQuery)
		var in fileRequest
		for i := range binder.parameters {
			if p := &binder.parameters[i]; p.in == "query" {
				p.read(q, p, reflect.ValueOf(&in).Elem().FieldByIndex(p.index))
			}
		}
		in.Format = path("format")
		format, check := strings.CutSuffix(in.Format, checkSuffix)
		if !slices.Contains(export.Formats(), export.Format(format)) {
			return nil, &ParamError{"format", "must be csv, jsonl or parquet, or one of these with " + checkSuffix}
		}
		read, err := of.list.bind(s, path, q)
		if err != nil {
			return nil, err
		}
		f := file{s, of.list.row, read, export.Format(format), name, in.Notice}
		return func(ctx context.Context) (Answer, error) {
			if check {
				return f.check(ctx)
			}
			return f.stream(ctx)
		}, nil
	}
	return op
}

// FileEnd says how a file is known to be whole.
const FileEnd = "Trailers after the last byte, Repr-Digest (RFC 9530) and X-Row-Count, tell what a whole file holds; a transfer that breaks has none, and its " +
	"connection ends without the last chunk."

func withoutPaging(query string) string {
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(pair, "="); pair != "" && !slices.Contains(paging, name) {
			kept = append(kept, pair)
		}
	}
	if len(kept) == 0 {
		return ""
	}
	return "?" + strings.Join(kept, "&")
}

// pin makes all that is asked with the context be of one data version.
func (s *Service) pin(ctx context.Context) (pinned context.Context, v store.DataVersion, release func(), err error) {
	pinned, release, err = s.reader.Pin(ctx)
	if err != nil {
		return nil, v, nil, fmt.Errorf("hold the data version: %w", err)
	}
	if v, err = s.reader.Version(pinned); err != nil {
		release()
	}
	return pinned, v, release, err
}

// fileName is what a file is called before its data version.
func fileName(op *Operation) string { return "moneytrail-" + path.Base(op.Path) }

// file is a list that somebody asked for as a file.
type file struct {
	service *Service
	row     reflect.Type
	read    rowReader
	format  export.Format
	name    string
	notice  bool
}

func (f *file) fileName(v store.DataVersion) string {
	return fmt.Sprintf("%s-v%d.%s", f.name, v.ID, f.format)
}

// open begins to read the file from a snapshot of its own. The caller calls
// ended when the file is written.
func (f *file) open(ctx context.Context) (v store.DataVersion, first *begun, ended func(), err error) {
	pinned, v, release, err := f.service.pin(ctx)
	if err != nil {
		return v, nil, nil, err
	}
	pinned, cancel := context.WithTimeout(pinned, FileTime)
	first, err = begin(pinned, f.read)
	ended = func() {
		cancel()
		if first != nil {
			first.wait()
		}
		release()
	}
	if err != nil {
		ended()
		return v, nil, nil, err
	}
	return v, first, ended, nil
}

// stream gives the file as it is read.
func (f *file) stream(ctx context.Context) (*Stream, error) {
	v, first, ended, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	s := &Stream{Type: f.format.MIME(), Name: f.fileName(v), Data: v.ID, Of: v, release: ended}
	s.Write = func(_ context.Context, w io.Writer) error {
		rows, err := f.write(v, first, w, s.progress)
		s.rows, s.counted = rows, true
		return err
	}
	return s, nil
}

// check gives the check of the file, for which the file is read once.
func (f *file) check(ctx context.Context) (*Stream, error) {
	v, first, ended, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	s := &Stream{Type: "text/plain; charset=utf-8", Name: f.fileName(v) + checkSuffix, Data: v.ID, Of: v, release: ended}
	s.Write = func(_ context.Context, w io.Writer) error {
		sum := export.NewCounter(io.Discard)
		rows, err := f.write(v, first, sum, nil)
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, CheckText(f.fileName(v), sum, rows, v))
		return err
	}
	return s, nil
}

// CheckText is the text of a check: comments, and the line of sha256sum. Less
// than no rows are left out.
func CheckText(name string, sum *export.Counter, rows int64, v store.DataVersion) string {
	facts := Facts(v)
	if rows >= 0 {
		facts = append(facts, export.Fact{Name: "rows", Text: strconv.FormatInt(rows, 10)})
	}
	facts = append(facts, export.Fact{Name: "bytes", Text: strconv.FormatInt(sum.Bytes, 10)})
	var b strings.Builder
	for _, fact := range facts {
		fmt.Fprintf(&b, "# %s: %s\n", fact.Name, fact.Text)
	}
	fmt.Fprintf(&b, "%s  %s\n", sum.Hex(), name)
	return b.String()
}

// Facts are what a file tells about itself.
func Facts(v store.DataVersion) []export.Fact {
	m := metaOf(v, store.Coverage{})
	return []export.Fact{
		{Name: "notice", Text: m.Notice}, {Name: "class_notice", Text: ClassNotice}, {Name: "data_version", Text: strconv.FormatInt(v.ID, 10)},
		{Name: "data_version_at", Text: m.DataVersionAt}, {Name: "as_of", Text: string(m.AsOf)},
	}
}

// FileTime is how long a file may take as a whole: while it is read, the
// write-ahead log of the database cannot be emptied.
const FileTime = 30 * time.Minute

// write writes the whole file and gives the number of its rows.
func (f *file) write(v store.DataVersion, rows *begun, w io.Writer, progress func(int64)) (int64, error) {
	out, err := export.NewWriter(w, f.format, f.row, export.Options{Facts: Facts(v), Preamble: f.notice})
	if err != nil {
		return 0, err
	}
	var n int64
	for batch := range rows.batches() {
		for _, row := range batch {
			if err := out.Write(row); err != nil {
				return n, err
			}
			n++
		}
		if progress != nil {
			progress(n)
		}
	}
	if err := rows.err; err != nil {
		return n, err
	}
	return n, out.Close()
}
