package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"moneytrail/web/chart"
)

var look = flag.String("look", "", "write the sample charts as PNG and SVG into this `folder`, for eyes")

func money(c int64) string { return strings.Replace(fmt.Sprintf("$%d", c/100), "$-", "−$", 1) }

// samples are one invented chart of each kind.
func samples() map[string]*chart.Drawing {
	parts := []chart.Part{
		{Label: "Invented police unions", Value: "$402,500", Amount: 40250000, Paint: chart.Series(0)},
		{Label: "Real estate (invented)", Value: "$120,000", Amount: 12000000, Paint: chart.Series(1)},
		{Label: "Not classified", Value: "$77,300", Amount: 7730000, Paint: chart.Unknown},
		{Label: "Returned", Value: "−$4,000 (returned)", Amount: -400000, Paint: chart.Alert},
	}
	var periods []chart.Period
	sum := int64(0)
	for i := range 40 {
		amount := int64((i*7919)%97) * 10000
		if i == 20 {
			amount = -300000
		}
		sum += amount
		periods = append(periods, chart.Period{Label: fmt.Sprintf("Week %d", i), Amount: amount, Cumulative: sum, Tip: money(amount)})
	}
	narrow := chart.Canvas{Width: 360, High: 20000000, Sum: 30000000}
	return map[string]*chart.Drawing{
		"framed":      chart.Bars("Top donors of a committee with a long name", "One gave most, and the others gave what was left of it.", parts).Framed("moneytrail, data version 4, as of May 13, 2031", "INVENTED DATA"),
		"narrow":      narrow.Timeline("Money by week", "It came evenly.", periods, money),
		"narrow dots": narrow.Dots("Sizes of gifts", "Most are small.", []chart.Band{{Label: "under $100", Count: 1201}}, 0, ""),
		"bars":        chart.Bars("Top donors", "One gave most.", parts),
		"stack":       chart.Stack("Kinds of donors", "Police unions gave two thirds.", parts[:3]),
		"strip":       chart.Strip("Concentration", "Ten donors gave most.", parts[:3]),
		"timeline":    chart.Timeline("Money by week", "It came evenly.", periods, money),
		"dots": chart.Dots("Sizes of gifts", "Most are small.", []chart.Band{{Label: "under $100", Count: 1201}, {Label: "$100 to $249", Count: 310}, {Label: "$250 to $499", Count: 12},
			{Label: "$500 and more", Count: 1}}, 2, "legal limit (invented)"),
		"diverging": chart.Diverging("Both sides", "Support raised more.", chart.Side{Label: "Support", Parts: parts[:2]}, chart.Side{Label: "Oppose", Parts: parts[1:3]}),
		"card": chart.Card{
			Kicker: "Committee", Title: "INVENTED – Recall the Example District Attorney and a title that is much too long for a card of this width",
			Figure: "$4.2 million", Caption: "raised from 1,312 named donors", Parts: parts, AsOf: "As of May 13, 2031", Site: "money.example", Warning: "INVENTED DATA",
		}.Drawing(),
	}
}

func TestSamplesDraw(t *testing.T) {
	t.Parallel()
	for name, d := range samples() {
		var svg, file, pixels bytes.Buffer
		for _, err := range []error{d.SVG(&svg), d.File(&file), d.PNG(&pixels, 2)} {
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		checkXML(t, name, svg.String())
		checkXML(t, name, file.String())
		img, err := png.Decode(bytes.NewReader(pixels.Bytes()))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if want := image.Pt(int(d.Width*2), int(d.Height*2)); img.Bounds().Size() != want {
			t.Errorf("%s: %v pixels, want %v", name, img.Bounds().Size(), want)
		}
		if inked(img) < 500 {
			t.Errorf("%s: hardly anything is drawn", name)
		}
		if *look != "" {
			write(t, filepath.Join(*look, name+".png"), pixels.Bytes())
			write(t, filepath.Join(*look, name+".svg"), file.Bytes())
		}
	}
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

func inked(img image.Image) int {
	n := 0
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, g, bl, _ := img.At(x, y).RGBA(); r+g+bl < 3*0xf000 {
				n++
			}
		}
	}
	return n
}

// checkXML reads a document whole and refuses what a browser would run.
func checkXML(t interface{ Fatalf(string, ...any) }, name, doc string) {
	dec := xml.NewDecoder(strings.NewReader(doc))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v in %.400s", name, err, doc)
		}
		if e, ok := token.(xml.StartElement); ok {
			switch e.Name.Local {
			case "svg", "path", "text", "title", "rect":
			default:
				t.Fatalf("%s: element %s", name, e.Name.Local)
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" || a.Name.Local == "style" {
					t.Fatalf("%s: attribute %s", name, a.Name.Local)
				}
			}
		}
	}
}

// Hostile labels are text, whatever they hold, and keep the drawing's size.
func TestHostileLabelsAreText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		label := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
			`<script>alert(1)</script>`, `"><svg onload=x>`, "\u202egnp.exe", strings.Repeat("W", 4000), "\x00\x01\x7f", "👮‍♀️🏳️‍🌈", "\xff\xfe", "]]>", "&amp;",
		})).Draw(rt, "label")
		amount := rapid.Int64Range(-1_000_000_000_00, 1_000_000_000_00).Draw(rt, "amount")
		which := rapid.SampledFrom([]string{"bars", "stack", "diverging", "timeline", "dots", "card"}).Draw(rt, "pixels")
		parts := []chart.Part{{Label: label, Value: label, Amount: amount}, {Label: "b", Value: "1", Amount: 1}}
		for name, d := range map[string]*chart.Drawing{
			"bars": chart.Bars(label, label, parts), "stack": chart.Stack(label, label, parts),
			"diverging": chart.Diverging(label, label, chart.Side{Label: label, Parts: parts}, chart.Side{Label: label}),
			"timeline":  chart.Timeline(label, label, []chart.Period{{Label: label, Amount: amount, Cumulative: amount, Tip: label}}, func(int64) string { return label }),
			"dots":      chart.Dots(label, label, []chart.Band{{Label: label, Count: 3}}, 0, label),
			"framed":    chart.Bars(label, label, parts).Framed(label, label),
			"card":      chart.Card{Kicker: label, Title: label, Figure: label, Caption: label, Parts: parts, AsOf: label, Site: label}.Drawing(),
		} {
			var svg bytes.Buffer
			if err := d.File(&svg); err != nil {
				rt.Fatal(err)
			}
			checkXML(rt, name, svg.String())
			if !utf8.Valid(svg.Bytes()) || strings.ContainsAny(svg.String(), "\u202e\x00\x7f") {
				rt.Fatalf("%s: control characters in the drawing", name)
			}
			if svg.Len() > 60_000 {
				rt.Fatalf("%s: %d bytes", name, svg.Len())
			}
			if name != which {
				continue
			}
			if err := d.PNG(io.Discard, 0.5); err != nil {
				rt.Fatal(err)
			}
		}
	})
}
