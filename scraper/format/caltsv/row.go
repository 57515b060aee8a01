package caltsv

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"moneytrail/scraper/format/lines"
	"moneytrail/store"
)

// row is one line of a table, cut at its tabs.
type row struct {
	pos store.Position
	// fields has one cell per column of the header, as found or padded, and
	// one more empty cell that stands for columns that the header lacks.
	fields []string
	found  int // cells in the line before trimming and padding
}

// at gives cell i without surrounding blanks.
func (r *row) at(i int) string { return lines.Cell(r.fields[i]) }

// set cuts text into width cells; surplus tells whether cells that are not
// blank stood behind the last column.
func (r *row) set(line []byte, width int) (surplus bool) {
	text := string(line)
	fields, clean := split(text, r.fields[:0])
	if !clean {
		fields, _ = split(decode(line), r.fields[:0])
	}
	r.found = len(fields)
	fields, surplus = lines.Fit(fields, width)
	r.fields = append(fields, "")
	return surplus
}

// split cuts text at tabs. It reports clean = false when the text holds bytes
// that need decoding: control characters or anything beyond ASCII.
func split(text string, fields []string) ([]string, bool) {
	start, clean := 0, true
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c-' ' < 0x60 {
			continue
		}
		if c == '\t' {
			fields = append(fields, text[start:i])
			start = i + 1
			continue
		}
		clean = false
	}
	return append(fields, text[start:]), clean
}

// decode gives a line as UTF-8 without control characters (NUL, 0x1A and bare
// carriage returns occur). The export is documented as windows-1252, yet a
// sample of 2017 holds UTF-8, so text that is valid UTF-8 is taken as that;
// windows-1252 text hardly ever is, by accident.
func decode(line []byte) string {
	text := string(line)
	if !utf8.ValidString(text) {
		if decoded, err := charmap.Windows1252.NewDecoder().String(text); err == nil {
			text = decoded
		}
	}
	return strings.Map(func(c rune) rune {
		if (c < ' ' && c != '\t') || c == 0x7f {
			return -1
		}
		return c
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
