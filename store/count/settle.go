package count

import "moneytrail/store"

// settle writes the matches from what was found about each gift.
func (c *cover) settle() {
	c.holder = make([]int64, len(c.notices))
	for i := range c.notices {
		if g := c.gift[i]; c.holder[g] == 0 {
			c.holder[g] = c.periods.holding(c.notices[i].day)
		}
	}
	partner := c.partners()
	for i := range c.notices {
		n := &c.notices[i]
		m := Match{Row: n.ID, Status: store.StatusCovered}
		g := c.gift[i]
		first := &c.notices[g]
		carried := c.carrier[g] != none
		switch {
		case carried && (int32(i) == g || int32(i) == partner[g]):
			m.CauseRow = c.periodic[c.carrier[g]].ID
			m.Reason = coverReason(n, &c.periodic[c.carrier[g]])
		case !carried && c.periods.holding(n.day) != 0:
			m.Reason, m.CauseReport = store.ReasonCoveredByPeriod, c.periods.holding(n.day)
		case int32(i) != g:
			m.Reason, m.CauseRow = coverReason(n, first), first.ID
		case c.holder[g] != 0:
			m.Reason, m.CauseReport = store.ReasonCoveredByPeriod, c.holder[g]
		default:
			m.Status, m.Reason = store.StatusPending, store.ReasonNotYetPeriodic
		}
		c.matches[n.place] = m
	}
}

// partners gives, for each gift, the first row of the form that the gift's own
// first row is not of: a periodic row covers one row of each form, and these
// cover the rows that repeat them.
func (c *cover) partners() []int32 {
	out := make([]int32, len(c.notices))
	for i := range out {
		out[i] = none
	}
	for i := range c.notices {
		g := c.gift[i]
		if out[g] == none && is496(&c.notices[i]) != is496(&c.notices[g]) {
			out[g] = int32(i)
		}
	}
	return out
}

func coverReason(n, by *candidate) store.Reason {
	if n.base != "" && n.base == by.base {
		return store.ReasonCoveredByID
	}
	return store.ReasonCoveredByMatch
}
