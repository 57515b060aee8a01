package search

import (
	"slices"
	"strings"
)

// interner numbers words in order of arrival.
type interner struct {
	number map[string]uint32
	words  []string
}

func newInterner() interner { return interner{number: make(map[string]uint32)} }

func (n *interner) add(w string) uint32 {
	if at, known := n.number[w]; known {
		return at
	}
	w = strings.Clone(w)
	at := uint32(len(n.words))
	n.number[w] = at
	n.words = append(n.words, w)
	return at
}

// sorted fills a dictionary with the words in alphabetical order and gives the
// new number of each. The interner is empty after.
func (n *interner) sorted(d *dictionary) []uint32 {
	order := slices.Clone(n.words)
	slices.Sort(order)
	renamed := make([]uint32, len(order))
	d.starts = make([]uint32, 0, len(order)+1)
	for i, w := range order {
		renamed[n.number[w]] = uint32(i)
		d.starts = append(d.starts, uint32(len(d.text)))
		d.text = append(d.text, w...)
	}
	d.starts = append(d.starts, uint32(len(d.text)))
	*n = interner{}
	return renamed
}
