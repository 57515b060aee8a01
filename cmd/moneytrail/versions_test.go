package main

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// handCSV is an invented committee's report with one gift more per version.
func handCSV(gifts int) []byte {
	var b strings.Builder
	b.WriteString("committee_id,committee_name,form,schedule,from,thru,contributor_last,date,amount,source_note\n")
	for i := range gifts {
		b.WriteString("9900020,Invented paper committee,F460,A,2031-01-01,2031-06-30,Example " + strconv.Itoa(i) + ",2031-02-01,250.00,page 3 of an invented PDF\n")
	}
	return []byte(b.String())
}

func TestCitedStateComesBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := filepath.Join(dir, "money.db")
	top := func(db string) string {
		return must(t, "top", "--db", db, "--committee", "9900020", "--format", "json").out
	}
	must(t, "import", "--db", db, write(t, dir, "one.csv", handCSV(1)))
	before := top(db)
	c := decode[citation](t, must(t, "cite", "--db", db, "--committee", "9900020", "--site", "https://money.example/", "--format", "json").out)
	if want := "https://money.example/committees/fppc-9900020?as_of=" + strconv.FormatInt(c.DataVersion, 10); c.Link != want {
		t.Errorf("link %s, want %s", c.Link, want)
	}
	if !strings.Contains(c.Sentence, "Invented paper committee") || !strings.Contains(c.Sentence, "$250") {
		t.Errorf("sentence %q", c.Sentence)
	}
	must(t, "import", "--db", db, write(t, dir, "two.csv", handCSV(3)))
	if top(db) == before {
		t.Fatal("the second import changed nothing: the test shows nothing")
	}
	list := decode[[]versionLine](t, must(t, "versions", "--db", db, "--format", "json").out)
	if len(list) != 2 || list[0].State != "kept" || !strings.HasPrefix(list[1].State, "cited ") {
		t.Errorf("versions: %+v", list)
	}
	old := filepath.Join(dir, "old.db")
	must(t, "versions", "restore", "--db", db, strconv.FormatInt(c.DataVersion, 10), old)
	if got := top(old); got != before {
		t.Errorf("restored answer differs:\n%s\n%s", got, before)
	}
}

func TestVersionsRefuse(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := filepath.Join(dir, "money.db")
	must(t, "import", "--db", db, "--no-versions", write(t, dir, "one.csv", handCSV(1)))
	for name, c := range map[string]struct {
		args []string
		code int
		say  string
	}{
		"nothing named":       {[]string{"cite"}, exitUsage, "--committee"},
		"site without scheme": {[]string{"cite", "--committee", "9900020", "--site", "money.example"}, exitUsage, "--site"},
		"no such committee":   {[]string{"cite", "--committee", "1"}, exitNotFound, "1"},
		"not kept":            {[]string{"versions", "restore", "1", filepath.Join(dir, "x.db")}, exitNotFound, "not kept"},
		"no number":           {[]string{"versions", "restore", "last", filepath.Join(dir, "x.db")}, exitUsage, "last"},
	} {
		got := call(t, append(c.args, "--db", db)...)
		if got.code != c.code || !strings.Contains(got.err, c.say) {
			t.Errorf("%s: exit %d, %q", name, got.code, got.err)
		}
	}
	if out := must(t, "versions", "--db", db, "--format", "json").out; strings.TrimSpace(out) != "[]" {
		t.Errorf("kept with --no-versions: %s", out)
	}
}
