package calefile

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"moneytrail/store"
)

// open gives the report's text and the name of the zip member that holds it,
// empty for a plain file. The text must be closed.
func open(r io.ReaderAt, size int64, name string) (text io.ReadCloser, member string, err error) {
	head := make([]byte, len(zipMember))
	if n, _ := r.ReadAt(head, 0); !bytes.Equal(head[:n], []byte(zipMember)) {
		return io.NopCloser(io.NewSectionReader(r, 0, size)), "", nil
	}
	parts, err := zip.NewReader(r, size)
	if err != nil {
		return nil, "", cut(name, "", err)
	}
	f, err := choose(parts, name)
	if err != nil {
		return nil, "", err
	}
	text, err = f.Open()
	if err != nil {
		return nil, "", cut(name, f.Name, err)
	}
	return text, f.Name, nil
}

// choose takes Efile.txt, as NetFile names it, or else the only text member.
func choose(parts *zip.Reader, name string) (*zip.File, error) {
	var texts []*zip.File
	for _, f := range parts.File {
		if strings.EqualFold(path.Base(f.Name), "efile.txt") {
			return f, nil
		}
		if isTextName(f.Name) {
			texts = append(texts, f)
		}
	}
	if len(texts) == 1 {
		return texts[0], nil
	}
	return nil, &store.InputError{
		File: name, Problem: fmt.Sprintf("the zip holds %d text files, one report is expected", len(texts)),
		Hint: "unpack it and import each report by itself",
	}
}

func cut(file, part string, err error) error {
	return &store.InputError{
		File: file, Part: part, Problem: fmt.Sprintf("the file cannot be unpacked (%v)", err),
		Hint: "the download was probably cut; get the file again",
	}
}

// checkStart refuses what does not begin as a report does, and says what
// stands there instead.
func checkStart(in *bufio.Reader, file, part string) error {
	start, err := in.Peek(2048)
	if err != nil && !errors.Is(err, io.EOF) {
		return cut(file, part, err)
	}
	if isHeader(start) {
		return nil
	}
	text := strings.TrimSpace(string(start))
	e := &store.InputError{
		File: file, Part: part, Line: 1, Problem: "the first line is not HDR,CAL",
		Hint: "a .CAL report begins with such a line; check what was downloaded",
	}
	switch {
	case strings.Contains(text, "EfileNotFound"):
		e.Problem, e.Hint = "this report has no e-file: it was filed on paper", "read it from its PDF and type it in by hand"
	case strings.HasPrefix(text, "<") || strings.Contains(text, "_Incapsula_Resource"):
		e.Problem, e.Hint = "this is a web page, not a report", "the portal answered with an error or a block; stop and try again later"
	case text == "":
		e.Line, e.Problem = 0, "the file is empty"
	}
	return e
}
