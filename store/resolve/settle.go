package resolve

import (
	"cmp"
	"slices"
)

// settlement says who is one donor within a set of records that is closed under
// links: no pair of a member and an outsider has the answer [Same].
type settlement struct {
	clusters *clusters
	joined   []int   // places in links over which donors were joined
	clashed  []int   // that the rest of the donor contradicts
	torn     []int   // that agree as well with somebody who is another
	names    []int32 // of a root: the member by whose id the donor goes
}

// name gives the member by whose id x's donor goes: the smallest id of those
// that were filed with a committee id, else of all.
func (s *settlement) name(x int32) int32 { return s.names[s.clusters.root(x)] }

func (s *settlement) nameAll(records []record) {
	s.names = make([]int32, len(records))
	for i := range s.names {
		s.names[i] = -1
	}
	for _, filed := range [...]bool{true, false} {
		for i := range records {
			if root := s.clusters.root(int32(i)); s.names[root] < 0 && records[i].filed == filed {
				s.names[root] = int32(i)
			}
		}
	}
}

// settle joins records, which stand by ascending id, over links: pairs whose own answer is [Same], in any
// order. It takes them by descending weight, then ids, so that the outcome
// follows from the set alone; each set of records that links hold together is
// settled as if there were no other.
func settle(w *Weights, records []record, links []edge) settlement {
	slices.SortFunc(links, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(records[x.a].id, records[y.a].id), cmp.Compare(records[x.b].id, records[y.b].id))
	})
	s := settlement{clusters: newClusters(len(records))}
	doubtful := torn(w, records, links)
	clash := make(map[[2]int32]bool) // clusters only grow, so what contradicts stays so
	for i := range links {
		e := &links[i]
		a, b := s.clusters.root(e.a), s.clusters.root(e.b)
		roots := [2]int32{min(a, b), max(a, b)}
		switch {
		case doubtful[i]:
			s.torn = append(s.torn, i)
		case a == b:
		case !clash[roots] && s.clusters.compatible(w, records, a, b):
			s.clusters.join(a, b)
			s.joined = append(s.joined, i)
		default:
			clash[roots] = true
			s.clashed = append(s.clashed, i)
		}
	}
	s.nameAll(records)
	return s
}

// torn finds the links of records with half a name that agree with two who
// exclude each other: J. Smith is neither John nor Jane as long as both live
// there.
func torn(w *Weights, records []record, links []edge) []bool {
	near := make(map[int32][]int32)
	for i := range links {
		e := &links[i]
		near[e.a] = append(near[e.a], e.b)
		near[e.b] = append(near[e.b], e.a)
	}
	out := make([]bool, len(links))
	inParts(len(links), func(from, to int) {
		for i := from; i < to; i++ {
			if e := &links[i]; !e.firm {
				out[i] = excluded(w, records, near[e.a], e.b) || excluded(w, records, near[e.b], e.a)
			}
		}
	})
	return out
}

// excluded reports whether one of the others certainly is not x.
func excluded(w *Weights, records []record, others []int32, x int32) bool {
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
