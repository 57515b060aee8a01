package netfilexlsx

import (
	"strings"
	"unicode/utf8"
)

// clean trims blanks and takes out what must not travel on: NUL, the DOS end
// mark and bytes that are not UTF-8.
func clean(s string) string {
	if strings.ContainsAny(s, "\x00\x1a") {
		s = strings.NewReplacer("\x00", "", "\x1a", "").Replace(s)
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return strings.TrimSpace(s)
}

// shorten cuts text after max characters.
func shorten(s string, max int) string {
	if len(s) <= max {
		return s
	}
	n := 0
	for i := range s {
		if n == max {
			return s[:i]
		}
		n++
	}
	return s
}

// yes reads the format's check boxes.
func yes(s string) bool {
	switch strings.ToUpper(s) {
	case "Y", "X", "T", "1", "YES", "TRUE":
		return true
	}
	return false
}
