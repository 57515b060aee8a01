package fecbulk

import (
	"strings"

	"moneytrail/store"
)

// person cuts "LAST, FIRST MIDDLE MR. JR." into its parts. Text without a comma
// is a name in one part.
func person(s string) store.Name {
	last, rest, ok := strings.Cut(s, ",")
	if !ok {
		return store.Name{Last: s}
	}
	n := store.Name{Last: strings.TrimSpace(last), First: strings.TrimSpace(rest)}
	if cut, word := lastWord(n.First); isSuffix(word) && cut != "" {
		n.First, n.Suffix = cut, word
	}
	if cut, word := lastWord(n.First); isTitle(word) && cut != "" {
		n.First, n.Title = cut, word
	}
	return n
}

func lastWord(s string) (before, word string) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 {
		return "", s
	}
	return strings.TrimRight(s[:i], " ,"), s[i+1:]
}

func isSuffix(word string) bool {
	switch strings.TrimSuffix(word, ".") {
	case "JR", "SR", "II", "III", "IV", "ESQ", "MD", "M.D", "PHD", "PH.D":
		return true
	}
	return false
}

func isTitle(word string) bool {
	switch strings.TrimSuffix(word, ".") {
	case "MR", "MRS", "MS", "MISS", "DR", "HON", "REV", "SEN", "REP", "PROF":
		return true
	}
	return false
}
