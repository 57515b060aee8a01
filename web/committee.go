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
	AllFilings bool
}

func parseCommittee(id string, q *api.Query) (committeeRequest, error) {
	all := q.Choice("filings", "all") == "all"
	in, err := api.ParseDonors(id, q)
	return committeeRequest{in, all}, err
}

type committeeBody struct {
	*api.Committee
	ID          string
	Self        string      // address of this page
	Scale       store.Cents // length of the longest bar
	Filings     []api.Filing
	MoreFilings int
	NextDonors  string
}

func (s *site) committee(ctx context.Context, in committeeRequest) (*view, error) {
	c, err := s.service.Committee(ctx, in.DonorsRequest)
	if err != nil {
		return nil, err
	}
	self := committeeLink(c.Committee.ID)
	body := committeeBody{Committee: c, ID: c.Committee.ID, Self: self, Scale: scaleOf(c.Donors.Items), Filings: c.Filings}
	if !in.AllFilings && len(c.Filings) > filingsShown {
		body.Filings, body.MoreFilings = c.Filings[:filingsShown], len(c.Filings)-filingsShown
	}
	body.NextDonors = nextDonors(self, c.Donors)
	return &view{
		Title: api.Short(c.Committee.Name, 120), Description: c.Sentence.Text, Meta: c.Meta, Body: body,
		NoIndex: in.After > 0,
		Data:    dataLink("/api/v1"+self, in.Page),
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

func nextDonors(self string, page api.DonorPage) string {
	if page.Next == nil {
		return ""
	}
	return dataLink(self, api.Page{Limit: page.Limit, After: *page.Next}) + "#donors"
}

func dataLink(path string, page api.Page) string {
	q := url.Values{"limit": {fmt.Sprint(page.Limit)}}
	if page.After > 0 {
		q.Set("after", fmt.Sprint(page.After))
	}
	return path + "?" + q.Encode()
}
