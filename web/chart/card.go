package chart

// Card is what a share card says.
type Card struct {
	Kicker  string // what kind of thing it is: "Committee"
	Title   string
	Figure  string // "$4.2 million"
	Caption string // what the figure is
	Parts   []Part // the largest donors, at most four are shown
	AsOf    string
	Site    string
	Warning string // a band across the card, such as that all is invented
}

// Card sizes, in pixels: what link previews show without cutting.
const (
	CardWidth  = 1200
	CardHeight = 630
)

// Drawing lays the card out.
func (c Card) Drawing() *Drawing {
	const margin, right = 60.0, CardWidth - 60.0
	d := newDrawing(CardWidth, CardHeight, c.Title, c.Figure+" "+c.Caption)
	d.rect(0, 0, CardWidth, 14, Money, "")
	y := 80.0
	if c.Warning != "" {
		d.rect(0, 14, CardWidth, 44, Ochre, "")
		d.fitted(Point{margin, 44}, 24, right-margin, Start, true, Ground, c.Warning)
		y += 36
	}
	d.fitted(Point{margin, y}, 26, right-margin, Start, false, Quiet, c.Kicker)
	for i, line := range wrap(c.Title, 44, right-margin, true) {
		if i > 0 {
			y += 50
		}
		d.text(Point{margin, y + 54}, 44, Start, true, Ink, line)
	}
	d.fitted(Point{margin, y + 150}, 84, right-margin, Start, true, Money, c.Figure)
	d.fitted(Point{margin, y + 196}, 28, right-margin, Start, false, Ink, c.Caption)
	c.bars(d, y+228)
	d.fitted(Point{margin, CardHeight - 28}, 24, (right-margin)/2, Start, false, Quiet, c.AsOf)
	d.fitted(Point{right, CardHeight - 28}, 24, (right-margin)/2, End, false, Quiet, c.Site)
	return d
}

func (c Card) bars(d *Drawing, y float64) {
	const margin, right, row = 60.0, CardWidth - 60.0, 62.0
	fits := max(0, int((CardHeight-66-y)/row))
	parts := c.Parts[:min(len(c.Parts), fits, 4)]
	high := float64(max(largest(parts), 1))
	for i, p := range parts {
		at := y + float64(i)*row
		d.row(margin, at+24, right, 26, p)
		d.rect(margin, at+34, float64(max(p.Amount, 0))/high*(right-margin), 14, p.Paint, "")
	}
}
