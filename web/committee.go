package web

import (
	"context"
	"fmt"
	"net/url"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/web/chart"
)

// filingsShown keeps the page of a committee with hundreds of reports light;
// ?filings=all shows them all.
const filingsShown = 10

type committeeRequest struct {
	api.DonorsRequest `defaults:"limit=10"`
	Filings           string `query:"filings" enum:"all"`
}

type committeeBody struct {
	*api.Committee
	ID          string
	Self        string      // address of this page
	Scale       store.Cents // length of the longest bar
	Filings     []api.Filing
	MoreFilings int
	NextDonors  string
	Foot        *donorFoot
	Kinds       classSection
	// Plots stand on the first page of all donors only: the others are lists.
	Concentration, Timeline, Places, Sizes *plot
	Cite                                   cite
}

func (s *site) committee(ctx context.Context, in committeeRequest) (*view, error) {
	c, err := s.service.Committee(ctx, in.DonorsRequest)
	if err != nil {
		return nil, err
	}
	self := committeeLink(c.Committee.ID)
	body := committeeBody{Committee: c, ID: c.Committee.ID, Self: self, Scale: scaleOf(c.Donors.Items), Filings: c.Filings}
	if in.Filings != "all" && len(c.Filings) > filingsShown {
		body.Filings, body.MoreFilings = c.Filings[:filingsShown], len(c.Filings)-filingsShown
	}
	body.NextDonors = nextDonors(self, c.Donors, in.Filter)
	body.Kinds = newClassSection(c.Classification, c.Figures.ItemizedCents, self, newPalette(&c.Classification))
	body.Foot = newDonorFoot(c.Donors.Filter, &c.Classification, c.Figures)
	body.Cite = s.cite(c.Sentence.Text, self, c.Meta)
	v := &view{
		Title: api.Short(c.Committee.Name, 120), Description: c.Sentence.Text, Meta: c.Meta,
		NoIndex: in.Cursor != "" || c.Donors.Filter != nil || namesSmall(c.Donors.Items),
		Data:    dataLink("/api/v1"+self, in.Page, in.Filter),
	}
	if in.Cursor == "" && c.Donors.Filter == nil {
		if err := s.committeePlots(ctx, &body, v); err != nil {
			return nil, err
		}
	}
	v.Body = body
	return v, nil
}

// committeePlots asks for what the charts of the page show.
func (s *site) committeePlots(ctx context.Context, body *committeeBody, v *view) error {
	for name, to := range map[string]**plot{"concentration": &body.Concentration, "timeline": &body.Timeline, "places": &body.Places, "sizes": &body.Sizes} {
		p, meta, err := s.committeePlot(ctx, name, body.Committee)
		if err != nil {
			return fmt.Errorf("draw %s: %w", name, err)
		}
		v.also(meta)
		*to = p
	}
	return nil
}

// committeePlot asks for one of the charts of a committee.
func (s *site) committeePlot(ctx context.Context, name string, c *api.Committee) (*plot, api.Meta, error) {
	id := c.Committee.ID
	scope := api.ScopeRequest{Committee: id}
	var p *plot
	var meta api.Meta
	switch name {
	case "concentration":
		a, err := s.service.Concentration(ctx, api.ConcentrationRequest{ScopeRequest: scope})
		if err != nil {
			return nil, meta, err
		}
		p, meta = newConcentration(a), a.Meta
	case "timeline":
		a, err := s.service.Timeline(ctx, api.TimelineRequest{ScopeRequest: scope, By: stepOf(c.Coverage.From, c.Coverage.Thru, periodsFitting)})
		if err != nil {
			return nil, meta, err
		}
		p, meta = newTimeline(a, pageCanvas, "", ""), a.Meta
	case "places":
		a, err := s.service.Places(ctx, api.PlacesRequest{ScopeRequest: scope, By: store.ByState, Limit: placesShown})
		if err != nil {
			return nil, meta, err
		}
		p, meta = newPlaces(a), a.Meta
	case "sizes":
		a, err := s.service.Sizes(ctx, api.SizesRequest{ScopeRequest: scope})
		if err != nil {
			return nil, meta, err
		}
		p, meta = newSizes(a), a.Meta
	default:
		kinds := newClassSection(c.Classification, c.Figures.ItemizedCents, "", newPalette(&c.Classification))
		p, meta = classesFile(&kinds), c.Meta
	}
	p.Of, p.Files = c.Committee.Name, committeeLink(id)+"/charts/"+p.Name
	return p, meta, nil
}

// committeeFiles are the charts of a committee as files.
func (s *site) committeeFiles() map[string]plotMaker {
	out := map[string]plotMaker{}
	for _, name := range []string{"concentration", "timeline", "places", "sizes", "classes"} {
		out[name] = func(ctx context.Context, id string) (*plot, api.Meta, error) {
			c, err := s.service.Committee(ctx, api.DonorsRequest{ID: id, Page: api.Page{Limit: 1}})
			if err != nil {
				return nil, api.Meta{}, err
			}
			return s.committeePlot(ctx, name, c)
		}
	}
	out["donors"] = func(ctx context.Context, id string) (*plot, api.Meta, error) {
		c, err := s.service.Committee(ctx, api.DonorsRequest{ID: id, Page: api.Page{Limit: donorsDrawn}})
		if err != nil {
			return nil, api.Meta{}, err
		}
		return donorsFile(c.Committee.Name, c.Donors.Items), c.Meta, nil
	}
	return out
}

// donorsFollowing is how many donors a page after the first has.
const donorsFollowing = 50

// donorsDrawn is how many donors a drawing of the largest names.
const donorsDrawn = 10

// donorsFile draws the largest donors. Persons whose gifts are small stay out
// of pictures, which travel further than pages.
func donorsFile(of string, items []api.Standing) *plot {
	p := &plot{Name: "donors", Title: "Top donors", Of: of}
	var parts []chart.Part
	for i := range items {
		st := &items[i]
		if small(st) {
			continue
		}
		value := api.WholeDollars(st.NetCents)
		if st.NetCents < 0 {
			value += " (returned)"
		}
		parts = append(parts, chart.Part{Label: st.Donor.Name, Value: value, Amount: int64(st.NetCents), Paint: chart.Money})
	}
	if len(parts) > 0 {
		p.Takeaway = "By gifts, net of returns. The largest: " + parts[0].Label + ", " + parts[0].Value + "."
		p.file = chart.Bars(p.Title, p.Takeaway, parts)
	}
	return p
}

// scaleOf gives the largest amount of a list, in either direction.
func scaleOf(items []api.Standing) store.Cents {
	var scale store.Cents
	for _, st := range items {
		scale = max(scale, st.NetCents, -st.NetCents)
	}
	return scale
}

func nextDonors(self string, page api.DonorPage, f api.Filter) string {
	if page.Next == nil {
		return ""
	}
	return dataLink(self, api.Page{Limit: max(page.Limit, donorsFollowing), Cursor: *page.Next}, f) + "#donors"
}

func dataLink(path string, page api.Page, f api.Filter) string {
	q := url.Values{"limit": {fmt.Sprint(page.Limit)}}
	if f.Class != "" {
		q.Set("class", f.Class)
	}
	if f.Tag != "" {
		q.Set("tag", f.Tag)
	}
	if page.Cursor != "" {
		q.Set("cursor", string(page.Cursor))
	}
	return path + "?" + q.Encode()
}
