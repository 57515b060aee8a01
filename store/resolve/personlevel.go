package resolve

import "strings"

// personVector compares two persons in all fields.
func personVector(a, b *record) vector {
	return vector{
		fieldLast: lastLevel(&a.person, &b.person), fieldFirst: firstLevel(&a.person, &b.person),
		fieldMiddle: middleLevel(&a.person, &b.person), fieldSuffix: suffixLevel(&a.person, &b.person),
		fieldPlace: placeLevel(a, b), fieldEmployer: jobLevel(a.employer, b.employer), fieldOccupation: jobLevel(a.occupation, b.occupation),
	}
}

func lastLevel(a, b *person) level {
	switch {
	case a.joined == "" || b.joined == "":
		return levelMissing
	case a.joined == b.joined:
		return levelExact
	case misspelt(a.joined, b.joined):
		return levelSimilar
	case surnamePart(a, b) || surnamePart(b, a):
		return levelPart
	}
	return levelDifferent
}

// surnamePart reports whether the names tell of a marriage: a part of a's
// surname is a part of b's, when one has several, or b has it as a middle name.
func surnamePart(a, b *person) bool {
	several := a.last != a.joined || b.last != b.joined
	for part := range strings.SplitSeq(a.last, " ") {
		if len(part) < 3 || particle(part) {
			continue
		}
		for other := range strings.SplitSeq(b.last, " ") {
			if several && (part == other || misspelt(part, other)) {
				return true
			}
		}
		for other := range strings.SplitSeq(b.middle, " ") {
			if part == other {
				return true
			}
		}
	}
	return false
}

func firstLevel(a, b *person) level {
	l := lists()
	switch {
	case a.first == "" || b.first == "":
		return levelMissing
	case len(a.first) > 1 && a.first == b.first:
		return levelExact
	case l.nicknames(a.first, b.first):
		return levelNickname
	case joinedGiven(a, b) || joinedGiven(b, a):
		return levelExact
	case len(a.first) == 1 || len(b.first) == 1:
		return initialLevel(a, b)
	case shortForm(l, a.first, b.first) || shortForm(l, b.first, a.first):
		return levelNickname
	case misspeltGiven(l, a.first, b.first):
		return levelSimilar
	case swapped(l, a, b) || swapped(l, b, a):
		return levelSwapped
	}
	return levelDifferent
}

// joinedGiven knows MARYANN and MARY ANN for one.
func joinedGiven(a, b *person) bool {
	word, rest, _ := strings.Cut(b.middle, " ")
	return rest == "" && word != "" && len(a.first) == len(b.first)+len(word) && strings.HasPrefix(a.first, b.first) && a.first[len(b.first):] == word &&
		len(a.first) > 3
}

// initialLevel compares when one first name at least is an initial.
func initialLevel(a, b *person) level {
	l := lists()
	if a.first[0] != b.first[0] {
		if swapped(l, a, b) || swapped(l, b, a) {
			return levelSwapped
		}
		return levelDifferent
	}
	if a.middle != "" && b.middle != "" && middleLevel(a, b) != levelConflict {
		return levelInitials
	}
	return levelInitial
}

// shortForm reports whether short is the beginning of long and no other name.
func shortForm(l *lexicon, short, long string) bool {
	return len(short) >= 3 && len(long) > len(short)+1 && strings.HasPrefix(long, short) && !(l.knownGiven(short) && l.knownGiven(long))
}

// misspeltGiven is [misspelt] for given names: two names of the lists are two
// people (John and Joan), and in short names only a swap counts.
func misspeltGiven(l *lexicon, a, b string) bool {
	if l.knownGiven(a) && l.knownGiven(b) {
		// Two spellings with one sound, at most a letter apart: MARISA, MARISSA.
		return edits(a, b) == 1 && squeeze(a) == squeeze(b)
	}
	return misspelt(a, b)
}

// squeeze writes doubled letters once.
func squeeze(s string) string {
	for i := 1; i < len(s); i++ {
		if s[i] == s[i-1] {
			return s[:i] + squeeze(s[i:])[1:]
		}
	}
	return s
}

// swapped reports whether a goes by the other's middle name.
func swapped(l *lexicon, a, b *person) bool {
	word, _, _ := strings.Cut(b.middle, " ")
	return len(word) > 1 && len(a.first) > 1 && (word == a.first || l.nicknames(word, a.first))
}

func middleLevel(a, b *person) level {
	if a.middle == "" || b.middle == "" {
		return levelMissing
	}
	l := lists()
	best := levelConflict
	for x := range strings.SplitSeq(a.middle, " ") {
		for y := range strings.SplitSeq(b.middle, " ") {
			switch {
			case x == y && len(x) > 1:
				return levelExact
			case x[0] == y[0] && (len(x) == 1 || len(y) == 1):
				best = levelInitial
			case best == levelConflict && (misspelt(x, y) || l.nicknames(x, y)):
				best = levelSimilar
			}
		}
	}
	if best == levelConflict && (strings.Contains(b.last, a.middle) || strings.Contains(a.last, b.middle)) {
		return levelMissing
	}
	return best
}

func suffixLevel(a, b *person) level {
	switch {
	case a.suffix == b.suffix && a.suffix == noSuffix:
		return levelMissing
	case a.suffix == b.suffix:
		return levelExact
	case a.suffix == noSuffix || b.suffix == noSuffix:
		return levelOmitted
	}
	return levelConflict
}

// placeLevel compares places. The hash stands for a street line alone, so the
// same line counts as the same address in one ZIP code or town only.
func placeLevel(a, b *record) level {
	sameZip := a.zip != "" && a.zip == b.zip
	sameCity := a.city != "" && a.city == b.city && (a.state == b.state || a.state == "" || b.state == "")
	switch {
	case a.address != 0 && a.address == b.address && (sameZip || sameCity || (a.zip == "" || b.zip == "") && (a.city == "" || b.city == "")):
		return levelExact
	case sameZip:
		return levelZip
	case sameCity:
		return levelCity
	case a.state == "" || b.state == "":
		return levelMissing
	case a.state == b.state:
		return levelState
	}
	return levelDifferent
}
