package columns

import (
	"strings"

	"moneytrail/store"
)

// partiesAdmitted decides about parties as filed.
func (c *Columns) partiesAdmitted(q *Query) bitmap {
	var tests []func(i int) bool
	in := func(entries bitmap, of []uint32) {
		tests = append(tests, func(i int) bool { return entries.has(of[i]) })
	}
	p := &c.parties
	words := func(t *texts, text string, of []uint32) {
		if text == "" {
			return
		}
		if w := strings.Fields(c.fold(text)); len(w) > 0 {
			in(t.having(w), of)
		} else {
			in(newBitmap(t.size()), of) // nothing to be found in it
		}
	}
	if q.Donor != 0 || len(q.Classes) > 0 {
		in(c.donorsAdmitted(&q.TransactionFilter), p.donor)
	}
	words(&c.names, q.Name, p.name)
	words(&c.work, q.Employer, p.employer)
	words(&c.work, q.Occupation, p.occupation)
	if q.City != "" {
		in(c.places.equal(c.fold(q.City)), p.city)
	}
	if q.Zip != "" {
		in(p.zips.any(q.Zip), p.zip)
	}
	for _, small := range []struct {
		text  string
		known *strs
		of    []uint16
	}{{q.State, &p.states, p.state}, {q.Entity, &p.entities, p.entity}} {
		if small.text != "" {
			entries, of := small.known.any(c.fold(small.text)), small.of
			tests = append(tests, func(i int) bool { return entries.has(uint32(of[i])) })
		}
	}
	if len(tests) == 0 {
		return nil
	}
	out := newBitmap(len(p.donor))
next:
	for i := range p.donor {
		for _, admits := range tests {
			if !admits(i) {
				continue next
			}
		}
		out.set(uint32(i))
	}
	return out
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
