package fecbulk

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"moneytrail/scraper/format/lines"
	"moneytrail/store"
)

// firstMember gives the name in the first local header of a zip, or "".
func firstMember(head []byte) string {
	const fixed = 30
	if len(head) < fixed {
		return ""
	}
	n := int(binary.LittleEndian.Uint16(head[26:]))
	return string(head[fixed:min(fixed+n, len(head))])
}

func readZip(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return &store.InputError{File: name, Problem: "the zip has no readable directory", Hint: hintDownload}
	}
	read := 0
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if Member(f.Name) && !isSplit(f.Name) {
			read++
		}
	}
	if read == 0 {
		return &store.InputError{File: name, Problem: "the zip holds no bulk file that is read", Hint: "give the zip as the FEC publishes it, or a file out of it"}
	}
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if err := readMember(ctx, f, name, sink); err != nil {
			return err
		}
	}
	return nil
}

func readMember(ctx context.Context, f *zip.File, name string, sink store.Sink) error {
	body, err := f.Open()
	if err != nil {
		return damaged(err, name, f.Name)
	}
	switch {
	case isSplit(f.Name):
		err = passOver(ctx, body, f.Name, "a part of itcont.txt, which has its rows", sink)
	case Member(f.Name):
		err = readBody(ctx, body, name, f.Name, sink)
	default:
		err = passOver(ctx, body, f.Name, "not a bulk file", sink)
	}
	if closeErr := body.Close(); err == nil {
		err = closeErr
	}
	return damaged(err, name, f.Name)
}

// passOver accounts for the lines of a member that is not read.
func passOver(ctx context.Context, body io.Reader, part, record string, sink store.Sink) error {
	ref := store.Reference{Part: part, Record: record}
	in := lines.New(body)
	for n := 1; ; n++ {
		if n&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		line, offset, length, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		ref.Lines++
		ref.Last = store.Position{Part: part, Line: n, Offset: offset, Length: length}
		if ref.Lines == 1 {
			ref.First = ref.Last
		}
	}
	if ref.Lines > 0 {
		if err := sink.Reference(&ref); err != nil {
			return err
		}
	}
	return sink.Tally(&store.Tally{Part: part, Lines: ref.Lines, Referenced: ref.Lines})
}

// damaged turns the errors of a broken archive into one that says what to do.
func damaged(err error, name, part string) error {
	var corrupt flate.CorruptInputError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &corrupt):
		return &store.InputError{File: name, Part: part, Problem: "the packed file is damaged", Hint: hintDownload}
	case errors.Is(err, zip.ErrAlgorithm):
		return &store.InputError{File: name, Part: part, Problem: "the file is packed in an unknown way", Hint: "pack the zip again with the usual method (deflate)"}
	}
	return err
}
