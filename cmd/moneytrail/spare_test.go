package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is written never takes the place of the database, nor a backup that of
// somebody's file.
func TestOutputsSpareWhatIsThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := filepath.Join(dir, "money.sqlite")
	must(t, "import", "--db", db, write(t, dir, "one.csv", handCSV(2)))
	precious := write(t, dir, "precious.txt", []byte("precious\n"))
	before := must(t, "top", "--db", db, "--committee", "9900020", "--format", "json").out
	for name, c := range map[string]struct {
		args []string
		say  string
	}{
		"backup over the database":        {[]string{"backup", db}, "is the database itself"},
		"backup over its versions":        {[]string{"backup", db + ".versions"}, "is the database itself"},
		"backup over a file":              {[]string{"backup", precious}, "is no backup"},
		"database over the database":      {[]string{"export", "--out", db}, "is the database itself"},
		"table over the key":              {[]string{"export", "--table", "donors", "--as", "csv", "--out", db + ".key"}, "is the database itself"},
		"state of a list over a database": {[]string{"watch", write(t, dir, "list.csv", []byte("Example 1\n")), "--state", db}, ""},
		"list that is not there":          {[]string{"watch", filepath.Join(dir, "none.csv")}, "none.csv: cannot be read"},
	} {
		got := call(t, append(c.args, "--db", db)...)
		if got.code != exitInput || !strings.Contains(got.err, c.say) {
			t.Errorf("%s: exit %d, %s", name, got.code, got.err)
		}
	}
	if text, err := os.ReadFile(precious); err != nil || !bytes.Equal(text, []byte("precious\n")) {
		t.Errorf("the file is %q, %v", text, err)
	}
	if after := must(t, "top", "--db", db, "--committee", "9900020", "--format", "json").out; after != before {
		t.Error("the database answers differently")
	}
	out := filepath.Join(dir, "backup.db")
	must(t, "backup", out, "--db", db)
	must(t, "backup", out, "--db", db) // an earlier backup is replaced
	if parts, err := filepath.Glob(filepath.Join(dir, ".*part*")); err != nil || len(parts) > 0 {
		t.Errorf("left behind: %v, %v", parts, err)
	}
}
