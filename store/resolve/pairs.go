package resolve

import (
	"cmp"
	"runtime"
	"slices"
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

// findEdges compares all pairs that share a block, on all processors, and gives
// the edges in an order that follows from the records alone.
func findEdges(w *Weights, records []record, b *blocks) []edge {
	cuts := b.cut(4 * runtime.GOMAXPROCS(0))
	parts := make([][]edge, len(cuts)-1)
	var wg sync.WaitGroup
	work := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range work {
				parts[i] = edgesIn(w, records, b, cuts[i], cuts[i+1])
			}
		})
	}
	for i := range parts {
		work <- i
	}
	close(work)
	wg.Wait()
	edges := slices.Concat(parts...)
	clear(parts)
	slices.SortFunc(edges, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return slices.CompactFunc(edges, func(x, y edge) bool { return x.a == y.a && x.b == y.b })
}

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

func edgesIn(w *Weights, records []record, b *blocks, from, to int) []edge {
	var out []edge
	try := func(x, y int32) {
		if o := w.compare(&records[x], &records[y]); o.answer != Different {
			out = append(out, edge{min(x, y), max(x, y), float32(o.weight), o.answer, o.firm, o.why})
		}
	}
	for run := range b.runs(from, to) {
		if len(run) > blockCap {
			sameNames(records, run, try)
			continue
		}
		for i := range run {
			for j := i + 1; j < len(run); j++ {
				if !b.seen(run[i].key, run[i].at, run[j].at) {
					try(run[i].at, run[j].at)
				}
			}
		}
	}
	return dedupe(out)
}

// sameNames compares those in a wide block that bear one name: all pairs if
// they are few, else each with the first.
func sameNames(records []record, run []entry, try func(x, y int32)) {
	groups := make(map[string][]int32)
	for _, e := range run {
		name := records[e.at].fullName()
		groups[name] = append(groups[name], e.at)
	}
	for _, g := range groups {
		for i := range g {
			if i > 0 && len(g) > blockCap {
				break
			}
			for j := i + 1; j < len(g); j++ {
				try(g[i], g[j])
			}
		}
	}
}

func (r *record) fullName() string {
	if r.kind == aBody {
		return r.body.joined
	}
	return r.person.joined + "|" + r.person.first + "|" + r.zip
}

func dedupe(edges []edge) []edge {
	slices.SortFunc(edges, func(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return slices.CompactFunc(edges, func(x, y edge) bool { return x.a == y.a && x.b == y.b })
}
