package handcsv

import (
	"fmt"
	"slices"
	"strings"
)

// Column is one column of the format.
type Column struct {
	Name     string
	Required bool
	Meaning  string
}

// columns stand in the order in which they are documented.
var columns = []Column{
	{"committee_id", true, "who filed: the FPPC id (1392842), an id with its numbering (fppc:1392842, fec:C00123456), or the word pending"},
	{"committee_name", true, "the filer's name as it stands on the report"},
	{"form", true, "F460, F450, F461, F465, F496, F497; 460 is taken as F460"},
	{"schedule", true, "A, A-1, B1, B2, C, D, E, F, G, H, I, F450P5, F461P5, F465P3, F496P3, F497P1, F497P2, S496"},
	{"contributor_last", true, "last name or organisation: who gave; who was paid or given to on D, E, F, G, H, F497P2 and S496"},
	{"date", true, "day of the transaction: 2024-10-24 or 10/24/2024"},
	{"amount", true, "dollars of the period: 1234.50, $1,234.50; returned money is negative: -50 or ($50.00)"},
	{"source_note", true, "where it was read: document, page, who typed it; a row without it is not taken"},
	{"report_id", false, "report number of a Form 496 or 497"},
	{"version", false, "0 for the original, 1 for the first amendment, and so on; blank is 0"},
	{"from", false, "first day of the report's period; needed for a periodic report to cover 24-hour reports"},
	{"thru", false, "last day of the report's period"},
	{"filed", false, "day the report was filed"},
	{"agency", false, "code of the agency it was filed with (LACO, BRK); blank for the state"},
	{"contributor_first", false, "first name; blank for an organisation"},
	{"city", false, "city of the contributor (there is no column for the street)"},
	{"state", false, "two letters"},
	{"zip", false, "zip code as text: 90001 or 90001-1234"},
	{"entity", false, "IND, COM, OTH, PTY, SCC as the report says"},
	{"employer", false, "as the report says"},
	{"occupation", false, "as the report says"},
	{"contributor_committee_id", false, "the contributor's committee id, if it is a committee"},
	{"tran_id", false, "transaction id on the report; without one, two equal rows are two transactions"},
	{"tran_type", false, "I intermediary, X transfer, R returned, F forgiven loan"},
	{"memo", false, "X when the row is informational and not part of the schedule's total"},
	{"support", false, "S or O: the money supports or opposes the target"},
	{"target_candidate", false, "candidate the money is for or against: Last, First"},
	{"target_measure", false, "ballot measure the money is for or against"},
	{"source_url", false, "address of the document"},
}

// Columns gives the columns that the format allows, the required ones first.
func Columns() []Column { return slices.Clone(columns) }

// problem says in words how a header departs from the format, or "".
func problem(header []string) string {
	var missing, unknown, twice []string
	for i, name := range header {
		switch {
		case !slices.ContainsFunc(columns, func(c Column) bool { return c.Name == name }):
			unknown = append(unknown, fmt.Sprintf("%q", name))
		case slices.Contains(header[:i], name):
			twice = append(twice, name)
		}
	}
	for _, c := range columns {
		if c.Required && !slices.Contains(header, c.Name) {
			missing = append(missing, c.Name)
		}
	}
	switch {
	case len(unknown) > 0:
		return "column " + strings.Join(unknown, ", ") + " is not known"
	case len(missing) > 0:
		return "column " + strings.Join(missing, ", ") + " is missing"
	case len(twice) > 0:
		return "column " + strings.Join(twice, ", ") + " stands twice"
	}
	return ""
}

func allowed() string {
	var required, optional []string
	for _, c := range columns {
		if c.Required {
			required = append(required, c.Name)
		} else {
			optional = append(optional, c.Name)
		}
	}
	return "required: " + strings.Join(required, ", ") + "; optional: " + strings.Join(optional, ", ")
}
