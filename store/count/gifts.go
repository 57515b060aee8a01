package count

import "slices"

// findGifts finds the notice rows that repeat one another within a form: the
// same transaction id, date, amount and contributor. Afterwards gift[i] is the
// first row of the gift of notice i.
func (c *cover) findGifts() {
	c.gift = make([]int32, len(c.notices))
	entries := make([]entry, 0, len(c.notices))
	for i := range c.notices {
		c.gift[i] = int32(i)
		n := &c.notices[i]
		if key := keyMoney(n); key != 0 {
			if is496(n) {
				key = mix(key, 496)
			}
			entries = append(entries, entry{key: key, at: int32(i)})
		}
	}
	slices.SortFunc(entries, compareEntries)
	first := 0
	for k, e := range entries {
		if k == 0 || e.key != entries[first].key {
			first = k
			continue
		}
		a, b := &c.notices[entries[first].at], &c.notices[e.at]
		if sameMoney(a, b) && is496(a) == is496(b) {
			c.gift[e.at] = entries[first].at
		}
	}
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
	newPairing(c.notices, c.notices, slices.Clone(c.gift)).run(noticeMatchers[:], independent, late, func(from, to int32) { c.gift[from] = to })
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
	newPairing(c.notices, c.periodic, c.gift).run(periodicMatchers[:], indexes(c.notices), indexes(c.periodic), func(n, p int32) {
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
