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
func (d *Drawing) SVG(w io.Writer) error { return d.svg(w, false) }

// File writes the drawing as a document of its own, on a light ground.
func (d *Drawing) File(w io.Writer) error { return d.svg(w, true) }

func (d *Drawing) svg(w io.Writer, alone bool) error {
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
		writeMark(out, &d.marks[i])
	}
	fmt.Fprint(out, "</svg>")
	return out.Flush()
}

func writeMark(out *bufio.Writer, m *mark) {
	p := paints[m.paint]
	colour := fmt.Sprintf("#%02x%02x%02x", p.rgb.R, p.rgb.G, p.rgb.B)
	switch m.kind {
	case area:
		fmt.Fprintf(out, `<path class="%s" fill="%s" d="%sZ"`, p.class, colour, pathOf(m.points))
		if m.tip == "" {
			fmt.Fprint(out, "/>")
		} else {
			fmt.Fprintf(out, "><title>%s</title></path>", html.EscapeString(m.tip))
		}
	case stroke:
		fmt.Fprintf(out, `<path class="%s s" fill="none" stroke="%s" stroke-width="%s" d="%s"/>`, p.class, colour, num(m.width), pathOf(m.points))
	case words:
		fmt.Fprintf(out, `<text class="%s" fill="%s" x="%s" y="%s" font-size="%s"`, p.class, colour, num(m.points[0].X), num(m.points[0].Y), num(m.size))
		if m.anchor != Start {
			fmt.Fprintf(out, ` text-anchor="%s"`, [...]string{Middle: "middle", End: "end"}[m.anchor])
		}
		if m.bold {
			fmt.Fprint(out, ` font-weight="600"`)
		}
		fmt.Fprintf(out, ">%s</text>", html.EscapeString(m.text))
	}
}

func pathOf(points []Point) string {
	var b strings.Builder
	for i, p := range points {
		b.WriteByte("ML"[min(i, 1)])
		b.WriteString(num(p.X) + " " + num(p.Y))
	}
	return b.String()
}

// num writes a coordinate with at most one decimal.
func num(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
}
