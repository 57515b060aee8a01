package chart

// Bars is an ordered list of amounts. A negative one is drawn to the left of
// the zero line and must say in its value that it was returned.
func Bars(title, takeaway string, parts []Part) *Drawing { return wide.Bars(title, takeaway, parts) }

// Bars is [Bars] on the canvas.
func (c Canvas) Bars(title, takeaway string, parts []Part) *Drawing {
	const height, gap = 18.0, 46.0
	d := newDrawing(c.width(), float64(len(parts))*gap+8, title, takeaway)
	high := float64(max(largest(parts), 1))
	zero, room := 0.0, c.width()
	for _, p := range parts {
		if p.Amount < 0 {
			zero, room = c.width()/4, c.width()*3/4
		}
	}
	for i, p := range parts {
		y := float64(i) * gap
		d.row(0, y+16, c.width(), textSize, p)
		length := float64(p.Amount) / high * room
		if length < 0 {
			length = max(length, -zero)
			d.rect(zero+length, y+22, -length, height, p.Paint, p.tip())
		} else {
			d.rect(zero, y+22, length, height, p.Paint, p.tip())
		}
	}
	if zero > 0 {
		d.line(Point{zero, 0}, Point{zero, d.Height}, 1, Quiet)
	}
	return d
}
