package sqlite_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateDictionary = flag.Bool("update-dictionary", false, "write docs/data-dictionary.md anew")

// Every table and column of the schema is described in dictionary.txt, and the
// page of the docs is made from both.
func TestDictionary(t *testing.T) {
	t.Parallel()
	db := open(t)
	entries, err := db.Dictionary(t.Context())
	if err != nil || len(entries) < 200 {
		t.Fatalf("%d entries: %v", len(entries), err)
	}
	var b strings.Builder
	b.WriteString("# Data dictionary\n\nEvery table and column of the database, made from its schema. Amounts are integer cents, days ISO text, null text was not filed.\n")
	known := map[string]bool{}
	for _, e := range entries {
		known[strings.TrimSuffix(e.Table+"."+e.Column, ".")] = true
		if e.Text == "" {
			t.Errorf("table %s, column %q is not described in store/sqlite/dictionary.txt", e.Table, e.Column)
		}
		if e.Column == "" {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| column | type | holds |\n|---|---|---|\n", e.Table, e.Text)
			continue
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", e.Column, e.Type, e.Text)
	}
	for _, name := range dictionaryNames(t) {
		if !known[name] {
			t.Errorf("dictionary.txt describes %s, which the schema does not have", name)
		}
	}
	path := filepath.Join("..", "..", "docs", "data-dictionary.md")
	if *updateDictionary {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(page), b.String()); diff != "" {
		t.Errorf("docs/data-dictionary.md is stale; go test ./store/sqlite -run Dictionary -update-dictionary (-page +schema):\n%s", diff)
	}
}

func dictionaryNames(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("dictionary.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	table := ""
	for line := range strings.Lines(string(text)) {
		name := strings.Fields(line)[0]
		if strings.HasPrefix(line, " ") {
			name = table + "." + name
		} else {
			table = name
		}
		out = append(out, name)
	}
	return out
}
