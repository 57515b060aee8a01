package calpages

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Listed is an entry of the list of a day's filings.
type Listed struct {
	Committee string // the number in the committee's link, often the internal one
	Name      string
	ID        string // FILING_ID
	Amendment string // AMEND_ID
	Image     string // link to its PDF, as printed
}

// Filings reads the list of what was filed on a day (/Campaign/Other/List.aspx).
// A day without filings has a list without entries. No saved copy of this page
// exists: its ids and links are as public scrapers read them. Rows of which none
// has an image are refused: the page is then laid out otherwise.
func Filings(body []byte) ([]Listed, error) {
	root, err := parse(body)
	if err != nil {
		return nil, err
	}
	return filings(root)
}

func filings(root *html.Node) ([]Listed, error) {
	if find(root, byID("_ctl3_btnSubmit")) == nil {
		return nil, missing("_ctl3_btnSubmit", "list of filings")
	}
	var out []Listed
	rows := 0
	each(root, func(row *html.Node) bool {
		if row.DataAtom != atom.Tr || find(row, tagged(atom.Tr, "")) != nil {
			return true
		}
		committee, image := find(row, isLinkTo("Detail.aspx")), find(row, isLinkTo("pdfgen.prg"))
		if committee == nil {
			return true // a header, or the form
		}
		rows++
		if image == nil {
			return true
		}
		link := attr(image, "href")
		out = append(out, Listed{
			Committee: query(attr(committee, "href"), "id"), Name: text(committee), ID: query(link, "filingid"), Amendment: query(link, "amendid"), Image: link,
		})
		return true
	})
	if rows > 0 && len(out) == 0 {
		return nil, missing("link to the image of any filing", "list of filings")
	}
	for _, l := range out {
		if !isNumber(l.ID) || !isNumber(l.Amendment) || l.Name == "" {
			return nil, missing("number of a filing or name of its filer", "list of filings")
		}
	}
	return out, nil
}

func isLinkTo(page string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.DataAtom == atom.A && leadsTo(attr(n, "href"), page) }
}
