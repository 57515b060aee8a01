package scraper

import (
	"context"
	"fmt"
	"strings"

	"github.com/gocolly/colly/v2"
	"golang.org/x/net/html"
)

// Element is a piece of a page (HTML, found by CSS selector) or of a feed
// (XML, found by XPath).
type Element struct {
	html *colly.HTMLElement
	xml  *colly.XMLElement
}

// Text gives the text of the element, or of what path leads to below it.
func (e Element) Text(path string) string {
	switch {
	case e.xml != nil && path == "":
		return e.xml.Text
	case e.xml != nil:
		return e.xml.ChildText(path)
	case path == "":
		return e.html.Text
	default:
		return e.html.ChildText(path)
	}
}

// Cells gives the texts of the elements right below, in order and without the
// blanks around them: the cells of a table's row. It is much quicker than
// asking for each by a path.
func (e Element) Cells() []string {
	if e.xml != nil {
		return e.xml.ChildTexts("*")
	}
	var cells []string
	for _, node := range e.html.DOM.Nodes {
		for child := range node.ChildNodes() {
			if child.Type == html.ElementNode {
				cells = append(cells, strings.TrimSpace(textOf(child)))
			}
		}
	}
	return cells
}

func textOf(node *html.Node) string {
	if first := node.FirstChild; first != nil && first == node.LastChild && first.Type == html.TextNode {
		return first.Data
	}
	var text strings.Builder
	for child := range node.Descendants() {
		if child.Type == html.TextNode {
			text.WriteString(child.Data)
		}
	}
	return text.String()
}

// Attr gives an attribute of the element, or of what path leads to below it;
// empty when there is none.
func (e Element) Attr(path, name string) string {
	switch {
	case e.xml != nil && path == "":
		return e.xml.Attr(name)
	case e.xml != nil:
		return e.xml.ChildAttr(path, name)
	case path == "":
		return e.html.Attr(name)
	default:
		return e.html.ChildAttr(path, name)
	}
}

// URL resolves a link as it stands on the page; empty when it is none.
func (e Element) URL(ref string) string {
	if e.xml != nil {
		return e.xml.Request.AbsoluteURL(ref)
	}
	return e.html.Request.AbsoluteURL(ref)
}

// HTML fetches a page and calls each for the elements that a CSS selector
// matches, in order, until it returns an error. No element at all is an error,
// because a renamed control looks just like that: [ErrBlocked] on a tiny page,
// else [ErrNothingFound].
func (s *Session) HTML(ctx context.Context, address, selector string, each func(Element) error) (Document, error) {
	return s.visit(ctx, address, each, func(c *colly.Collector, found func(Element)) {
		c.OnHTML(selector, func(e *colly.HTMLElement) { found(Element{html: e}) })
	})
}

// XML is [Session.HTML] for a feed or other XML and an XPath.
func (s *Session) XML(ctx context.Context, address, xpath string, each func(Element) error) (Document, error) {
	return s.visit(ctx, address, each, func(c *colly.Collector, found func(Element)) {
		c.OnXML(xpath, func(e *colly.XMLElement) { found(Element{xml: e}) })
	})
}

func (s *Session) visit(
	ctx context.Context, address string, each func(Element) error, register func(*colly.Collector, func(Element)),
) (Document, error) {
	if s.collector == nil {
		return Document{}, fmt.Errorf("fetch %s: %w", publicAddress(address), errUnbound)
	}
	seen := &capture{page: true}
	c := s.collector.Clone()
	c.Context = withCapture(ctx, seen)
	count, failure := 0, error(nil)
	register(c, func(e Element) {
		count++
		if failure == nil {
			failure = each(e)
		}
	})
	err := c.Visit(address)
	switch {
	case err != nil && seen.status >= 400:
		return Document{}, fmt.Errorf("fetch page: %w", &StatusError{Status: seen.status, Document: seen.document})
	case err != nil:
		return Document{}, fmt.Errorf("fetch page: %w", publicError(err))
	case failure != nil:
		return Document{}, failure
	case count == 0:
		return Document{}, s.nothingOn(seen)
	}
	return seen.document, nil
}

func (s *Session) nothingOn(seen *capture) error {
	doc := seen.document
	if doc.Size < smallPage || hasFirewall(seen.head) {
		if err := s.checkHead(doc, seen.head); err != nil {
			return fmt.Errorf("fetch page: %w", err)
		}
	}
	return fmt.Errorf("%s: no entries: %w", doc.URL, ErrNothingFound)
}
