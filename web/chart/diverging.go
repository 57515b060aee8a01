package chart

// Side is one side of a contest with its amounts by line.
type Side struct {
	Label string
	Parts []Part
}

// Diverging sets two sides against each other on one scale: line by line, the
// one drawn to the left, the other to the right. Line i of both sides is the
// same thing; the label is that of the left one.
func Diverging(title, takeaway string, left, right Side) *Drawing {
	return wide.Diverging(title, takeaway, left, right)
}

// Diverging is [Diverging] on the canvas.
func (c Canvas) Diverging(title, takeaway string, left, right Side) *Drawing {
	const top, row, height = 30.0, 52.0, 20.0
	lines := max(len(left.Parts), len(right.Parts))
	d := newDrawing(c.width(), top+float64(lines)*row+6, title, takeaway)
	middle := c.width() / 2
	d.fitted(Point{middle - 8, 16}, textSize, middle-16, End, true, Ink, left.Label)
	d.fitted(Point{middle + 8, 16}, textSize, middle-16, Start, true, Ink, right.Label)
	high := float64(max(largest(left.Parts), largest(right.Parts), 1))
	for i := range lines {
		y := top + float64(i)*row
		d.line(Point{middle, y + 18}, Point{middle, y + 22 + height}, 1.5, Quiet)
		if i < len(left.Parts) {
			p := left.Parts[i]
			w := float64(max(p.Amount, 0)) / high * (middle - 8)
			d.fitted(Point{middle, y + 14}, small, c.width()/2, Middle, false, Quiet, p.Label)
			d.rect(middle-w, y+20, w, height, p.Paint, left.Label+", "+p.tip())
			d.fitted(Point{0, y + 14}, textSize, middle/3, Start, true, Ink, p.Value)
		}
		if i < len(right.Parts) {
			p := right.Parts[i]
			w := float64(max(p.Amount, 0)) / high * (middle - 8)
			d.rect(middle, y+20, w, height, p.Paint, right.Label+", "+p.tip())
			d.fitted(Point{c.width(), y + 14}, textSize, middle/3, End, true, Ink, p.Value)
		}
	}
	return d
}
