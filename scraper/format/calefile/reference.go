package calefile

import "moneytrail/store"

// references gathers the lines kept by place, one entry per record name, in
// the order of their first lines.
type references struct {
	part string
	list []store.Reference
}

func (r *references) add(record string, pos store.Position) {
	for i := range r.list {
		if r.list[i].Record == record {
			r.list[i].Lines++
			r.list[i].Last = pos
			return
		}
	}
	r.list = append(r.list, store.Reference{Part: r.part, Record: record, Lines: 1, First: pos, Last: pos})
}
