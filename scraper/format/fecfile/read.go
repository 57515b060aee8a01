package fecfile

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"moneytrail/store"
)

// Read reads one filing, or a zip of filings as the FEC gives out by day, with
// the standard layouts. See [ReadWith].
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
	return ReadWith(ctx, r, size, name, sink, Options{})
}

// ReadWith reads one filing, or a zip of filings, into records. The number of
// a filing is the name of its file; of another name the key is "file:" and the
// name.
//
// A filing is refused with a [store.InputError] when it is empty, does not
// begin with a header, holds nothing but its header, or has a line longer than
// the limit; a zip when it is cut or damaged, or holds no filing that can be
// read. A member of a zip that is no filing is quarantined as one line. An error of the sink is
// returned as it is.
func ReadWith(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink, o Options) error {
	magic := make([]byte, len(zipMagic))
	if n, err := r.ReadAt(magic, 0); err != nil && n < len(magic) {
		magic = magic[:n]
	}
	if bytes.Equal(magic, zipMagic) {
		return readZip(ctx, r, size, name, sink, o)
	}
	err := readFiling(ctx, io.NewSectionReader(r, 0, size), name, "", sink, o)
	var problem *unreadable
	if errors.As(err, &problem) {
		return &store.InputError{File: name, Line: problem.line, Problem: problem.what, Hint: problem.hint}
	}
	return err
}

func readZip(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink, o Options) error {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return &store.InputError{File: name, Problem: "the zip is cut or damaged", Hint: "download it again"}
	}
	found, read := false, false
	for _, f := range z.File {
		if !strings.HasSuffix(strings.ToLower(f.Name), ".fec") {
			continue
		}
		found = true
		ok, err := readMember(ctx, f, name, sink, o)
		if err != nil {
			return err
		}
		read = read || ok
	}
	if found && !read {
		return &store.InputError{File: name, Problem: "none of the zip's filings can be read", Hint: "the publisher may have changed its format; do not load it before the reader knows the new one"}
	}
	if !found {
		return &store.InputError{File: name, Problem: "the zip holds no .fec file", Hint: "take one of the daily zips of electronic filings"}
	}
	return nil
}

// readMember reads a filing of a zip. It gives false for one that was put into
// quarantine as a whole.
func readMember(ctx context.Context, f *zip.File, name string, sink store.Sink, o Options) (bool, error) {
	damaged := &store.InputError{File: name, Part: f.Name, Problem: "the member of the zip is cut or damaged", Hint: "download it again"}
	m, err := f.Open()
	if err != nil {
		return false, damaged
	}
	defer func() { _ = m.Close() }() // read only: nothing can be lost
	source := &watched{r: m}
	err = readFiling(ctx, source, f.Name, f.Name, sink, o)
	var problem *unreadable
	switch {
	case source.err != nil:
		return false, damaged
	case errors.As(err, &problem) && !problem.begun:
		return false, errors.Join(
			sink.Quarantine(&store.Quarantined{Pos: store.Position{Part: f.Name, Line: 1}, Reason: problem.what}),
			sink.Tally(&store.Tally{Part: f.Name, Lines: 1, Quarantined: 1}))
	case errors.As(err, &problem):
		return false, &store.InputError{File: name, Part: f.Name, Line: problem.line, Problem: problem.what, Hint: problem.hint}
	}
	return err == nil, err
}

// watched remembers an error of the reader it wraps, to tell damage from the
// errors of a sink.
type watched struct {
	r   io.Reader
	err error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}

// unreadable is a filing that as a whole cannot be one. begun says that
// records were given before it was noticed.
type unreadable struct {
	what, hint string
	line       int
	begun      bool
}

func (e *unreadable) Error() string { return e.what }

func readFiling(ctx context.Context, r io.Reader, name, part string, sink store.Sink, o Options) error {
	f := newFiling(name, part, sink, NewScanner(r, o))
	for f.scan.Scan() {
		if f.scan.row.Line%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("read %s: %w", name, err)
			}
		}
		if err := f.line(&f.scan.row); err != nil {
			return err
		}
	}
	if err := f.scan.Err(); err != nil {
		return f.refuse(err)
	}
	if f.tally.Lines == 0 {
		return &unreadable{what: "holds a header and nothing else", hint: "the file is cut or no report: download it again"}
	}
	return f.finish()
}

func (f *filing) refuse(err error) error {
	var long *LineError
	switch {
	case errors.As(err, &long):
		return &unreadable{what: fmt.Sprintf("a line is longer than %d bytes", long.Limit), line: long.Line, begun: f.tally.Lines > 0,
			hint: "the file has no line breaks or is damaged: download it again"}
	case errors.Is(err, ErrNoHeader):
		return &unreadable{what: "does not begin with the header of an electronic filing",
			hint: "an FEC filing begins with HDR or /* Header; download it again from docquery.fec.gov"}
	}
	return err
}
