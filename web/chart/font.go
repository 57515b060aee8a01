package chart

import (
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The Go fonts are in the binary: files look alike everywhere, and nothing is
// fetched. Pages use the reader's own font, which is about as wide.
var fonts = sync.OnceValue(func() [2]*sfnt.Font {
	var out [2]*sfnt.Font
	for i, ttf := range [][]byte{goregular.TTF, gobold.TTF} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			panic(fmt.Sprintf("parse built-in font: %v", err)) // a mistake of the build
		}
		out[i] = f
	}
	return out
})

func fontOf(bold bool) *sfnt.Font {
	if bold {
		return fonts()[1]
	}
	return fonts()[0]
}

func face(size float64, bold bool) (font.Face, error) {
	return opentype.NewFace(fontOf(bold), &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
}

// textWidth measures a text in units.
func textWidth(s string, size float64, bold bool) float64 {
	var b sfnt.Buffer
	f := fontOf(bold)
	const em = 1000
	sum := 0.0
	for _, r := range s {
		i, err := f.GlyphIndex(&b, r)
		if err != nil {
			continue
		}
		advance, err := f.GlyphAdvance(&b, i, fixed.I(em), font.HintingNone)
		if err == nil {
			sum += float64(advance) / 64
		}
	}
	return sum / em * size
}
