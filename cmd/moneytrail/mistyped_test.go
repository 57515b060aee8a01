package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"moneytrail/scraper/portal/invented"
)

// A command that works on what is loaded makes no database where there is none:
// a mistyped name would give an empty one, and success.
func TestNoDatabaseIsToldNotMade(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	contest := write(t, dir, "contest.toml", invented.Contest())
	for _, args := range [][]string{
		{"resolve"}, {"resolve", "--exact"}, {"classify"}, {"contest", "load", contest}, {"link", "9900001", "9900002"}, {"donor", "undo", "1", "--reason", "r"}, {"top", "--committee", "1"},
	} {
		db := filepath.Join(dir, "mistyped.db")
		a := call(t, append(args, "--db", db)...)
		if a.code != exitDatabase || !strings.Contains(a.err, "mistyped.db does not exist") {
			t.Errorf("%v: exit %d: %s%s", args, a.code, a.out, a.err)
		}
		if found, err := filepath.Glob(db + "*"); err != nil || len(found) > 0 {
			t.Errorf("%v: made %v, %v; exit %d: %s", args, found, err, a.code, a.err)
			for _, f := range found {
				_ = os.Remove(f)
			}
		}
	}
}
