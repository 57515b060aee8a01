package resolve

import (
	"cmp"
	"slices"

	"moneytrail/store"
)

// Pair is two as-filed contributors with the verdict about them; A < B.
type Pair struct {
	A, B store.DonorID
	Verdict
}

// Result is a resolution of a set of contributors.
type Result struct {
	// Donors gives the donor of each contributor. A donor's id is the smallest
	// id of its contributors; see [Result.Keep] for ids published before.
	Donors map[store.DonorID]store.DonorID
	// Links are the pairs over which donors were joined, with their evidence.
	Links []Pair
	// Possible are pairs of two donors that are possibly the same, for each
	// contributor the strongest five at most. They are never added up.
	Possible []Pair
	// Conflicts are pairs for review: whose own evidence says they are the same
	// but others of their donors contradict it, or a committee id stands beside
	// an unrelated name. They are not joined.
	Conflicts []Pair
}

// Resolve joins contributors to donors. The result does not depend on their
// order. Ids must be unique. Links, Possible and Conflicts are sorted by
// descending weight, then ids.
func Resolve(contributors []Contributor, w *Weights) Result {
	records := parseAll(contributors, w)
	edges := demote(w, records, findEdges(w, records, buildBlocks(records)))
	c := newClusters(len(records))
	r := Result{Donors: make(map[store.DonorID]store.DonorID, len(records))}
	x := explainer{weights: w, records: records, known: make(map[explanation][]string)}
	for i := range edges {
		e := &edges[i]
		if e.answer != Same || c.root(e.a) == c.root(e.b) {
			continue
		}
		if !c.compatible(w, records, e.a, e.b) {
			r.Conflicts = append(r.Conflicts, x.pair(e, conflictWords))
			continue
		}
		c.join(e.a, e.b)
		r.Links = append(r.Links, x.pair(e, ""))
	}
	edges = strongest(edges, c, len(records))
	r.Possible = make([]Pair, 0, len(edges))
	for i := range edges {
		if e := &edges[i]; e.why == becauseIDName {
			r.Conflicts = append(r.Conflicts, x.pair(e, ""))
		} else {
			r.Possible = append(r.Possible, x.pair(e, ""))
		}
	}
	for i := range records {
		r.Donors[records[i].id] = records[c.root(int32(i))].id
	}
	return r
}

// mostPossible is how many possible pairs are given per contributor: a longer
// list of namesakes helps nobody.
const mostPossible = 5

const (
	conflictWords  = "another contributor of the same donor contradicts this one"
	ambiguousWords = "it agrees as well with somebody who is certainly another"
)

// strongest keeps the possible pairs of two donors, for each record the
// strongest few; all where a committee id stands beside an unrelated name.
func strongest(edges []edge, c *clusters, records int) []edge {
	shown := make([]uint8, records)
	return slices.DeleteFunc(edges, func(e edge) bool {
		if e.answer != Possible || c.root(e.a) == c.root(e.b) {
			return true
		}
		if e.why != becauseIDName {
			if shown[e.a] >= mostPossible || shown[e.b] >= mostPossible {
				return true
			}
			shown[e.a]++
			shown[e.b]++
		}
		return false
	})
}

// parseAll gives the records in the order of their ids.
func parseAll(contributors []Contributor, w *Weights) []record {
	p := newParser(w)
	records := make([]record, len(contributors))
	for i := range contributors {
		records[i] = p.parse(&contributors[i])
	}
	slices.SortStableFunc(records, func(a, b record) int { return cmp.Compare(a.id, b.id) })
	return records
}

// explainer puts pairs into words and keeps the words that many pairs share.
type explainer struct {
	weights *Weights
	records []record
	known   map[explanation][]string
}

// explanation is all that the words about two persons follow from.
type explanation struct {
	vector vector
	why    reason
	rare   bool
	extra  string
}

func (x *explainer) pair(e *edge, extra string) Pair {
	a, b := &x.records[e.a], &x.records[e.b]
	o := x.weights.compare(a, b)
	answer := e.answer
	switch {
	case extra == conflictWords:
		answer = Possible
	case e.answer != o.answer:
		extra = ambiguousWords
	}
	p := Pair{min(a.id, b.id), max(a.id, b.id), Verdict{Answer: answer, Weight: round(o.weight)}}
	key := explanation{o.vector, o.why, rareSurnames(a, b), extra}
	if evidence, ok := x.known[key]; ok && !o.bodies {
		p.Evidence = evidence
		return p
	}
	if extra != "" {
		p.Evidence = append(p.Evidence, extra)
	}
	p.Evidence = slices.Clip(append(p.Evidence, o.explain(a, b)...))
	if x.known != nil && !o.bodies {
		x.known[key] = p.Evidence
	}
	return p
}

// demote changes the edges: it takes back what a record with half a name agrees with, when it agrees
// with two that exclude each other: J. Smith is neither John nor Jane as long
// as both live there.
func demote(w *Weights, records []record, edges []edge) []edge {
	near := make(map[int32][]int32)
	for i := range edges {
		if e := &edges[i]; e.answer == Same {
			near[e.a] = append(near[e.a], e.b)
			near[e.b] = append(near[e.b], e.a)
		}
	}
	for i := range edges {
		e := &edges[i]
		if e.answer == Same && !e.firm && (torn(w, records, near[e.a], e.b) || torn(w, records, near[e.b], e.a)) {
			e.answer = Possible
		}
	}
	return edges
}

// torn reports whether one of the others certainly is not x.
func torn(w *Weights, records []record, others []int32, x int32) bool {
	for _, y := range others {
		if y == x {
			continue
		}
		if o := w.compare(&records[x], &records[y]); o.hard {
			return true
		}
	}
	return false
}
