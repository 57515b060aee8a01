package scraper

import (
	"context"
	"errors"
	"strings"

	"moneytrail/store"
)

// Finder is a source that can look a committee up by its name or id.
type Finder interface {
	Source
	// Find gives the committees that a question fits, none when there is none.
	// [ErrNotAsked] says that the source could not have known.
	Find(ctx context.Context, s *Session, q Query) ([]Match, error)
}

// Query asks for a committee.
type Query struct {
	Text   string // words of its name, or an id as its publisher writes it
	Agency string // publisher's code of a county or city; empty when not known
	Year   int    // calendar year in which it is looked for
}

// Match is a committee that a publisher knows, with the job that follows it.
type Match struct {
	Name   string
	ID     store.FilerRef
	Agency string
	Job    Job
	// Once are jobs to run when the committee is first followed: what says who
	// it is.
	Once []Job
}

// ErrNotAsked means that a source was not asked for a committee: the question
// is not one that it can answer.
var ErrNotAsked = errors.New("not asked")

// HasWords reports whether a name has all words of a text, in any case and
// order. A text without words is in no name.
func HasWords(name, text string) bool {
	words := strings.Fields(strings.ToLower(text))
	name = strings.ToLower(name)
	for _, word := range words {
		if !strings.Contains(name, word) {
			return false
		}
	}
	return len(words) > 0
}
