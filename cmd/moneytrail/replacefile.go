package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// replaceFile writes a file in one step: whoever reads it sees the former text
// or the whole new one. A file that stands keeps its rights; a new one is for
// its owner only.
func replaceFile(path string, text []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // a link stays one
	}
	mode := os.FileMode(0o600)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := createFile(path)
	if err != nil {
		return err
	}
	defer f.abandon()
	if _, err := f.Write(text); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.file.Chmod(mode); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return f.commit()
}
