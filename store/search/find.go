package search

import "moneytrail/store/resolve"

// Hits are the best documents of a query. Count is exact and holds all that
// were found; Spelled are those of them found without forgiving a
// misspelling, which come first.
type Hits struct {
	IDs     []int64
	Ranks   []int64 // as told to [Builder.Document]
	Count   int
	Spelled int
}

// Find gives the documents of a query, at most limit. Misspellings are
// forgiven when what is spelled right is fewer.
func (x *Index) Find(q Query, limit int) Hits {
	var h Hits
	if q.Empty() || len(x.ids) == 0 {
		return h
	}
	spelled := x.matching(q, false)
	defer x.drop(spelled)
	h.Spelled = spelled.count()
	h.Count = h.Spelled
	h.take(x, spelled, limit)
	if h.Spelled >= limit || !q.forgives() {
		return h
	}
	forgiven := x.matching(q, true)
	defer x.drop(forgiven)
	forgiven.without(spelled)
	h.Count += forgiven.count()
	h.take(x, forgiven, limit)
	return h
}

func (h *Hits) take(x *Index, s set, limit int) {
	if len(h.IDs) >= limit {
		return
	}
	s.each(func(doc uint32) bool {
		h.IDs, h.Ranks = append(h.IDs, x.ids[doc]), append(h.Ranks, x.ranks[doc])
		return len(h.IDs) < limit
	})
}

// matching gives the documents that have every term.
func (x *Index) matching(q Query, forgive bool) set {
	var all set
	for _, t := range q.terms {
		one := x.set()
		if t.quoted {
			x.quoted(t, one)
		} else {
			x.loose(t.words[0], forgive, one)
		}
		if all == nil {
			all = one
			continue
		}
		all.and(one)
		x.drop(one)
	}
	return all
}

func (x *Index) loose(w string, forgive bool, to set) {
	x.words.mark(x.words.prefixed(w), to)
	for _, name := range resolve.Nicknames(w) {
		x.words.mark(x.words.exactly(name), to)
	}
	if len(w) >= 2 {
		x.acronyms.mark(x.acronyms.prefixed(w), to)
	}
	if forgive {
		for _, s := range x.words.misspelled(w, allowed(w)) {
			x.words.mark(s, to)
		}
	}
}

// quoted finds words as they stand. Several must follow one another.
func (x *Index) quoted(t term, to set) {
	numbers := make([]uint32, len(t.words))
	for i, w := range t.words {
		s := x.words.exactly(w)
		if s.lo >= s.hi {
			clear(to)
			return
		}
		numbers[i] = uint32(s.lo)
		if i == 0 {
			x.words.mark(s, to)
			continue
		}
		one := x.set()
		x.words.mark(s, one)
		to.and(one)
		x.drop(one)
	}
	if len(numbers) == 1 {
		return
	}
	to.each(func(doc uint32) bool {
		if !x.phrase(doc, numbers) {
			to[doc>>6] &^= 1 << (doc & 63)
		}
		return true
	})
}
