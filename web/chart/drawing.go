package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Drawing is marks on a ground of Width by Height units; a unit is a CSS pixel.
type Drawing struct {
	Width, Height float64
	Title         string // what it shows
	Takeaway      string // what it says, in a sentence
	marks         []mark
}

// Point is a place on a drawing, from the upper left.
type Point struct{ X, Y float64 }

// Anchor says which end of a text stands at its place.
type Anchor uint8

// Anchors of texts.
const (
	Start Anchor = iota
	Middle
	End
)

type markKind uint8

const (
	area markKind = iota
	stroke
	words
	spots
)

// mark is a filled polygon, a line, a text, or round spots around its points.
type mark struct {
	kind   markKind
	paint  Paint
	points []Point
	width  float64 // of a stroke or of spots
	text   string
	size   float64
	bold   bool
	anchor Anchor
	tip    string // what a pointer on an area tells
}

func newDrawing(width, height float64, title, takeaway string) *Drawing {
	return &Drawing{Width: width, Height: height, Title: shorten(clean(title), 300), Takeaway: shorten(clean(takeaway), 500)}
}

func (d *Drawing) rect(x, y, w, h float64, p Paint, tip string) {
	if w <= 0 || h <= 0 {
		return
	}
	d.marks = append(d.marks, mark{kind: area, paint: p, points: []Point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, tip: shorten(clean(tip), 200)})
	if p == Unknown {
		d.hatch(x, y, w, h)
	}
}

// hatch rules a rectangle with lines from lower left to upper right.
func (d *Drawing) hatch(x, y, w, h float64) {
	const step = 6
	for at := step / 2.0; at < w+h; at += step {
		from := Point{x + min(at, w), y + max(0, at-w)}
		to := Point{x + max(0, at-h), y + min(at, h)}
		d.line(from, to, 1.2, Ground)
	}
}

func (d *Drawing) line(from, to Point, width float64, p Paint) {
	d.marks = append(d.marks, mark{kind: stroke, paint: p, points: []Point{from, to}, width: width})
}

func (d *Drawing) path(points []Point, width float64, p Paint) {
	if len(points) > 1 {
		d.marks = append(d.marks, mark{kind: stroke, paint: p, points: points, width: width})
	}
}

func (d *Drawing) text(at Point, size float64, anchor Anchor, bold bool, p Paint, s string) {
	if s = shorten(clean(s), 200); s != "" {
		d.marks = append(d.marks, mark{kind: words, paint: p, points: []Point{at}, text: s, size: size, bold: bold, anchor: anchor})
	}
}

// fitted writes a text cut to a width.
func (d *Drawing) fitted(at Point, size, width float64, anchor Anchor, bold bool, p Paint, s string) {
	d.text(at, size, anchor, bold, p, fit(clean(s), size, width, bold))
}

// clean takes out of filed text what would move, hide or break the rest.
func clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// fit cuts a text to a width and marks the cut.
func fit(s string, size, width float64, bold bool) string {
	s = shorten(s, int(max(width, 0)/size*6)+1) // endless text is not measured rune by rune
	if textWidth(s, size, bold) <= width {
		return s
	}
	if width <= 0 {
		return ""
	}
	runes := []rune(s)
	for len(runes) > 0 && textWidth(string(runes)+"…", size, bold) > width {
		runes = runes[:len(runes)-1]
	}
	if len(runes) == 0 {
		return ""
	}
	return strings.TrimRight(string(runes), " ") + "…"
}

// shorten cuts a text to a number of runes.
func shorten(s string, limit int) string {
	n := 0
	for i := range s {
		if n == limit {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// wrap divides a text into at most two lines of a width; the second is cut.
func wrap(s string, size, width float64, bold bool) []string {
	s = shorten(clean(s), 400)
	if textWidth(s, size, bold) <= width {
		return []string{s}
	}
	first := fit(s, size, width, bold)
	at := strings.LastIndexByte(strings.TrimSuffix(first, "…"), ' ')
	if at <= 0 {
		return []string{first}
	}
	return []string{s[:at], fit(s[at+1:], size, width, bold)}
}
