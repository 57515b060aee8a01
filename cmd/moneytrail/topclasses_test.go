package main

import (
	"path/filepath"
	"strings"
	"testing"

	"moneytrail/api"
)

// A list of some donors says of which, with the rule of the tag; the kinds of
// all donors, and what is not classified, stand below it with their dollars.
func TestTopOfSomeDonors(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := filepath.Join(dir, "top.db")
	write(t, dir, "typed.csv", files(t)["typed.csv"])
	must(t, "--db", db, "import", filepath.Join(dir, "typed.csv"))
	id := decode[api.CommitteeList](t, must(t, "--db", db, "committees", "--format", "json").out).Committees[0].ID
	for name, c := range map[string]struct{ args, want []string }{
		"all":     {nil, []string{"kind of donor", "Not classified: $"}},
		"a class": {[]string{"--class", "law_enforcement"}, []string{"Some donors only", "Class: Law-enforcement unions", "Not classified"}},
		"a tag":   {[]string{"--tag", "megadonor"}, []string{"Some donors only", "Tag: megadonor. ", "$100,000", "Not classified"}},
		"pass":    {[]string{"--tag", "pass_through"}, []string{"Tag: passes money on. ", "at least half of its own receipts"}},
		"place":   {[]string{"--tag", "out_of_area"}, []string{"Tag: from outside the area. ", "No tag where the area"}},
	} {
		got := must(t, append([]string{"--db", db, "top", "--committee", id}, c.args...)...)
		for _, want := range c.want {
			if !strings.Contains(got.out, want) {
				t.Errorf("%s: lacks %q:\n%s", name, want, got.out)
			}
		}
	}
}
