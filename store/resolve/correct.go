package resolve

import (
	"maps"
	"slices"

	"moneytrail/store"
)

// Correct lays the corrections in force over what the rules alone say. Base
// gives every contributor of every donor that they mention, with its donor;
// links are the pairs that the rules joined, and all say by which the donors of
// a never-merge are taken apart.
//
// The outcome follows from base, links and the set of entries alone, so that to
// undo one is to leave it out. In turn: splits (a contributor is a donor under
// its own id; the rest, if it had that id, is known by its smallest
// contributor), never-merges (the weakest links between the two are cut), then
// merges in the order of the log. A merge that would join what a split or a
// never-merge keeps apart is not applied, and told. Neither argument is changed.
func Correct(base map[store.DonorID]store.DonorID, links []store.DonorPair, all []store.Correction) store.Corrected {
	c := correcting{donors: maps.Clone(base), outcomes: make(map[int64]store.CorrectionOutcome, len(all))}
	if c.donors == nil {
		c.donors = make(map[store.DonorID]store.DonorID)
	}
	for _, e := range slices.SortedFunc(slices.Values(all), func(a, b store.Correction) int { return int(a.ID - b.ID) }) {
		if !e.InForce() {
			continue
		}
		if c.stale(&e) {
			c.outcomes[e.ID] = store.CorrectionOutcome{State: store.CorrectionStale}
			continue
		}
		c.entries = append(c.entries, e)
	}
	c.split()
	c.separate(links)
	c.merge()
	c.describe()
	return store.Corrected{Donors: c.donors, Outcomes: c.outcomes}
}

// correcting is the work of [Correct].
type correcting struct {
	donors   map[store.DonorID]store.DonorID
	entries  []store.Correction // in force and not stale, by id
	outcomes map[int64]store.CorrectionOutcome
}

func (c *correcting) stale(e *store.Correction) bool {
	_, subject := c.donors[e.Subject]
	_, object := c.donors[e.Object]
	return !subject || !object && e.Object != 0
}

func (c *correcting) of(kinds ...store.CorrectionKind) []store.Correction {
	var out []store.Correction
	for _, e := range c.entries {
		if slices.Contains(kinds, e.Kind) {
			out = append(out, e)
		}
	}
	return out
}

func (c *correcting) told(e *store.Correction, changed bool) {
	state := store.CorrectionAgrees
	if changed {
		state = store.CorrectionApplied
	}
	c.outcomes[e.ID] = store.CorrectionOutcome{State: state}
}

func (c *correcting) contradicted(e, by *store.Correction) {
	c.outcomes[e.ID] = store.CorrectionOutcome{State: store.CorrectionContradicted, By: by.ID}
}

// members gives the contributors of each donor, in order.
func (c *correcting) members() map[store.DonorID][]store.DonorID {
	out := make(map[store.DonorID][]store.DonorID)
	for _, m := range slices.Sorted(maps.Keys(c.donors)) {
		out[c.donors[m]] = append(out[c.donors[m]], m)
	}
	return out
}

func (c *correcting) split() {
	members := c.members()
	alone := make(map[store.DonorID]bool)
	for _, e := range c.of(store.CorrectionSplit) {
		c.told(&e, len(members[c.donors[e.Subject]]) > 1)
		alone[e.Subject] = true
	}
	for donor, all := range members {
		rest := slices.DeleteFunc(slices.Clone(all), func(m store.DonorID) bool { return alone[m] })
		if len(rest) == len(all) {
			continue
		}
		for _, m := range all {
			c.donors[m] = m
		}
		name := donor
		if alone[donor] && len(rest) > 0 {
			name = rest[0]
		}
		for _, m := range rest {
			c.donors[m] = name
		}
	}
}

// separate takes apart the donors that hold two sides of a never-merge.
func (c *correcting) separate(links []store.DonorPair) {
	torn := make(map[store.DonorID][]store.Correction)
	for _, e := range c.of(store.CorrectionNeverMerge) {
		donor := c.donors[e.Subject]
		together := donor == c.donors[e.Object]
		c.told(&e, together)
		if together {
			torn[donor] = append(torn[donor], e)
		}
	}
	if len(torn) == 0 {
		return
	}
	members := c.members()
	for donor, never := range torn {
		within := make([]store.DonorPair, 0, len(members[donor]))
		for _, l := range links {
			if l.Answer == "same" && c.donors[l.A] == donor && c.donors[l.B] == donor {
				within = append(within, l)
			}
		}
		c.cut(donor, members[donor], within, never)
	}
}

// merge joins donors in the order of the log, unless that would join what
// splits and never-merges keep apart.
func (c *correcting) merge() {
	apart := c.of(store.CorrectionSplit, store.CorrectionNeverMerge)
	to := make(map[store.DonorID]store.DonorID)
	final := func(m store.DonorID) store.DonorID {
		d := c.donors[m]
		for next, ok := to[d]; ok; next, ok = to[d] {
			d = next
		}
		return d
	}
	for _, e := range c.of(store.CorrectionMerge) {
		from, target := final(e.Subject), final(e.Object)
		if from == target {
			c.told(&e, false)
			continue
		}
		against := slices.IndexFunc(apart, func(n store.Correction) bool {
			a, b := final(n.Subject), final(n.Object)
			return a == from && b == target || a == target && b == from
		})
		if against >= 0 {
			c.contradicted(&e, &apart[against])
			continue
		}
		to[from] = target
		c.told(&e, true)
	}
	if len(to) == 0 {
		return
	}
	moved := make(map[store.DonorID]store.DonorID, len(c.donors))
	for m := range c.donors {
		moved[m] = final(m)
	}
	c.donors = moved
}

// describe finds names and classes that contradict each other; the later entry
// stands. A relation of a donor with itself says nothing.
func (c *correcting) describe() {
	type subject struct {
		kind  store.CorrectionKind
		donor store.DonorID
	}
	latest := make(map[subject]store.Correction)
	for _, e := range c.of(store.CorrectionRename, store.CorrectionClass) {
		at := subject{e.Kind, c.donors[e.Subject]}
		if before, ok := latest[at]; ok && (before.Value != e.Value || before.Detail != e.Detail) {
			c.contradicted(&before, &e)
		}
		latest[at] = e
		c.told(&e, true)
	}
	for _, e := range c.of(store.CorrectionAffiliate) {
		c.told(&e, c.donors[e.Subject] != c.donors[e.Object])
	}
}
