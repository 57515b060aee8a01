package search

import (
	"iter"
	"slices"
	"sync"
)

// Index answers queries. It is safe for concurrent use.
type Index struct {
	ids      []int64 // by place: best first
	ranks    []int64
	words    dictionary
	acronyms dictionary
	// The words of document p, name after name with endOfName after each, are
	// sequence[starts[p]:starts[p+1]].
	starts   []uint32
	sequence []uint32
	sets     sync.Pool
}

const endOfName = ^uint32(0)

// forward lays out the words of every document.
func (x *Index) forward(names []name, sequence []uint32) {
	x.starts = make([]uint32, len(x.ids)+1)
	for _, n := range names {
		x.starts[n.doc+1] += n.thru - n.from + 1
	}
	for i := range x.ids {
		x.starts[i+1] += x.starts[i]
	}
	x.sequence = make([]uint32, x.starts[len(x.ids)])
	next := slices.Clone(x.starts)
	for _, n := range names {
		at := next[n.doc]
		at += uint32(copy(x.sequence[at:], sequence[n.from:n.thru]))
		x.sequence[at] = endOfName
		next[n.doc] = at + 1
	}
}

// pairs gives each word of each document once.
func (x *Index) pairs() iter.Seq[pair] {
	return func(yield func(pair) bool) {
		var words []uint32
		for doc := range x.ids {
			words = append(words[:0], x.sequence[x.starts[doc]:x.starts[doc+1]]...)
			slices.Sort(words)
			for _, w := range slices.Compact(words) {
				if w != endOfName && !yield(pair{w, uint32(doc)}) {
					return
				}
			}
		}
	}
}

// Len is the number of documents.
func (x *Index) Len() int { return len(x.ids) }

// Bytes is about how much memory the index takes.
func (x *Index) Bytes() int {
	n := 16*len(x.ids) + 4*(len(x.starts)+len(x.sequence))
	for _, d := range []*dictionary{&x.words, &x.acronyms} {
		n += len(d.text) + 4*(len(d.starts)+len(d.first)+len(d.docs))
	}
	return n
}

// phrase reports whether words follow one another in a name of the document.
func (x *Index) phrase(doc uint32, words []uint32) bool {
	s := x.sequence[x.starts[doc]:x.starts[doc+1]]
	for i := 0; i+len(words) <= len(s); i++ {
		if slices.Equal(s[i:i+len(words)], words) {
			return true
		}
	}
	return false
}
