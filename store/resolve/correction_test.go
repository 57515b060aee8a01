package resolve_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store/resolve"
)

const fullHead = "action,donor,target,reason,link,author,date\n"

func TestParseCorrections(t *testing.T) {
	t.Parallel()
	short, err := resolve.ParseCorrections(strings.NewReader("\ufeffvariant,canonical\n# spelled by hand\nQuenby Hats, Quenby Hat Works\nQuenby Hats,Quenby Hat Works\n"))
	want := resolve.Correction{Action: resolve.Merge, Donor: "Quenby Hats", Target: "Quenby Hat Works", Line: 3}
	again := want
	again.Line = 4
	if diff := cmp.Diff([]resolve.Correction{want, again}, short); diff != "" || err != nil {
		t.Errorf("short form: %v (-want +got):\n%s", err, diff)
	}
	full, err := resolve.ParseCorrections(strings.NewReader(fullHead + "Affiliate,Alice Quenby,Quenby Hats,controls it,https://example.org/1,editor,2026-11-01\nsplit,d1,,not hers,,editor,\n"))
	wantFull := []resolve.Correction{
		{Action: resolve.Affiliate, Donor: "Alice Quenby", Target: "Quenby Hats", Reason: "controls it", Link: "https://example.org/1", Author: "editor", Date: "2026-11-01", Line: 2},
		{Action: resolve.Split, Donor: "d1", Reason: "not hers", Author: "editor", Line: 3},
	}
	if diff := cmp.Diff(wantFull, full); diff != "" || err != nil {
		t.Errorf("full form: %v (-want +got):\n%s", err, diff)
	}
}

func TestParseCorrectionsRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, says string }{
		{"nothing", "", "line 1"},
		{"missing column", "variant\nA\n", `no column "canonical"`},
		{"unknown column", "variant,canonical,note\nA,B,C\n", `unknown column "note"`},
		{"missing column of the full form", "action,donor,target\n", `no column "reason"`},
		{"column twice", "variant,variant,canonical\n", "stands twice"},
		{"too few fields", "variant,canonical\nA\n", "line 2"},
		{"unknown action", fullHead + "join,A,B,,,,\n", "unknown action"},
		{"no donor", fullHead + "merge,,B,,,,\n", "no donor"},
		{"no target", fullHead + "merge,A,,,,,\n", "needs a target"},
		{"merge and split from the same", fullHead + "split,A,B,,,,\nmerge,A,B,,,,\n", "line 3: merges what line 2 splits"},
		{"unknown column of the full form", "action,donor,target,reason,link,author,date,mood\n", `unknown column "mood"`},
		{"date", fullHead + "merge,A,B,,,,soon\n", "not a day"},
		{"itself", "variant,canonical\nA B,a  b\n", "itself"},
		{"cycle of two", "variant,canonical\nA,B\nB,A\n", "line 3: a cycle"},
		{"cycle of three", "variant,canonical\nA,B\nB,C\nc,a\n", "line 4: a cycle"},
		{"two targets", "variant,canonical\nA,B\nA,C\n", "line 3: another target than line 2"},
		{"merge and split", fullHead + "merge,A,B,,,,\nsplit,a,,,,,\n", "line 3: splits what line 2 merges"},
		{"two names", fullHead + "rename,A,B,,,,\nrename,A,C,,,,\n", "line 3: another name than line 2"},
		{"quote", "variant,canonical\n\"A,B\n", "quote"},
	}
	for _, tt := range tests {
		_, err := resolve.ParseCorrections(strings.NewReader(tt.text))
		if !errors.Is(err, resolve.ErrCorrection) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v; want %q", tt.name, err, tt.says)
		}
	}
}

func FuzzParseCorrections(f *testing.F) {
	f.Add("variant,canonical\nA,B\n")
	f.Add(fullHead + "affiliate,A,B,why,link,who,2026-01-02\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := resolve.ParseCorrections(strings.NewReader(text))
		if err != nil && !errors.Is(err, resolve.ErrCorrection) {
			t.Fatalf("an error of another kind: %v", err)
		}
		for _, c := range all {
			if err == nil && c.Donor == "" {
				t.Fatal("a correction of nobody")
			}
		}
	})
}
