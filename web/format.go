package web

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"
	"time"

	"moneytrail/api"
	"moneytrail/store"
)

var functions = template.FuncMap{
	"figure":    newFigure,
	"exact":     newExact,
	"cents":     func(c store.Cents) int64 { return int64(c) },
	"path":      dataPath,
	"name":      newLabel,
	"donor":     donorLink,
	"committee": committeeLink,
	"rowsOf":    rowsLink,
	"rowsQuery": func(id, query string) string { return committeeLink(id) + "/rows?" + query },
	"contest":   contestLink,
	"bar":       newBar,
	"dayText":   api.DayText,
	"period":    period,
	"percent":   api.Percent,
	"number":    api.Number,
	"count":     api.Count,
	"clean":     api.Clean,
	"status":    statusText,
	"sha":       shortHash,
	"form":      formText,
	"list":      newDonorTable,
	"classText": classText,
	"tags":      shownTags,
	"donorsOf":  donorsOf,
	"giver":     giverName,
	"first":     firstOf,
}

// figure is an amount as shown: rounded text, the exact amount, its place in
// the JSON, and the address of the rows behind it ("" when there is none).
type figure struct {
	Cents    store.Cents
	Text     string
	Exact    string
	Path     string
	Href     string
	Returned bool // money given back: said in words, not by the sign alone
}

// newFigure rounds to dollars. Exact is empty when nothing was rounded away.
func newFigure(c store.Cents, path, href string) figure {
	f := figure{Cents: c, Text: api.WholeDollars(c), Path: path, Href: href}
	if c%100 != 0 {
		f.Exact = api.ExactDollars(c)
	}
	return f
}

// newExact is for rows, where cents show and a negative amount is a return if
// the row came in.
func newExact(c store.Cents, path string, received bool) figure {
	exact := api.ExactDollars(c)
	return figure{Cents: c, Text: exact, Path: path, Returned: received && c < 0}
}

// dataPath joins keys and indexes: "donors.items.3.net_cents".
func dataPath(parts ...any) string {
	text := make([]string, len(parts))
	for i, p := range parts {
		text[i] = fmt.Sprint(p)
	}
	return strings.Join(text, ".")
}

// label is filed text made fit to show, with the whole of it when it was cut.
type label struct{ Text, Full string }

func newLabel(s string, limit int) label {
	l := label{Text: api.Short(s, limit)}
	if l.Text == "" {
		l.Text = "(no name filed)"
	}
	if full := api.Clean(s); full != "" && full != l.Text {
		l.Full = full
	}
	return l
}

// donorTable is a list of donors with where it stands in the JSON.
type donorTable struct {
	Caption, Path string
	Scale         store.Cents
	Items         []api.Standing
	Foot          *donorFoot // nil when the list has no sum of its own
}

func newDonorTable(caption, path string, scale store.Cents, items []api.Standing, foot *donorFoot) donorTable {
	return donorTable{caption, path, scale, items, foot}
}

func committeeLink(id string) string { return "/committees/" + url.PathEscape(id) }

// rowsLink takes pairs of parameter and value; empty values are left out.
func rowsLink(id string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	link := committeeLink(id) + "/rows"
	if len(q) > 0 {
		link += "?" + q.Encode()
	}
	return link
}

func donorLink(committee, donor, status string) string {
	return rowsLink(committee, "donor", donor, "status", status)
}

// bar is the length of a bar as a share of the longest one in its list.
type bar struct {
	Width    string
	Negative bool
}

func newBar(c, scale store.Cents) bar {
	if scale <= 0 {
		return bar{Width: "0"}
	}
	length := float64(max(c, -c)) / float64(scale) * 100
	return bar{fmt.Sprintf("%.1f%%", min(length, 100)), c < 0}
}

// period writes the days from and to as "Jan 1 – Jun 30, 2026".
func period(from, thru store.Date) string {
	first, err1 := time.Parse(time.DateOnly, string(from))
	last, err2 := time.Parse(time.DateOnly, string(thru))
	switch {
	case from == "" && thru == "":
		return ""
	case from == "" || from == thru:
		return api.DayText(thru)
	case thru == "":
		return "from " + api.DayText(from)
	case err1 != nil || err2 != nil || first.Year() != last.Year():
		return api.DayText(from) + " – " + api.DayText(thru)
	}
	return first.Format("Jan 2") + " – " + api.DayText(thru)
}

var statusWords = map[string]string{
	"counted": "Counted", "pending": "Late, pending", "covered": "Notice, now in a report",
	"superseded": "Replaced", "memo": "Memo", "mirror": "Other side’s copy", "attributed": "Attributed share",
	"other-money": "Other money", "withdrawn": "Withdrawn", "quarantined": "Unread", "no-filer": "No known filer",
}

func statusText(name string) string {
	if words, ok := statusWords[name]; ok {
		return words
	}
	return name
}

func shortHash(sum string) string { return sum[:min(len(sum), 12)] }

// formText writes "F460" as readers know it, "Form 460".
func formText(form string) string {
	if len(form) > 1 && form[0] == 'F' && form[1] >= '0' && form[1] <= '9' {
		return "Form " + api.Short(form[1:], 12)
	}
	return api.Short(form, 20)
}
