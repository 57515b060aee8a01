package export

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// rewritten is a page as a file, and the addresses that it needs.
type rewritten struct {
	text    []byte
	needs   []*url.URL
	hidden  bool // search engines are asked not to list it
	unlinks int  // links that lead out of the copy and were taken off
}

// rewrite makes a page work from the file: links lead to files, forms and
// scripts go, and so does what is marked data-live or data-now (links to states of the data).
func (w *writer) rewrite(file string, page []byte) (*rewritten, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("read page %s: %w", file, err)
	}
	out := &rewritten{}
	var drop []*html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if gone(n) {
			drop = append(drop, n)
			continue
		}
		w.element(file, n, out)
	}
	for _, n := range drop {
		if n.Parent != nil && n.Parent.DataAtom == atom.Details && n.DataAtom == atom.Form {
			n = n.Parent // its summary speaks of the form
		}
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	var b bytes.Buffer
	if err := html.Render(&b, doc); err != nil {
		return nil, fmt.Errorf("write page %s: %w", file, err)
	}
	out.text = b.Bytes()
	return out, nil
}

func gone(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Form, atom.Script:
		return true
	case atom.Link:
		if value(n, "rel") == "alternate" {
			return true
		}
	}
	for at := n; at != nil; at = at.Parent {
		for _, a := range at.Attr {
			if a.Key == "data-live" || a.Key == "data-now" {
				return true
			}
		}
	}
	return false
}

func value(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (w *writer) element(file string, n *html.Node, out *rewritten) {
	if n.DataAtom == atom.Meta {
		if value(n, "name") == "robots" && strings.Contains(value(n, "content"), "noindex") {
			out.hidden = true
		}
		switch value(n, "property") + value(n, "name") {
		case "og:image", "twitter:image", "og:url":
			w.attribute(file, n, "content", true, out)
		}
		return
	}
	for _, name := range []string{"href", "src"} {
		w.attribute(file, n, name, value(n, "rel") == "canonical", out)
	}
}

// attribute makes an address of the site lead to its file. Public ones, which
// others read, are whole when the site has an address. A link out of the copy
// becomes plain text.
func (w *writer) attribute(file string, n *html.Node, name string, public bool, out *rewritten) {
	for i := 0; i < len(n.Attr); i++ {
		a := &n.Attr[i]
		if a.Key != name || a.Namespace != "" {
			continue
		}
		u, ok := w.local(a.Val)
		if !ok {
			return
		}
		if !w.within(u) {
			n.Attr = append(n.Attr[:i], n.Attr[i+1:]...)
			out.unlinks++
			return
		}
		to := w.file(u)
		out.needs = append(out.needs, u)
		if a.Val = relative(file, to); public && w.opt.Site != "" {
			a.Val = w.opt.Site + "/" + to
		}
		if u.Fragment != "" && (u.Path != "/" || w.opt.Home == "/") { // another page took the place of the start page
			a.Val += "#" + u.EscapedFragment()
		}
		return
	}
}

// local gives the address of a link within the site. Links of a page to itself
// stay as they are.
func (w *writer) local(href string) (*url.URL, bool) {
	if w.opt.Site != "" && (href == w.opt.Site || strings.HasPrefix(href, w.opt.Site+"/")) {
		href = "/" + strings.TrimPrefix(strings.TrimPrefix(href, w.opt.Site), "/")
	}
	if !strings.HasPrefix(href, "/") || strings.HasPrefix(href, "//") {
		return nil, false
	}
	u, err := url.Parse(href)
	return u, err == nil
}
