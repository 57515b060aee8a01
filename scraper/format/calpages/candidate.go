package calpages

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Candidate is a candidate or an incumbent in a list.
type Candidate struct {
	ID     string // the state's filer number; empty for who has none
	Name   string // "LAST, FIRST", as printed
	Office string // "STATE SENATE 36"
	Group  string // "SENATE DISTRICTS"
}

// Candidates reads a list of candidates or of incumbents
// (/Campaign/Candidates/list.aspx).
func Candidates(body []byte) ([]Candidate, error) {
	root, err := parse(body)
	if err != nil {
		return nil, err
	}
	return candidates(root)
}

func candidates(root *html.Node) ([]Candidate, error) {
	if find(root, isCandidateCell) == nil {
		return nil, missing("cell of an office", "candidate list")
	}
	var out []Candidate
	group := ""
	each(root, func(n *html.Node) bool {
		switch {
		case tagged(atom.Span, "hdr14")(n):
			group = text(n)
		case isCandidateCell(n):
			out = append(out, inCell(n, group)...)
		}
		return true
	})
	return out, nil
}

// isCandidateCell knows the cell of one office: its own heading, then a table
// of people.
func isCandidateCell(n *html.Node) bool {
	return n.DataAtom == atom.Td && attr(n, "bgcolor") != "" && heading(n) != nil && find(n, tagged(atom.Table, "")) != nil
}

// heading gives the name of the office: a direct child, in a class that the
// candidates' and the incumbents' pages choose differently.
func heading(cell *html.Node) *html.Node {
	for c := range cell.ChildNodes() {
		if tagged(atom.Span, "hdr13")(c) || tagged(atom.Span, "txt7")(c) {
			return c
		}
	}
	return nil
}

func inCell(cell *html.Node, group string) []Candidate {
	head := heading(cell)
	office := text(head)
	var out []Candidate
	each(cell, func(n *html.Node) bool {
		c := Candidate{Name: text(n), Office: office, Group: group}
		switch {
		case n.DataAtom == atom.A && attr(n, "class") == "sublink2" && leadsTo(attr(n, "href"), "Detail.aspx"):
			c.ID = query(attr(n, "href"), "id")
		case tagged(atom.Span, "txt7")(n) && n != head: // listed, but without a filing
		default:
			return true
		}
		if c.Name != "" {
			out = append(out, c)
		}
		return true
	})
	return out
}
