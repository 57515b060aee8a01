package web

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"moneytrail/api"
	"moneytrail/store"
)

var linkFunctions = template.FuncMap{
	"donorPage": donorPage,
	"classPage": classPage,
	"tagPage":   func(code string) string { return "/tags/" + url.PathEscape(code) },
	"filing":    filingLink,
	"rowsWhere": rowsWhere,
	"rowsBy":    func(pairs ...string) string { return query("/transactions", pairs...) },
	"ordinal":   func(i int) int { return i + 1 },
	"plain":     plainName,
	"basis":     func(basis string) string { return basisWords[basis] },
	"because":   classBasis,
	"lines":     newDonorLines,
	"recipients": func(caption, path, donor string, items []api.GivenTo) givenTable {
		return givenTable{caption, path, donor, scaleOfGiven(items), items}
	},
	"periods": func(path string, items []api.GivenPeriod) periodTable {
		return periodTable{path, scaleOfPeriods(items), items}
	},
	"gifts":   func(caption, path string, items []api.Transaction) giftTable { return giftTable{caption, path, items} },
	"moved":   func(caption, path string, items []api.MovedRow) movedTable { return movedTable{caption, path, items} },
	"clipped": func(all []string, n int) []string { return all[:min(len(all), n)] },
}

func donorPage(id string) string { return "/donors/" + url.PathEscape(id) }

func classPage(code string) string { return "/classes/" + url.PathEscape(code) }

// filingLink leads to the version of a report that a row stands in.
func filingLink(f api.Filing) string {
	return fmt.Sprintf("/filings/%s?amendment=%d", url.PathEscape(f.ID), f.Version)
}

// rowsWhere lists the rows of any filings of a query.
func rowsWhere(query string) string {
	if query == "" {
		return ""
	}
	return "/transactions?" + query
}

// query takes pairs of parameter and value; empty values are left out.
func query(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// plainName hides small donors who are persons where donors are ranked.
func plainName(g api.GiverStanding) string {
	if g.Small {
		return "A person who gave less than $1,000"
	}
	return g.Donor.Name
}

// classBasis says in words what the class of a donor rests on.
func classBasis(c *api.DonorClass) string {
	words := []string{"probable"}
	if c.Confirmed {
		words[0] = "confirmed"
	}
	if b := basisWords[c.Basis]; b != "" {
		words = append(words, b)
	}
	if c.Matched != "" {
		words = append(words, "the words “"+api.Short(c.Matched, 120)+"”")
	}
	if c.Rule != "" {
		words = append(words, "rule "+api.Short(c.Rule, 60))
	}
	if c.Why != "" {
		words = append(words, api.Short(c.Why, 200))
	}
	return strings.Join(words, ", ")
}

// donorLines is a list of donors by what they gave all committees.
type donorLines struct {
	Caption, Path string
	Scale         store.Cents
	Items         []api.GiverStanding
}

func newDonorLines(caption, path string, items []api.GiverStanding) donorLines {
	out := donorLines{Caption: caption, Path: path, Items: items}
	for i := range items {
		out.Scale = max(out.Scale, items[i].NetCents, -items[i].NetCents)
	}
	return out
}

// givenTable is whom a donor or a group gave to. Donor is empty of a group.
type givenTable struct {
	Caption, Path, Donor string
	Scale                store.Cents
	Items                []api.GivenTo
}

func scaleOfGiven(items []api.GivenTo) store.Cents {
	var scale store.Cents
	for i := range items {
		scale = max(scale, items[i].NetCents, -items[i].NetCents)
	}
	return scale
}

// periodTable is when somebody gave.
type periodTable struct {
	Path  string
	Scale store.Cents
	Items []api.GivenPeriod
}

func scaleOfPeriods(items []api.GivenPeriod) store.Cents {
	var scale store.Cents
	for i := range items {
		scale = max(scale, items[i].NetCents, -items[i].NetCents)
	}
	return scale
}

// giftTable is a list of rows with whom they concern.
type giftTable struct {
	Caption, Path string
	Items         []api.Transaction
}

// movedTable is rows that differ between two versions of a report.
type movedTable struct {
	Caption, Path string
	Items         []api.MovedRow
}

func upperFirst(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
