package archive

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// memorySize is up to what size a compressed blob is opened in memory; larger
// ones are unpacked to a temporary file.
const memorySize = 4 << 20

// File is an open blob, with its exact bytes. Close it.
type File struct {
	io.ReadSeeker
	at    io.ReaderAt
	size  int64
	close func() error
}

// ReadAt implements [io.ReaderAt].
func (f *File) ReadAt(p []byte, offset int64) (int, error) { return f.at.ReadAt(p, offset) }

// Size gives the number of bytes.
func (f *File) Size() int64 { return f.size }

// Close releases the blob.
func (f *File) Close() error { return f.close() }

// Open opens a blob for reading. A hash that the archive does not hold, or that
// is no hash, gives [ErrNoBlob]; a compressed blob that is damaged gives the
// error of gzip.
func (a *Archive) Open(sum string) (*File, error) {
	stored, packed, err := a.openStored(sum)
	if err != nil {
		return nil, fmt.Errorf("open blob %.70q: %w", sum, err)
	}
	file, err := a.openFile(stored, packed)
	if err != nil {
		return nil, fmt.Errorf("open blob %s: %w", sum, err)
	}
	return file, nil
}

// openStored opens the file of a blob, in the form in which it is kept.
func (a *Archive) openStored(sum string) (f *os.File, packed bool, err error) {
	if !isSum(sum) {
		return nil, false, ErrNoBlob
	}
	for _, suffix := range []string{packedSuffix, ""} {
		f, err = os.Open(a.path(sum) + suffix)
		if err == nil {
			return f, suffix != "", nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, false, err
		}
	}
	return nil, false, ErrNoBlob
}

func (a *Archive) openFile(stored *os.File, packed bool) (*File, error) {
	if !packed {
		return plainFile(stored, stored.Close)
	}
	defer func() { _ = stored.Close() }()
	z, err := gzip.NewReader(stored)
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	switch n, err := io.CopyN(&body, z, memorySize); {
	case errors.Is(err, io.EOF):
		r := bytes.NewReader(body.Bytes())
		return &File{ReadSeeker: r, at: r, size: n, close: func() error { return nil }}, nil
	case err != nil:
		return nil, err
	}
	return a.openSpilled(io.MultiReader(&body, z))
}

// openSpilled gives a large body as a temporary file that goes when it is
// closed.
func (a *Archive) openSpilled(r io.Reader) (*File, error) {
	temp, err := os.CreateTemp(filepath.Join(a.dir, tempFolder), "open-*")
	if err != nil {
		return nil, err
	}
	if _, err := io.Copy(temp, r); err != nil {
		return nil, discard(temp, err)
	}
	if _, err := temp.Seek(0, io.SeekStart); err != nil {
		return nil, discard(temp, err)
	}
	return plainFile(temp, func() error {
		_ = os.Remove(temp.Name()) // the archive may have been closed, and have cleared it away
		return temp.Close()
	})
}

func plainFile(f *os.File, closing func() error) (*File, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, closing())
	}
	return &File{ReadSeeker: f, at: f, size: info.Size(), close: closing}, nil
}

// Plain gives a file that holds the exact bytes of a blob, for a reader that
// must have a path. Of a compressed blob it is a copy, which stays until the
// archive is closed by all who have it open. Read only.
func (a *Archive) Plain(sum string) (string, error) {
	stored, packed, err := a.openStored(sum)
	if err != nil {
		return "", fmt.Errorf("unpack blob %.70q: %w", sum, err)
	}
	defer func() { _ = stored.Close() }()
	if !packed {
		return a.path(sum), nil
	}
	path := filepath.Join(a.dir, plainFolder, sum)
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	if err := a.unpack(stored, path); err != nil {
		return "", fmt.Errorf("unpack blob %s: %w", sum, err)
	}
	return path, nil
}

func (a *Archive) unpack(stored io.Reader, path string) error {
	z, err := gzip.NewReader(stored)
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Join(a.dir, tempFolder), "plain-*")
	if err != nil {
		return err
	}
	if _, err := io.Copy(temp, z); err != nil {
		return discard(temp, err)
	}
	if err := temp.Close(); err != nil {
		return discard(temp, err)
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return discard(temp, err)
	}
	return nil
}
