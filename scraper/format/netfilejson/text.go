package netfilejson

import "unicode/utf8"

// shorten cuts text after max characters.
func shorten(s string, max int) string {
	if utf8.RuneCountInString(s) <= max {
		return s
	}
	return string([]rune(s)[:max])
}
