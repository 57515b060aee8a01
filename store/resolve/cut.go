package resolve

import (
	"cmp"
	"slices"

	"moneytrail/store"
)

// cut takes a donor apart so that no part holds two sides of a never-merge:
// its members are joined again by their links, the strongest first, leaving out
// each link that would join two sides. Members without a link go with the part
// that keeps the donor's id.
//
// The part with the contributor of the donor's id keeps it; another part is
// known by the smallest contributor that a never-merge names in it, else by its
// smallest one.
func (c *correcting) cut(donor store.DonorID, members []store.DonorID, links []store.DonorPair, never []store.Correction) {
	slices.SortFunc(links, func(a, b store.DonorPair) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	parts := newParts(members)
	linked := make(map[store.DonorID]bool)
	for _, l := range links {
		if parts.join(l.A, l.B, never) {
			linked[l.A], linked[l.B] = true, true
		}
	}
	named := make(map[store.DonorID]bool)
	for _, e := range never {
		named[e.Subject], named[e.Object] = true, true
	}
	home := donor
	if !slices.Contains(members, donor) {
		home = members[0]
	}
	for _, m := range members {
		if !linked[m] && !named[m] {
			parts.join(m, home, never)
		}
	}
	names := make(map[store.DonorID]store.DonorID)
	for _, pick := range []func(store.DonorID) bool{
		func(m store.DonorID) bool { return m == donor },
		func(m store.DonorID) bool { return named[m] },
		func(store.DonorID) bool { return true },
	} {
		for _, m := range members {
			if part := parts.of(m); names[part] == 0 && pick(m) {
				names[part] = m
			}
		}
	}
	for _, m := range members {
		c.donors[m] = names[parts.of(m)]
	}
}

// parts is a partition of contributors that grows together.
type parts struct {
	to map[store.DonorID]store.DonorID
}

func newParts(members []store.DonorID) parts {
	p := parts{to: make(map[store.DonorID]store.DonorID, len(members))}
	for _, m := range members {
		p.to[m] = m
	}
	return p
}

func (p parts) of(m store.DonorID) store.DonorID {
	for p.to[m] != m {
		p.to[m] = p.to[p.to[m]]
		m = p.to[m]
	}
	return m
}

// join makes the parts of a and b one, unless never keeps them apart.
func (p parts) join(a, b store.DonorID, never []store.Correction) bool {
	a, b = p.of(a), p.of(b)
	if a == b {
		return true
	}
	for _, e := range never {
		x, y := p.of(e.Subject), p.of(e.Object)
		if x == a && y == b || x == b && y == a {
			return false
		}
	}
	p.to[max(a, b)] = min(a, b)
	return true
}
