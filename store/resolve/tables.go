package resolve

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/nicknames.txt
var nicknamesText string

//go:embed data/given.txt
var givenText string

//go:embed data/surnames.txt
var surnamesText string

//go:embed data/words.txt
var wordsText string

// wordKind is a set of what a word can be.
type wordKind uint16

const (
	wordLegal wordKind = 1 << iota
	wordFiller
	wordGeneric
	wordLocal
	wordOrg
	wordNone
	wordBlank
	wordSelf
	wordSoft
	wordScope
	wordNobody
)

// lexicon holds the embedded lists. It is never changed after it is read.
type lexicon struct {
	groups map[string][]uint16 // nickname groups of a given name
	given  map[string]int      // place in the list, from 0
	last   map[string]int
	kinds  map[string]wordKind
	same   map[string]string // word -> the word it is written for
	jobs   map[string]string
}

var lists = sync.OnceValue(readLists)

func readLists() *lexicon {
	l := &lexicon{
		groups: make(map[string][]uint16), given: places(givenText), last: places(surnamesText),
		kinds: make(map[string]wordKind), same: make(map[string]string), jobs: make(map[string]string),
	}
	for i, line := range listLines(nicknamesText) {
		for _, name := range strings.Fields(line) {
			if !slices.Contains(l.groups[name], uint16(i+1)) {
				l.groups[name] = append(l.groups[name], uint16(i+1))
			}
		}
	}
	for _, line := range listLines(wordsText) {
		l.addWords(strings.Fields(line))
	}
	return l
}

func (l *lexicon) addWords(fields []string) {
	kinds := map[string]wordKind{
		"legal": wordLegal, "filler": wordFiller, "generic": wordGeneric, "local": wordLocal,
		"org": wordOrg, "none": wordNone, "blank": wordBlank, "self": wordSelf, "soft": wordSoft, "scope": wordScope, "nobody": wordNobody,
	}
	switch fields[0] {
	case "same", "job":
		to := l.same
		if fields[0] == "job" {
			to = l.jobs
		}
		for _, w := range fields[2:] {
			if _, known := to[w]; !known {
				to[w] = fields[1]
			}
		}
	default:
		for _, w := range fields[1:] {
			l.kinds[w] |= kinds[fields[0]]
		}
	}
}

func listLines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

func places(text string) map[string]int {
	out := make(map[string]int)
	for _, line := range listLines(text) {
		for _, name := range strings.Fields(line) {
			if _, known := out[name]; !known {
				out[name] = len(out)
			}
		}
	}
	return out
}

// knownGiven reports whether the word is a given name of the lists.
func (l *lexicon) knownGiven(s string) bool {
	if _, ok := l.given[s]; ok {
		return true
	}
	return len(l.groups[s]) > 0
}

// nicknames reports whether two given names stand in one group.
func (l *lexicon) nicknames(a, b string) bool {
	for _, g := range l.groups[a] {
		if slices.Contains(l.groups[b], g) {
			return true
		}
	}
	return false
}

// plain gives the word another one is written for, in the singular.
func (l *lexicon) plain(w string) string {
	if to, ok := l.same[w]; ok {
		return to
	}
	w = stem(w)
	if to, ok := l.same[w]; ok {
		return to
	}
	return w
}
