package web

import (
	"fmt"
	"strings"

	"moneytrail/api"
	"moneytrail/store"
)

// classSection shows what kinds of donors gave: a bar and the same as a table.
type classSection struct {
	api.Classification
	Self     string // address of the page, for links to the donors of a class
	Files    string // address of the drawing without its ending; may be empty
	Rows     []classRow
	Bar      stack
	Takeaway string
}

// classRow is a line of the table with its place in the JSON and its colour.
type classRow struct {
	Index  int
	Colour string
	api.ClassLine
}

// stack is one bar of several parts that fill it.
type stack struct {
	Label string // the same in words
	Parts []part
}

// part is one rectangle. Pattern is the id of the pattern drawn over it.
type part struct{ X, Width, Colour, Pattern string }

// Colours of the bar: law enforcement, the three largest other classes, all
// other classes, and what is not classified.
const (
	colourOfficers = "k0"
	colourOthers   = "k4"
	colourUnknown  = "k5"
	namedColours   = 3
)

// palette gives classes the colours that they keep in every bar of a page.
type palette map[string]string

func newPalette(c *api.Classification) palette {
	p := palette{api.LawEnforcementCode: colourOfficers}
	n := 0
	for _, line := range c.Classes {
		if line.Code != api.LawEnforcementCode && n < namedColours {
			n++
			p[line.Code] = fmt.Sprintf("k%d", n)
		}
	}
	return p
}

func (p palette) of(code string) string {
	if colour, ok := p[code]; ok {
		return colour
	}
	return colourOthers
}

func newClassSection(c api.Classification, itemized store.Cents, self string, p palette) classSection {
	s := classSection{Classification: c, Self: self, Takeaway: classesTakeaway(&c)}
	if self != "" {
		s.Files = self + "/charts/classes"
	}
	for i, line := range c.Classes {
		row := classRow{i, p.of(line.Code), line}
		if line.Code == api.LawEnforcementCode {
			s.Rows = append([]classRow{row}, s.Rows...)
			continue
		}
		s.Rows = append(s.Rows, row)
	}
	s.Bar = newStack(s.Rows, &c.NotClassified, itemized)
	return s
}

// newStack draws the parts in the order of their colours. Classes that got
// back more than they gave have no length; the bar is then as long as what the
// others gave.
func newStack(rows []classRow, none *api.NotClassified, itemized store.Cents) stack {
	confirmed, probable := map[string]store.Cents{}, map[string]store.Cents{}
	var words []string
	for _, r := range rows {
		confirmed[r.Colour] += max(r.ConfirmedCents, 0)
		probable[r.Colour] += max(r.ProbableCents, 0)
		words = append(words, api.Short(r.Name, 60)+" "+shareText(r.Share))
	}
	confirmed[colourUnknown] = max(none.Cents, 0)
	var sum store.Cents
	for colour := range confirmed {
		sum += confirmed[colour] + probable[colour]
	}
	if sum <= 0 {
		return stack{}
	}
	whole := float64(max(sum, itemized))
	s := stack{Label: strings.Join(append(words, "not classified "+shareText(none.Share)), ", ")}
	x := 0.0
	add := func(c store.Cents, colour, pattern string) {
		if c <= 0 {
			return
		}
		width := float64(c) / whole * 100
		s.Parts = append(s.Parts, part{fmt.Sprintf("%.2f%%", x), fmt.Sprintf("%.2f%%", width), colour, pattern})
		x += width
	}
	for _, colour := range []string{colourOfficers, "k1", "k2", "k3", colourOthers} {
		add(confirmed[colour], colour, "")
		add(probable[colour], colour, "probable")
	}
	add(confirmed[colourUnknown], colourUnknown, "unknown")
	return s
}

func shareText(s *api.Share) string {
	if s == nil {
		return "no share"
	}
	return api.Percent(s)
}

var officerWords = map[string]string{
	"police": "police", "sheriff": "sheriffs’ deputies", "corrections": "corrections officers", "probation": "probation officers",
	"state_patrol": "highway patrol", "school_police": "school police", "management": "police managers", "other": "peace officers",
}

var basisWords = map[string]string{
	"override": "by hand", "committee": "by its id", "sponsor": "by its sponsor", "entity": "by its form",
	"alias": "by name", "name": "by name", "occupation": "by occupation",
}

// classText says what kind of donor somebody is and how sure that is: "police
// association (by name)", "probably police".
func classText(c *api.DonorClass) string {
	if c == nil {
		return ""
	}
	words, organisation := officerWords[c.Kind], " association"
	if words == "" {
		words, organisation = lowerFirst(api.Short(c.Name, 60)), ""
	}
	if !c.Confirmed {
		return "probably " + words
	}
	basis := basisWords[c.Basis]
	if basis == "" {
		basis = "by a rule"
	}
	return words + organisation + " (" + basis + ")"
}

func lowerFirst(s string) string {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// shownTags leaves out tags that no rule explains.
func shownTags(st api.Standing) []api.DonorTag {
	var out []api.DonorTag
	for _, list := range [][]api.DonorTag{st.Tags, st.Donor.Tags} {
		for _, tag := range list {
			if tag.Rule != "" {
				out = append(out, tag)
			}
		}
	}
	return out
}

// donorsOf gives the address, relative to a page, at which it lists the donors
// of a query.
func donorsOf(query string) string { return "?" + query + "#donors" }
