package netfilejson

import (
	"strings"
	"unicode/utf8"
)

// clean trims blanks and takes out what must not travel on.
func clean(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\x00", "", "\x1a", "").Replace(strings.ToValidUTF8(s, "\uFFFD")))
}

// shorten cuts text after max characters.
func shorten(s string, max int) string {
	if utf8.RuneCountInString(s) <= max {
		return s
	}
	return string([]rune(s)[:max])
}
