package web

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/web/chart"
)

type contestBody struct {
	*api.Contest
	Scale      store.Cents // one for all sides
	DonorScale store.Cents // one for all lists of donors
	Self       string      // address of this page
	NextDonors string
	Foot       *donorFoot
	Kinds      classSection
	SideKinds  []classSection // in the order of the sides, in the colours of Kinds
	Compared   *plot
	Timelines  *sideTimelines // nil on pages of lists of donors
	Spending   []spending
	NotAsked   int    // committees of whose outside spending nothing is shown
	Both       string // where the largest committees of two sides are compared; empty when there are no two
	Cite       cite
}

// sidesAsked is how many committees are asked for their outside spending, and
// spendingShown how many lines of it each shows.
const (
	sidesAsked    = 12
	spendingShown = 5
)

func (s *site) contest(ctx context.Context, in api.ContestRequest) (*view, error) {
	c, err := s.service.Contest(ctx, in)
	if err != nil {
		return nil, err
	}
	self := contestLink(c.Contest.Slug)
	body := contestBody{Contest: c, Self: self, DonorScale: scaleOf(c.Donors.Items), NextDonors: nextDonors(self, c.Donors, in.Filter)}
	colours := newPalette(&c.Classification)
	body.Kinds = newClassSection(c.Classification, c.Figures.ItemizedCents, self, colours)
	body.Foot = newDonorFoot(c.Donors.Filter, &c.Classification, c.Figures)
	body.Cite = s.cite(c.Sentence.Text, self, c.Meta)
	v := &view{
		Title: api.Short(c.Contest.Title, 120), Description: api.Short(c.Sentence.Text, 120), Meta: c.Meta,
		NoIndex: in.Cursor != "" || c.Donors.Filter != nil || namesSmall(c.Donors.Items), Data: dataLink("/api/v1"+self, in.Page, in.Filter),
	}
	for _, side := range c.Sides {
		body.Scale = max(body.Scale, side.Figures.TotalCents)
		body.DonorScale = max(body.DonorScale, scaleOf(side.Donors))
		body.SideKinds = append(body.SideKinds, newClassSection(side.Classification, side.Figures.ItemizedCents, "", colours))
		v.NoIndex = v.NoIndex || namesSmall(side.Donors)
	}
	body.Compared = newSides(c)
	if len(c.Sides) > 1 && len(c.Sides[0].Committees) > 0 && len(c.Sides[1].Committees) > 0 {
		body.Both = "/overlap?" + url.Values{"a": {c.Sides[0].Committees[0].ID}, "b": {c.Sides[1].Committees[0].ID}}.Encode()
	}
	if in.Cursor == "" && c.Donors.Filter == nil {
		if body.Timelines, err = s.sideTimelines(ctx, c, v.also); err != nil {
			return nil, err
		}
		if err := s.spending(ctx, &body, v); err != nil {
			return nil, err
		}
	}
	v.Body = body
	return v, nil
}

func contestLink(slug string) string { return "/contests/" + url.PathEscape(slug) }

// newSides draws two sides against each other on one scale; of more sides, or
// of one, the table with its bars is the chart.
func newSides(c *api.Contest) *plot {
	p := &plot{Name: "sides", Title: "The sides compared", Of: c.Contest.Title, Takeaway: sidesTakeaway(c.Sides), Files: contestLink(c.Contest.Slug) + "/charts/sides"}
	if len(c.Sides) == 2 {
		left, right := sideOf(&c.Sides[0], chart.Money), sideOf(&c.Sides[1], chart.Ochre)
		p.page, p.file = pageCanvas.Diverging(p.Title, p.Takeaway, left, right), chart.Diverging(p.Title, p.Takeaway, left, right)
		return p
	}
	var parts []chart.Part
	for i := range c.Sides {
		side := &c.Sides[i]
		parts = append(parts, chart.Part{Label: side.Side, Value: api.WholeDollars(side.Figures.TotalCents), Amount: int64(side.Figures.TotalCents), Paint: chart.Money})
	}
	if len(parts) > 0 {
		p.file = chart.Bars(p.Title, p.Takeaway, parts)
	}
	return p
}

func sideOf(s *api.Side, paint chart.Paint) chart.Side {
	line := func(label string, c store.Cents) chart.Part {
		return chart.Part{Label: label, Value: api.WholeDollars(c), Amount: int64(c), Paint: paint}
	}
	f := &s.Figures
	return chart.Side{Label: s.Side, Parts: []chart.Part{
		line("Raised", f.TotalCents), line("From named donors", f.ItemizedCents), line("Too small to name", f.UnitemizedCents), line("Late, in no report yet", f.PendingCents),
	}}
}

// sideTimelines are the timelines of the sides on the same axes, up to the last
// day that the reports of every side cover: a side that has not reported yet
// must not look poor.
type sideTimelines struct {
	Thru  store.Date // empty: a side has no periodic report, so that all days are shown
	Sides []sideTimeline
}

type sideTimeline struct {
	Side  string
	Index int
	Plot  *plot
	Total figure // by that day
}

func (s *site) sideTimelines(ctx context.Context, c *api.Contest, also func(api.Meta)) (*sideTimelines, error) {
	step := stepOf(c.Coverage.From, c.Coverage.Thru, max(periodsBeside/max(len(c.Sides), 1), 8))
	scope := api.ScopeRequest{Contest: c.Contest.Slug}
	whole, err := s.service.Timeline(ctx, api.TimelineRequest{ScopeRequest: scope, By: step})
	if err != nil {
		return nil, fmt.Errorf("draw timeline: %w", err)
	}
	also(whole.Meta)
	out := &sideTimelines{Thru: whole.CommonThru}
	var answers []*api.Timeline
	canvas := pageCanvas
	var first, last store.Date
	for i := range c.Sides {
		scope.Side = c.Sides[i].Side
		a, err := s.service.Timeline(ctx, api.TimelineRequest{ScopeRequest: scope, By: step, DaysRequest: api.DaysRequest{Thru: out.Thru}})
		if err != nil {
			return nil, fmt.Errorf("draw timeline of %s: %w", scope.Side, err)
		}
		also(a.Meta)
		from, to := window(a)
		for _, x := range a.Periods[from:to] {
			if first == "" || x.Start < first {
				first = x.Start
			}
			last = max(last, x.Start)
			canvas.High, canvas.Low, canvas.Sum = max(canvas.High, int64(x.NetCents)), min(canvas.Low, int64(x.NetCents)), max(canvas.Sum, int64(x.CumulativeCents))
		}
		answers = append(answers, a)
	}
	for i, a := range answers {
		p := newTimeline(a, canvas, first, last)
		p.Name = "timeline-" + strconv.Itoa(i)
		p.Of, p.Files = c.Contest.Title+": "+c.Sides[i].Side, contestLink(c.Contest.Slug)+"/charts/"+p.Name
		if out.Thru != "" {
			p.Data += "&thru=" + string(out.Thru)
		}
		out.Sides = append(out.Sides, sideTimeline{c.Sides[i].Side, i, p, newFigure(a.Total.NetCents, "total.net_cents", "")})
	}
	return out, nil
}

// contestFiles are the charts of a contest as files. Sides are numbered, since
// their names are any text.
func (s *site) contestFiles() map[string]plotMaker {
	out := map[string]plotMaker{}
	of := func(draw func(ctx context.Context, c *api.Contest) (*plot, error)) plotMaker {
		return func(ctx context.Context, slug string) (*plot, api.Meta, error) {
			c, err := s.service.Contest(ctx, api.ContestRequest{Slug: slug, Page: api.Page{Limit: 1}})
			if err != nil {
				return nil, api.Meta{}, err
			}
			p, err := draw(ctx, c)
			return p, c.Meta, err
		}
	}
	out["sides"] = of(func(_ context.Context, c *api.Contest) (*plot, error) { return newSides(c), nil })
	out["classes"] = of(func(_ context.Context, c *api.Contest) (*plot, error) {
		kinds := newClassSection(c.Classification, c.Figures.ItemizedCents, "", newPalette(&c.Classification))
		p := classesFile(&kinds)
		p.Of = c.Contest.Title
		return p, nil
	})
	for i := range sidesDrawn {
		out["timeline-"+strconv.Itoa(i)] = of(func(ctx context.Context, c *api.Contest) (*plot, error) {
			all, err := s.sideTimelines(ctx, c, func(api.Meta) {})
			if err != nil {
				return nil, err
			}
			if i >= len(all.Sides) {
				return nil, store.ErrNotFound
			}
			return all.Sides[i].Plot, nil
		})
	}
	return out
}

// sidesDrawn is for how many sides of a contest timelines can be had as files.
const sidesDrawn = 8
