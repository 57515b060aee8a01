package rank

import (
	"slices"

	"moneytrail/store"
)

// Merge adds the standings of several groups (the committees of a contest) by
// donor and ranks the sums: Merge(Fold(a), Fold(b)) equals Fold of a and b.
// Everything of the donor but the id is taken from the first standing that
// names it. The input is not changed.
func Merge(groups ...[]store.Standing) []store.Standing {
	index := make(map[store.DonorID]int)
	var out []store.Standing
	for _, group := range groups {
		for i := range group {
			s := &group[i]
			at, ok := index[s.Donor.ID]
			if !ok {
				index[s.Donor.ID] = len(out)
				out = append(out, *s)
				continue
			}
			add(&out[at], s)
		}
	}
	order(out)
	return out
}

// Without leaves out the donors that exclude names (members of the same
// contest, whose gifts to each other are transfers) and ranks the rest anew.
// The input is not changed.
func Without(standings []store.Standing, exclude func(store.DonorID) bool) []store.Standing {
	out := make([]store.Standing, 0, len(standings))
	for i := range standings {
		if !exclude(standings[i].Donor.ID) {
			out = append(out, standings[i])
		}
	}
	order(out)
	return out
}

func add(to, s *store.Standing) {
	if to.Donor.Name == "" && to.Donor.CommitteeID == "" {
		to.Donor = s.Donor
	}
	to.Gross += s.Gross
	to.Returned += s.Returned
	to.Net += s.Net
	to.Gifts += s.Gifts
	to.Pending += s.Pending
	to.PendingGifts += s.PendingGifts
	to.Attributed += s.Attributed
	widen(&to.First, &to.Last, s.First, s.Last)
}

// order ranks standings by the rule of [Folder].
func order(standings []store.Standing) {
	slices.SortFunc(standings, func(a, b store.Standing) int {
		return comparePlaces(
			place{net: a.Net, pending: a.Pending, attributed: a.Attributed, donor: a.Donor.ID},
			place{net: b.Net, pending: b.Pending, attributed: b.Attributed, donor: b.Donor.ID},
		)
	})
	for i := range standings {
		standings[i].Rank = i + 1
	}
}
