package rules

import (
	"iter"
	"slices"

	"moneytrail/store"
	"moneytrail/store/resolve"
)

// Resolver decides who is one donor under the shipped weights (nil) or
// others. A donor goes by the id of one of its contributors, whatever was
// published before: the id of each of them leads to it.
func Resolver(weights *resolve.Weights) store.Resolver {
	if weights == nil {
		weights = resolve.Default()
	}
	return func(all []store.ContributorFacts, _ map[store.DonorID]store.DonorID, progress func(string)) (*store.Resolution, error) {
		return resolution(weights, all, progress)
	}
}

// Estimating is [Resolver] under weights that are estimated from the same
// contributors.
func Estimating() store.Resolver {
	return func(all []store.ContributorFacts, _ map[store.DonorID]store.DonorID, progress func(string)) (*store.Resolution, error) {
		progress("weights")
		return resolution(resolve.EstimateFrom(contributorsOf(slices.Values(all))), all, progress)
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

func resolution(weights *resolve.Weights, all []store.ContributorFacts, progress func(string)) (*store.Resolution, error) {
	m, err := newMatching(weights)
	if err != nil {
		return nil, err
	}
	return m.All(slices.Values(all), progress)
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
