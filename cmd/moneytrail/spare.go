package main

import (
	"errors"
	"fmt"
	"os"

	"moneytrail/store"
	"moneytrail/store/sqlite"
)

// spare refuses to write over the database or what stands beside it: a copy
// put in its place while its write-ahead log stays would be its end.
func (a *app) spare(out string) error {
	versions := sqlite.VersionsFile(a.db)
	for _, own := range []string{a.db, a.db + "-wal", a.db + "-shm", a.db + ".key", versions, versions + "-wal", versions + "-shm"} {
		if sameFile(out, own) {
			return &store.InputError{File: out, Problem: "is the database itself or a part of it", Hint: "name another file"}
		}
	}
	return nil
}

// sameFile reports whether both are there and one.
func sameFile(a, b string) bool {
	one, err1 := os.Stat(a)
	other, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(one, other)
}

// spareOthers refuses to write a backup over a file that is no backup: those
// have their check beside them.
func (a *app) spareOthers(out string) error {
	if err := a.spare(out); err != nil {
		return err
	}
	_, missing := os.Stat(out)
	if errors.Is(missing, os.ErrNotExist) {
		return nil
	}
	if _, err := os.Stat(out + ".sha256"); err != nil {
		return &store.InputError{File: out, Problem: "is there and is no backup", Hint: fmt.Sprintf("name another file; a backup has %s.sha256 beside it", out)}
	}
	return nil
}
