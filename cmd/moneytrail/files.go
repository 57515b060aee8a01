package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"moneytrail/scraper/format"
	"moneytrail/store"
)

// inputFile is a file to import: on disk, or a member of a zip of filings.
type inputFile struct {
	name   string // as shown and stored
	path   string
	member string // member of the zip at path
	root   string // argument that led here
	named  bool   // the user named it, so it must be readable
}

// content is an opened inputFile with the hash of its bytes.
type content struct {
	io.ReaderAt
	size   int64
	sha256 string
	closer io.Closer
}

func (c *content) Close() error {
	if c.closer == nil {
		return nil
	}
	return c.closer.Close()
}

// maxMember bounds what is unpacked into memory from a zip of filings; larger
// files are imported unpacked.
const maxMember = 512 << 20

// findFiles walks the arguments. Tables of a CAL-ACCESS export come in the
// order in which they explain each other.
func findFiles(args []string) ([]inputFile, error) {
	var out []inputFile
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, &store.InputError{File: arg, Problem: "cannot be read", Hint: "check the name (" + err.Error() + ")"}
		}
		if !info.IsDir() {
			found, err := expandZip(inputFile{name: arg, path: arg, root: arg, named: true})
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
			continue
		}
		found, err := walk(arg)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	sort.SliceStable(out, func(i, j int) bool { return tableOrder(out[i].name) < tableOrder(out[j].name) })
	return out, nil
}

func walk(root string) ([]inputFile, error) {
	var out []inputFile
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || !d.Type().IsRegular() || strings.HasPrefix(d.Name(), ".") {
			return nil
		}
		found, err := expandZip(inputFile{name: p, path: p, root: root})
		out = append(out, found...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("walk %s: %w", root, err)
	}
	if len(out) == 0 {
		return nil, &store.InputError{File: root, Problem: "the folder holds no file", Hint: "moneytrail import --help lists the formats"}
	}
	return out, nil
}

// expandZip gives the members of a zip that is a parcel of filings rather than
// a filing format of its own.
func expandZip(f inputFile) ([]inputFile, error) {
	if !strings.EqualFold(filepath.Ext(f.path), ".zip") {
		return []inputFile{f}, nil
	}
	file, err := os.Open(f.path)
	if err != nil {
		return nil, &store.InputError{File: f.path, Problem: "cannot be opened", Hint: err.Error()}
	}
	defer func() { _ = file.Close() }() // only read
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("look at %s: %w", f.path, err)
	}
	if _, err := format.Detect(file, info.Size(), f.name); err == nil || !isUnknown(err) {
		return []inputFile{f}, nil
	}
	z, err := zip.NewReader(file, info.Size())
	if err != nil {
		return []inputFile{f}, nil // detection will say what is wrong with it
	}
	var out []inputFile
	for _, m := range z.File {
		if m.FileInfo().IsDir() || strings.HasPrefix(path.Base(m.Name), ".") || strings.HasPrefix(m.Name, "__MACOSX/") {
			continue
		}
		out = append(out, inputFile{name: f.name + "!" + m.Name, path: f.path, member: m.Name, root: f.root})
	}
	if len(out) == 0 {
		return []inputFile{f}, nil
	}
	return out, nil
}

var calAccessOrder = []string{"FILER_XREF_CD", "FILERNAME_CD", "CVR_CAMPAIGN_DISCLOSURE_CD", "FILER_FILINGS_CD"}

func tableOrder(name string) int {
	base := strings.ToUpper(filepath.Base(name))
	for i, table := range calAccessOrder {
		if strings.HasPrefix(base, table) {
			return i
		}
	}
	return len(calAccessOrder)
}

func (f inputFile) open() (*content, error) {
	file, err := os.Open(f.path)
	if err != nil {
		return nil, &store.InputError{File: f.path, Problem: "cannot be opened", Hint: err.Error()}
	}
	c, err := f.read(file)
	if err != nil {
		_ = file.Close() // the first error is the one to report
		return nil, err
	}
	return c, nil
}

func (f inputFile) read(file *os.File) (*content, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("look at %s: %w", f.path, err)
	}
	h := sha256.New()
	if f.member == "" {
		if _, err := io.Copy(h, file); err != nil {
			return nil, &store.InputError{File: f.path, Problem: "cannot be read to its end", Hint: err.Error()}
		}
		return &content{ReaderAt: file, size: info.Size(), sha256: hexSum(h), closer: file}, nil
	}
	z, err := zip.NewReader(file, info.Size())
	if err != nil {
		return nil, &store.InputError{File: f.path, Problem: "is not a whole zip", Hint: "download it again"}
	}
	m, err := z.Open(f.member)
	if err != nil {
		return nil, &store.InputError{File: f.name, Problem: "cannot be unpacked", Hint: err.Error()}
	}
	defer func() { _ = m.Close() }() // only read
	data, err := io.ReadAll(io.LimitReader(m, maxMember+1))
	if err != nil || len(data) > maxMember {
		return nil, &store.InputError{File: f.name, Problem: "cannot be unpacked", Hint: "unpack it yourself and import the file"}
	}
	_, _ = h.Write(data) // a hash never fails
	return &content{ReaderAt: bytes.NewReader(data), size: int64(len(data)), sha256: hexSum(h), closer: file}, nil
}

func hexSum(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }
