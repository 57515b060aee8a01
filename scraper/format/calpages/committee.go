package calpages

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// CommitteePage is the page of a committee. No saved copy of one exists: the
// ids of its controls are as two public scrapers read them.
type CommitteePage struct {
	ID       string // public id number
	Internal string // number in the page's own address
	Name     string // current name
	Former   []string
	Facts    []Fact // status, last report, sums as printed, in the page's order
}

// Fact is a labelled value of a committee's page, as printed.
type Fact struct{ Label, Value string }

// CommitteeOf reads the page of a committee
// (/Campaign/Committees/Detail.aspx?view=general). The street line of the page
// is not read.
func CommitteeOf(body []byte) (CommitteePage, error) {
	root, err := parse(body)
	if err != nil {
		return CommitteePage{}, err
	}
	return committeeOf(root)
}

func committeeOf(root *html.Node) (CommitteePage, error) {
	page := CommitteePage{Name: text(find(root, byID("lblFilerName"))), ID: text(find(root, byID("_ctl3_lblFilerId")))}
	if page.Name == "" {
		return page, missing("lblFilerName", "committee page")
	}
	if !isNumber(page.ID) {
		return page, missing("_ctl3_lblFilerId", "committee page")
	}
	if form := find(root, byID("_ctl0")); form != nil {
		page.Internal = query(attr(form, "action"), "id")
	}
	if names := find(root, byID("_ctl3_names")); names != nil {
		each(names, func(n *html.Node) bool {
			if name := text(n); n.DataAtom == atom.Td && name != "" && name != page.Name && !strings.HasPrefix(strings.ToUpper(name), "HISTORICAL NAMES") {
				page.Former = append(page.Former, name)
			}
			return true
		})
	}
	page.Facts = facts(root)
	return page, nil
}

// facts pairs the cells of the summary: label, value, label, value.
func facts(root *html.Node) []Fact {
	var half []string
	each(root, func(n *html.Node) bool {
		if n.DataAtom == atom.Td && attr(n, "width") == "50%" {
			half = append(half, text(n))
		}
		return true
	})
	var out []Fact
	for i := 0; i+1 < len(half); i += 2 {
		out = append(out, Fact{Label: strings.TrimSuffix(half[i], ":"), Value: half[i+1]})
	}
	return out
}
