package resolve

import (
	"cmp"
	"maps"
	"slices"

	"moneytrail/store"
)

// Relation says that two donors belong together without being one.
type Relation struct {
	A, B         store.DonorID // A < B
	Reason, Link string
}

// Corrected is a resolution under corrections.
type Corrected struct {
	Donors    map[store.DonorID]store.DonorID // contributor -> donor
	Names     map[store.DonorID]string        // donor -> name given by a correction
	Relations []Relation                      // sorted by A, B
	Redirects map[store.DonorID]store.DonorID // donor that is gone -> donor that has its contributors
	// Stale are corrections that name nobody, or change nothing since the
	// resolution says the same by now. They are reported, not ignored.
	Stale []Correction
}

// ApplyCorrections lays corrections over the donors of a resolution: splits
// first, then merges, names and relations. It changes neither argument, and it
// does not depend on the order of the corrections; so to undo one is to leave
// it out. A split contributor is a donor under its own id; if the rest of its
// donor had that id, the rest is known by its smallest contributor.
func ApplyCorrections(donors map[store.DonorID]store.DonorID, all []Correction, lookup Lookup) Corrected {
	out := Corrected{Donors: maps.Clone(donors), Names: make(map[store.DonorID]string), Redirects: make(map[store.DonorID]store.DonorID)}
	if out.Donors == nil {
		out.Donors = make(map[store.DonorID]store.DonorID)
	}
	out.split(all, lookup)
	out.merge(all, lookup)
	out.describe(all, lookup)
	slices.SortFunc(out.Stale, func(a, b Correction) int { return cmp.Compare(a.Line, b.Line) })
	slices.SortFunc(out.Relations, func(a, b Relation) int {
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B), cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Link, b.Link))
	})
	out.Relations = slices.Compact(out.Relations)
	return out
}

func (o *Corrected) split(all []Correction, lookup Lookup) {
	alone := make(map[store.DonorID]bool)
	for _, c := range all {
		if c.Action != Split {
			continue
		}
		id, ok := lookup(c.Donor)
		if donor, known := o.Donors[id]; !ok || !known || donor == id && !o.shared(id) {
			o.Stale = append(o.Stale, c)
			continue
		}
		alone[id] = true
	}
	if len(alone) == 0 {
		return
	}
	heirs := make(map[store.DonorID]store.DonorID) // donor whose id left -> new id of the rest
	for _, c := range slices.Sorted(maps.Keys(o.Donors)) {
		donor := o.Donors[c]
		if _, has := heirs[donor]; alone[donor] && !alone[c] && !has {
			heirs[donor] = c
		}
	}
	for c, donor := range o.Donors {
		if alone[c] {
			o.Donors[c] = c
		} else if heir, ok := heirs[donor]; ok {
			o.Donors[c] = heir
		}
	}
}

// shared reports whether a donor has more contributors than the one of its id.
func (o *Corrected) shared(donor store.DonorID) bool {
	for c, d := range o.Donors {
		if d == donor && c != donor {
			return true
		}
	}
	return false
}

// merge joins donors in an order of its own, so that the lines' order does not
// matter. A merge that joins what is one already is stale.
func (o *Corrected) merge(all []Correction, lookup Lookup) {
	type step struct {
		from, to store.DonorID
		c        Correction
	}
	var steps []step
	for _, c := range all {
		if c.Action != Merge {
			continue
		}
		donor, target, ok := o.pair(c, lookup)
		if !ok || donor == target {
			o.Stale = append(o.Stale, c)
			continue
		}
		steps = append(steps, step{donor, target, c})
	}
	slices.SortFunc(steps, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.c.Line, b.c.Line))
	})
	to := make(map[store.DonorID]store.DonorID)
	final := func(d store.DonorID) store.DonorID {
		for next, ok := to[d]; ok; next, ok = to[d] {
			d = next
		}
		return d
	}
	for _, s := range steps {
		if from, target := final(s.from), final(s.to); from != target {
			to[from] = target
		} else {
			o.Stale = append(o.Stale, s.c)
		}
	}
	for c, d := range o.Donors {
		o.Donors[c] = final(d)
	}
	for d := range to {
		o.Redirects[d] = final(d)
	}
}

// pair finds the donors that a correction speaks of, as they are now.
func (o *Corrected) pair(c Correction, lookup Lookup) (donor, target store.DonorID, ok bool) {
	donor, ok = o.donor(c.Donor, lookup)
	if !ok {
		return 0, 0, false
	}
	target, ok = o.donor(c.Target, lookup)
	return donor, target, ok
}

func (o *Corrected) donor(text string, lookup Lookup) (store.DonorID, bool) {
	id, ok := lookup(text)
	if !ok {
		return 0, false
	}
	donor, ok := o.Donors[id]
	return donor, ok
}

func (o *Corrected) describe(all []Correction, lookup Lookup) {
	for _, c := range all {
		switch c.Action {
		case Rename:
			donor, ok := o.donor(c.Donor, lookup)
			if !ok {
				o.Stale = append(o.Stale, c)
				continue
			}
			if name, has := o.Names[donor]; !has || c.Target < name {
				o.Names[donor] = c.Target
			}
		case Affiliate:
			a, b, ok := o.pair(c, lookup)
			if !ok || a == b {
				o.Stale = append(o.Stale, c)
				continue
			}
			o.Relations = append(o.Relations, Relation{min(a, b), max(a, b), c.Reason, c.Link})
		}
	}
}
