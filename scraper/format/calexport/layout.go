package calexport

import (
	"slices"
	"strings"
)

// Column names as the pages write them.
const (
	colName        = "NAME OF CONTRIBUTOR"
	colPayment     = "PAYMENT TYPE"
	colCity        = "CITY"
	colState       = "STATE"
	colZip         = "ZIP"
	colStateZip    = "STATE/ZIP"
	colID          = "ID NUMBER"
	colEmployer    = "EMPLOYER"
	colOccupation  = "OCCUPATION"
	colAmount      = "AMOUNT"
	colDate        = "DATE"
	colPayee       = "PAYEE"
	colContest     = "CONTEST"
	colPosition    = "POSITION"
	colCode        = "EXPENDITURE CODE"
	colDescription = "DESCRIPTION"
	colTranDate    = "TRANSACTION DATE"
	colTranNumber  = "TRANSACTION NUMBER"
	colLateDate    = "TRANS. DATE"
	colLateNumber  = "TRANS #"
	colLateKind    = "TRANSACTION TYPE"
	colLateType    = "TYPE"
	colFiled       = "FILED DATE"
)

// page is one of the kinds of file.
type page struct {
	name     string // as it stands in the keys of filings and in messages
	required []string
	optional []string
	// row turns the cells of a row into a record; see reader.
	row func(*reader) error
}

var pages = []page{
	{"contributions received", []string{
		colName, colPayment, colCity, colState, colZip, colID, colEmployer, colOccupation, colAmount, colTranDate, colFiled, colTranNumber,
	}, nil, (*reader).received},
	{"contributions made", []string{colDate, colPayee, colContest, colPosition, colPayment, colAmount}, nil, (*reader).made},
	{"expenditures made", []string{colDate, colPayee, colCode, colDescription, colAmount}, nil, (*reader).spent},
	{"late", []string{
		colName, colCity, colStateZip, colID, colEmployer, colOccupation, colAmount, colLateKind, colLateDate, colFiled, colLateNumber,
	}, []string{colLateType}, (*reader).late},
}

// nearest gives the page that shares most columns with the header, and how
// many it shares.
func nearest(names []string) (best *page, shared int) {
	for i := range pages {
		n := 0
		for _, c := range names {
			if slices.Contains(pages[i].required, c) || slices.Contains(pages[i].optional, c) {
				n++
			}
		}
		if n > shared {
			best, shared = &pages[i], n
		}
	}
	return best, shared
}

// problem says in words how the header departs from the page's columns, or "".
func (p *page) problem(names []string) string {
	var missing, unknown []string
	for _, c := range p.required {
		if !slices.Contains(names, c) {
			missing = append(missing, c)
		}
	}
	for _, c := range names {
		if !slices.Contains(p.required, c) && !slices.Contains(p.optional, c) {
			unknown = append(unknown, c)
		}
	}
	switch {
	case len(missing) > 0:
		return "column " + strings.Join(missing, ", ") + " is missing in the export of " + p.name
	case len(unknown) > 0:
		return "column " + strings.Join(unknown, ", ") + " is not known in the export of " + p.name
	}
	return ""
}
