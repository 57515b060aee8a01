package netfilexlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"moneytrail/store"
)

const (
	maxMember   = 512 << 20 // a workbook inside a zip
	maxUnpacked = 2 << 30   // all parts of a workbook
	maxInMemory = 16 << 20  // a sheet beyond this is unpacked to a temporary file
)

// book is an open workbook. rows is how many rows its sheets hold together,
// by the row numbers in their XML: the library ends a broken sheet silently.
type book struct {
	*excelize.File
	name string // the workbook's own name, also when it came inside a zip
	rows int
}

func open(r io.ReaderAt, size int64, name string) (*book, error) {
	if err := checkStart(r, name); err != nil {
		return nil, err
	}
	parts, err := zip.NewReader(r, size)
	if err != nil {
		return nil, cut(name, "", err)
	}
	var inside []*zip.File
	for _, f := range parts.File {
		switch lower := strings.ToLower(f.Name); {
		case lower == "xl/workbook.xml":
			return openBook(r, size, name, parts)
		case strings.HasSuffix(lower, ".xlsx"):
			inside = append(inside, f)
		}
	}
	if len(inside) != 1 {
		return nil, &store.InputError{
			File: name, Problem: fmt.Sprintf("the zip holds %d workbooks (.xlsx), one is expected", len(inside)),
			Hint: "unpack it and import each workbook by itself",
		}
	}
	return openInside(inside[0], name)
}

func openInside(f *zip.File, outer string) (*book, error) {
	content, err := unpack(f)
	if err != nil {
		return nil, cut(outer, f.Name, err)
	}
	r := bytes.NewReader(content)
	parts, err := zip.NewReader(r, r.Size())
	if err != nil {
		return nil, cut(outer, f.Name, err)
	}
	b, err := openBook(r, r.Size(), outer, parts)
	if err == nil && agencyOf(f.Name) != "" {
		b.name = path.Base(f.Name)
	}
	return b, err
}

func unpack(f *zip.File) ([]byte, error) {
	member, err := f.Open()
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(member, maxMember+1))
	if err == nil && len(content) > maxMember {
		err = fmt.Errorf("member is larger than %d MB", maxMember>>20)
	}
	return content, errors.Join(err, member.Close())
}

func openBook(r io.ReaderAt, size int64, name string, parts *zip.Reader) (*book, error) {
	rows, err := countRows(name, parts)
	if err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(io.NewSectionReader(r, 0, size), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxInMemory,
	})
	if err != nil {
		return nil, cut(name, "", err)
	}
	b := &book{File: f, name: name, rows: rows}
	if props, err := f.GetWorkbookProps(); err != nil || (props.Date1904 != nil && *props.Date1904) {
		problem := "the workbook counts its days from 1904, which NetFile's do not"
		if err != nil {
			problem = "the workbook's properties cannot be read"
		}
		return nil, errors.Join(&store.InputError{File: name, Problem: problem, Hint: "import the workbook as NetFile made it"}, f.Close())
	}
	return b, nil
}

// countRows adds up the rows of all sheets and refuses a sheet that breaks
// off.
func countRows(name string, parts *zip.Reader) (int, error) {
	total, unpacked := 0, uint64(0)
	for _, f := range parts.File {
		lower := strings.ToLower(f.Name)
		if !strings.HasPrefix(lower, "xl/worksheets/") || !strings.HasSuffix(lower, ".xml") {
			continue
		}
		if unpacked += f.UncompressedSize64; unpacked > maxUnpacked {
			return 0, &store.InputError{File: name, Problem: "the workbook unpacks to more than 2 GB", Hint: "check where it comes from"}
		}
		member, err := f.Open()
		if err != nil {
			return 0, cut(name, f.Name, err)
		}
		rows, err := lastRow(member)
		if err = errors.Join(err, member.Close()); err != nil {
			return 0, cut(name, f.Name, err)
		}
		total += rows
	}
	return total, nil
}

func cut(file, part string, err error) error {
	return &store.InputError{
		File: file, Part: part, Problem: fmt.Sprintf("the workbook cannot be unpacked (%v)", err),
		Hint: "the download was probably cut; get the file again",
	}
}

// checkStart refuses what does not begin as a zip does, and says what stands
// there instead.
func checkStart(r io.ReaderAt, name string) error {
	head := make([]byte, 2048)
	n, _ := r.ReadAt(head, 0)
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte(zipMember)):
		return nil
	case bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) || bytes.Contains(head, []byte("_Incapsula_Resource")):
		return &store.InputError{File: name, Problem: "this is a web page, not a workbook", Hint: "the portal answered with an error or a block; stop and try again later"}
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return &store.InputError{File: name, Problem: "this is an old .xls file, not a NetFile workbook", Hint: "get the .xlsx from the portal"}
	}
	return &store.InputError{File: name, Problem: "this is not a workbook", Hint: "a NetFile workbook is an .xlsx file; check what was downloaded"}
}
