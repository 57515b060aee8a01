package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
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

func newStreetKey(path string) ([]byte, error) {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	if err := os.WriteFile(path, []byte(hex.EncodeToString(key)+"\n"), 0o600); err != nil {
		return nil, fmt.Errorf("%w: its folder cannot be written to (%w)", sqlite.ErrUnusable, err)
	}
	return key, nil
}
