package resolve

import (
	"math/bits"
	"slices"
)

// numbersRelation says how the numbers of two bodies' names relate.
type numbersRelation uint8

const (
	numbersNone numbersRelation = iota
	numbersEqual
	numbersAbsent // one has none
	numbersPartly // one has all of the other's and more
	numbersConflict
)

// alignment says which words of two bodies' names answer each other.
type alignment struct {
	distinct, generic            int8 // words that agree
	spelt                        int8 // of them, only after a correction of the spelling
	leftDistinctA, leftDistinctB int8
	leftGenericA, leftGenericB   int8
	softA, softB                 bool // what is left over is soft
	scope                        bool // what is left over says how far the body reaches: state, county
	numbers                      numbersRelation
	exact                        bool // word for word
	usedA, usedB                 uint32
}

func (al *alignment) leftDistinct() int { return int(al.leftDistinctA + al.leftDistinctB) }
func (al *alignment) leftGeneric() int  { return int(al.leftGenericA + al.leftGenericB) }

// complete reports whether every word has its answer.
func (al *alignment) complete() bool { return al.leftDistinct()+al.leftGeneric() == 0 }

// oneSided reports whether words are left over on one side only.
func (al *alignment) oneSided() bool {
	return al.leftDistinctA+al.leftGenericA == 0 || al.leftDistinctB+al.leftGenericB == 0
}

// identical reports whether the names are the same word for word.
func (al *alignment) identical() bool { return al.exact }

// softly reports whether words are left over on one side only, and only such
// as filers leave out: soft ones, or between two PACs any general word that
// does not say how far the body reaches.
func (al *alignment) softly(a, b *organisation) bool {
	if al.leftDistinct() > 0 || al.leftGenericA > 0 && al.leftGenericB > 0 || al.distinct+al.generic < 1 {
		return false
	}
	return al.softA && al.softB || a.purpose&b.purpose&purposePAC != 0 && al.distinct > 0 && !al.scope
}

// localise takes the town's own name out of what is left over: a body's town is
// not part of what tells it from others at the same address.
func (al *alignment) localise(a, b *record) {
	l := lists()
	al.softA = al.settle(l, a, ^al.usedA, &al.leftDistinctA, &al.leftGenericA)
	al.softB = al.settle(l, b, ^al.usedB, &al.leftDistinctB, &al.leftGenericB)
}

func (al *alignment) settle(l *lexicon, r *record, left uint32, distinct, generic *int8) bool {
	soft := true
	for i, w := range r.body.core {
		if left>>i&1 == 0 {
			continue
		}
		general := r.body.generic>>i&1 == 1
		switch {
		case w == r.city || l.same[r.state] == w:
			if !general {
				*distinct--
				*generic++
			}
		case l.kinds[w]&wordSoft == 0:
			soft = false
			al.scope = al.scope || l.kinds[w]&wordScope != 0
		}
	}
	return soft
}

func alignBodies(a, b *organisation) alignment {
	al := alignment{numbers: relateNumbers(a.numbers, b.numbers)}
	al.exact = slices.Equal(a.core, b.core)
	if a.joined == b.joined && a.joined != "" {
		al.usedA, al.usedB = 1<<len(a.core)-1, 1<<len(b.core)-1
	} else {
		al.equals(a, b)
		al.joins(a, b)
		al.acronyms(a, b)
		al.spellings(a, b)
	}
	al.count(a, b)
	return al
}

func (al *alignment) equals(a, b *organisation) {
	for i, w := range a.core {
		for j, v := range b.core {
			if w == v && al.usedB>>j&1 == 0 {
				al.usedA |= 1 << i
				al.usedB |= 1 << j
				break
			}
		}
	}
}

// joins finds two words of one side that are written as one on the other.
func (al *alignment) joins(a, b *organisation) {
	joined(a, b, &al.usedA, &al.usedB)
	joined(b, a, &al.usedB, &al.usedA)
}

func joined(a, b *organisation, usedA, usedB *uint32) {
	for i, w := range a.core {
		if *usedA>>i&1 == 1 {
			continue
		}
		for j := 0; j+1 < len(b.core); j++ {
			x, y := b.core[j], b.core[j+1]
			if *usedB>>j&3 == 0 && len(w) == len(x)+len(y) && w[:len(x)] == x && w[len(x):] == y {
				*usedA |= 1 << i
				*usedB |= 3 << j
				break
			}
		}
	}
}

// acronyms finds words that are the first letters of a run of words on the
// other side.
func (al *alignment) acronyms(a, b *organisation) {
	initialled(a, b, &al.usedA, &al.usedB)
	initialled(b, a, &al.usedB, &al.usedA)
}

func initialled(a, b *organisation, usedA, usedB *uint32) {
	for i, w := range a.core {
		n := len(w)
		if *usedA>>i&1 == 1 || n < 3 || n > 7 {
			continue
		}
		for j := 0; j+n <= len(b.acronym); j++ {
			run := uint32(1<<n-1) << j
			if b.acronym[j:j+n] == w && bits.OnesCount32(*usedB&run) <= n/2 {
				*usedA |= 1 << i
				*usedB |= run
				break
			}
		}
	}
}

// spellings finds clipped and misspelt words.
func (al *alignment) spellings(a, b *organisation) {
	kinds := lists().kinds
	for i, w := range a.core {
		if al.usedA>>i&1 == 1 {
			continue
		}
		for j, v := range b.core {
			if al.usedB>>j&1 == 1 || !(misspeltWord(kinds, w, v) || abbreviates(w, v) || abbreviates(v, w)) {
				continue
			}
			al.usedA |= 1 << i
			al.usedB |= 1 << j
			al.spelt++
			break
		}
	}
}

// misspeltWord is stricter than [misspelt]: sister companies have names a
// letter apart, and two words of the lists (EASTERN, WESTERN) are two words.
func misspeltWord(kinds map[string]wordKind, a, b string) bool {
	if kinds[a] != 0 && kinds[b] != 0 {
		return false
	}
	short := min(len(a), len(b))
	return short >= 5 && misspelt(a, b) && (short >= 9 || edits(a, b) == 1)
}

func (al *alignment) count(a, b *organisation) {
	hitsA, hitsB := bits.OnesCount32(al.usedA&^a.generic), bits.OnesCount32(al.usedB&^b.generic)
	al.distinct = int8(max(min(hitsA, hitsB), min(1, max(hitsA, hitsB))))
	al.generic = int8(min(bits.OnesCount32(al.usedA&a.generic), bits.OnesCount32(al.usedB&b.generic)))
	leftA, leftB := uint32(1<<len(a.core)-1)&^al.usedA, uint32(1<<len(b.core)-1)&^al.usedB
	al.leftDistinctA, al.leftDistinctB = int8(bits.OnesCount32(leftA&^a.generic)), int8(bits.OnesCount32(leftB&^b.generic))
	al.leftGenericA, al.leftGenericB = int8(bits.OnesCount32(leftA&a.generic)), int8(bits.OnesCount32(leftB&b.generic))
}

func relateNumbers(a, b []string) numbersRelation {
	if len(a) > len(b) {
		a, b = b, a
	}
	common := 0
	for _, n := range a {
		if slices.Contains(b, n) {
			common++
		}
	}
	switch {
	case len(b) == 0:
		return numbersNone
	case len(a) == 0:
		return numbersAbsent
	case common < len(a):
		return numbersConflict
	case len(a) == len(b):
		return numbersEqual
	}
	return numbersPartly
}
