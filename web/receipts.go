package web

import (
	"strconv"
	"strings"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/web/chart"
)

// newConcentration draws what the largest donors gave together: each part of
// the strip reaches as far as the money of all donors up to there.
func newConcentration(c *api.Concentration) *plot {
	p := &plot{Name: "concentration", Title: "How few donors gave how much", Takeaway: concentrationTakeaway(c), Data: "/api/v1/concentration?" + scopeQuery(c.ScopeAnswer).Encode()}
	p.Table = plotTable{Caption: "Money from the largest donors together, net of returns", Head: []string{"Donors", "Gave together", "Share"}, Open: true}
	var steps []store.Cents
	var before store.Cents
	for i, t := range c.Top {
		if t.Donors == 2 || t.Donors == 5 {
			continue
		}
		name := "The largest"
		if t.Donors > 1 {
			name = "The " + strconv.Itoa(t.Donors) + " largest together"
		}
		p.Table.Rows = append(p.Table.Rows, plotRow{Colour: colourOf(len(steps)), Label: newLabel(name, 40), Cells: []plotCell{
			amountCell(t.NetCents, dataPath("top", i, "net_cents")), textCell(api.Percent(t.Share)),
		}})
		steps = append(steps, t.NetCents-before)
		before = t.NetCents
	}
	p.Table.Rows = append(p.Table.Rows, plotRow{Colour: colourOthers, Label: newLabel("All "+api.Count(c.Donors, "named donor", "named donors"), 40), Cells: []plotCell{
		amountCell(c.ItemizedCents, "itemized_cents"), textCell(""),
	}})
	steps = append(steps, c.ItemizedCents-before)
	if len(c.Top) == 0 || c.ItemizedCents <= 0 {
		p.Empty = "There is nothing to divide: no money remains after returns."
		return p
	}
	p.Bar = barOf(p.Table.Rows, steps, p.Takeaway)
	p.file = chart.Strip(p.Title, p.Takeaway, partsOf(p.Table.Rows, steps))
	return p
}

// barOf draws one bar of the rows with the lengths.
func barOf(rows []plotRow, lengths []store.Cents, says string) stack {
	var whole store.Cents
	for _, c := range lengths {
		whole += max(c, 0)
	}
	if whole <= 0 {
		return stack{}
	}
	out := stack{Label: says}
	x := 0.0
	for i, c := range lengths {
		if c <= 0 {
			continue
		}
		width := float64(c) / float64(whole) * 100
		pattern := ""
		if rows[i].Colour == colourUnknown {
			pattern = "unknown"
		}
		out.Parts = append(out.Parts, part{percentText(x), percentText(width), rows[i].Colour, pattern})
		x += width
	}
	return out
}

func percentText(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) + "%" }

// placesShown is how many places a page of a committee names.
const placesShown = 6

func newPlaces(a *api.Places) *plot {
	q := scopeQuery(a.ScopeAnswer)
	q.Set("by", a.By)
	q.Set("limit", strconv.Itoa(placesShown))
	p := &plot{Name: "places", Title: "Where it came from", Takeaway: placesTakeaway(a), Data: "/api/v1/places?" + q.Encode()}
	p.Table = plotTable{Caption: "Money from named donors by the state that they gave, net of returns", Head: []string{"State", "Gave, net", "Share"}, Open: true}
	var scale store.Cents
	for i := range a.Places {
		scale = max(scale, a.Places[i].NetCents, -a.Places[i].NetCents)
	}
	var amounts []store.Cents
	for i := range a.Places {
		x := &a.Places[i]
		line := newBar(x.NetCents, scale)
		p.Table.Rows = append(p.Table.Rows, plotRow{Colour: colourOfficers, Bar: &line, Label: newLabel(placeText(a.By, x.Place), 60), Cells: []plotCell{
			amountCell(x.NetCents, dataPath("places", i, "net_cents")), textCell(api.Percent(x.Share)),
		}})
		amounts = append(amounts, x.NetCents)
	}
	p.Table.Foot = []plotRow{{Label: newLabel(allPlaces(a), 60), Cells: []plotCell{amountCell(a.Total.NetCents, "total.net_cents"), textCell("")}}}
	if len(a.Places) == 0 {
		p.Table.Open, p.Empty = false, "No named donor is reported."
		return p
	}
	p.file = chart.Bars(p.Title, p.Takeaway, partsOf(p.Table.Rows, amounts))
	return p
}

func allPlaces(a *api.Places) string { return "All " + api.Count(a.Count, "place", "places") }

// newSizes draws how many gifts there are of each size.
func newSizes(a *api.Sizes) *plot {
	p := &plot{Name: "sizes", Title: "How large the gifts were", Takeaway: sizesTakeaway(a), Data: "/api/v1/sizes?" + scopeQuery(a.ScopeAnswer).Encode()}
	p.Table = plotTable{Caption: "Gifts of named donors by their size", Head: []string{"Size of the gift", "Money", "Share", "Gifts"}}
	first, last := len(a.Bands), 0
	for i := range a.Bands {
		if a.Bands[i].Gifts > 0 {
			first, last = min(first, i), i+1
		}
	}
	var bands []chart.Band
	for i := first; i < last; i++ {
		b := &a.Bands[i]
		p.Table.Rows = append(p.Table.Rows, plotRow{Own: true, Label: newLabel(bandText(b), 60), Cells: []plotCell{
			amountCell(b.NetCents, dataPath("bands", i, "net_cents")), textCell(api.Percent(b.Share)), countCell(b.Gifts),
		}})
		bands = append(bands, chart.Band{Label: strings.Replace(bandText(b), " to ", "–", 1), Count: b.Gifts})
	}
	p.Table.Foot = []plotRow{{Label: newLabel("All gifts, net of returns", 60), Cells: []plotCell{amountCell(a.Total.NetCents, "total.net_cents"), textCell(""), countCell(a.Total.Gifts)}}}
	if a.Returns.NetCents != 0 {
		p.Table.Foot = append([]plotRow{{Label: newLabel("Given back", 60), Cells: []plotCell{amountCell(a.Returns.NetCents, "returns.net_cents"), textCell(api.Percent(a.Returns.Share)), textCell("")}}}, p.Table.Foot...)
	}
	if a.UnitemizedCents != 0 {
		p.Table.Foot = append(p.Table.Foot, plotRow{Label: newLabel("Gifts too small to name, not in the sum", 60), Cells: []plotCell{amountCell(a.UnitemizedCents, "unitemized_cents"), textCell(""), textCell("not known")}})
	}
	if first >= last {
		p.Empty = "No single gift is counted yet."
		return p
	}
	p.page = pageCanvas.Dots(p.Title, p.Takeaway, bands, 0, "")
	p.file = chart.Dots(p.Title, p.Takeaway, bands, 0, "")
	return p
}

// classesFile draws the kinds of donors as a file; the page has the bar and the
// table of [classSection].
func classesFile(s *classSection) *plot {
	p := &plot{Name: "classes", Title: "What kind of donors", Takeaway: s.Takeaway}
	var parts []chart.Part
	for _, r := range s.Rows {
		part := chart.Part{Label: r.Name, Value: shareText(r.Share), Amount: int64(r.ConfirmedCents + r.ProbableCents), Paint: colours[r.Colour]}
		if r.ProbableCents != 0 {
			part.Label += ", probable ones included"
		}
		parts = append(parts, part)
	}
	parts = append(parts, chart.Part{Label: "Not classified", Value: shareText(s.NotClassified.Share), Amount: int64(s.NotClassified.Cents), Paint: chart.Unknown})
	if len(s.Bar.Parts) > 0 {
		p.file = chart.Stack(p.Title, p.Takeaway, parts)
	}
	return p
}
