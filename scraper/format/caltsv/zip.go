package caltsv

import (
	"archive/zip"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"moneytrail/store"
)

const (
	hintDownload = "the download is cut or damaged: download it again and compare its size with the publisher's"
	hintLayout   = "the publisher has changed the layout, or the file was edited: do not load it before the reader knows the new columns"
)

// tableName gives "RCPT_CD" for "CalAccess/DATA/RCPT_CD.TSV", and "" for a
// member that is no table.
func tableName(member string) string {
	base := strings.ToUpper(path.Base(strings.ReplaceAll(member, `\`, "/")))
	if name, ok := strings.CutSuffix(base, ".TSV"); ok {
		return name
	}
	return ""
}

func readZip(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return &store.InputError{File: name, Problem: "the zip has no readable directory", Hint: hintDownload}
	}
	members, err := ordered(archive.File, name)
	if err != nil {
		return err
	}
	for _, f := range members {
		if err := readMember(ctx, f, name, sink); err != nil {
			return err
		}
	}
	return nil
}

// ordered sorts the members into the order of the tables, whatever their order
// in the directory, and refuses a zip that cannot be an export.
func ordered(files []*zip.File, name string) ([]*zip.File, error) {
	var members []*zip.File
	seen := map[string]bool{}
	for _, f := range files {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if t := tableName(f.Name); t != "" {
			if seen[t] {
				return nil, &store.InputError{File: name, Part: f.Name, Problem: "table " + t + " is in the zip twice", Hint: "load one export at a time"}
			}
			seen[t] = true
		}
		members = append(members, f)
	}
	if !seen["RCPT_CD"] {
		return nil, &store.InputError{
			File: name, Problem: "the zip has no table RCPT_CD (receipts)",
			Hint: "download the whole export again, or load single tables as .TSV files",
		}
	}
	slices.SortStableFunc(members, func(a, b *zip.File) int {
		if d := rank(a.Name) - rank(b.Name); d != 0 {
			return d
		}
		return strings.Compare(a.Name, b.Name)
	})
	return members, nil
}

func rank(member string) int {
	name := tableName(member)
	if name == "" {
		return len(tables) + 1
	}
	if i := slices.IndexFunc(tables, func(t table) bool { return t.name == name }); i >= 0 {
		return i
	}
	return len(tables)
}

func readMember(ctx context.Context, f *zip.File, name string, sink store.Sink) error {
	table := tableName(f.Name)
	if table == "" {
		return sink.Tally(&store.Tally{Part: f.Name})
	}
	body, err := f.Open()
	if err != nil {
		return damaged(err, name, f.Name)
	}
	m := &member{file: name, part: f.Name, name: table, sink: sink}
	err = m.read(ctx, body)
	if closeErr := body.Close(); err == nil {
		err = closeErr
	}
	return damaged(err, name, f.Name)
}

// damaged turns the errors of a broken archive into one that says what to do.
func damaged(err error, name, part string) error {
	var corrupt flate.CorruptInputError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &corrupt):
		return &store.InputError{File: name, Part: part, Problem: "the packed table is damaged", Hint: hintDownload}
	case errors.Is(err, zip.ErrAlgorithm):
		return &store.InputError{File: name, Part: part, Problem: "the table is packed in an unknown way", Hint: "pack the zip again with the usual method (deflate)"}
	}
	return err
}

// readFailed marks an error of the input, as against one of the sink.
func readFailed(part string, err error) error {
	return fmt.Errorf("read table %q: %w", part, err)
}
