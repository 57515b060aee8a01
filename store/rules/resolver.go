package rules

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"moneytrail/store"
	"moneytrail/store/resolve"
)

// Resolver decides who is one donor under the shipped weights (nil) or
// others, with people's corrections laid over the result. A donor goes by the id
// of one of its contributors, whatever was published before: the id of each of
// them leads to it.
func Resolver(weights *resolve.Weights, corrections []resolve.Correction) store.Resolver {
	if weights == nil {
		weights = resolve.Default()
	}
	return func(all []store.ContributorFacts, _ map[store.DonorID]store.DonorID, progress func(string)) (*store.Resolution, error) {
		return resolution(weights, corrections, all, progress)
	}
}

// Estimating is [Resolver] under weights that are estimated from the same
// contributors.
func Estimating(corrections []resolve.Correction) store.Resolver {
	return func(all []store.ContributorFacts, _ map[store.DonorID]store.DonorID, progress func(string)) (*store.Resolution, error) {
		progress("weights")
		return resolution(resolve.EstimateFrom(contributorsOf(slices.Values(all))), corrections, all, progress)
	}
}

// Unresolved leaves every contributor a donor of its own.
func Unresolved([]store.ContributorFacts, map[store.DonorID]store.DonorID, func(string)) (*store.Resolution, error) {
	return &store.Resolution{}, nil
}

func contributorsOf(all iter.Seq[store.ContributorFacts]) iter.Seq[resolve.Contributor] {
	return func(yield func(resolve.Contributor) bool) {
		for c := range all {
			if !yield(contributorOf(&c)) {
				return
			}
		}
	}
}

func resolution(weights *resolve.Weights, corrections []resolve.Correction, all []store.ContributorFacts, progress func(string)) (*store.Resolution, error) {
	m, err := newMatching(weights)
	if err != nil {
		return nil, err
	}
	out, err := m.All(slices.Values(all), progress)
	if err != nil || len(corrections) == 0 {
		return out, err
	}
	for i := range all {
		if _, known := out.Donors[all[i].ID]; !known {
			out.Donors[all[i].ID] = all[i].ID
		}
	}
	return out, correct(out, all, corrections)
}

// All decides about all contributors at once.
func (m *matching) All(all iter.Seq[store.ContributorFacts], progress func(string)) (*store.Resolution, error) {
	n := resolve.Build(contributorsOf(all), m.weights, progress)
	out := &store.Resolution{
		Matching: m, Blocks: n.Blocks(), Donors: make(map[store.DonorID]store.DonorID),
		Pairs: func(yield func(store.DonorPair) bool) {
			for l := range n.Pairs() {
				if !yield(donorPair(l)) {
					return
				}
			}
		},
	}
	for id, donor := range n.Donors() {
		if id != donor {
			out.Donors[id] = donor
		}
	}
	return out, nil
}

// correct lays corrections over a resolution.
func correct(out *store.Resolution, all []store.ContributorFacts, corrections []resolve.Correction) error {
	lookup := lookupBy(all, out.Donors)
	if err := resolve.CheckDonors(corrections, lookup); err != nil {
		return err
	}
	corrected := resolve.ApplyCorrections(out.Donors, corrections, lookup)
	out.Donors, out.Names = corrected.Donors, corrected.Names
	for _, r := range corrected.Relations {
		out.Relations = append(out.Relations, store.DonorRelation{A: r.A, B: r.B, Reason: r.Reason, Link: r.Link})
	}
	for _, c := range corrected.Stale {
		out.Stale = append(out.Stale, fmt.Sprintf("line %d: %s %q changes nothing", c.Line, c.Action, c.Donor))
	}
	return nil
}

// lookupBy finds a donor as a person writes it: by published id, or by a name
// as filed that one donor alone has.
func lookupBy(all []store.ContributorFacts, donors map[store.DonorID]store.DonorID) resolve.Lookup {
	fold := func(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), " ")) }
	byName := make(map[string]store.DonorID, len(all))
	known := make(map[store.DonorID]bool, len(all))
	shared := make(map[string]bool)
	for i := range all {
		known[all[i].ID] = true
		name := fold(all[i].Name.Full())
		other, taken := byName[name]
		if taken && donors[other] != donors[all[i].ID] {
			shared[name] = true
		}
		byName[name] = all[i].ID
	}
	return func(written string) (store.DonorID, bool) {
		if id, err := store.ParseDonorID(strings.TrimSpace(written)); err == nil {
			return id, known[id]
		}
		name := fold(written)
		id, ok := byName[name]
		return id, ok && !shared[name]
	}
}
