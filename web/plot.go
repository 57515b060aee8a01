package web

import (
	"bytes"
	"html/template"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/web/chart"
)

// plot is a chart of a page: a drawing or a bar, what it says in a sentence,
// the same numbers as a table, and where both are kept as files.
type plot struct {
	Name     string // part of the figure's id, and name of its files
	Title    string
	Takeaway string
	Of       string // whose numbers these are; stands on files only
	Data     string // address of the same numbers as JSON
	Files    string // address of the drawing without its ending
	// Bar is drawn as wide as the page instead of the drawing; its key is the
	// table.
	Bar   stack
	Table plotTable
	Empty string // said when there is nothing to draw
	Note  string // what the table leaves out

	page, file *chart.Drawing
}

// plotTable has the numbers of a plot. It is shown at once when it is the key
// to the colours of the bar or has bars of its own, else on demand.
type plotTable struct {
	Caption string
	Head    []string // the first column is the label's
	Rows    []plotRow
	Foot    []plotRow
	Open    bool
}

// plotRow is a line of the table. Colour is that of its part of the bar.
type plotRow struct {
	Colour string
	Label  label
	Own    bool // the label is of this program, not as filed
	Bar    *bar
	Cells  []plotCell
}

// plotCell is an amount, or else text.
type plotCell struct {
	Figure *figure
	Text   string
}

// amountCell leaves the exact cents to the data that the table links to.
func amountCell(c store.Cents, path string) plotCell {
	f := newFigure(c, path, "")
	f.Returned, f.Exact = c < 0, ""
	return plotCell{Figure: &f}
}

func textCell(s string) plotCell { return plotCell{Text: s} }

func countCell(n int) plotCell { return plotCell{Text: api.Number(n)} }

// pageCanvas is about as wide as a phone: texts of charts are then as large as
// those around them.
var pageCanvas = chart.Canvas{Width: 360}

// SVG draws the chart for the page. Package chart escapes every label.
func (p *plot) SVG() (template.HTML, error) {
	if p.page == nil {
		return "", nil
	}
	var b bytes.Buffer
	if err := p.page.Inline(&b); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil //nolint:gosec // written by package chart
}

// Drawn reports whether there is anything to see.
func (p *plot) Drawn() bool { return p.page != nil || len(p.Bar.Parts) > 0 || p.Table.Open }

// Filed reports whether the chart can be had as a file.
func (p *plot) Filed() bool { return p.file != nil }

// colours are the paints of the colours of bars, so that files look like pages.
var colours = map[string]chart.Paint{
	colourOfficers: chart.Money, "k1": chart.Teal, "k2": chart.Plum, "k3": chart.Ochre, colourOthers: chart.Slate, colourUnknown: chart.Unknown,
}

// colourOf gives the colour at a place of an order.
func colourOf(i int) string { return []string{colourOfficers, "k1", "k2", "k3", colourOthers}[i%5] }
