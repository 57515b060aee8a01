package resolve

import (
	"slices"
	"strings"
	"sync"
)

// Words splits a name as filed into plain words in capitals: accents fall,
// apostrophes vanish, "S.E.I.U." is one word, "#721" reads NO 721. It is the
// reading that resolution itself compares by.
func Words(name string) []string { return (&organisation{}).tokens(name) }

// Nicknames gives the given names that stand in a group with the word, itself
// left out: ROBERT, ROB.. for BOB. The word is in capitals, as [Words] gives it.
func Nicknames(word string) []string {
	var out []string
	for _, g := range lists().groups[word] {
		for _, name := range nicknameGroups()[g] {
			if name != word && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

var nicknameGroups = sync.OnceValue(func() map[uint16][]string {
	out := make(map[uint16][]string)
	for i, line := range listLines(nicknamesText) {
		out[uint16(i+1)] = strings.Fields(line)
	}
	return out
})

// Acronyms gives the first letters of a body's name of three words and more:
// with all its words and without articles and prepositions, legal forms and
// numbers left out. People's names have none.
func Acronyms(words []string) []string {
	var all, strong []byte
	for _, w := range words {
		kind := lists().kinds[w]
		if kind&wordLegal != 0 || numeric(w) {
			continue
		}
		all = append(all, w[0])
		if kind&wordFiller == 0 {
			strong = append(strong, w[0])
		}
	}
	var out []string
	for _, a := range [...]string{string(all), string(strong)} {
		if len(a) >= 3 && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}
