// Package search finds donors, committees and filings by words as people type
// them. It is pure: names in, ids out, in the order that the caller ranks
// them. It knows no database and no clock.
//
// Every word must be found. A word finds all words that begin with it, a
// nickname the given names of its group, an acronym the body whose name it
// abbreviates; the order of words is free. When that finds fewer than a page,
// misspellings are forgiven too, and what they find comes after. In quotes,
// words stand for themselves alone, and several must follow one another.
//
// An [Index] is built once and never changes. Its documents stand in order of
// rank, so that the first bits of a set are its best, and its words stand in
// alphabetical order, so that what begins alike lies together.
package search
