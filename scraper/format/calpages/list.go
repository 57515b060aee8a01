package calpages

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Measure is a ballot measure or a recall in a list.
type Measure struct {
	ID       string // the state's number of the measure
	Name     string // "PROPOSITION 013 - ..", as printed
	Election string // caption of its election: "NOVEMBER 8, 2022, GENERAL"
	Session  string // odd first year of the two-year session of its link
}

// Measures reads the list of the measures of a session
// (/Campaign/Measures/list.aspx). A page without the list's tables is refused.
func Measures(body []byte) ([]Measure, error) {
	root, err := parse(body)
	if err != nil {
		return nil, err
	}
	return measures(root)
}

func measures(root *html.Node) ([]Measure, error) {
	var out []Measure
	tables := 0
	each(root, func(table *html.Node) bool {
		if !isElectionTable(table) {
			return true
		}
		tables++
		election := text(find(find(table, tagged(atom.Caption, "")), tagged(atom.Span, "")))
		each(table, func(a *html.Node) bool {
			if a.DataAtom == atom.A && leadsTo(attr(a, "href"), "Detail.aspx") {
				out = append(out, Measure{
					ID: query(attr(a, "href"), "id"), Name: text(a), Election: election, Session: query(attr(a, "href"), "session"),
				})
			}
			return true
		})
		return true
	})
	if tables == 0 {
		return nil, missing("table ListElections1__ctl..", "measure list")
	}
	for _, m := range out {
		if !isNumber(m.ID) || m.Name == "" {
			return nil, missing("id or name of a measure", "measure list")
		}
	}
	return out, nil
}

// isElectionTable knows the table of one election: ListElections1__ctl0 and so
// on. Its caption holds the election's name.
func isElectionTable(n *html.Node) bool {
	return n.DataAtom == atom.Table && strings.HasPrefix(attr(n, "id"), "ListElections1__ctl") && find(n, tagged(atom.Caption, "")) != nil
}
