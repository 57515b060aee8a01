package resolve_test

import (
	"errors"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/resolve"
)

type donors = map[store.DonorID]store.DonorID

func entry(id int64, kind store.CorrectionKind, subject, object store.DonorID) store.Correction {
	return store.Correction{ID: id, Kind: kind, Subject: subject, Object: object}
}

func same(a, b store.DonorID, weight float64) store.DonorPair {
	return store.DonorPair{A: a, B: b, Answer: "same", Weight: weight}
}

func TestCorrect(t *testing.T) {
	t.Parallel()
	base := donors{1: 2, 2: 2, 3: 2, 4: 2, 5: 5, 6: 6, 7: 6}
	chain := []store.DonorPair{same(1, 2, 9), same(2, 3, 4), same(3, 4, 7), same(6, 7, 3)}
	const merge, split, never = store.CorrectionMerge, store.CorrectionSplit, store.CorrectionNeverMerge
	const applied, agrees, stale, contradicted = store.CorrectionApplied, store.CorrectionAgrees, store.CorrectionStale, store.CorrectionContradicted
	undone := entry(1, merge, 5, 6)
	undone.UndoneBy = 2
	tests := []struct {
		name string
		all  []store.Correction
		want donors // those that differ from base
		out  map[int64]store.CorrectionOutcome
	}{
		{"nothing", nil, nil, nil},
		{"undone", []store.Correction{undone}, nil, nil},
		{"merge takes all names along", []store.Correction{entry(1, merge, 7, 5)}, donors{6: 5, 7: 5}, map[int64]store.CorrectionOutcome{1: {State: applied}}},
		{"merge of one donor", []store.Correction{entry(1, merge, 6, 7)}, nil, map[int64]store.CorrectionOutcome{1: {State: agrees}}},
		{
			"merges in a row end with the last", []store.Correction{entry(1, merge, 5, 6), entry(2, merge, 6, 1)},
			donors{5: 2, 6: 2, 7: 2}, map[int64]store.CorrectionOutcome{1: {State: applied}, 2: {State: applied}},
		},
		{"merge of nobody", []store.Correction{entry(1, merge, 9, 5)}, nil, map[int64]store.CorrectionOutcome{1: {State: stale}}},
		{"split", []store.Correction{entry(1, split, 3, 2)}, donors{3: 3}, map[int64]store.CorrectionOutcome{1: {State: applied}}},
		{
			"split of the name that names the donor", []store.Correction{entry(1, split, 2, 3)},
			donors{1: 1, 3: 1, 4: 1}, map[int64]store.CorrectionOutcome{1: {State: applied}},
		},
		{"split of one alone", []store.Correction{entry(1, split, 5, 6)}, nil, map[int64]store.CorrectionOutcome{1: {State: agrees}}},
		{
			"split and back by a merge", []store.Correction{entry(1, split, 3, 2), entry(2, merge, 3, 1)},
			donors{3: 3}, map[int64]store.CorrectionOutcome{1: {State: applied}, 2: {State: contradicted, By: 1}},
		},
		{
			"split and on to another", []store.Correction{entry(1, split, 3, 2), entry(2, merge, 3, 5)},
			donors{3: 5}, map[int64]store.CorrectionOutcome{1: {State: applied}, 2: {State: applied}},
		},
		{
			"never cuts the weakest link", []store.Correction{entry(1, never, 1, 4)},
			donors{3: 4, 4: 4}, map[int64]store.CorrectionOutcome{1: {State: applied}},
		},
		{
			"never gives back the id that it names", []store.Correction{entry(1, never, 2, 3)},
			donors{3: 3, 4: 3}, map[int64]store.CorrectionOutcome{1: {State: applied}},
		},
		{"never of two donors", []store.Correction{entry(1, never, 5, 6)}, nil, map[int64]store.CorrectionOutcome{1: {State: agrees}}},
		{
			"never stands against a merge, also an earlier one and by way of others",
			[]store.Correction{entry(1, merge, 5, 1), entry(2, merge, 6, 5), entry(3, never, 7, 4)},
			donors{5: 2}, map[int64]store.CorrectionOutcome{1: {State: applied}, 2: {State: contradicted, By: 3}, 3: {State: agrees}},
		},
		{
			"two names of one donor", []store.Correction{
				{ID: 1, Kind: store.CorrectionRename, Subject: 6, Value: "One"}, {ID: 2, Kind: store.CorrectionRename, Subject: 7, Value: "Another"},
			}, nil, map[int64]store.CorrectionOutcome{1: {State: contradicted, By: 2}, 2: {State: applied}},
		},
		{"affiliation with itself", []store.Correction{entry(1, store.CorrectionAffiliate, 6, 7)}, nil, map[int64]store.CorrectionOutcome{1: {State: agrees}}},
	}
	for _, tt := range tests {
		want := maps.Clone(base)
		maps.Copy(want, tt.want)
		if tt.out == nil {
			tt.out = map[int64]store.CorrectionOutcome{}
		}
		got := resolve.Correct(base, chain, tt.all)
		if diff := cmp.Diff(store.Corrected{Donors: want, Outcomes: tt.out}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestCheckCorrections(t *testing.T) {
	t.Parallel()
	inForce := []store.Correction{entry(7, store.CorrectionMerge, 1, 2)}
	tests := []struct {
		name  string
		added []store.Correction
		says  string
	}{
		{"fine", []store.Correction{entry(0, store.CorrectionMerge, 2, 3)}, ""},
		{"itself", []store.Correction{entry(0, store.CorrectionAffiliate, 3, 3)}, "one name"},
		{"cycle with the log", []store.Correction{entry(0, store.CorrectionMerge, 2, 1)}, "entry 7"},
		{"long cycle", []store.Correction{entry(0, store.CorrectionMerge, 2, 3), entry(0, store.CorrectionMerge, 3, 1)}, "cycle"},
		{"two targets", []store.Correction{entry(0, store.CorrectionMerge, 1, 3)}, "entry 7"},
		{"the same again", []store.Correction{entry(0, store.CorrectionMerge, 1, 2)}, ""},
	}
	for _, tt := range tests {
		for i := range tt.added {
			tt.added[i].Line = i + 2
		}
		err := resolve.CheckCorrections(inForce, tt.added)
		if (err == nil) != (tt.says == "") || err != nil && (!errors.Is(err, store.ErrCorrection) || !strings.Contains(err.Error(), tt.says)) {
			t.Errorf("%s: %v; want %q", tt.name, err, tt.says)
		}
	}
}

func TestCheckUndo(t *testing.T) {
	t.Parallel()
	split, merge := entry(1, store.CorrectionSplit, 3, 2), entry(2, store.CorrectionMerge, 3, 5)
	inForce := []store.Correction{split, merge}
	if err := resolve.CheckUndo(inForce, []store.Correction{split}); !errors.Is(err, store.ErrCorrection) {
		t.Errorf("undo of what another rests on: %v", err)
	}
	for _, undone := range [][]store.Correction{{merge}, {split, merge}} {
		if err := resolve.CheckUndo(inForce, undone); err != nil {
			t.Errorf("undo of %v: %v", undone, err)
		}
	}
}

// What corrections give depends neither on the order in which they are handed
// over nor on what was undone; it keeps every contributor, calls each donor by
// one of its contributors, and joins nothing that is kept apart.
func TestCorrectProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 10).Draw(t, "contributors")
		base := make(donors)
		var links []store.DonorPair
		for i := range n {
			id := store.DonorID(i + 1)
			base[id] = id
			if i > 0 && rapid.Bool().Draw(t, "joined") {
				to := store.DonorID(rapid.IntRange(1, i).Draw(t, "to"))
				base[id] = base[to]
				links = append(links, same(to, id, float64(rapid.IntRange(1, 9).Draw(t, "weight"))))
			}
		}
		who := rapid.IntRange(1, n)
		var all, inForce []store.Correction
		for i := range rapid.IntRange(0, 8).Draw(t, "corrections") {
			e := entry(int64(i+1), rapid.SampledFrom([]store.CorrectionKind{store.CorrectionMerge, store.CorrectionSplit, store.CorrectionNeverMerge}).Draw(t, "kind"),
				store.DonorID(who.Draw(t, "subject")), store.DonorID(who.Draw(t, "object")))
			if e.Subject == e.Object {
				continue
			}
			if rapid.IntRange(0, 3).Draw(t, "undone") == 0 {
				e.UndoneBy = 99
			} else {
				inForce = append(inForce, e)
			}
			all = append(all, e)
		}
		kept := maps.Clone(base)
		got := resolve.Correct(base, links, all)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 5))
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		rng.Shuffle(len(links), func(i, j int) { links[i], links[j] = links[j], links[i] })
		if diff := cmp.Diff(got, resolve.Correct(base, links, all)); diff != "" {
			t.Fatalf("another order (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(got, resolve.Correct(base, links, inForce)); diff != "" {
			t.Fatalf("without what was undone (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(kept, base); diff != "" || len(got.Donors) != n {
			t.Fatalf("the resolution was changed, or somebody is missing:\n%s", diff)
		}
		for c, d := range got.Donors {
			if got.Donors[d] != d {
				t.Fatalf("%d is taken for %d, who is taken for %d", c, d, got.Donors[d])
			}
		}
		for _, e := range inForce {
			together := got.Donors[e.Subject] == got.Donors[e.Object]
			if e.Kind != store.CorrectionMerge && together {
				t.Fatalf("%+v is not kept: %v", e, got.Donors)
			}
			if e.Kind == store.CorrectionMerge && !together && got.Outcomes[e.ID].State != store.CorrectionContradicted {
				t.Fatalf("%+v is not applied and not told: %v", e, got)
			}
		}
	})
}
