package scraper

import (
	"context"
	"fmt"

	"github.com/gocolly/colly/v2"
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
		return Document{}, fmt.Errorf("fetch %s: %w", address, errUnbound)
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
		return Document{}, fmt.Errorf("fetch page: %w", err)
	case failure != nil:
		return Document{}, failure
	case count == 0:
		return Document{}, s.nothingOn(seen.document)
	}
	return seen.document, nil
}

func (s *Session) nothingOn(doc Document) error {
	if doc.Size < smallPage {
		head, err := s.Peek(doc)
		if err != nil {
			return err
		}
		if err := s.checkHead(doc, head); err != nil {
			return fmt.Errorf("fetch page: %w", err)
		}
	}
	return fmt.Errorf("%s: no entries: %w", doc.URL, ErrNothingFound)
}
