package search

import (
	"strings"

	"moneytrail/store/resolve"
)

// Limits of a query: more words are left out, longer ones cut.
const (
	maxWords = 10
	maxWord  = 40
)

// Query is what a person typed, in words. The zero value finds nothing.
type Query struct{ terms []term }

// term is a word, or several that follow one another in quotes.
type term struct {
	words  []string
	quoted bool
}

// Parse reads words and quotes. A quote that is not closed reaches to the end,
// as it does while somebody types.
func Parse(text string) Query {
	text = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(text)
	var q Query
	left := maxWords
	for i, part := range strings.Split(text, `"`) {
		words := resolve.Words(part)
		words = words[:min(len(words), left)]
		left -= len(words)
		for j := range words {
			words[j] = words[j][:min(len(words[j]), maxWord)]
		}
		switch {
		case len(words) == 0:
		case i%2 == 1:
			q.terms = append(q.terms, term{words, true})
		default:
			for _, w := range words {
				q.terms = append(q.terms, term{[]string{w}, false})
			}
		}
	}
	return q
}

// Fold makes texts comparable: their words in capitals, one blank between.
func Fold(text string) string { return strings.Join(resolve.Words(text), " ") }

// Empty reports whether there is nothing to look for.
func (q Query) Empty() bool { return len(q.terms) == 0 }

// forgives reports whether a misspelling can be forgiven.
func (q Query) forgives() bool {
	for _, t := range q.terms {
		if !t.quoted && allowed(t.words[0]) > 0 {
			return true
		}
	}
	return false
}
