package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const gluedCSV = `committee_id,committee_name,form,schedule,from,thru,contributor_last,zip,date,amount,source_note
9900001,Invented committee,F460,A,2031-01-01,2031-06-30,"Quixworth, Bartholomew",90001,2031-02-01,100.00,invented
9900001,Invented committee,F460,A,2031-01-01,2031-06-30,"Quixworth, Bartholomew J",90001,2031-02-02,250.00,invented
`

// One donor has one total after an import, and the ways to have it otherwise.
func TestImportResolves(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := write(t, dir, "typed.csv", []byte(gluedCSV))
	merged, filed := filepath.Join(dir, "merged.db"), filepath.Join(dir, "filed.db")
	if out := must(t, "import", file, "--db", merged).out; !strings.Contains(out, "2 contributors matched, 1 joined") {
		t.Errorf("import says %s", out)
	}
	must(t, "import", file, "--no-resolve", "--db", filed)
	hash := func(db string) string { return must(t, "content-hash", "--db", db).out }
	one, two := hash(merged), hash(filed)
	if one == two || !strings.Contains(must(t, "top", "--committee", "9900001", "--db", merged).out, "350.00") {
		t.Error("the two names are not one donor")
	}
	if out := must(t, "resolve", "--db", filed).out; !strings.Contains(out, "2 donors before, 1 now") || !strings.Contains(out, "attributed anew") || hash(filed) != one {
		t.Errorf("resolve says %s", out)
	}
	weights := write(t, dir, "weights.json", []byte(must(t, "resolve", "--print-weights", "--db", filed).out))
	must(t, "resolve", "--weights", weights, "--db", filed)
	must(t, "resolve", "--full", "--db", filed) // too few people to estimate from
	if hash(filed) != one {
		t.Error("the shipped weights, written and read, say something else")
	}
	must(t, "resolve", "--exact", "--db", filed)
	if hash(filed) != two {
		t.Error("undone, but not as before")
	}
	if err := os.WriteFile(weights, []byte(`{"version":9}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if a := call(t, "resolve", "--weights", weights, "--db", filed); a.code != exitInput || !strings.Contains(a.err, "version 9") || hash(filed) != two {
		t.Errorf("exit %d: %s", a.code, a.err)
	}
	if a := call(t, "resolve", "--weights", weights, "--full", "--db", filed); a.code != exitUsage {
		t.Errorf("two ways at once: exit %d", a.code)
	}
}
