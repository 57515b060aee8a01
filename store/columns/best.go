package columns

import "slices"

// best keeps the first rows of an order: a heap with the last of them on top.
type best struct {
	limit int
	heap  []place
}

// admits reports whether a row is among the first so far.
func (b *best) admits(p place) bool { return len(b.heap) < b.limit || p.before(b.heap[0]) }

// add keeps a row that is admitted.
func (b *best) add(p place) {
	if len(b.heap) < b.limit {
		b.heap = append(b.heap, p)
		for i := len(b.heap) - 1; i > 0; {
			up := (i - 1) / 2
			if !b.heap[up].before(b.heap[i]) {
				return
			}
			b.heap[up], b.heap[i] = b.heap[i], b.heap[up]
			i = up
		}
		return
	}
	b.heap[0] = p
	for i := 0; ; {
		down := 2*i + 1
		if down >= len(b.heap) {
			return
		}
		if down+1 < len(b.heap) && b.heap[down].before(b.heap[down+1]) {
			down++
		}
		if !b.heap[i].before(b.heap[down]) {
			return
		}
		b.heap[i], b.heap[down] = b.heap[down], b.heap[i]
		i = down
	}
}

// sorted gives the rows in order.
func (b *best) sorted() []place {
	slices.SortFunc(b.heap, func(x, y place) int {
		if x.before(y) {
			return -1
		}
		return 1
	})
	return b.heap
}
