package api

import "strings"

// meant gives "; did you mean X?" for the known word that is nearest to a
// misspelt one: at most two letters wrong, and not most of the word.
func meant(word string, known []string) string {
	best, nearest := "", 3
	for _, k := range known {
		if d := distance(strings.ToLower(word), k); d < nearest && d < len(k)-1 {
			best, nearest = k, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}

// distance counts the letters to insert, drop or replace, and neighbours to
// swap (Damerau and Levenshtein, restricted). Words longer than 40 bytes are
// as far as can be.
func distance(a, b string) int {
	if len(a) > 40 || len(b) > 40 {
		return 40
	}
	var before, last, row [42]int
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
