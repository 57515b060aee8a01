package resolve

import (
	"iter"
	"slices"

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

// pairs gives what became of each link, by ascending ids.
func (s *settlement) pairs(records []record, links []edge) iter.Seq[Link] {
	return func(yield func(Link) bool) {
		notes := make(map[int32]Note, len(s.torn)+len(s.clashed))
		for _, i := range s.torn {
			notes[int32(i)] = NoteAmbiguous
		}
		for _, i := range s.clashed {
			notes[int32(i)] = NoteContradicted
		}
		order := make([]int32, len(links))
		for i := range order {
			order[i] = int32(i)
		}
		slices.SortFunc(order, func(x, y int32) int { return byPlace(links[x], links[y]) })
		for _, i := range order {
			if !yield(s.pair(records, &links[i], notes[i])) {
				return
			}
		}
	}
}

func (s *settlement) pair(records []record, e *edge, note Note) Link {
	l := e.link(records)
	one := s.clusters.root(e.a) == s.clusters.root(e.b)
	switch {
	case note == NoteAmbiguous && !one:
		l.Answer, l.Note = Possible, note
	case note == NoteContradicted:
		l.Answer, l.Conflict, l.Note = Possible, true, note
	}
	return l
}
