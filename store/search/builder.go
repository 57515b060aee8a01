package search

import (
	"cmp"
	"slices"

	"moneytrail/store/resolve"
)

// Builder collects names. It serves one goroutine.
type Builder struct {
	byID     map[int64]uint32
	ids      []int64
	rank     []int64
	words    interner
	acronyms interner
	names    []name
	sequence []uint32 // words of all names, one name after the other
	short    []pair   // acronyms of documents
}

// name is where a name's words stand in the sequence, and whose name it is.
type name struct{ doc, from, thru uint32 }

// pair says that a word stands in a document.
type pair struct{ word, doc uint32 }

// NewBuilder makes an empty Builder; docs is about how many documents come.
func NewBuilder(docs int) *Builder {
	return &Builder{byID: make(map[int64]uint32, docs), words: newInterner(), acronyms: newInterner()}
}

// Document adds a document if it is new and says how it ranks: higher rank
// first, then lower id. The last word counts.
func (b *Builder) Document(id, rank int64) {
	doc := b.doc(id)
	b.rank[doc] = rank
}

// Has reports whether a document was added.
func (b *Builder) Has(id int64) bool {
	_, known := b.byID[id]
	return known
}

// Len is the number of documents so far.
func (b *Builder) Len() int { return len(b.ids) }

func (b *Builder) doc(id int64) uint32 {
	doc, known := b.byID[id]
	if !known {
		doc = uint32(len(b.ids))
		b.byID[id] = doc
		b.ids, b.rank = append(b.ids, id), append(b.rank, 0)
	}
	return doc
}

// Name adds a name to a document. A body's name is found by its acronym too; a
// person's is not.
func (b *Builder) Name(id int64, text string, body bool) {
	words := resolve.Words(text)
	if len(words) == 0 {
		return
	}
	doc, from := b.doc(id), uint32(len(b.sequence))
	for _, w := range words {
		b.sequence = append(b.sequence, b.words.add(w))
	}
	b.names = append(b.names, name{doc, from, uint32(len(b.sequence))})
	if !body {
		return
	}
	for _, a := range resolve.Acronyms(words) {
		b.short = append(b.short, pair{b.acronyms.add(a), doc})
	}
}

// Build makes the index. The builder must not be used after.
func (b *Builder) Build() *Index {
	order := make([]uint32, len(b.ids)) // document of each place
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int {
		return cmp.Or(cmp.Compare(b.rank[y], b.rank[x]), cmp.Compare(b.ids[x], b.ids[y]))
	})
	place := make([]uint32, len(order))
	x := &Index{ids: make([]int64, len(order)), ranks: make([]int64, len(order))}
	for p, doc := range order {
		place[doc] = uint32(p)
		x.ids[p], x.ranks[p] = b.ids[doc], b.rank[doc]
	}
	b.byID = nil
	renamed := b.words.sorted(&x.words)
	for i, w := range b.sequence {
		b.sequence[i] = renamed[w]
	}
	for i := range b.names {
		b.names[i].doc = place[b.names[i].doc]
	}
	x.forward(b.names, b.sequence)
	x.words.post(x.pairs())
	renamed = b.acronyms.sorted(&x.acronyms)
	for i, p := range b.short {
		b.short[i] = pair{renamed[p.word], place[p.doc]}
	}
	slices.SortFunc(b.short, func(a, c pair) int { return cmp.Or(cmp.Compare(a.doc, c.doc), cmp.Compare(a.word, c.word)) })
	x.acronyms.post(slices.Values(slices.Compact(b.short)))
	return x
}
