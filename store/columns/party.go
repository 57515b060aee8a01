package columns

import (
	"strings"

	"moneytrail/store"
)

// partiesAdmitted decides about parties as filed; nil admits all.
func (c *Columns) partiesAdmitted(q *Query) bitmap {
	p := &c.parties
	var out bitmap
	restrict := func(entries bitmap, of []uint32) { out = restricted(out, entries, of) }
	words := func(t *texts, text string, of []uint32) {
		if text == "" {
			return
		}
		entries := newBitmap(t.size())
		if w := strings.Fields(c.fold(text)); len(w) > 0 { // else there is nothing to be found
			entries = t.having(w)
		}
		restrict(entries, of)
	}
	if q.Donor != 0 || len(q.Classes) > 0 {
		restrict(c.donorsAdmitted(&q.TransactionFilter), p.donor)
	}
	words(&c.names, q.Name, p.name)
	words(&c.work, q.Employer, p.employer)
	words(&c.work, q.Occupation, p.occupation)
	if q.City != "" {
		restrict(c.places.equal(c.fold(q.City)), p.city)
	}
	if q.Zip != "" {
		restrict(p.zips.any(q.Zip), p.zip)
	}
	if q.State != "" {
		out = restricted(out, p.states.any(c.fold(q.State)), p.state)
	}
	if q.Entity != "" {
		out = restricted(out, p.entities.any(c.fold(q.Entity)), p.entity)
	}
	return out
}

// restricted leaves of a set of parties those whose entry is admitted; a nil
// set is that of all.
func restricted[T uint16 | uint32](parties, entries bitmap, of []T) bitmap {
	if parties == nil {
		parties = newBitmap(len(of))
		for i := range parties {
			parties[i] = ^uint64(0)
		}
	}
	for i, w := range parties {
		if w == 0 {
			continue
		}
		var admitted uint64
		for bit, e := range of[i*64 : min(i*64+64, len(of))] {
			admitted |= entries[e>>6] >> (e & 63) & 1 << bit
		}
		parties[i] = w & admitted
	}
	return parties
}

func (c *Columns) donorsAdmitted(f *store.TransactionFilter) bitmap {
	d := &c.donors
	out := newBitmap(len(d.ids))
	if f.Donor != 0 {
		if at, known := d.number[int64(f.Donor)]; known && among(f.Classes, d.classes.list[d.class[at]]) {
			out.set(at)
		}
		return out
	}
	classes := d.classes.any(f.Classes...)
	for i, class := range d.class {
		if classes.has(class) {
			out.set(uint32(i))
		}
	}
	return out
}
