package fecbulk

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"moneytrail/scraper/format/lines"
	"moneytrail/store"
)

// row is one line, cut at its pipes.
type row struct {
	pos    store.Position
	fields []string // padded to the columns of the layout
	found  int      // cells in the line
}

// at gives cell i without surrounding blanks.
func (r *row) at(i int) string { return lines.Cell(r.fields[i]) }

// set cuts a line into width cells; surplus tells whether cells that are not
// blank stood behind the last column. Cells share one string.
func (r *row) set(line []byte, width int) (surplus bool) {
	text := string(line)
	fields, clean := split(text, r.fields[:0])
	if !clean {
		fields, _ = split(decode(line), r.fields[:0])
	}
	r.found = len(fields)
	r.fields, surplus = lines.Fit(fields, width)
	return surplus
}

// split cuts text at pipes. It reports clean = false when the text holds bytes
// that need decoding: control characters or anything beyond ASCII.
func split(text string, fields []string) ([]string, bool) {
	start, clean := 0, true
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '|' {
			fields = append(fields, text[start:i])
			start = i + 1
		} else if c-' ' >= 0x5f {
			clean = false
		}
	}
	return append(fields, text[start:]), clean
}

// decode gives a line as UTF-8 without control characters. Text that is not
// UTF-8 is taken as windows-1252, as in the electronic filings.
func decode(line []byte) string {
	text := string(line)
	if !utf8.ValidString(text) {
		if decoded, err := charmap.Windows1252.NewDecoder().String(text); err == nil {
			text = decoded
		}
	}
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\t':
			return ' '
		case c < ' ' || c == 0x7f:
			return -1
		}
		return c
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
