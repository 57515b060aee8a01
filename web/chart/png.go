package chart

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// PNG writes the drawing on a light ground, scale pixels to the unit.
func (d *Drawing) PNG(w io.Writer, scale float64) error {
	img := image.NewRGBA(image.Rect(0, 0, int(d.Width*scale), int(d.Height*scale)))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for i := range d.marks {
		m := &d.marks[i]
		var err error
		switch m.kind {
		case area:
			fill(img, m.points, scale, paints[m.paint].rgb)
		case stroke:
			for j := range m.points[1:] {
				fill(img, thick(m.points[j], m.points[j+1], m.width), scale, paints[m.paint].rgb)
			}
		case spots:
			for _, p := range m.points {
				fill(img, round(p, m.width/2), scale, paints[m.paint].rgb)
			}
		case words:
			err = write(img, m, scale)
		}
		if err != nil {
			return fmt.Errorf("draw chart: %w", err)
		}
	}
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	return enc.Encode(w, img)
}

func fill(img *image.RGBA, points []Point, scale float64, c color.RGBA) {
	// Only the part that the polygon covers is rastered.
	box := bounds(points, scale).Intersect(img.Bounds())
	if box.Empty() {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	at := func(p Point) (float32, float32) {
		return float32(p.X*scale - float64(box.Min.X)), float32(p.Y*scale - float64(box.Min.Y))
	}
	r.MoveTo(at(points[0]))
	for _, p := range points[1:] {
		r.LineTo(at(p))
	}
	r.ClosePath()
	r.Draw(img, box, image.NewUniform(c), image.Point{})
}

func bounds(points []Point, scale float64) image.Rectangle {
	low, high := points[0], points[0]
	for _, p := range points {
		low = Point{min(low.X, p.X), min(low.Y, p.Y)}
		high = Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	return image.Rect(int(math.Floor(low.X*scale)), int(math.Floor(low.Y*scale)), int(math.Ceil(high.X*scale)), int(math.Ceil(high.Y*scale)))
}

// thick gives the outline of a line.
func thick(a, b Point, width float64) []Point {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return []Point{a, a, a}
	}
	nx, ny := -dy/length*width/2, dx/length*width/2
	return []Point{{a.X + nx, a.Y + ny}, {b.X + nx, b.Y + ny}, {b.X - nx, b.Y - ny}, {a.X - nx, a.Y - ny}}
}

func write(img *image.RGBA, m *mark, scale float64) error {
	f, err := face(m.size*scale, m.bold)
	if err != nil {
		return err
	}
	drawer := font.Drawer{Dst: img, Src: image.NewUniform(paints[m.paint].rgb), Face: f}
	x := fixed.Int26_6(m.points[0].X * scale * 64)
	switch m.anchor {
	case Middle:
		x -= drawer.MeasureString(m.text) / 2
	case End:
		x -= drawer.MeasureString(m.text)
	}
	drawer.Dot = fixed.Point26_6{X: x, Y: fixed.Int26_6(m.points[0].Y * scale * 64)}
	drawer.DrawString(m.text)
	return f.Close()
}
