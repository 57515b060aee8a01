package resolve

import (
	"cmp"
	"iter"
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
	// id of its contributors that were filed with a committee id, else of all.
	Donors map[store.DonorID]store.DonorID
	// Links are the pairs over which donors were joined, with their evidence.
	Links []Pair
	// Possible are pairs of two donors that are possibly the same. They are never
	// added up.
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
	return Build(slices.Values(contributors), w, nil).Result()
}

// parseAll gives the records in the order of their ids.
func parseAll(contributors iter.Seq[Contributor], w *Weights) []record {
	p := newParser(w)
	var records []record
	for c := range contributors {
		records = append(records, p.parse(&c))
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
	note   Note
}

func (x *explainer) pair(e *edge, note Note) Pair {
	a, b := &x.records[e.a], &x.records[e.b]
	o := x.weights.compare(a, b)
	answer := o.answer
	if note != noNote {
		answer = Possible
	}
	p := Pair{min(a.id, b.id), max(a.id, b.id), Verdict{Answer: answer, Weight: round(o.weight)}}
	key := explanation{o.vector, o.why, rareSurnames(a, b), note}
	if evidence, ok := x.known[key]; ok && !o.bodies {
		p.Evidence = evidence
		return p
	}
	if note != noNote {
		p.Evidence = append(p.Evidence, string(note))
	}
	p.Evidence = slices.Clip(append(p.Evidence, o.explain(a, b)...))
	if !o.bodies {
		x.known[key] = p.Evidence
	}
	return p
}
