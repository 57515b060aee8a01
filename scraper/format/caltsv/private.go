package caltsv

import (
	"strings"

	"moneytrail/store"
)

// maxShown is how much of a quarantined line is shown.
const maxShown = 500

// shown gives what a reader may see of a line that could not be read: without
// streets, phones and e-mails. Where columns are out of place, nothing is shown
// of a table that holds such columns but the codes that stand before them.
func (m *member) shown(reason badRow) string {
	cells := m.row.fields[:min(m.row.found, len(m.row.fields))]
	columns := strings.Fields(m.table.layout)
	holds := false
	for _, name := range columns {
		holds = holds || private(name)
	}
	if holds {
		switch reason {
		case surplus, shifted, short:
			cells = cells[:min(4, len(cells))]
		case continuation, overlong:
			return "(withheld: this table holds addresses)"
		default:
			cells = m.withoutPrivate(cells)
		}
	}
	text := strings.TrimRight(clip(strings.Join(cells, "\t"), 4*maxShown), "\t ")
	return clip(store.Redact(text), maxShown)
}

func (m *member) withoutPrivate(cells []string) []string {
	kept := append([]string(nil), cells...)
	for name, i := range m.head.index {
		if i < len(kept) && kept[i] != "" && private(name) {
			kept[i] = "[" + strings.ToLower(name) + "]"
		}
	}
	return kept
}

// private reports whether a column holds a street line, a phone number or an
// e-mail address.
func private(column string) bool {
	switch column {
	case "ADR1", "ADR2", "PHON", "FAX", "EMAIL", "FILE_EMAIL":
		return true
	}
	return strings.HasSuffix(column, "_PHON") || strings.HasSuffix(column, "_FAX") || strings.HasSuffix(column, "_EMAIL")
}

// codeColumn is a column whose values are short codes.
type codeColumn struct{ at, longest int }

// codeColumns finds the columns that can tell whether a row with surplus tabs
// was shifted: a word where a code belongs.
func codeColumns(names []string) []codeColumn {
	var out []codeColumn
	for i, n := range names {
		switch {
		case n == "MEMO_CODE", n == "SUP_OPP_CD", n == "TRAN_TYPE", strings.HasSuffix(n, "_SELF"), strings.HasSuffix(n, "_YN"):
			out = append(out, codeColumn{i, 1})
		case n == "ST", strings.HasSuffix(n, "_ST"):
			out = append(out, codeColumn{i, 2})
		case n == "ENTITY_CD", n == "OFFICE_CD", n == "JURIS_CD", n == "EXPN_CODE":
			out = append(out, codeColumn{i, 3})
		}
	}
	return out
}

// misplaced reports whether a code column holds more than a code.
func (m *member) misplaced() bool {
	for _, c := range m.codes {
		if len(m.row.at(c.at)) > c.longest {
			return true
		}
	}
	return false
}
