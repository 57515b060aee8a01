package main

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func TestStreetKeyIsOneForAll(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db.key")
	keys := make([][]byte, 16)
	var wait sync.WaitGroup
	for i := range keys {
		wait.Go(func() {
			key, err := streetKey(path)
			if err != nil {
				t.Error(err)
			}
			keys[i] = key
		})
	}
	wait.Wait()
	for _, k := range keys {
		if len(k) != 32 || !bytes.Equal(k, keys[0]) {
			t.Fatal("two starts at once made two keys")
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("%d files beside the key, %v", len(left), err)
	}
}
