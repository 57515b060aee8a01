package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"moneytrail/api/export"
)

// atomicFile writes a file that appears under its name when it is whole, with
// its SHA-256.
type atomicFile struct {
	*export.Counter
	path   string
	file   *os.File
	buffer *bufio.Writer
}

func createFile(path string) (*atomicFile, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".part-*")
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", path, err)
	}
	buffer := bufio.NewWriterSize(f, 1<<20)
	return &atomicFile{export.NewCounter(buffer), path, f, buffer}, nil
}

// commit puts the file on disk and gives it its name.
func (f *atomicFile) commit() error {
	err := f.buffer.Flush()
	if err == nil {
		err = f.file.Sync()
	}
	if err = errors.Join(err, f.file.Close()); err == nil {
		err = os.Rename(f.file.Name(), f.path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.path, errors.Join(err, os.Remove(f.file.Name())))
	}
	return nil
}

// abandon removes what was written; after commit it does nothing.
func (f *atomicFile) abandon() {
	if f.file.Close() == nil {
		_ = os.Remove(f.file.Name()) // it is named as a part
	}
}

// writeWhole writes a file of which nothing stays when fn fails.
func writeWhole(path string, fn func(io.Writer) error) (*export.Counter, error) {
	f, err := createFile(path)
	if err != nil {
		return nil, err
	}
	defer f.abandon()
	if err := fn(f); err != nil {
		return nil, err
	}
	return f.Counter, f.commit()
}
