package chart

// Stack is one bar of parts of a whole, with a legend. Parts whose amount is
// not positive are in the legend only.
func Stack(title, takeaway string, parts []Part) *Drawing {
	return wide.Stack(title, takeaway, parts)
}

// Stack is [Stack] on the canvas.
func (c Canvas) Stack(title, takeaway string, parts []Part) *Drawing {
	const top, height = 4.0, 36.0
	d := newDrawing(c.width(), top+height+14+float64(len(parts))*rowHeight, title, takeaway)
	whole := float64(max(sum(parts), 1))
	x := 0.0
	for _, p := range parts {
		if p.Amount <= 0 {
			continue
		}
		w := float64(p.Amount) / whole * c.width()
		d.rect(x, top, w, height, p.Paint, p.tip())
		if x > 0 {
			d.line(Point{x, top}, Point{x, top + height}, 1.5, Ground)
		}
		x += w
	}
	d.legend(top+height+14, parts)
	return d
}

// Strip is a concentration strip: what the largest donor gave, the next ones,
// and the rest, each part as long as its money.
func Strip(title, takeaway string, parts []Part) *Drawing { return Stack(title, takeaway, parts) }

func (d *Drawing) legend(y float64, parts []Part) {
	for i, p := range parts {
		at := y + float64(i)*rowHeight
		d.rect(0, at, 14, 14, p.Paint, "")
		d.row(22, at+12, d.Width, textSize, p)
	}
}
