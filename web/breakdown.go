package web

import (
	"context"
	"net/url"
	"strconv"

	"moneytrail/api"
	"moneytrail/store"
)

// placesRequest and jobsRequest ask for the whole list behind a chart.
type placesRequest struct {
	ID     string     `path:"id"`
	By     string     `query:"by" enum:"state,city" default:"state"`
	Cursor api.Cursor `query:"cursor"`
}

type jobsRequest struct {
	ID     string     `path:"id"`
	By     string     `query:"by" enum:"employer,occupation" default:"employer"`
	Cursor api.Cursor `query:"cursor"`
}

// breakdownShown is how many lines a page of such a list has.
const breakdownShown = 50

type breakdownBody struct {
	ID, Name string
	Heading  string
	Lead     string
	Ways     []way
	Lines    []breakdownLine
	Caption  string
	Column   string
	List     string // name of the list in the data
	Count    int
	Total    api.MoneyGroup
	Scale    store.Cents
	First    string
	Next     string
}

// way is another way to divide the same money. The current one has no address.
type way struct{ Name, Href string }

type breakdownLine struct {
	Name string
	api.MoneyGroup
}

// committeeName finds a committee by any of its ids.
func (s *site) committeeName(ctx context.Context, id string) (*api.DonorList, error) {
	return s.service.Donors(ctx, api.DonorsRequest{ID: id, Page: api.Page{Limit: 1}})
}

func (s *site) places(ctx context.Context, in placesRequest) (*view, error) {
	c, err := s.committeeName(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	id := c.Committee.ID
	a, err := s.service.Places(ctx, api.PlacesRequest{ScopeRequest: api.ScopeRequest{Committee: id}, By: in.By, Limit: breakdownShown, Cursor: in.Cursor})
	if err != nil {
		return nil, err
	}
	body := breakdownBody{
		ID: id, Name: c.Committee.Name, Heading: "Where the money came from", Lead: placesTakeaway(a),
		Caption: "Money from named donors by the place that they gave, net of returns", Column: "Place", List: "places", Count: a.Count, Total: a.Total,
	}
	if in.Cursor != "" {
		body.Lead = "" // it is about the first page
	}
	self := committeeLink(id) + "/places"
	body.Ways = ways(self, in.By, store.ByState, "By state", store.ByCity, "By city")
	for i := range a.Places {
		body.Lines = append(body.Lines, breakdownLine{placeText(in.By, a.Places[i].Place), a.Places[i].MoneyGroup})
	}
	v := body.view(self, "/api/v1/places", in.By, in.Cursor, a.Next, a.Meta)
	v.also(c.Meta)
	return v, nil
}

func (s *site) jobs(ctx context.Context, in jobsRequest) (*view, error) {
	c, err := s.committeeName(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	id := c.Committee.ID
	a, err := s.service.Jobs(ctx, api.JobsRequest{ScopeRequest: api.ScopeRequest{Committee: id}, By: in.By, Limit: breakdownShown, Cursor: in.Cursor})
	if err != nil {
		return nil, err
	}
	body := breakdownBody{
		ID: id, Name: c.Committee.Name, Heading: "For whom the donors work, or as what",
		Lead:    "As the filings say it: two spellings of one employer are two lines. Organizations have none.",
		Caption: "Money from named donors by " + in.By + " as filed, net of returns", Column: "Employer", List: "jobs", Count: a.Count, Total: a.Total,
	}
	if in.By == store.ByOccupation {
		body.Column = "Occupation"
	}
	self := committeeLink(id) + "/jobs"
	body.Ways = ways(self, in.By, store.ByEmployer, "By employer", store.ByOccupation, "By occupation")
	for i := range a.Jobs {
		name := a.Jobs[i].Name
		if name == "" {
			name = "None filed"
		}
		body.Lines = append(body.Lines, breakdownLine{name, a.Jobs[i].MoneyGroup})
	}
	v := body.view(self, "/api/v1/jobs", in.By, in.Cursor, a.Next, a.Meta)
	v.also(c.Meta)
	return v, nil
}

// ways takes pairs of value and name.
func ways(self, current string, pairs ...string) []way {
	var out []way
	for i := 0; i+1 < len(pairs); i += 2 {
		w := way{Name: pairs[i+1]}
		if pairs[i] != current {
			w.Href = self + "?by=" + pairs[i]
		}
		out = append(out, w)
	}
	return out
}

func (b *breakdownBody) view(self, data, by string, cursor api.Cursor, next *api.Cursor, meta api.Meta) *view {
	at := func(path string, cursor api.Cursor, more url.Values) string {
		q := url.Values{"by": {by}}
		for name, values := range more {
			q[name] = values
		}
		if cursor != "" {
			q.Set("cursor", string(cursor))
		}
		return path + "?" + q.Encode()
	}
	if next != nil {
		b.Next = at(self, *next, nil)
	}
	if cursor != "" {
		b.First = at(self, "", nil)
	}
	for i := range b.Lines {
		b.Scale = max(b.Scale, b.Lines[i].NetCents, -b.Lines[i].NetCents)
	}
	return &view{
		Title: b.Heading + ": " + api.Short(b.Name, 80), Description: b.Caption + ".", Meta: meta, Body: *b, NoIndex: true,
		Data: at(data, cursor, url.Values{"committee": {b.ID}, "limit": {strconv.Itoa(breakdownShown)}}),
	}
}
