package count

import (
	"strings"

	"moneytrail/store"
)

// family names the forms that restate one another: a report of a family, with
// a period, replaces another of the same family and period, and one inside its
// period. Forms that a filer may rightly file several times for one period
// (465: one for each candidate or measure) and unknown forms have no family.
func family(form string) string {
	switch form {
	case "F460", "F450":
		return "F460"
	case "F461", "F401", "F3", "F3P", "F3X", "F4", "F5", "F7":
		return form
	}
	return ""
}

// carriesReceipts tells the periodic forms on which the gifts of a filer's own
// 24-hour notices reappear.
func carriesReceipts(form string) bool {
	switch form {
	case "F460", "F450", "F401", "F3", "F3P", "F3X":
		return true
	}
	return false
}

// isNotice tells the forms of reports that have an id instead of a period.
func isNotice(form string) bool {
	switch form {
	case "F496", "F497", "F6", "F24":
		return true
	}
	return false
}

// isFederal tells the systems in which a filing number is never used again.
func isFederal(s store.System) bool {
	return s == store.SystemFEC || s == store.SystemFECBulk || s == store.SystemFECAPI
}

func form(r *Report) string {
	f := strings.ToUpper(strings.TrimSpace(r.Form))
	// The per-committee export does not name its forms; with a period it can
	// only be the recipient committees' statement.
	if f == "" && r.Key.System == store.SystemCalAccessExport && r.From != "" && r.Thru != "" {
		return "F460"
	}
	return f
}

// fullness orders the systems by how much of a report they carry: the filer's
// own file first, what is typed by hand last.
func fullness(s store.System) int {
	switch s {
	case store.SystemCAL, store.SystemFEC:
		return 0
	case store.SystemCalAccess, store.SystemFECBulk:
		return 1
	case store.SystemCalAccessExport, store.SystemFECAPI:
		return 2
	case store.SystemHand:
		return 3
	}
	return 4
}

// substance says how much of a report there is: rows of money, a summary
// alone, or nothing but a cover.
type substance int

const (
	nothing substance = iota
	summaryOnly
	moneyRows
)

func substanceOf(r *Report) substance {
	for t := store.TableNone; t < store.TableCount; t++ {
		if carriesMoney(t) && r.Rows[t] > 0 {
			return moneyRows
		}
	}
	if r.Rows[store.TableSummary] > 0 {
		return summaryOnly
	}
	return nothing
}

func carriesMoney(t store.Table) bool {
	return t != store.TableSummary && t != store.TableCover && t != store.TableMemo
}

// followsReport tells the tables that have no versions of their own.
func followsReport(t store.Table) bool { return t == store.TableCover || t == store.TableMemo }
