package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"moneytrail/store/sqlite"
)

// streetKey reads the secret of the keyed hash that stands for street lines,
// or makes it once. It stands beside the database, readable by its owner only;
// without it the same address would hash differently after a rebuild.
func streetKey(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return newStreetKey(path)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: read key file: %w", sqlite.ErrUnusable, err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != 32 {
		return nil, fmt.Errorf("%w: %s is not a key of 64 hex digits; restore it from your backup", sqlite.ErrUnusable, path)
	}
	return key, nil
}

// newStreetKey makes a key and gives it its name only when it is whole, so that
// a process that is killed leaves no half of one. Of two processes that start
// at once, both use the key that was named first.
func newStreetKey(path string) (_ []byte, err error) {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	unwritable := func(err error) error {
		return fmt.Errorf("%w: its folder cannot be written to (%w)", sqlite.ErrUnusable, err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".key-*") // mode 0600
	if err != nil {
		return nil, unwritable(err)
	}
	defer func() { err = errors.Join(err, ignoreGone(os.Remove(tmp.Name()))) }()
	_, err = tmp.WriteString(hex.EncodeToString(key) + "\n")
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return nil, unwritable(err)
	}
	switch err := os.Link(tmp.Name(), path); {
	case errors.Is(err, fs.ErrExist):
		return streetKey(path)
	case err != nil: // a file system without hard links
		if err := os.Rename(tmp.Name(), path); err != nil {
			return nil, unwritable(err)
		}
	}
	return key, nil
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
