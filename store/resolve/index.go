package resolve

import (
	"cmp"
	"slices"

	"moneytrail/store"
)

// Index holds the contributors of a resolution so that new ones are matched
// without a full pass. It is not safe for concurrent use.
type Index struct {
	weights  *Weights
	parser   *parser
	records  []record
	blocks   *blocks
	added    map[uint64][]int32 // blocks of records added since
	clusters *clusters
	donors   []store.DonorID // of the root records
	places   map[store.DonorID]int32
}

// Redirect says that a donor is another one from now on.
type Redirect struct{ From, To store.DonorID }

// Match is what an Index says of a new contributor.
type Match struct {
	Donor     store.DonorID // its donor; a new donor has the contributor's own id
	Links     []Pair        // over which it was joined
	Redirects []Redirect    // donors that the contributor shows to be one
	Possible  []Pair
	Conflicts []Pair
}

// NewIndex takes in contributors with their donors (of a [Result], after
// corrections if there are any). A contributor without a donor is one itself.
func NewIndex(contributors []Contributor, donors map[store.DonorID]store.DonorID, w *Weights) *Index {
	x := &Index{
		weights: w, parser: newParser(w), records: parseAll(contributors, w), added: make(map[uint64][]int32),
		places: make(map[store.DonorID]int32, len(contributors)),
	}
	x.blocks = buildBlocks(x.records)
	x.clusters = newClusters(len(x.records))
	x.donors = make([]store.DonorID, len(x.records))
	first := make(map[store.DonorID]int32, len(x.records))
	for i := range x.records {
		at, id := int32(i), x.records[i].id
		x.places[id] = at
		donor, ok := donors[id]
		if !ok {
			donor = id
		}
		if other, known := first[donor]; known {
			x.clusters.join(other, at)
		} else {
			first[donor] = at
		}
		x.donors[x.clusters.root(at)] = donor
	}
	return x
}

// Donor gives the donor of a contributor that the index holds.
func (x *Index) Donor(contributor store.DonorID) (store.DonorID, bool) {
	at, ok := x.places[contributor]
	if !ok {
		return 0, false
	}
	return x.donors[x.clusters.root(at)], true
}

// Len gives the number of contributors held.
func (x *Index) Len() int { return len(x.records) }

// Add matches a contributor against those held and takes it in. Adding never
// splits a donor; it may show two donors to be one, and then the smaller id
// survives. A contributor that is held already keeps its donor.
func (x *Index) Add(c Contributor) Match {
	if donor, ok := x.Donor(c.ID); ok {
		return Match{Donor: donor}
	}
	at := int32(len(x.records))
	x.records = append(x.records, x.parser.parse(&c))
	x.clusters.grow()
	x.donors = append(x.donors, c.ID)
	x.places[c.ID] = at
	keys := x.records[at].keys(nil)
	edges := x.edges(at, keys)
	for _, k := range keys {
		x.added[k] = append(x.added[k], at)
	}
	m := x.settle(at, edges)
	m.Donor = x.donors[x.clusters.root(at)]
	return m
}

// edges compares the record with those in its blocks.
func (x *Index) edges(at int32, keys []uint64) []edge {
	var near []int32
	name := x.records[at].fullName()
	for _, k := range keys {
		old, recent := x.blocks.run(k), x.added[k]
		wide := len(old)+len(recent) > blockCap
		for _, e := range old {
			if !wide || x.records[e.at].fullName() == name {
				near = append(near, e.at)
			}
		}
		for _, r := range recent {
			if !wide || x.records[r].fullName() == name {
				near = append(near, r)
			}
		}
	}
	slices.Sort(near)
	var out []edge
	for _, n := range slices.Compact(near) {
		if o := x.weights.compare(&x.records[at], &x.records[n]); o.answer != Different {
			out = append(out, edge{n, at, float32(o.weight), o.answer, o.firm, o.why})
		}
	}
	slices.SortFunc(out, func(a, b edge) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(x.records[a.a].id, x.records[b.a].id))
	})
	return demote(x.weights, x.records, out)
}

func (x *Index) settle(at int32, edges []edge) Match {
	var m Match
	for i := range edges {
		e := &edges[i]
		if e.answer != Same || x.clusters.root(e.a) == x.clusters.root(at) {
			continue
		}
		if !x.clusters.compatible(x.weights, x.records, e.a, at) {
			m.Conflicts = append(m.Conflicts, x.pair(e, conflictWords))
			continue
		}
		m.Links = append(m.Links, x.pair(e, ""))
		if r, merged := x.join(e.a, at); merged {
			m.Redirects = append(m.Redirects, r)
		}
	}
	for i := range edges {
		e := &edges[i]
		switch {
		case e.answer != Possible || x.clusters.root(e.a) == x.clusters.root(at):
		case e.why == becauseIDName:
			m.Conflicts = append(m.Conflicts, x.pair(e, ""))
		default:
			m.Possible = append(m.Possible, x.pair(e, ""))
		}
	}
	return m
}

// join puts the new record's cluster and another one together. The new
// contributor's own id was never published, so it gives way at once.
func (x *Index) join(old, at int32) (Redirect, bool) {
	a, b := x.donors[x.clusters.root(old)], x.donors[x.clusters.root(at)]
	fresh := x.clusters.next[at] == at
	x.clusters.join(old, at)
	survivor := a
	if !fresh {
		survivor = min(a, b)
	}
	x.donors[x.clusters.root(at)] = survivor
	return Redirect{max(a, b), survivor}, !fresh
}

func (x *Index) pair(e *edge, extra string) Pair {
	words := explainer{weights: x.weights, records: x.records}
	return words.pair(e, extra)
}
