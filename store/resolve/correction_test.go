package resolve_test

import (
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
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

func TestCheckDonors(t *testing.T) {
	t.Parallel()
	lookup := names(map[string]store.DonorID{"A": 1, "ALIAS OF A": 1, "B": 2, "C": 3})
	tests := []struct{ name, text, says string }{
		{"all known", "variant,canonical\nA,B\n", ""},
		{"unknown donor", "variant,canonical\nA,B\nX,B\n", `line 3: unknown donor "X"`},
		{"unknown target", "variant,canonical\nA,X\n", `line 2: unknown donor "X"`},
		{"cycle through an alias", "variant,canonical\nA,B\nB,alias of a\n", "line 3: a cycle"},
		{"one already", "variant,canonical\nA,alias of a\n", "one donor already"},
	}
	for _, tt := range tests {
		all, err := resolve.ParseCorrections(strings.NewReader(tt.text))
		if err != nil {
			t.Fatal(err)
		}
		if err = resolve.CheckDonors(all, lookup); (err == nil) != (tt.says == "") || err != nil && !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v; want %q", tt.name, err, tt.says)
		}
	}
}

func names(ids map[string]store.DonorID) resolve.Lookup {
	return func(text string) (store.DonorID, bool) {
		id, ok := ids[strings.ToUpper(text)]
		return id, ok
	}
}

func TestApplyCorrections(t *testing.T) {
	t.Parallel()
	lookup := names(map[string]store.DonorID{"A": 1, "A2": 2, "B": 3, "C": 4})
	base := map[store.DonorID]store.DonorID{1: 1, 2: 1, 3: 3, 4: 4}
	tests := []struct {
		name string
		all  []resolve.Correction
		want resolve.Corrected
	}{
		{"nothing", nil, resolve.Corrected{Donors: base}},
		{
			"merge takes all contributors along", []resolve.Correction{{Action: resolve.Merge, Donor: "A2", Target: "B"}},
			resolve.Corrected{Donors: map[store.DonorID]store.DonorID{1: 3, 2: 3, 3: 3, 4: 4}, Redirects: map[store.DonorID]store.DonorID{1: 3}},
		},
		{
			"split", []resolve.Correction{{Action: resolve.Split, Donor: "A2"}},
			resolve.Corrected{Donors: map[store.DonorID]store.DonorID{1: 1, 2: 2, 3: 3, 4: 4}},
		},
		{
			"split of the contributor that names the donor", []resolve.Correction{{Action: resolve.Split, Donor: "A"}},
			resolve.Corrected{Donors: map[store.DonorID]store.DonorID{1: 1, 2: 2, 3: 3, 4: 4}},
		},
		{
			"name and relation", []resolve.Correction{{Action: resolve.Rename, Donor: "A2", Target: "Alice"}, {Action: resolve.Affiliate, Donor: "B", Target: "A2", Reason: "owner"}},
			resolve.Corrected{Donors: base, Names: map[store.DonorID]string{1: "Alice"}, Relations: []resolve.Relation{{A: 1, B: 3, Reason: "owner"}}},
		},
		{
			"stale", []resolve.Correction{{Action: resolve.Merge, Donor: "A", Target: "A2", Line: 2}, {Action: resolve.Merge, Donor: "X", Target: "A", Line: 3}},
			resolve.Corrected{Donors: base, Stale: []resolve.Correction{
				{Action: resolve.Merge, Donor: "A", Target: "A2", Line: 2}, {Action: resolve.Merge, Donor: "X", Target: "A", Line: 3},
			}},
		},
	}
	for _, tt := range tests {
		got := resolve.ApplyCorrections(base, tt.all, lookup)
		for _, m := range []*map[store.DonorID]store.DonorID{&tt.want.Redirects} {
			if *m == nil {
				*m = map[store.DonorID]store.DonorID{}
			}
		}
		if tt.want.Names == nil {
			tt.want.Names = map[store.DonorID]string{}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestUndoIsIdentity(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 12).Draw(t, "contributors")
		base, ids := make(map[store.DonorID]store.DonorID), make(map[string]store.DonorID)
		for i := range n {
			id := store.DonorID(i + 1)
			base[id], ids[id.String()] = id, id
			if i > 0 && rapid.Bool().Draw(t, "joined") {
				base[id] = base[store.DonorID(rapid.IntRange(1, i).Draw(t, "to"))]
			}
			ids[strings.ToUpper(id.String())] = id
		}
		draw := func() resolve.Correction {
			who := func() string { return store.DonorID(rapid.IntRange(1, n).Draw(t, "who")).String() }
			return resolve.Correction{
				Action: rapid.SampledFrom([]resolve.Action{resolve.Merge, resolve.Split, resolve.Rename, resolve.Affiliate}).Draw(t, "action"),
				Donor:  who(), Target: who(),
			}
		}
		var all []resolve.Correction
		for i := range rapid.IntRange(0, 8).Draw(t, "corrections") {
			c := draw()
			c.Line = i + 2
			all = append(all, c)
		}
		lookup, kept := names(ids), maps.Clone(base)
		before := resolve.ApplyCorrections(base, all, lookup)
		one := draw()
		one.Line = len(all) + 2
		resolve.ApplyCorrections(base, append(slices.Clone(all), one), lookup)
		if diff := cmp.Diff(before, resolve.ApplyCorrections(base, all, lookup)); diff != "" {
			t.Fatalf("done and undone (-before +after):\n%s", diff)
		}
		if diff := cmp.Diff(kept, base); diff != "" {
			t.Fatalf("the resolution was changed:\n%s", diff)
		}
		mixed := slices.Clone(all)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 4))
		rng.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if diff := cmp.Diff(before, resolve.ApplyCorrections(base, mixed, lookup)); diff != "" {
			t.Fatalf("another order of lines (-want +got):\n%s", diff)
		}
		if len(all) == 0 {
			if diff := cmp.Diff(base, before.Donors); diff != "" {
				t.Fatalf("no correction changed donors:\n%s", diff)
			}
		}
	})
}
