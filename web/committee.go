package web

import (
	"context"
	"fmt"
	"net/url"

	"moneytrail/api"
	"moneytrail/store"
)

// filingsShown keeps the page of a committee with hundreds of reports light;
// ?filings=all shows them all.
const filingsShown = 30

type committeeRequest struct {
	api.DonorsRequest
	Filings string `query:"filings" enum:"all"`
}

type committeeBody struct {
	*api.Committee
	ID          string
	Self        string      // address of this page
	Scale       store.Cents // length of the longest bar
	Filings     []api.Filing
	MoreFilings int
	NextDonors  string
	Kinds       classSection
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
	return &view{
		Title: api.Short(c.Committee.Name, 120), Description: c.Sentence.Text, Meta: c.Meta, Body: body,
		NoIndex: in.Cursor != "" || c.Donors.Filter != nil,
		Data:    dataLink("/api/v1"+self, in.Page, in.Filter),
	}, nil
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
	return dataLink(self, api.Page{Limit: page.Limit, Cursor: *page.Next}, f) + "#donors"
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
