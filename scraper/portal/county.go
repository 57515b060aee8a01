package portal

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"moneytrail/store"
)

// County is what a replica serves: the reports of the filers of one county,
// and those of state committees that give money there.
type County struct {
	Name string
	Code string // the agency code: "INVC"
	// Local reports are filed with the county and served as NetFile does.
	Local []Report
	// State reports are filed with the state and served as CAL-ACCESS does.
	State       []Report
	StateFilers []StateFiler
	Measures    []Measure // as the state lists them
	// Stamp is the moment that the portal gives for everything it serves.
	Stamp time.Time
}

// Report is one version of a report with its lines.
type Report struct {
	store.Filing // Key.Version is the number of the amendment; Key.Report is not used
	ID           string
	Treasurer    store.Name
	Rows         []store.Transaction
	Summary      []store.SummaryLine
	Memos        []store.Memo
	Paper        bool // filed on paper: listed, but without an e-file
}

// StateFiler is a filer as the state numbers it: an internal id, under which
// its filings are logged, and the public id, by which everyone knows it.
type StateFiler struct {
	FilerID  string // internal
	PublicID string
	Name     string
	Since    store.Date
}

// filerID gives the id that stands on the form.
func (r Report) filerID() string {
	if r.Filer.Scheme == store.SchemePending {
		return "Pending"
	}
	return r.Filer.ID
}

func (r Report) notice() bool { return r.Form == "F496" || r.Form == "F497" }

// year is the year in whose workbook a report stands.
func (r Report) year() int {
	year, _ := strconv.Atoi(string(cmp.Or(r.From, r.Filed)[:4])) // dates are ISO text
	return year
}

func (r Report) reportNumber() string { return fmt.Sprintf("%03d", r.Key.Version) }

// agencyFilers lists the filers of the county by their latest name, in the
// order in which they first filed.
func (c County) agencyFilers() []Report {
	var filers []Report
	for _, r := range c.Local {
		i := slices.IndexFunc(filers, func(f Report) bool { return f.Filer == r.Filer })
		if i < 0 {
			filers = append(filers, r)
		} else {
			filers[i] = r
		}
	}
	return filers
}

// day writes a date in a publisher's layout; an empty one stays empty.
func day(d store.Date, layout string) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return t.Format(layout)
}

// splitCandidate takes "Last, First" apart.
func splitCandidate(name string) (last, first string) {
	last, first, _ = strings.Cut(name, ", ")
	return last, first
}

// Years lists the years that have a workbook, in order.
func (c County) Years() []int {
	var years []int
	for _, r := range c.Local {
		if !r.Paper && !slices.Contains(years, r.year()) {
			years = append(years, r.year())
		}
	}
	slices.Sort(years)
	return years
}
