package calexport

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// cells cuts a line at tabs and takes the quotes off each cell. A quote inside
// a cell is doubled; one that is not is kept as it is.
func cells(line []byte) []string {
	out := strings.Split(decode(line), "\t")
	for i, c := range out {
		c = strings.TrimSpace(c)
		if len(c) >= 2 && c[0] == '"' && c[len(c)-1] == '"' {
			c = strings.TrimSpace(strings.ReplaceAll(c[1:len(c)-1], `""`, `"`))
		}
		out[i] = c
	}
	return out
}

// decode gives a line as UTF-8 without control characters. The pages are
// windows-1252; a file that was saved anew may be UTF-8.
func decode(line []byte) string {
	text := string(line)
	if !utf8.ValidString(text) {
		if decoded, err := charmap.Windows1252.NewDecoder().String(text); err == nil {
			text = decoded
		}
	}
	text = strings.TrimPrefix(strings.ToValidUTF8(text, "\uFFFD"), "\uFEFF")
	return strings.Map(func(c rune) rune {
		if (c < ' ' && c != '\t') || c == 0x7f {
			return -1
		}
		return c
	}, text)
}

// clip cuts text to at most n characters.
func clip(text string, n int) string {
	count := 0
	for i := range text {
		if count == n {
			return text[:i]
		}
		count++
	}
	return text
}
