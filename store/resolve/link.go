package resolve

import (
	"iter"

	"moneytrail/store"
)

// Note says why a pair is not what its own evidence says.
type Note string

const (
	noNote Note = ""
	// NoteContradicted: the pair alone would be joined, but another contributor
	// of the same donor contradicts one of the two.
	NoteContradicted Note = "another contributor of the same donor contradicts this one"
	// NoteAmbiguous: the pair alone would be joined, but one of the two agrees as
	// well with somebody who is not the other.
	NoteAmbiguous Note = "it agrees as well with somebody who is certainly another"
)

// Link is a pair of contributors as it is kept; A < B.
type Link struct {
	A, B   store.DonorID
	Weight float64
	// Joins tells pairs whose own evidence says "the same". They hold donors
	// together, and what happens to one of them may concern all whom they lead to.
	Joins bool
	// Answer is the outcome: [Same] where donors were joined over the pair or by
	// way of others.
	Answer Answer
	// Conflict marks a pair for review: see [Result.Conflicts].
	Conflict bool
	Note     Note
}

func (e *edge) link(records []record) Link {
	return Link{
		A: records[e.a].id, B: records[e.b].id, Weight: round(float64(e.weight)), Joins: e.answer == Same, Answer: e.answer,
		Conflict: e.why == becauseIDName,
	}
}

// pairs gives what became of each link.
func (s *settlement) pairs(records []record, links []edge) iter.Seq[Link] {
	return func(yield func(Link) bool) {
		torn, clashed := s.torn, s.clashed
		for i := range links {
			l := links[i].link(records)
			one := s.clusters.root(links[i].a) == s.clusters.root(links[i].b)
			switch {
			case len(torn) > 0 && torn[0] == i:
				torn = torn[1:]
				if !one {
					l.Answer, l.Note = Possible, NoteAmbiguous
				}
			case len(clashed) > 0 && clashed[0] == i:
				clashed = clashed[1:]
				l.Answer, l.Conflict, l.Note = Possible, true, NoteContradicted
			}
			if !yield(l) {
				return
			}
		}
	}
}
