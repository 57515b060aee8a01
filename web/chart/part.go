package chart

// Part is a labelled amount of a chart, in cents or in number.
type Part struct {
	Label  string
	Value  string // the amount as text
	Amount int64
	Paint  Paint
}

const (
	textSize  = 14
	small     = 12
	rowHeight = 22
)

func sum(parts []Part) int64 {
	var all int64
	for _, p := range parts {
		all += max(p.Amount, 0)
	}
	return all
}

func largest(parts []Part) int64 {
	var high int64
	for _, p := range parts {
		high = max(high, p.Amount, -p.Amount)
	}
	return high
}

// row writes a label with its value at the right, both cut to fit.
func (d *Drawing) row(x, y, right, size float64, p Part) {
	value := fit(clean(p.Value), size, (right-x)/2, true)
	d.fitted(Point{x, y}, size, right-x-textWidth(value, size, true)-16, Start, false, Ink, p.Label)
	d.text(Point{right, y}, size, End, true, Ink, value)
}

func (p Part) tip() string {
	if p.Value == "" {
		return p.Label
	}
	return p.Label + ": " + p.Value
}
