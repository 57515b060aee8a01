package chart

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
)

// SVG writes the drawing for a page: the page's style sheet colours it by the
// classes of its marks (c-ink, c-money..), and the ground is left clear.
func (d *Drawing) SVG(w io.Writer) error { return d.svg(w, false, true) }

// Inline writes it for a page whose style sheet colours every class of marks:
// without the colours of its own it is a fifth lighter.
func (d *Drawing) Inline(w io.Writer) error { return d.svg(w, false, false) }

// File writes the drawing as a document of its own, on a light ground.
func (d *Drawing) File(w io.Writer) error { return d.svg(w, true, true) }

func (d *Drawing) svg(w io.Writer, alone, coloured bool) error {
	out := bufio.NewWriter(w)
	label := strings.TrimSpace(d.Title + ". " + d.Takeaway)
	fmt.Fprintf(out, `<svg class="chart" role="img" aria-label="%s" viewBox="0 0 %s %s"`, html.EscapeString(label), num(d.Width), num(d.Height))
	if alone {
		fmt.Fprintf(out, ` xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" font-family="system-ui,sans-serif"`, num(d.Width), num(d.Height))
	}
	fmt.Fprint(out, ">")
	if alone {
		fmt.Fprintf(out, `<title>%s</title><rect width="100%%" height="100%%" fill="#fff"/>`, html.EscapeString(label))
	}
	for i := range d.marks {
		writeMark(out, &d.marks[i], coloured)
	}
	fmt.Fprint(out, "</svg>")
	return out.Flush()
}

func writeMark(out *bufio.Writer, m *mark, coloured bool) {
	p := paints[m.paint]
	fill, none, line := "", "", ""
	if coloured {
		colour := fmt.Sprintf("#%02x%02x%02x", p.rgb.R, p.rgb.G, p.rgb.B)
		fill, none, line = ` fill="`+colour+`"`, ` fill="none"`, ` stroke="`+colour+`"`
	}
	switch m.kind {
	case area:
		fmt.Fprintf(out, `<path class="%s"%s d="%sZ"`, p.class, fill, pathOf(m.points))
		if m.tip == "" {
			fmt.Fprint(out, "/>")
		} else {
			fmt.Fprintf(out, "><title>%s</title></path>", html.EscapeString(m.tip))
		}
	case stroke:
		width := ""
		if m.width != 1 {
			width = ` stroke-width="` + num(m.width) + `"`
		}
		fmt.Fprintf(out, `<path class="%s s"%s%s%s d="%s"/>`, p.class, none, line, width, pathOf(m.points))
	case spots:
		fmt.Fprintf(out, `<path class="%s s"%s%s stroke-width="%s" stroke-linecap="round" d="`, p.class, none, line, num(m.width))
		for _, at := range m.points {
			fmt.Fprint(out, "M"+num(at.X)+" "+num(at.Y)+"h0")
		}
		fmt.Fprint(out, `"/>`)
	case words:
		writeWords(out, m, p.class, fill)
	}
}

func writeWords(out *bufio.Writer, m *mark, class, fill string) {
	fmt.Fprintf(out, `<text class="%s"%s x="%s" y="%s" font-size="%s"`, class, fill, num(m.points[0].X), num(m.points[0].Y), num(m.size))
	if m.anchor != Start {
		fmt.Fprintf(out, ` text-anchor="%s"`, [...]string{Middle: "middle", End: "end"}[m.anchor])
	}
	if m.bold {
		fmt.Fprint(out, ` font-weight="600"`)
	}
	fmt.Fprintf(out, ">%s</text>", html.EscapeString(m.text))
}

// pathOf writes level and upright lines the short way.
func pathOf(points []Point) string {
	var b strings.Builder
	for i, p := range points {
		switch {
		case i > 0 && p.Y == points[i-1].Y:
			b.WriteString("H" + num(p.X))
		case i > 0 && p.X == points[i-1].X:
			b.WriteString("V" + num(p.Y))
		default:
			b.WriteByte("ML"[min(i, 1)])
			b.WriteString(num(p.X) + " " + num(p.Y))
		}
	}
	return b.String()
}

// num writes a coordinate with at most one decimal.
func num(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
}
