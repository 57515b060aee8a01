package main

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"moneytrail/store/storetest"
)

// Each of these gives one clear line, a non-zero exit and an untouched
// database.
func TestRefusedInput(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	good := files(t)
	var book string
	for name := range good {
		if strings.HasSuffix(name, ".xlsx") {
			book = name
		}
	}
	state := good["dbwebexport.zip"]
	emptyFolder := filepath.Join(dir, "nothing")
	foreign := filepath.Join(dir, "foreign")
	for _, d := range []string{emptyFolder, foreign} {
		if err := os.Mkdir(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	write(t, foreign, "notes.txt", []byte("no filing\n"))
	tests := []struct{ name, path, says string }{
		{"block page", write(t, dir, "block.html", []byte(`<html><head><META NAME="robots"></head><iframe src="/_Incapsula_Resource?x=1">Bad Request</iframe></html>`)), "block page"},
		{"web page", write(t, dir, "page.html", []byte("<!DOCTYPE html><html><body>Sorry</body></html>")), "web page"},
		{"truncated zip", write(t, dir, "cut.zip", state[:len(state)*2/3]), "download"},
		{"truncated workbook", write(t, dir, "cut.xlsx", good[book][:len(good[book])*2/3]), "download"},
		{"empty file", write(t, dir, "empty.tsv", nil), "empty"},
		{"empty table where rows are due", write(t, dir, "norows.zip", rezip(t, state, func(name string, text []byte) []byte {
			if strings.HasSuffix(name, "/RCPT_CD.TSV") {
				return text[:bytes.IndexByte(text, '\n')+1]
			}
			return text
		})), "RCPT_CD"},
		{"table with a renamed column", write(t, dir, "renamed.zip", rezip(t, state, func(name string, text []byte) []byte {
			return bytes.Replace(text, []byte("CTRIB_NAML"), []byte("CTRIB_SURNAME"), 1)
		})), "CTRIB_"},
		{"workbook with a renamed column", write(t, dir, "efile_INVC_2025.xlsx", rezip(t, good[book], func(_ string, text []byte) []byte {
			return bytes.ReplaceAll(text, []byte("Tran_Amt1<"), []byte("Tran_Amount<"))
		})), "Tran_Am"},
		{"CSV without its header", write(t, dir, "headless.csv", bytes.SplitAfterN(good["typed.csv"], []byte("\n"), 2)[1]), "header"},
		{"CSV with an unknown column", write(t, dir, "column.csv", bytes.Replace(good["typed.csv"], []byte("amount"), []byte("amount_usd"), 1)), "amount"},
		{"folder without a file", emptyFolder, "no file"},
		{"folder without anything readable", foreign, "no filing"},
		{"no such file", filepath.Join(dir, "absent.zip"), "cannot be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			db := filepath.Join(t.TempDir(), "test.db")
			must(t, "import", "--db", db, write(t, t.TempDir(), "typed.csv", good["typed.csv"]))
			before := read(t, db)
			a := call(t, "import", "--db", db, tt.path)
			lines := strings.Split(strings.TrimSpace(a.err), "\n")
			if a.code != exitInput || !strings.Contains(lines[len(lines)-1], tt.says) {
				t.Errorf("exit %d, said %q; want %d and a line about %q", a.code, a.err, exitInput, tt.says)
			}
			if len(lines) > 1 && !strings.HasPrefix(lines[0], "skipped") {
				t.Errorf("more than one line: %q", a.err)
			}
			if !bytes.Equal(before, read(t, db)) {
				t.Error("the database changed")
			}
		})
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestRealBlockPage(t *testing.T) {
	t.Parallel()
	page := storetest.SharedData(t, "california", "calaccess_html", "waf_block", "1438975_newsom_recall_2021_BLOCKED.html")
	a := call(t, "import", "--db", filepath.Join(t.TempDir(), "x.db"), page)
	if a.code != exitInput || !strings.Contains(a.err, "block page") {
		t.Errorf("exit %d: %s", a.code, a.err)
	}
}

func TestNewerDatabaseIsRefusedUntouched(t *testing.T) {
	t.Parallel()
	db := filepath.Join(t.TempDir(), "new.db")
	typed := write(t, t.TempDir(), "typed.csv", files(t)["typed.csv"])
	must(t, "import", "--db", db, typed)
	raw, err := sql.Open("sqlite", db)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.ExecContext(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`); err != nil {
		t.Fatal(err)
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	before := read(t, db)
	for _, args := range [][]string{{"import", typed}, {"committees"}} {
		a := call(t, append(args, "--db", db)...)
		if a.code != exitDatabase || !strings.Contains(a.err, "newer") {
			t.Errorf("%v: exit %d: %s", args, a.code, a.err)
		}
	}
	if !bytes.Equal(before, read(t, db)) {
		t.Error("the database changed")
	}
}

func TestUnusableDatabase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	typed := write(t, dir, "typed.csv", files(t)["typed.csv"])
	write(t, dir, "text.db", []byte("this is no database, but long enough to be read as one would be\n"))
	for name, db := range map[string]string{
		"a folder": dir, "no folder": filepath.Join(dir, "absent", "x.db"), "not a database": filepath.Join(dir, "text.db"),
	} {
		a := call(t, "import", "--db", db, typed)
		if a.code != exitDatabase || a.err == "" {
			t.Errorf("%s: exit %d: %s", name, a.code, a.err)
		}
	}
	a := call(t, "top", "--committee", "9900001", "--db", filepath.Join(dir, "absent.db"))
	if a.code != exitDatabase || !strings.Contains(a.err, "import") {
		t.Errorf("no database yet: exit %d: %s", a.code, a.err)
	}
}

func TestUsageErrors(t *testing.T) {
	t.Parallel()
	db := filepath.Join(t.TempDir(), "x.db")
	must(t, "import", "--db", db, write(t, t.TempDir(), "typed.csv", files(t)["typed.csv"]))
	if a := call(t, "top", "--committee", "9900020", "--class", "martians", "--db", db); a.code != exitUsage || !strings.Contains(a.err, "martians") {
		t.Errorf("unknown class: exit %d: %s", a.code, a.err)
	}
	for _, args := range [][]string{
		{"import"}, {"top"}, {"top", "--committee", "1", "--contest", "x"}, {"top", "--committee", "1", "--limit", "0"}, {"nonsense"},
		{"top", "--committee", "1", "--format", "xml"}, {"explain"}, {"explain", "--committee", "1", "--status", "sometimes"},
		{"explain", "--committee", "1", "--from", "yesterday"}, {"explain", "--committee", "1", "--donor", "me"}, {"contest", "load"}, {"serve", "now"}, {"--nope"},
	} {
		if a := call(t, args...); a.code != exitUsage || a.err == "" {
			t.Errorf("%v: exit %d: %s", args, a.code, a.err)
		}
	}
}
