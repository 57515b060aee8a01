package web

import (
	"net/url"
	"time"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/web/chart"
)

// periodsFitting is how many periods the timeline of a page has:
// more are neither readable nor light.
const periodsFitting = 36

// periodsBeside is the same for the timelines of all sides of a contest, whose
// page has more besides.
const periodsBeside = 28

// stepOf chooses the finest periods of which at most a number cover the days
// of reports from to thru.
func stepOf(from, thru store.Date, most int) string {
	first, err1 := time.Parse(time.DateOnly, string(from))
	last, err2 := time.Parse(time.DateOnly, string(thru))
	if err1 != nil || err2 != nil {
		return store.ByMonth
	}
	days := int(last.Sub(first)/(24*time.Hour)) + 1
	switch {
	case days <= 7*min(most, 26):
		return store.ByWeek
	case days <= 30*most:
		return store.ByMonth
	case days <= 91*most:
		return store.ByQuarter
	}
	return store.ByYear
}

// periodsShown is how many periods a timeline has at most, when gifts are
// dated far from the days that the reports cover. What is left out is said,
// and stands in the data.
const periodsShown = periodsFitting + 4

func following(by string, t time.Time) time.Time {
	switch by {
	case store.ByDay:
		return t.AddDate(0, 0, 1)
	case store.ByWeek:
		return t.AddDate(0, 0, 7)
	case store.ByQuarter:
		return t.AddDate(0, 3, 0)
	case store.ByYear:
		return t.AddDate(1, 0, 0)
	}
	return t.AddDate(0, 1, 0)
}

// periodText names a period for a table: "Mar 2, 2026", "Mar 2026", "Jan – Mar
// 2026", "2026". Weeks are named by their Monday.
func periodText(by string, start store.Date) string {
	t, err := time.Parse(time.DateOnly, string(start))
	if err != nil {
		return string(start)
	}
	switch by {
	case store.ByMonth:
		return t.Format("Jan 2006")
	case store.ByQuarter:
		return t.Format("Jan") + " – " + t.AddDate(0, 2, 0).Format("Jan 2006")
	case store.ByYear:
		return t.Format("2006")
	}
	return t.Format("Jan 2, 2006")
}

func axisText(by string, start time.Time) string {
	switch by {
	case store.ByYear:
		return start.Format("2006")
	case store.ByDay, store.ByWeek:
		return start.Format("Jan 2 ’06")
	}
	return start.Format("Jan 2006")
}

var periodNoun = map[string]string{
	store.ByDay: "On ", store.ByWeek: "In the week of ", store.ByMonth: "In ", store.ByQuarter: "In ", store.ByYear: "In ",
}

// window gives the periods shown: those up to the day the answer knows, the
// latest ones when there are too many. A gift dated after the filing that
// reports it is a slip of the pen, and must not stretch the axis of time.
func window(t *api.Timeline) (from, to int) {
	to = len(t.Periods)
	for to > 0 && t.AsOf != "" && t.Periods[to-1].Start > t.AsOf {
		to--
	}
	if to == 0 {
		return 0, 0
	}
	last, err := time.Parse(time.DateOnly, string(t.Periods[to-1].Start))
	if err != nil {
		return to, to
	}
	from = to
	for from > 0 {
		at, err := time.Parse(time.DateOnly, string(t.Periods[from-1].Start))
		if err != nil {
			break
		}
		for n := 0; at.Before(last) && n < periodsShown; n++ {
			at = following(t.By, at)
		}
		// at reached the last period within the periods shown, or did not.
		if at.Before(last) {
			break
		}
		from--
	}
	return from, to
}

// newTimeline draws when money was given. Periods without gifts are drawn
// empty, so that time runs evenly; the table has those of the answer.
//
// first and last are the periods that the axis of time reaches at least; empty
// ones reach as far as the gifts.
func newTimeline(t *api.Timeline, canvas chart.Canvas, first, last store.Date) *plot {
	p := &plot{Name: "timeline", Title: "When it was given", Data: timelineData(t)}
	from, to := window(t)
	shown := t.Periods[from:to]
	p.Takeaway = timelineTakeaway(t, shown)
	p.Table = plotTable{Caption: "Money from named donors by day of the gift, net of returns", Head: []string{"Period", "Given, net", "In all so far", "Gifts"}}
	if t.By == store.ByWeek {
		p.Table.Head[0] = "Week of"
	}
	for i := range shown {
		x := &shown[i]
		p.Table.Rows = append(p.Table.Rows, plotRow{Own: true, Label: newLabel(periodText(t.By, x.Start), 40), Cells: []plotCell{
			amountCell(x.NetCents, dataPath("periods", from+i, "net_cents")),
			amountCell(x.CumulativeCents, dataPath("periods", from+i, "cumulative_cents")), countCell(x.Gifts),
		}})
	}
	if t.Undated.Gifts > 0 || t.Undated.NetCents != 0 {
		p.Table.Foot = append(p.Table.Foot, plotRow{Label: newLabel("Without a day", 40), Cells: []plotCell{
			amountCell(t.Undated.NetCents, "undated.net_cents"), textCell(""), countCell(t.Undated.Gifts),
		}})
	}
	p.Table.Foot = append(p.Table.Foot, plotRow{Label: newLabel("All gifts", 40), Cells: []plotCell{
		amountCell(t.Total.NetCents, "total.net_cents"), textCell(""), countCell(t.Total.Gifts),
	}})
	if left := len(t.Periods) - len(shown); left > 0 {
		p.Note = api.Count(left, "period is", "periods are") + " not drawn: earlier, or dated after the reports were filed. They are in the data and in the sum."
	}
	if len(shown) == 0 {
		p.Empty = "No gift with a day is counted yet."
		return p
	}
	periods := drawnPeriods(t.By, shown, first, last)
	p.page = canvas.Timeline(p.Title, p.Takeaway, periods, dollars)
	p.file = chart.Canvas{High: canvas.High, Low: canvas.Low, Sum: canvas.Sum}.Timeline(p.Title, p.Takeaway, periods, dollars)
	return p
}

func drawnPeriods(by string, shown []api.Period, first, last store.Date) []chart.Period {
	if first == "" || first > shown[0].Start {
		first = shown[0].Start
	}
	last = max(last, shown[len(shown)-1].Start)
	at, err := time.Parse(time.DateOnly, string(first))
	if err != nil {
		return nil
	}
	days := daysOf(by, at, last)
	var out []chart.Period
	var sum int64
	for _, at := range days[max(len(days)-periodsShown, 0):] {
		day := store.Date(at.Format(time.DateOnly))
		for len(shown) > 0 && shown[0].Start < day {
			sum, shown = int64(shown[0].CumulativeCents), shown[1:]
		}
		p := chart.Period{Label: axisText(by, at)}
		if len(shown) > 0 && shown[0].Start == day {
			p.Amount, p.Tip = int64(shown[0].NetCents), periodTip(by, &shown[0])
			sum, shown = int64(shown[0].CumulativeCents), shown[1:]
		}
		p.Cumulative = sum
		out = append(out, p)
	}
	return out
}

// daysOf gives the first days of the periods from one to the last.
func daysOf(by string, at time.Time, last store.Date) []time.Time {
	const most = 2000 // five years of days
	var out []time.Time
	for ; len(out) < most && store.Date(at.Format(time.DateOnly)) <= last; at = following(by, at) {
		out = append(out, at)
	}
	return out
}

func periodTip(by string, x *api.Period) string {
	tip := periodText(by, x.Start) + ": " + api.WholeDollars(x.NetCents)
	if x.NetCents < 0 {
		tip += " (returned)"
	}
	return tip
}

func timelineData(t *api.Timeline) string {
	q := scopeQuery(t.ScopeAnswer)
	q.Set("by", t.By)
	return "/api/v1/timeline?" + q.Encode()
}

// scopeQuery repeats whose receipts were asked for.
func scopeQuery(a api.ScopeAnswer) url.Values {
	q := url.Values{}
	for name, value := range map[string]string{"committee": a.Committee, "contest": a.Contest, "side": a.Side} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return q
}
