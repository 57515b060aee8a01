package scraper

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"moneytrail/scraper/archive"
)

// Join makes one document of the parts that a portal gave it in: their exact
// bytes in order, with a line break behind each, archived like any other body,
// with a record that names the parts. Its address is that of the first part. A reader so sees a report whole whose
// lines stand on several pages. One part is given back as it is, under name.
func (s *Session) Join(ctx context.Context, name string, parts []Document) (Document, error) {
	return s.JoinBehind(ctx, name, nil, parts)
}

// JoinBehind is [Session.Join] with a head before the parts, which tells a reader
// what they are. The parts stay archived as they came.
func (s *Session) JoinBehind(ctx context.Context, name string, head []byte, parts []Document) (Document, error) {
	if len(parts) == 0 {
		return Document{}, fmt.Errorf("join %s: no parts: %w", name, ErrNothingFound)
	}
	joined := parts[0]
	joined.Name = name
	if len(parts) == 1 && len(head) == 0 {
		return joined, nil
	}
	all := &joinReader{archive: s.options.Archive, parts: parts}
	defer all.close()
	blob, err := s.options.Archive.Put(ctx, io.MultiReader(bytes.NewReader(head), all))
	if err != nil {
		return Document{}, fmt.Errorf("join %s: %w", name, err)
	}
	joined.SHA256, joined.Size, joined.Path = blob.SHA256, blob.Size, ""
	sums := []string{parts[0].SHA256}
	for _, part := range parts[1:] {
		joined.Unchanged = joined.Unchanged && part.Unchanged
		joined.Known = joined.Known && part.Known
		sums = append(sums, part.SHA256)
	}
	return joined, s.recordJoin(ctx, joined, sums)
}

// joinMethod marks the record of joined parts: it is no answer, so that nothing
// is made a condition of it.
const joinMethod = "JOIN"

// recordJoin writes down of which answers a document is made.
func (s *Session) recordJoin(ctx context.Context, joined Document, sums []string) error {
	return s.options.Archive.Record(ctx, archive.Fetch{
		Source: s.info.Name, Run: s.run, Method: joinMethod, URL: joined.URL, Time: joined.Fetched, Status: http.StatusOK,
		Header: map[string]string{"Content-Type": joined.ContentType, "Parts": strings.Join(sums, " ")}, SHA256: joined.SHA256, Size: joined.Size,
	})
}

// joinReader reads archived bodies one after the other, opening one at a time.
type joinReader struct {
	archive *archive.Archive
	parts   []Document
	file    *archive.File
	body    io.Reader
}

func (j *joinReader) Read(p []byte) (int, error) {
	for {
		if j.body == nil {
			if len(j.parts) == 0 {
				return 0, io.EOF
			}
			file, err := j.archive.Open(j.parts[0].SHA256)
			if err != nil {
				return 0, err
			}
			size := j.parts[0].Size
			j.file, j.body, j.parts = file, io.MultiReader(io.NewSectionReader(file, 0, size), strings.NewReader("\n")), j.parts[1:]
		}
		n, err := j.body.Read(p)
		if errors.Is(err, io.EOF) {
			j.close()
			err = nil
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
}

func (j *joinReader) close() {
	if j.file != nil {
		_ = j.file.Close()
	}
	j.file, j.body = nil, nil
}
