package resolve

import (
	"runtime"
	"sync"
)

// edge is a pair that is the same or possibly so.
type edge struct {
	a, b   int32 // a < b
	weight float32
	answer Answer
	firm   bool
	why    reason
}

// findEdges compares each pair that shares a block once, on all processors.
// Links are all that are the same; near are those that are possibly so: of each
// record the strongest few, and all in which a committee id stands beside an
// unrelated name.
func findEdges(w *Weights, records []record, b *blocks) (links, near []edge) {
	cuts := b.cut(16 * runtime.GOMAXPROCS(0))
	parts := make([]findings, len(cuts)-1)
	best := newNearest(len(records))
	var wg sync.WaitGroup
	work := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range work {
				parts[i] = edgesIn(w, records, b, best, cuts[i], cuts[i+1])
			}
		})
	}
	for i := range parts {
		work <- i
	}
	close(work)
	wg.Wait()
	for i := range parts {
		links, near = append(links, parts[i].links...), append(near, parts[i].review...)
		parts[i] = findings{}
	}
	return links, append(near, best.mutual(w, records)...)
}

// findings are the pairs of a part of the blocks that are kept whatever else
// there is.
type findings struct{ links, review []edge }

// cut divides the entries into about n parts between runs.
func (b *blocks) cut(n int) []int {
	cuts := []int{0}
	for i := 1; i < n; i++ {
		at := max(i*len(b.entries)/n, cuts[len(cuts)-1])
		for at > 0 && at < len(b.entries) && b.entries[at].key == b.entries[at-1].key {
			at++
		}
		cuts = append(cuts, at)
	}
	return append(cuts, len(b.entries))
}

// offered is how many pairs are gathered before they are offered to [nearest].
const offered = 1 << 16

func edgesIn(w *Weights, records []record, b *blocks, best *nearest, from, to int) findings {
	var out findings
	var near []edge
	try := func(x, y int32) {
		o := w.compare(&records[x], &records[y])
		if o.answer == Different {
			return
		}
		e := edge{min(x, y), max(x, y), float32(o.weight), o.answer, o.firm, o.why}
		switch {
		case o.answer == Same:
			out.links = append(out.links, e)
		case o.why == becauseIDName:
			out.review = append(out.review, e)
		default:
			if near = append(near, e); len(near) == offered {
				best.offer(near)
				near = near[:0]
			}
		}
	}
	for run := range b.runs(from, to) {
		for i := range run {
			for j := i + 1; j < len(run); j++ {
				if !b.seen(run[i].key, run[i].at, run[j].at) {
					try(run[i].at, run[j].at)
				}
			}
		}
	}
	best.offer(near)
	return out
}
