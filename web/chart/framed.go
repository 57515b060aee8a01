package chart

// Framed gives the drawing as it stands alone: its title and takeaway above,
// the source below, so that a copy still says what it shows and of when. A
// warning stands first.
func (d *Drawing) Framed(source, warning string) *Drawing {
	const margin, titleSize = 16.0, 18.0
	out := newDrawing(d.Width+2*margin, 0, d.Title, d.Takeaway)
	y := margin
	write := func(lines []string, size, step float64, bold bool, p Paint) {
		for _, line := range lines {
			out.text(Point{margin, y + size}, size, Start, bold, p, line)
			y += step
		}
	}
	if warning != "" {
		write(wrap(warning, small, d.Width, true), small, 18, true, Ochre)
	}
	write(wrap(d.Title, titleSize, d.Width, true), titleSize, 24, true, Ink)
	write(wrap(d.Takeaway, textSize, d.Width, false), textSize, 19, false, Ink)
	y += 8
	for _, m := range d.marks {
		moved := make([]Point, len(m.points))
		for i, p := range m.points {
			moved[i] = Point{p.X + margin, p.Y + y}
		}
		m.points = moved
		out.marks = append(out.marks, m)
	}
	y += d.Height + 10
	write(wrap(source, small, d.Width, false), small, 16, false, Quiet)
	out.Height = y + margin/2
	return out
}
