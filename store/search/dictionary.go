package search

import (
	"iter"
	"sort"
)

// dictionary holds words in alphabetical order and the documents of each, by
// place: those of words that follow one another lie together.
type dictionary struct {
	text   []byte
	starts []uint32 // word i is text[starts[i]:starts[i+1]]
	first  []uint32 // documents of word i are docs[first[i]:first[i+1]]
	docs   []uint32
}

// span is a run of words, from lo to before hi.
type span struct{ lo, hi int }

func (d *dictionary) size() int {
	return max(len(d.starts), 1) - 1
}

func (d *dictionary) word(i int) []byte { return d.text[d.starts[i]:d.starts[i+1]] }

// prefixed gives the words that begin with s.
func (d *dictionary) prefixed(s string) span {
	n := d.size()
	lo := sort.Search(n, func(i int) bool { return string(d.word(i)) >= s })
	hi := lo + sort.Search(n-lo, func(i int) bool {
		w := d.word(lo + i)
		return len(w) < len(s) || string(w[:len(s)]) != s
	})
	return span{lo, hi}
}

// exactly gives the word s alone.
func (d *dictionary) exactly(s string) span {
	lo := sort.Search(d.size(), func(i int) bool { return string(d.word(i)) >= s })
	if lo < d.size() && string(d.word(lo)) == s {
		return span{lo, lo + 1}
	}
	return span{}
}

// mark adds the documents of a run of words to a set.
func (d *dictionary) mark(s span, to set) {
	if s.lo >= s.hi {
		return
	}
	for _, doc := range d.docs[d.first[s.lo]:d.first[s.hi]] {
		to[doc>>6] |= 1 << (doc & 63)
	}
}

// post files documents under their words. Pairs come by document and each
// once; they are gone through twice.
func (d *dictionary) post(pairs iter.Seq[pair]) {
	d.first = make([]uint32, d.size()+1)
	total := uint32(0)
	for p := range pairs {
		d.first[p.word]++
		total++
	}
	d.docs = make([]uint32, total)
	for i := len(d.first) - 1; i >= 0; i-- {
		total -= d.first[i]
		d.first[i] = total
	}
	next := append([]uint32(nil), d.first...)
	for p := range pairs {
		d.docs[next[p.word]] = p.doc
		next[p.word]++
	}
}
