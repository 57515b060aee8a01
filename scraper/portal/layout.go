package portal

import (
	"archive/zip"
	"bytes"
	"io"
)

// renamed changes the marks by which readers know their way: ids of pages,
// elements of feeds, fields of JSON, columns of tables, headers of filings; in a
// zip, those of its members.
func renamed(body []byte) []byte {
	start := bytes.TrimSpace(bytes.TrimPrefix(body, []byte(byteOrderMark)))
	if bytes.HasPrefix(body, []byte("PK\x03\x04")) {
		return renamedZip(body)
	}
	if bytes.HasPrefix(start, []byte("{")) || bytes.HasPrefix(start, []byte("[")) {
		return bytes.ReplaceAll(body, []byte(`":`), []byte(`New":`))
	}
	for _, change := range []struct {
		begins, contains string
		from, to         string
	}{
		{"<?xml", "<sst", "Filer_ID", "Filer_Number"}, // the texts of a workbook
		{"<?xml", "<worksheet", "Filer_ID", "Filer_Number"},
		{"<?xml", "<item>", "item>", "entry>"},
		{"<", "", ` id="`, ` data-id="`},
		{"", "FILING_ID\t", "FILING_ID\t", "FILING_NUMBER\t"},
		{"", "\"AMOUNT\"", "\"AMOUNT\"", "\"SUM\""},
		{"HDR", "\x1c", "HDR\x1c", "HEAD\x1c"},
		{"HDR,", "", "HDR,CAL", "HEAD,CAL"},
		{"C", "|", "|", "||"},
	} {
		if bytes.HasPrefix(start, []byte(change.begins)) && bytes.Contains(body, []byte(change.contains)) {
			changed := bytes.ReplaceAll(body, []byte(change.from), []byte(change.to))
			if change.begins == "<" {
				changed = bytes.ReplaceAll(changed, []byte(` name="`), []byte(` data-name="`))
			}
			return changed
		}
	}
	return body
}

func renamedZip(body []byte) []byte {
	in, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return body
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		member, err := f.Open()
		if err != nil {
			return body
		}
		text, err := io.ReadAll(member)
		_ = member.Close()
		if err != nil {
			return body
		}
		to, err := w.Create(f.Name)
		if err != nil {
			return body
		}
		_, _ = to.Write(renamed(text)) // into memory: never fails
	}
	if w.Close() != nil {
		return body
	}
	return out.Bytes()
}
