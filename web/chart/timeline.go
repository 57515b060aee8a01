package chart

// Period is the money of a week or a month. Periods without money are given
// too, so that time runs evenly.
type Period struct {
	Label      string // "Mar 2026", on the axis where there is room
	Amount     int64  // net; negative when more was returned than given
	Cumulative int64
	Tip        string
}

// Timeline shows money by period as columns, and below a scale of their own
// the running sum as a step line: two panels over one axis of time, since two
// scales in one panel mislead. money writes a value of an axis.
func Timeline(title, takeaway string, periods []Period, money func(int64) string) *Drawing {
	return wide.Timeline(title, takeaway, periods, money)
}

// Timeline is [Timeline] on the canvas; its axes reach at least as far as High,
// Low and Sum of the canvas.
func (c Canvas) Timeline(title, takeaway string, periods []Period, money func(int64) string) *Drawing {
	const left, upper, lower, between, foot = 64.0, 130.0, 110.0, 26.0, 26.0
	d := newDrawing(c.width(), 22+upper+between+22+lower+foot, title, takeaway)
	if len(periods) == 0 {
		return d
	}
	high, low, total := c.High, min(c.Low, 0), c.Sum
	for _, p := range periods {
		high, low, total = max(high, p.Amount), min(low, p.Amount), max(total, p.Cumulative)
	}
	step := (c.width() - left) / float64(len(periods))
	d.text(Point{0, 12}, small, Start, false, Quiet, "In each period")
	y := d.axis(left, 22, upper, low, high, money)
	for i, p := range periods {
		x := left + float64(i)*step
		gap := min(step*0.15, 2)
		from, to := y(0), y(p.Amount)
		d.rect(x+gap/2, min(from, to), step-gap, max(from-to, to-from), Money, p.Tip)
	}
	base := 22 + upper + between
	d.text(Point{0, base + 12}, small, Start, false, Quiet, "In all so far")
	y = d.axis(left, base+22, lower, 0, total, money)
	points := []Point{{left, y(0)}}
	for i, p := range periods {
		x, at := left+float64(i)*step, y(max(p.Cumulative, 0))
		points = append(points, Point{x, points[len(points)-1].Y}, Point{x, at}, Point{x + step, at})
	}
	d.path(points, 2, Ink)
	d.labels(left, d.Height-8, step, periods)
	return d
}

// axis rules a panel from its greatest value down and gives where a value lies.
func (d *Drawing) axis(left, top, height float64, low, high int64, money func(int64) string) func(int64) float64 {
	marks := ticks(float64(max(high, -low)))
	greatest := marks[len(marks)-1]
	least := 0.0
	for low < 0 && least > float64(low) {
		least -= marks[1]
	}
	y := func(v int64) float64 { return top + height*(greatest-float64(v))/(greatest-least) }
	for at := least; at <= greatest; at += marks[1] {
		paint, width := Hair, 1.0
		if at == 0 {
			paint = Quiet
		}
		d.line(Point{left, y(int64(at))}, Point{d.Width, y(int64(at))}, width, paint)
		d.text(Point{left - 6, y(int64(at)) + 4}, small, End, false, Quiet, money(int64(at)))
	}
	return y
}

// labels names as many periods as have room.
func (d *Drawing) labels(left, y, step float64, periods []Period) {
	const room = 78.0
	every := max(1, int(room/step)+1)
	for i := 0; i < len(periods); i += every {
		x := left + float64(i)*step
		if x+room-10 > d.Width {
			break
		}
		d.text(Point{x, y}, small, Start, false, Quiet, periods[i].Label)
	}
}
