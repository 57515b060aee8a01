package fecfile

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// FormColumns are the columns of one form in one version.
type FormColumns struct {
	Form    string // "F3X", "SA", "SC1", "H4", "TEXT"
	Columns []Column
}

// Column is one column of a layout.
type Column struct {
	// Name is the FEC's label in lower case with underscores, the same for
	// the same label in all versions: "contributor_last_name". A name that
	// occurs twice in a form gets a number: "street_1_2".
	Name string
	// Line is the line of the form's summary page whose amount the column
	// holds, as the FEC prints it, upper case without dots and brackets:
	// "11AI"; empty for columns that are no summary cell.
	Line string
	// ToDate marks the second column of the summary page: the calendar year
	// or election cycle to date.
	ToDate bool
}

var (
	braces     = regexp.MustCompile(`\{[^}]*\}`)
	notWord    = regexp.MustCompile(`[^a-z0-9]+`)
	lineNumber = regexp.MustCompile(`(?i)^\(?(\d{1,2})\.?\s*(?:\(?([a-e])\s*[.]?\s*(i{0,3})\s*[.]?\))?\s*(i{1,3}\b)?[.)]?\s*(.*)$`)
	// Lines that only head a group of columns in the tables of 5.0 to 5.3.
	heading = regexp.MustCompile(`(?i)^COLUMN [AB] |^\(New line|\((Old|New) H1|^New H1|^[AB]\. S(TATE AND LOCAL|EPARATE)`)
)

// summaryForms have a summary page with numbered lines.
var summaryForms = map[string]bool{
	"F3": true, "F3P": true, "F3X": true, "F4": true, "F9": true, "F13": true,
	"F3S": true, "F3PS": true, "F3Z": true, "F3Z1": true, "F3Z2": true, "F3PZ1": true, "F3PZ2": true, "SI": true, "SL": true,
}

// totals are cells without a line number.
var totals = regexp.MustCompile(`^(TOTAL CONTRIBUTION|TOTAL INDEP.*EXPEND.*|TOTAL COSTS|.*BUNDLED CONTRIB.*)$`)

var totalForms = map[string]bool{"F5": true, "F7": true, "F3L": true}

// ParseTable reads a table of column labels as the FEC gives them out: one
// line per form, its name first; blank labels are spacers. Lines may end in
// LF, CR LF or a bare CR. It is an error when no line names a known form.
func ParseTable(r io.Reader) ([]FormColumns, error) {
	data, err := io.ReadAll(io.LimitReader(r, 8<<20))
	if err != nil {
		return nil, fmt.Errorf("read table of layouts: %w", err)
	}
	text := strings.ReplaceAll(decode(data), "\r\n", "\n")
	c := csv.NewReader(strings.NewReader(strings.ReplaceAll(text, "\r", "\n")))
	c.FieldsPerRecord, c.LazyQuotes = -1, true
	rows, err := c.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read table of layouts: %w", err)
	}
	var out []FormColumns
	for _, row := range rows {
		form := formName(row[0])
		if form == "" || len(row) < 3 {
			continue
		}
		out = append(out, FormColumns{Form: form, Columns: ParseLabels(form, row[1:])})
	}
	if len(out) == 0 {
		return nil, errors.New("read table of layouts: no line begins with the name of a form")
	}
	renameThirdSchedule(out)
	return out, nil
}

// renameThirdSchedule: the table of version 3 names two lines SchH4; the short
// one, of transfers in, is Schedule H3.
func renameThirdSchedule(forms []FormColumns) {
	for i := range forms {
		if forms[i].Form == "H4" && len(forms[i].Columns) < 20 {
			forms[i].Form = "H3"
		}
	}
}

var formLabel = regexp.MustCompile(`(?i)^(?:sch\s*([a-z]\d?)|(F\d[A-Z0-9]{0,4})|(text)|(?:hdr|header))$`)

// formName turns the tables' names of forms ("SchC1", "Sch H4", "F3X", "Text")
// into those of this package; "" for a line that is no form.
func formName(label string) string {
	m := formLabel.FindStringSubmatch(strings.TrimSpace(label))
	switch {
	case m == nil:
		return ""
	case m[1] != "":
		s := strings.ToUpper(m[1])
		if s[0] == 'H' {
			return s
		}
		return "S" + s
	case m[2] != "":
		return strings.ToUpper(m[2])
	case m[3] != "":
		return "TEXT"
	}
	return ""
}

// ParseLabels turns the FEC's labels of a form's columns into columns. Blank
// labels and headings are left out.
func ParseLabels(form string, labels []string) []Column {
	var out []Column
	seen, cells := map[string]int{}, map[string]int{}
	for _, label := range labels {
		label = strings.Join(strings.Fields(label), " ")
		if label == "" || heading.MatchString(label) {
			continue
		}
		c := parseLabel(form, label)
		if c.Name == "form_type" && len(out) > 0 {
			break // the table of 5.2 has the columns of Form 2 twice
		}
		if c.Line != "" {
			cells[c.Line]++
			// Cash on hand on January 1 stands in the second column only.
			c.ToDate = cells[c.Line] > 1 || c.Line == "6A" && (form == "F3X" || form == "F4")
		}
		key := c.Name + fmt.Sprint(c.ToDate)
		if seen[key]++; seen[key] > 1 && c.Line == "" {
			c.Name = fmt.Sprintf("%s_%d", c.Name, seen[key])
		}
		out = append(out, c)
	}
	return out
}

var (
	item       = regexp.MustCompile(`(?i)^\(?[a-z]{1,2}\)? +(\d.*)$`)             // "(aa) 12. Debts by", "(kk) 31 Items"
	bareLetter = regexp.MustCompile(`(?i)^(\d{1,2})([a-e])\. *(.*)$`)             // "1a. Itemized Receipts"
	roman      = regexp.MustCompile(`(?i)^(\d{1,2}\([a-e]\))\((i{1,3})\) *(.*)$`) // "17(a)(iii) Contributions"
)

// plainLabel brings the numbers of lines in the tables of Forms 3Z and 3PZ and
// Schedule L into the form that the tables of covers have. The tables of Form
// 3Z number the debts owed by the committee 12, which is the line of
// transfers; they are line 10 of Form 3, as the table of 8.3 says.
func plainLabel(form, label string) string {
	if strings.Contains(form, "Z") {
		label = item.ReplaceAllString(label, "$1")
		if strings.HasPrefix(strings.ToLower(label), "12. debts") {
			label = "10" + label[2:]
		}
	}
	label = bareLetter.ReplaceAllString(label, "$1($2) $3")
	return roman.ReplaceAllString(label, "$1$2 $3")
}

func parseLabel(form, label string) Column {
	if summaryForms[form] {
		if m := lineNumber.FindStringSubmatch(plainLabel(form, label)); m != nil && !strings.Contains(strings.ToLower(m[5]), "year)") {
			return Column{Name: word(m[5]), Line: strings.ToUpper(m[1] + m[2] + m[3] + m[4])}
		}
	}
	if upper := strings.ToUpper(braces.ReplaceAllString(label, "")); totalForms[form] && totals.MatchString(strings.TrimSpace(upper)) {
		return Column{Name: word(label), Line: strings.TrimSpace(upper)}
	}
	return Column{Name: word(label)}
}

func word(label string) string {
	label = strings.ToLower(braces.ReplaceAllString(label, " "))
	return strings.Trim(notWord.ReplaceAllString(label, "_"), "_")
}
