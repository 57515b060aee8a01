package chart

import "fmt"

// Band is a size of gifts with their number.
type Band struct {
	Label string // "$100 to $249"
	Count int
}

// Dots shows how many gifts there are of each size, a dot for some of them.
// Limit is the place of the legal limit between bands; 0 draws none.
func Dots(title, takeaway string, bands []Band, limit int, limitLabel string) *Drawing {
	return wide.Dots(title, takeaway, bands, limit, limitLabel)
}

// Dots is [Dots] on the canvas.
func (c Canvas) Dots(title, takeaway string, bands []Band, limit int, limitLabel string) *Drawing {
	const left, row, radius = 150.0, 30.0, 4.0
	perRow := max(1, int((c.width()-left-70)/10))
	most := 1
	for _, b := range bands {
		most = max(most, b.Count)
	}
	each := max(1, (most+perRow-1)/perRow)
	d := newDrawing(c.width(), float64(len(bands))*row+30, title, takeaway)
	for i, b := range bands {
		y := float64(i)*row + row/2
		d.fitted(Point{0, y + 5}, textSize, left-12, Start, false, Ink, b.Label)
		n := (b.Count + each - 1) / each
		at := make([]Point, 0, n)
		for j := range n {
			at = append(at, Point{left + float64(j)*10 + radius, y})
		}
		if n > 0 {
			d.marks = append(d.marks, mark{kind: spots, paint: Money, points: at, width: 2 * radius})
		}
		d.text(Point{left + float64(n)*10 + 8, y + 5}, textSize, Start, true, Ink, thousands(b.Count))
	}
	if limit > 0 && limit < len(bands) {
		y := float64(limit) * row
		d.line(Point{0, y}, Point{c.width(), y}, 1.5, Alert)
		d.text(Point{c.width(), y - 4}, small, End, false, Quiet, limitLabel)
	}
	note := "One dot is one gift."
	if each > 1 {
		note = fmt.Sprintf("One dot is up to %s gifts.", thousands(each))
	}
	d.text(Point{left, d.Height - 8}, small, Start, false, Quiet, note)
	return d
}

// round gives the outline of a spot: a regular polygon, round to the eye.
func round(at Point, radius float64) []Point {
	points := make([]Point, 0, len(circle))
	for _, c := range circle {
		points = append(points, Point{at.X + c.X*radius, at.Y + c.Y*radius})
	}
	return points
}

var circle = []Point{
	{1, 0}, {0.92, 0.38}, {0.71, 0.71}, {0.38, 0.92}, {0, 1}, {-0.38, 0.92}, {-0.71, 0.71}, {-0.92, 0.38},
	{-1, 0}, {-0.92, -0.38}, {-0.71, -0.71}, {-0.38, -0.92}, {0, -1}, {0.38, -0.92}, {0.71, -0.71}, {0.92, -0.38},
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
