package web

import (
	"fmt"

	"moneytrail/api"
	"moneytrail/store"
)

// Takeaways say in a sentence what a chart shows. They state and never judge.

func timelineTakeaway(t *api.Timeline, shown []api.Period) string {
	var best *api.Period
	for i := range shown {
		if x := &shown[i]; x.NetCents > 0 && (best == nil || x.NetCents > best.NetCents) {
			best = x
		}
	}
	if best == nil {
		return "No money with a day is counted."
	}
	text := periodNoun[t.By] + periodText(t.By, best.Start) + " most was given: " + api.HeadlineMoney(best.NetCents)
	return text + ofAll(best.Share) + "."
}

func ofAll(s *api.Share) string {
	if s == nil {
		return ""
	}
	return ", " + api.Percent(s) + " of the itemized money"
}

func concentrationTakeaway(c *api.Concentration) string {
	if len(c.Top) == 0 || c.Top[0].Share == nil {
		return "No share can be given: no money remains after returns."
	}
	last := c.Top[0]
	for _, t := range c.Top {
		if t.Donors <= 10 {
			last = t
		}
	}
	text := "The largest donor gave "
	if last.Donors > 1 {
		text = fmt.Sprintf("The %d largest of %s gave ", last.Donors, api.Count(c.Donors, "named donor", "named donors"))
	}
	text += api.Percent(last.Share) + " of the itemized money"
	switch {
	case c.Half == 1:
		return text + "; one donor gave half of it or more."
	case c.Half > 1:
		return text + "; " + api.Number(c.Half) + " donors gave half of it."
	}
	return text + "."
}

func placesTakeaway(p *api.Places) string {
	for i := range p.Places {
		if x := &p.Places[i]; x.Place != "" && x.NetCents > 0 {
			text := "Most came from " + placeText(p.By, x.Place) + ": " + api.HeadlineMoney(x.NetCents)
			return text + ofAll(x.Share) + "."
		}
	}
	return "No place with money is named."
}

func sizesTakeaway(s *api.Sizes) string {
	var often, most *api.SizeBand
	for i := range s.Bands {
		b := &s.Bands[i]
		if b.Gifts > 0 && (often == nil || b.Gifts > often.Gifts) {
			often = b
		}
		if b.NetCents > 0 && (most == nil || b.NetCents > most.NetCents) {
			most = b
		}
	}
	if often == nil || most == nil {
		return "No single gift is counted."
	}
	text := fmt.Sprintf("Most often a gift was %s (%s of %s)", bandText(often), api.Number(often.Gifts), api.Number(s.Total.Gifts))
	if often == most {
		return text + ", and these brought the most money: " + api.HeadlineMoney(most.NetCents) + "."
	}
	return text + "; the most money, " + api.HeadlineMoney(most.NetCents) + ", came in gifts of " + bandText(most) + "."
}

// bandText writes a size: "$100 to $249", "$1 million and more".
func bandText(b *api.SizeBand) string {
	from := api.HeadlineMoney(b.FromCents)
	switch {
	case b.LessCents == nil:
		return from + " and more"
	case b.FromCents < 100:
		return "under " + api.HeadlineMoney(*b.LessCents)
	}
	return from + " to " + api.WholeDollars(*b.LessCents-100)
}

func classesTakeaway(c *api.Classification) string {
	officers := "Law-enforcement unions and associations gave nothing that is counted"
	if le := &c.LawEnforcement; le.ConfirmedCents+le.ProbableCents != 0 {
		officers = "Law-enforcement unions and associations gave " + api.HeadlineMoney(le.ConfirmedCents+le.ProbableCents)
		if le.ShareWithProbable != nil {
			officers += " (" + api.Percent(le.ShareWithProbable) + ")"
		}
		if le.ProbableCents != 0 {
			officers += ", probable ones included"
		}
	}
	if c.NotClassified.Share == nil {
		return officers + "."
	}
	return officers + "; " + api.Percent(c.NotClassified.Share) + " of the itemized money is not classified."
}

// sidesTakeaway compares the two largest sides, which come by total.
func sidesTakeaway(sides []api.Side) string {
	if len(sides) == 0 {
		return "No committee is known yet."
	}
	text := ""
	for i := range sides {
		if i > 0 {
			text += "; "
		}
		text += api.Short(sides[i].Side, 60) + " raised " + api.HeadlineMoney(sides[i].Figures.TotalCents)
		if late := sides[i].Figures.PendingCents; late > 0 {
			text += " and " + api.HeadlineMoney(late) + " late"
		}
	}
	return text + "."
}

var stateNames = map[string]string{
	"CA": "California", "NY": "New York", "TX": "Texas", "FL": "Florida", "WA": "Washington State", "DC": "Washington, DC", "IL": "Illinois", "MA": "Massachusetts",
	"NV": "Nevada", "AZ": "Arizona", "OR": "Oregon", "VA": "Virginia", "MD": "Maryland", "NJ": "New Jersey", "PA": "Pennsylvania", "GA": "Georgia", "CO": "Colorado",
	"CT": "Connecticut", "OH": "Ohio", "MI": "Michigan", "MN": "Minnesota", "NC": "North Carolina", "DE": "Delaware", "UT": "Utah", "TN": "Tennessee",
	"HI": "Hawaii", "MO": "Missouri", "WI": "Wisconsin", "IN": "Indiana", "NM": "New Mexico",
	"AL": "Alabama", "AK": "Alaska", "AR": "Arkansas", "ID": "Idaho", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine",
	"MS": "Mississippi", "MT": "Montana", "NE": "Nebraska", "NH": "New Hampshire", "ND": "North Dakota", "OK": "Oklahoma", "RI": "Rhode Island",
	"SC": "South Carolina", "SD": "South Dakota", "VT": "Vermont", "WV": "West Virginia", "WY": "Wyoming", "PR": "Puerto Rico",
}

// placeText writes a place as filed for readers.
func placeText(by, place string) string {
	switch {
	case place == "":
		return "No place filed"
	case by == store.ByState && stateNames[place] != "":
		return stateNames[place]
	}
	return api.Short(place, 60)
}
