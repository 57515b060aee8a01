package calpages

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/charmap"
)

// parse makes a tree of a page. The state sends windows-1252; a page saved by
// a browser is UTF-8, whatever it claims.
//
// A page that does not end is refused: half of one reads like a page with fewer
// entries.
func parse(body []byte) (*html.Node, error) {
	if end := bytes.ToLower(body[max(0, len(body)-1024):]); !bytes.Contains(end, []byte("</html>")) {
		return nil, missing("the end of the document", "page")
	}
	if !utf8.Valid(body) {
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(body)
		if err != nil {
			return nil, fmt.Errorf("decode page: %w", err)
		}
		body = decoded
	}
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("parse page: %w", err)
	}
	return root, nil
}

// each calls do for every element below n, in document order, until it
// returns false.
func each(n *html.Node, do func(*html.Node) bool) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && !do(d) {
			return
		}
	}
}

// find gives the first element below n that fits, or nil.
func find(n *html.Node, fits func(*html.Node) bool) (found *html.Node) {
	each(n, func(d *html.Node) bool {
		if fits(d) {
			found = d
		}
		return found == nil
	})
	return found
}

func byID(id string) func(*html.Node) bool {
	return func(n *html.Node) bool { return attr(n, "id") == id }
}

func tagged(tag atom.Atom, class string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.DataAtom == tag && (class == "" || attr(n, "class") == class) }
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text gives the text below n with runs of blanks, also hard ones, as one.
func text(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// cells gives the td elements of a table row itself, not of tables inside it.
func cells(row *html.Node) []*html.Node {
	var out []*html.Node
	for c := range row.ChildNodes() {
		if c.DataAtom == atom.Td {
			out = append(out, c)
		}
	}
	return out
}

// query gives a parameter of the query of a link, relative or absolute.
func query(link, name string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return ""
	}
	return u.Query().Get(name)
}

// leadsTo reports whether a link's path ends in a page's name; the state
// writes the same page with capitals and without.
func leadsTo(link, page string) bool {
	path, _, _ := strings.Cut(link, "?")
	return strings.HasSuffix(strings.ToLower(path), strings.ToLower(page))
}

// isNumber reports whether s is an id: digits only, not too many.
func isNumber(s string) bool {
	return s != "" && len(s) <= 10 && strings.Trim(s, "0123456789") == ""
}
