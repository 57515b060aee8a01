package count

import (
	"cmp"
	"slices"
)

// findGifts finds the notice rows that repeat one another within a form: the
// same transaction id, date and amount. Rows of one notice that name different
// contributors under one id stay apart. Afterwards gift[i] is the first row of
// the gift of notice i.
func (c *cover) findGifts() {
	c.gift = make([]int32, len(c.notices))
	entries := make([]entry, 0, len(c.notices))
	for i := range c.notices {
		c.gift[i] = int32(i)
		if n := &c.notices[i]; n.hash != 0 {
			key := mix(mix(n.hash, int64(n.Amount)), int64(n.day))
			if is496(n) {
				key = mix(key, 496)
			}
			entries = append(entries, entry{key: key, at: int32(i)})
		}
	}
	slices.SortFunc(entries, compareEntries)
	for from := 0; from < len(entries); {
		to := from + 1
		for to < len(entries) && entries[to].key == entries[from].key {
			to++
		}
		if to-from > 1 {
			c.repeats(entries[from:to])
		}
		from = to
	}
}

// repeats joins the rows of one id, date and amount: the k-th contributor of
// one notice with the k-th of the next, since names are spelled anew.
func (c *cover) repeats(group []entry) {
	slices.SortFunc(group, func(a, b entry) int {
		x, y := &c.notices[a.at], &c.notices[b.at]
		if x.Report != y.Report {
			return cmp.Compare(a.at, b.at) // notices stand report by report
		}
		return cmp.Or(cmp.Compare(x.Contributor, y.Contributor), cmp.Compare(a.at, b.at))
	})
	var firsts []int32
	k := -1
	for j, e := range group {
		n := &c.notices[e.at]
		switch {
		case j == 0 || c.notices[group[j-1].at].Report != n.Report:
			k = 0
		case c.notices[group[j-1].at].Contributor != n.Contributor:
			k++
		}
		if k == len(firsts) {
			firsts = append(firsts, e.at)
		} else if first := &c.notices[firsts[k]]; sameMoney(first, n) && is496(first) == is496(n) {
			c.gift[e.at] = firsts[k]
		}
	}
}

func sameMoney(a, b *candidate) bool {
	return a.base == b.base && a.day == b.day && a.Amount == b.Amount
}

// joinForms makes one gift of a 497 row and a 496 row that match. Rows of the
// 496 then follow the gift of the 497.
func (c *cover) joinForms() {
	var late, independent []int32
	for i := range c.notices {
		switch {
		case c.gift[i] != int32(i):
		case is496(&c.notices[i]):
			independent = append(independent, int32(i))
		default:
			late = append(late, int32(i))
		}
	}
	if len(late) == 0 || len(independent) == 0 {
		return
	}
	newPairing(c.notices, c.notices, slices.Clone(c.gift)).run(independent, late, func(from, to int32) { c.gift[from] = to })
	for i := range c.gift {
		c.gift[i] = c.gift[c.gift[i]]
	}
}

// matchPeriodic finds the periodic row of each gift, by any of its rows.
func (c *cover) matchPeriodic() {
	c.carrier = make([]int32, len(c.notices))
	for i := range c.carrier {
		c.carrier[i] = none
	}
	newPairing(c.notices, c.periodic, c.gift).run(indexes(c.notices), indexes(c.periodic), func(n, p int32) {
		c.carrier[c.gift[n]] = p
	})
}

func indexes(rows []candidate) []int32 {
	out := make([]int32, len(rows))
	for i := range out {
		out[i] = int32(i)
	}
	return out
}
