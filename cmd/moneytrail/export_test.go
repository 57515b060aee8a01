package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/api"
	"moneytrail/scraper/portal/invented"
)

// column adds up a column of cents of a CSV file.
func column(t *testing.T, file, name string) (rows int, sum int64) {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	for i, c := range lines[0] {
		if c == name {
			at = i
		}
	}
	for _, line := range lines[1:] {
		n, err := strconv.ParseInt(line[at], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	return len(lines) - 1, sum
}

// The sum over an exported file is the sum that the list states, to the cent,
// and the command writes what the server sends.
func TestExportsAddUp(t *testing.T) {
	t.Parallel()
	db := inventedCounty(t, false)
	server := serveDB(t, db)
	for _, query := range []string{"", "status=counted", "contest=" + invented.Slug, "min=1000&state=CA", "late=yes", "name=guild", "class=law_enforcement"} {
		list := decode[api.TransactionList](t, fetch(t, server, "/api/v1/transactions?"+query))
		file := fetch(t, server, "/api/v1/transactions.csv?"+query)
		if rows, sum := column(t, file, "amount_cents"); rows != list.Rows || sum != int64(list.SumCents) {
			t.Errorf("%s: %d rows, %d cents in the file; the list says %d, %d", query, rows, sum, list.Rows, list.SumCents)
		}
		out := filepath.Join(t.TempDir(), "out.csv")
		must(t, "export", "--db", db.Path(), "--list", "transactions?"+query, "--out", out)
		if diff := cmp.Diff(file, textOf(t, out)); diff != "" {
			t.Errorf("%s: the command writes another file (-server +command):\n%s", query, diff)
		}
		if err := verifyCheck(out); err != nil {
			t.Error(err)
		}
	}
	donors := decode[api.DonorList](t, fetch(t, server, "/api/v1/committees/fppc-9900002/donors"))
	if rows, sum := column(t, fetch(t, server, "/api/v1/committees/fppc-9900002/donors.csv"), "net_cents"); rows < donors.Figures.DistinctDonors || sum != int64(donors.Figures.ItemizedCents) {
		t.Errorf("%d donors, %d cents in the file; the page says %d, %d", rows, sum, donors.Figures.DistinctDonors, donors.Figures.ItemizedCents)
	}
}

// The rows of the invented county whose street lines are known stand in files
// without them.
func TestExportsHoldNoStreets(t *testing.T) {
	t.Parallel()
	db := inventedCounty(t, false)
	dir := t.TempDir()
	for _, as := range []string{"csv", "jsonl", "parquet"} {
		must(t, "export", "--db", db.Path(), "--all", filepath.Join(dir, as), "--as", as)
	}
	must(t, "export", "--db", db.Path(), "--out", filepath.Join(dir, "all.sqlite"))
	files := 0
	if err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		lower := bytes.ToLower([]byte(textOf(t, path)))
		for _, street := range []string{"imaginary street", "invented street", " street 1", "fictional ave"} {
			if bytes.Contains(lower, []byte(street)) {
				t.Errorf("%s holds %q", path, street)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if files != 2*(3*len(tableNames())+1) {
		t.Errorf("%d files of %v", files, tableNames())
	}
	check := textOf(t, filepath.Join(dir, "csv", "donors.csv.sha256"))
	if !strings.Contains(check, "# notice: Contributor names") || !strings.Contains(check, "# rows: ") {
		t.Error(check)
	}
}

func TestExportRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := filepath.Join(dir, "money.db")
	must(t, "import", "--db", db, write(t, dir, "one.csv", handCSV(1)))
	for name, c := range map[string]struct {
		args []string
		code int
		say  string
	}{
		"nothing":         {[]string{}, exitUsage, "say where to write"},
		"no format":       {[]string{"--table", "donors", "--out", filepath.Join(dir, "donors")}, exitUsage, "tells no format"},
		"unknown table":   {[]string{"--table", "secrets", "--out", filepath.Join(dir, "x.csv")}, exitUsage, "choose transactions"},
		"unknown list":    {[]string{"--list", "secrets", "--out", filepath.Join(dir, "x.csv")}, exitUsage, "names no list"},
		"wrong parameter": {[]string{"--list", "transactions?staus=counted", "--out", filepath.Join(dir, "x.csv")}, exitUsage, "did you mean status"},
		"no committee":    {[]string{"--list", "committees/1/donors", "--out", filepath.Join(dir, "x.csv")}, exitNotFound, "no committee"},
		"no folder":       {[]string{"--table", "donors", "--out", filepath.Join(dir, "none", "x.csv")}, exitFailure, "no such file"},
	} {
		r := call(t, append([]string{"export", "--db", db}, c.args...)...)
		if r.code != c.code || !strings.Contains(r.err, c.say) {
			t.Errorf("%s: code %d, %q", name, r.code, r.err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*x.csv*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A backup that is taken while reports are imported is one state of the
// database, answers as that state does, and comes back.
func TestBackupWhileAnImportRuns(t *testing.T) {
	t.Parallel()
	idle := newGrowing(t)
	want := map[string]string{}
	remember := func() {
		h := idle.reader(t)
		for _, path := range growingPaths {
			w := ask(t, h, path)
			want[path+" "+w.tag] = w.body
		}
	}
	remember()
	for _, file := range idle.files {
		idle.load(t, file)
		remember()
	}
	busy := newGrowing(t)
	done := make(chan error, 1)
	dir := t.TempDir()
	go func() {
		for i := range 6 {
			backing := *busy.app
			backing.err = io.Discard
			if err := backing.backup(context.WithoutCancel(t.Context()), filepath.Join(dir, fmt.Sprintf("%d.db", i))); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for _, file := range busy.files {
		busy.load(t, file)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	for i := range 6 {
		restored := *busy.app
		restored.db, restored.err = filepath.Join(dir, fmt.Sprintf("restored-%d.db", i)), io.Discard
		if err := restored.restore(t.Context(), filepath.Join(dir, fmt.Sprintf("%d.db", i))); err != nil {
			t.Fatal(err)
		}
		h := (&growing{app: &restored}).reader(t)
		for _, path := range growingPaths {
			if got := ask(t, h, path); want[path+" "+got.tag] != got.body {
				t.Errorf("backup %d, %s (%s) is no state of the database", i, path, got.tag)
			}
		}
	}
}

func TestRestoreRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db, copied := filepath.Join(dir, "money.db"), filepath.Join(dir, "copy.db")
	must(t, "import", "--db", db, write(t, dir, "one.csv", handCSV(1)))
	must(t, "cite", "--db", db, "--committee", "9900020")
	must(t, "backup", "--db", db, copied)
	if r := call(t, "restore", "--db", db, copied); r.code != exitDatabase || !strings.Contains(r.err, "would be lost") {
		t.Errorf("over a database: %d %s", r.code, r.err)
	}
	must(t, "restore", "--db", filepath.Join(dir, "back.db"), copied)
	if got, want := must(t, "versions", "--db", filepath.Join(dir, "back.db")).out, must(t, "versions", "--db", db).out; got != want {
		t.Errorf("versions after: %s before: %s", got, want)
	}
	body := []byte(textOf(t, copied))
	body[len(body)/2] ^= 1
	if err := os.WriteFile(copied, body, 0o600); err != nil {
		t.Fatal(err)
	}
	again := filepath.Join(dir, "again.db")
	if r := call(t, "restore", "--db", again, copied); r.code != exitDatabase || !strings.Contains(r.err, "not what was backed up") {
		t.Errorf("damaged: %d %s", r.code, r.err)
	}
	if _, err := os.Stat(again); err == nil {
		t.Error("a damaged backup left a database")
	}
}

func textOf(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Every list is given as a file in all formats.
func TestEveryListIsAFile(t *testing.T) {
	t.Parallel()
	server := serveDB(t, inventedCounty(t, false))
	files := 0
	for _, op := range api.Operations() {
		if op.Tag != "Exports" {
			continue
		}
		files++
		for _, format := range []string{".csv?", ".jsonl?", ".parquet?", ".csv.sha256?"} {
			at, query, _ := strings.Cut(op.Example, "?")
			address := api.Root + strings.TrimSuffix(at, ".csv") + format + query
			if _, err := url.Parse(address); err != nil {
				t.Fatal(err)
			}
			if body := fetch(t, server, address); body == "" && format != ".jsonl?" {
				t.Errorf("%s is empty", address)
			}
		}
	}
	if files < 16 {
		t.Errorf("%d lists are files", files)
	}
}
