package rank

import "moneytrail/store"

// Merge adds the standings of several groups (the committees of a contest) by
// donor and ranks the sums. Merge(Fold(a), Fold(b)) equals Fold of a and b.
// Everything of the donor is taken from the first standing that names it.
func Merge(groups ...[]store.Standing) []store.Standing {
	index := make(map[store.DonorID]int)
	var out []store.Standing
	for _, group := range groups {
		for _, s := range group {
			i, ok := index[s.Donor.ID]
			if !ok {
				index[s.Donor.ID] = len(out)
				out = append(out, s)
				continue
			}
			add(&out[i], &s)
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
	for _, s := range standings {
		if !exclude(s.Donor.ID) {
			out = append(out, s)
		}
	}
	order(out)
	return out
}

func add(to, s *store.Standing) {
	to.Gross += s.Gross
	to.Returned += s.Returned
	to.Net += s.Net
	to.Gifts += s.Gifts
	to.Pending += s.Pending
	to.PendingGifts += s.PendingGifts
	widen(to, s.First, s.Last)
}
