package main

import (
	"path/filepath"
	"testing"
)

// A watch-list finds names in any order, keeps doubtful ones apart from what
// is added up, and tells the difference since the last time.
func TestWatch(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := filepath.Join(dir, "money.db")
	must(t, "import", "--db", db, write(t, dir, "one.csv", handCSV(1)))
	list := write(t, dir, "list.csv", []byte("variant,canonical\n0 example,Mr. Example\nExample 2,Later\nExampel 0\n\"Nobody, Nowhere\"\n"))
	state := filepath.Join(dir, "state.json")
	first := decode[watchAnswer](t, must(t, "watch", "--db", db, list, "--state", state, "--format", "json").out)
	want := []string{"found", "not_found", "possible", "not_found"}
	for i, l := range first.Lines {
		if l.Status != want[i] || l.Before != nil {
			t.Errorf("%s: %s, want %s; before %v", l.Name, l.Status, want[i], l.Before)
		}
	}
	if l := first.Lines[0]; l.NetCents != 25000 || len(l.Donors) != 1 || l.Donors[0].Net != "250.00" || l.Rows != 1 {
		t.Errorf("%+v", l)
	}
	if l := first.Lines[2]; l.NetCents != 0 || len(l.Candidates) != 1 || l.Candidates[0].Evidence == "" {
		t.Errorf("a doubtful match is added up: %+v", l)
	}
	must(t, "import", "--db", db, write(t, dir, "two.csv", handCSV(3)))
	for _, args := range [][]string{{"--since", "1"}, {"--state", state}} {
		second := decode[watchAnswer](t, must(t, append([]string{"watch", "--db", db, list, "--format", "json"}, args...)...).out)
		if l := second.Lines[1]; l.Status != "found" || l.ChangeCents != 25000 || second.Before != 1 {
			t.Errorf("%v: %+v before %d", args, l, second.Before)
		}
		if l := second.Lines[0]; l.ChangeCents != 0 || l.Before == nil || *l.Before != 25000 {
			t.Errorf("%v: %+v", args, l)
		}
	}
	if r := call(t, "watch", "--db", db, write(t, dir, "empty.csv", []byte("name\n"))); r.code != exitUsage {
		t.Errorf("an empty list: %d %s", r.code, r.err)
	}
}
