package chart

import "image/color"

// Paint is the role of a mark. Pages give it the colours of the reader's
// theme; files have those of the light one.
type Paint uint8

// Paints. Their contrasts on the light ground are 3:1 or better for shapes and
// 4.5:1 for text.
const (
	Ink Paint = iota
	Quiet
	Hair
	Soft
	Ground
	Money
	Teal
	Plum
	Ochre
	Slate
	Unknown // drawn hatched
	Alert   // shapes only
)

var paints = [...]struct {
	class string
	rgb   color.RGBA
}{
	Ink:     {"c-ink", color.RGBA{0x1b, 0x1b, 0x1b, 0xff}},
	Quiet:   {"c-quiet", color.RGBA{0x56, 0x5c, 0x65, 0xff}},
	Hair:    {"c-hair", color.RGBA{0xd5, 0xd9, 0xdd, 0xff}},
	Soft:    {"c-soft", color.RGBA{0xf3, 0xf5, 0xf7, 0xff}},
	Ground:  {"c-ground", color.RGBA{0xff, 0xff, 0xff, 0xff}},
	Money:   {"c-money", color.RGBA{0x00, 0x72, 0xb2, 0xff}},
	Teal:    {"c-teal", color.RGBA{0x0b, 0x6e, 0x4f, 0xff}},
	Plum:    {"c-plum", color.RGBA{0x7b, 0x3f, 0x76, 0xff}},
	Ochre:   {"c-ochre", color.RGBA{0x8a, 0x5a, 0x00, 0xff}},
	Slate:   {"c-slate", color.RGBA{0x56, 0x5c, 0x65, 0xff}},
	Unknown: {"c-unknown", color.RGBA{0x71, 0x76, 0x7a, 0xff}},
	Alert:   {"c-alert", color.RGBA{0xd5, 0x5e, 0x00, 0xff}},
}

// series are the paints of parts in order.
var series = []Paint{Money, Teal, Plum, Ochre, Slate}

// Series gives the paint of the part at a place of a chart.
func Series(i int) Paint { return series[i%len(series)] }
