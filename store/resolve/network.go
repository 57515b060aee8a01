package resolve

import (
	"cmp"
	"iter"
	"slices"

	"moneytrail/store"
)

// Network is a resolution with all that it follows from: what is kept so that
// contributors who come later are matched without a full pass ([Matcher]).
type Network struct {
	weights *Weights
	records []record
	blocks  *blocks
	links   []edge // pairs whose own answer is Same
	near    []edge // pairs whose own answer is Possible
	settled settlement
}

// Build resolves contributors. They are read once, in any order; ids must be
// unique. Progress, which may be nil, is told the stage.
func Build(contributors iter.Seq[Contributor], w *Weights, progress func(stage string)) *Network {
	if progress == nil {
		progress = func(string) {}
	}
	progress("names")
	n := &Network{weights: w, records: parseAll(contributors, w)}
	progress("blocks")
	n.blocks = buildBlocks(w, n.records)
	progress("pairs")
	n.links, n.near = findEdges(w, n.records, n.blocks)
	slices.SortFunc(n.near, byPlace)
	progress("donors")
	n.settled = settle(w, n.records, n.links)
	return n
}

// byPlace orders edges as their pairs are kept.
func byPlace(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) }

// Len gives the number of contributors.
func (n *Network) Len() int { return len(n.records) }

// Donors gives the donor of each contributor, by ascending contributor. A
// donor goes by the smallest id of its contributors that were filed with a
// committee id, else of all.
func (n *Network) Donors() iter.Seq2[store.DonorID, store.DonorID] {
	return func(yield func(store.DonorID, store.DonorID) bool) {
		for i := range n.records {
			if !yield(n.records[i].id, n.donor(int32(i))) {
				return
			}
		}
	}
}

func (n *Network) donor(at int32) store.DonorID {
	return n.records[n.settled.name(at)].id
}

// Blocks gives the blocks that contributors stand in, by ascending key, then
// id.
func (n *Network) Blocks() iter.Seq2[int64, store.DonorID] {
	return func(yield func(int64, store.DonorID) bool) {
		for _, e := range n.blocks.entries {
			if !yield(int64(e.key), n.records[e.at].id) {
				return
			}
		}
	}
}

// Pairs gives every pair that is the same or possibly so: links first, each
// kind by ascending ids. Evidence
// is put into words later, by [Weights.Score]. A pair that is possibly the
// same may be of one donor, joined by way of others.
func (n *Network) Pairs() iter.Seq[Link] {
	return func(yield func(Link) bool) {
		for l := range n.settled.pairs(n.records, n.links) {
			if !yield(l) {
				return
			}
		}
		for i := range n.near {
			if !yield(n.near[i].link(n.records)) {
				return
			}
		}
	}
}

// Result gives the resolution with evidence in words.
func (n *Network) Result() Result {
	r := Result{Donors: make(map[store.DonorID]store.DonorID, len(n.records))}
	for c, donor := range n.Donors() {
		r.Donors[c] = donor
	}
	x := explainer{weights: n.weights, records: n.records, known: make(map[explanation][]string)}
	for _, i := range n.settled.joined {
		r.Links = append(r.Links, x.pair(&n.links[i], noNote))
	}
	for _, i := range n.settled.clashed {
		r.Conflicts = append(r.Conflicts, x.pair(&n.links[i], NoteContradicted))
	}
	for _, i := range n.settled.torn {
		if e := &n.links[i]; n.donor(e.a) != n.donor(e.b) {
			r.Possible = append(r.Possible, x.pair(e, NoteAmbiguous))
		}
	}
	for i := range n.near {
		e := &n.near[i]
		switch {
		case n.donor(e.a) == n.donor(e.b):
		case e.why == becauseIDName:
			r.Conflicts = append(r.Conflicts, x.pair(e, noNote))
		default:
			r.Possible = append(r.Possible, x.pair(e, noNote))
		}
	}
	for _, pairs := range [...][]Pair{r.Links, r.Possible, r.Conflicts} {
		slices.SortFunc(pairs, func(a, b Pair) int {
			return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
		})
	}
	return r
}
