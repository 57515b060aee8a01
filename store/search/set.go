package search

import "math/bits"

// set holds documents, one bit each.
type set []uint64

// set gives an empty set from the pool; give it back with drop.
func (x *Index) set() set {
	if s, ok := x.sets.Get().(*set); ok {
		clear(*s)
		return *s
	}
	return make(set, (len(x.ids)+63)/64)
}

func (x *Index) drop(s set) {
	if s != nil {
		x.sets.Put(&s)
	}
}

func (s set) and(other set) {
	for i := range s {
		s[i] &= other[i]
	}
}

func (s set) without(other set) {
	for i := range s {
		s[i] &^= other[i]
	}
}

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// each calls fn with every document in order, until it returns false.
func (s set) each(fn func(doc uint32) bool) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			if !fn(uint32(i<<6 + bits.TrailingZeros64(w))) {
				return
			}
		}
	}
}
