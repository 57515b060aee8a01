package caltsv

import (
	"slices"
	"strings"

	"moneytrail/store"
)

// table is one kind of table that is read row by row.
type table struct {
	name   string // "RCPT_CD"
	layout string // its columns
	due    bool   // an export without rows of it is damaged
	bind   func(*header, store.Sink) reader
}

// reader turns the rows of one table into records.
type reader struct {
	// need is the last column without which a row says nothing: a line that
	// ends before it is quarantined, a line that ends after it is padded.
	need int
	// row gives nil when the row became records, a badRow when it is to be
	// quarantined, a reference when it is kept by place only, and any other
	// error when reading must stop.
	row func(*row) error
}

// reference is the record name under which a line is kept by place only.
type reference string

func (r reference) Error() string { return string(r) }

// tables stand in the order in which they are read from a zip: who files, the
// heads of filings, the lines of money, and the log last, because it is long
// and only fills gaps.
var tables = []table{
	{"FILER_XREF_CD", filerXrefLayout, false, bindAlias},
	{"FILERNAME_CD", filerNameLayout, false, bindFilerName},
	{"CVR_CAMPAIGN_DISCLOSURE_CD", coverLayout, true, bindCover},
	{"CVR2_CAMPAIGN_DISCLOSURE_CD", personLayout, false, bindPerson},
	{"RCPT_CD", receiptLayout, true, bindReceipts},
	{"S497_CD", lateLayout, true, bindLate},
	{"S496_CD", independentLayout, true, bindIndependent},
	{"LOAN_CD", loanLayout, true, bindLoans},
	{"EXPN_CD", expenditureLayout, true, bindExpenditures},
	{"DEBT_CD", debtLayout, true, bindDebts},
	{"SMRY_CD", summaryLayout, true, bindSummary},
	{"TEXT_MEMO_CD", memoLayout, false, bindMemo},
	{"FILER_FILINGS_CD", filingLogLayout, false, bindFilingLog},
}

// Columns gives the columns of a table that is read row by row, in the
// publisher's order, and nil for any other name. ("RCPT_CD")
func Columns(name string) []string {
	t := tableNamed(name)
	if t == nil {
		return nil
	}
	return strings.Fields(t.layout)
}

// tableNamed gives the table of that name, or nil for one that is kept by
// place only.
func tableNamed(name string) *table {
	if i := slices.IndexFunc(tables, func(t table) bool { return t.name == name }); i >= 0 {
		return &tables[i]
	}
	return nil
}

// identify recognises a table by its column names: the one of the known
// tables that shares at least three in four columns with them, or a table that
// is kept by place only, under the name that its file suggests.
func identify(names []string, file string) (*table, bool) {
	if len(names) == 0 || !columnNames(names) {
		return nil, false
	}
	var best *table
	most := 0.75
	for i := range tables {
		if s := similarity(strings.Fields(tables[i].layout), names); s > most || (s == most && best == nil) {
			best, most = &tables[i], s
		}
	}
	if best != nil {
		return best, true
	}
	other := tableName(file)
	return &table{name: other}, strings.HasSuffix(other, "_CD") || slices.Contains(names, "FILING_ID") || slices.Contains(names, "FILER_ID")
}

// similarity is the share of columns that two lists have in common.
func similarity(layout, names []string) float64 {
	common := 0
	for _, n := range names {
		if slices.Contains(layout, n) {
			common++
		}
	}
	return float64(common) / float64(max(len(layout), len(names)))
}

// columnNames reports whether all names could be names of database columns.
func columnNames(names []string) bool {
	for _, n := range names {
		if n == "" || n[0] < 'A' || n[0] > 'Z' || strings.Trim(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != "" {
			return false
		}
	}
	return true
}
