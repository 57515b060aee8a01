package chart

// Canvas is what charts are drawn on. Its zero value is as wide as a file for
// download; pages use a narrower one, so that texts stay readable on a phone.
type Canvas struct {
	Width float64 // units; 0 is 640
	// High and Low are amounts that the columns of a timeline have room for at
	// least, Sum that its running sum has: charts that are to be compared get
	// the same.
	High, Low, Sum int64
}

var wide Canvas

func (c Canvas) width() float64 {
	if c.Width <= 0 {
		return 640
	}
	return c.Width
}
