package lines

import (
	"strings"
	"unicode/utf8"
)

// Cell gives a cell without surrounding blanks. Nearly all cells have none,
// which two bytes tell.
func Cell(s string) string {
	if s == "" || (s[0] > ' ' && s[len(s)-1] > ' ' && s[0] < utf8.RuneSelf && s[len(s)-1] < utf8.RuneSelf) {
		return s
	}
	return strings.TrimSpace(s)
}

// Fit cuts or pads the cells of a line to width; surplus tells whether cells
// that are not blank stood behind the last column.
func Fit(cells []string, width int) (fitted []string, surplus bool) {
	for len(cells) > width {
		last := len(cells) - 1
		surplus = surplus || strings.TrimSpace(cells[last]) != ""
		cells = cells[:last]
	}
	for len(cells) < width {
		cells = append(cells, "")
	}
	return cells, surplus
}
