package calpages

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// MeasurePage is the page of one measure or recall.
type MeasurePage struct {
	ID         string // from the page's own form; empty when that is missing
	Name       string
	Session    string
	Committees []MeasureCommittee // in the order of the page; none is normal
}

// MeasureCommittee is a committee formed for or against a measure.
type MeasureCommittee struct {
	ID       string // the id number that the public knows
	Internal string // the number in the link, where it differs for some
	Name     string
	Side     string // "S" for support, "O" for oppose
}

// MeasureOf reads the page of a measure (/Campaign/Measures/Detail.aspx).
func MeasureOf(body []byte) (MeasurePage, error) {
	root, err := parse(body)
	if err != nil {
		return MeasurePage{}, err
	}
	return measureOf(root)
}

func measureOf(root *html.Node) (MeasurePage, error) {
	name := find(root, byID("measureName"))
	if name == nil || text(name) == "" {
		return MeasurePage{}, missing("measureName", "measure page")
	}
	page := MeasurePage{Name: text(name)}
	if form := find(root, byID("_ctl0")); form != nil {
		page.ID, page.Session = query(attr(form, "action"), "id"), query(attr(form, "action"), "session")
	}
	if view := find(root, viewsMeasure); view != nil && !isNumber(page.ID) {
		page.ID, page.Session = query(attr(view, "href"), "id"), query(attr(view, "href"), "session")
	}
	var failure error
	each(root, func(row *html.Node) bool {
		if isCommitteeRow(row) {
			var c MeasureCommittee
			if c, failure = committeeRow(row); failure == nil {
				page.Committees = append(page.Committees, c)
			}
		}
		return failure == nil
	})
	return page, failure
}

func viewsMeasure(n *html.Node) bool {
	return n.DataAtom == atom.A && leadsTo(attr(n, "href"), "/Measures/Detail.aspx") && query(attr(n, "href"), "view") != ""
}

// isCommitteeRow knows a row of a committee table: three cells, the second
// with the link to the committee. The header row has no link.
func isCommitteeRow(row *html.Node) bool {
	return row.DataAtom == atom.Tr && len(cells(row)) == 3 && find(cells(row)[1], tagged(atom.A, "sublink2")) != nil
}

func committeeRow(row *html.Node) (MeasureCommittee, error) {
	cell := cells(row)
	link := find(cell[1], tagged(atom.A, "sublink2"))
	c := MeasureCommittee{ID: text(cell[0]), Internal: query(attr(link, "href"), "id"), Name: text(link)}
	if !isNumber(c.ID) || c.Name == "" {
		return c, missing("id or name of a committee", "measure page")
	}
	switch position := strings.ToUpper(text(cell[2])); position {
	case "SUPPORT":
		c.Side = "S"
	case "OPPOSE":
		c.Side = "O"
	default:
		return c, fmt.Errorf("committee %s has the position %q, neither SUPPORT nor OPPOSE: %w", c.ID, position, ErrLayout)
	}
	return c, nil
}
