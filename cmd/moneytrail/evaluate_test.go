package main

import (
	"fmt"
	"strings"
	"testing"
)

const labelledNames = `name,label,stratum
Alder Falls Police Officers Association,1,unions
LAPPL,1,unions
Alder Lake Property Owners Association,0,owners
Alder Guild of Nameless Officers,1,unions
`

const labelledPairs = `left_name,left_city,left_state,left_zip,left_employer,left_occupation,left_addr_key,left_committee_id,right_name,right_city,right_state,right_zip,right_employer,right_occupation,right_addr_key,right_committee_id,same,stratum
"Quenby, Robert",Examplevale,CA,90001,,,aa,,"QUENBY, BOB",Examplevale,CA,90001,,,aa,,1,nickname
"Quenby, Robert",Examplevale,CA,90001,,,aa,,"QUENBY, ALICE",Examplevale,CA,90001,,,aa,,0,household
`

func TestEvaluatePrintsEveryStratum(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, c := range map[string]struct {
		file string
		args []string
		want []string
	}{
		"names": {labelledNames, nil, []string{
			"confirmed and probable", "1.000 (2/2, 95 % 0.342-1.000)", "0.667 (2/3, 95 % 0.208-0.939)", "0.800",
			"names in no list of the rule file", "0.500 (1/2, 95 % 0.095-0.905)", "stratum owners", "stratum unions",
		}},
		"mistakes": {labelledNames, []string{"--mistakes"}, []string{"Alder Guild of Nameless Officers"}},
		"pairs": {labelledPairs, nil, []string{
			"all pairs", "1.000 (1/1, 95 % 0.207-1.000)", "stratum household", "none", "stratum nickname",
		}},
		"pairs as CSV": {labelledPairs, []string{"--format", "csv"}, []string{"what,pairs,precision,recall,F1,possible", "stratum nickname,1,"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := write(t, dir, strings.ReplaceAll(name, " ", "")+".csv", []byte(c.file))
			got := must(t, append([]string{"evaluate", path}, c.args...)...)
			for _, want := range c.want {
				if !strings.Contains(got.out, want) {
					t.Errorf("lacks %q:\n%s", want, got.out)
				}
			}
		})
	}
}

// A rule file that a reporter broke is refused with the line, and nothing is
// classified by it.
func TestBrokenRuleFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	labels := write(t, dir, "labels.csv", []byte(labelledNames))
	shipped := must(t, "classify", "--print").out
	broken := strings.Replace(shipped, "  class finance", "  class fnance", 1)
	at := strings.Count(shipped[:strings.Index(shipped, "  class finance")], "\n") + 1
	for name, c := range map[string]struct{ text, says string }{
		"class with a slip":   {broken, "line " + fmt.Sprint(at) + ":"},
		"example not met":     {shipped + "rule new\n  class fire\n  match hose\n  hit Alder Ladder\n  miss Alder\n", "line " + fmt.Sprint(strings.Count(shipped, "\n")+4) + ":"},
		"quote left open":     {shipped + "rule new\n  class fire\n  match \"hose\n", "a quote is not closed"},
		"section with a slip": {shipped + "ruel new\n", `no section "ruel"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := write(t, dir, strings.ReplaceAll(name, " ", "")+".txt", []byte(c.text))
			got := call(t, "evaluate", labels, "--classes", path)
			if got.code != exitInput || got.out != "" || !strings.Contains(got.err, c.says) || !strings.Contains(got.err, path) {
				t.Errorf("exit %d, %q: %s; want %q", got.code, got.out, got.err, c.says)
			}
		})
	}
}
