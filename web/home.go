package web

import (
	"context"
	"net/url"
	"strconv"

	"moneytrail/api"
	"moneytrail/store"
)

type homeBody struct {
	List     *api.CommitteeList
	Scale    store.Cents // length of the longest bar
	Next     string
	FirstRow int // place of the first line, from 1

	// The rest is on the first page, and for no search.
	First      bool
	Contests   *api.ContestList
	Latest     *api.Latest
	LatestData string
	LateScale  store.Cents
	Sources    *api.SourceList
}

// latestShown is how many filings and gifts the home page names.
const latestShown = 5

func (s *site) home(ctx context.Context, in api.CommitteesRequest) (*view, error) {
	list, err := s.service.Committees(ctx, in)
	if err != nil {
		return nil, err
	}
	body := homeBody{List: list, First: in.Search == "" && in.Cursor == "", FirstRow: list.Offset + 1}
	for _, c := range list.Committees {
		body.Scale = max(body.Scale, c.ItemizedCents, -c.ItemizedCents)
	}
	if list.Next != nil {
		body.Next = "/?" + listQuery(in, *list.Next)
	}
	v := &view{
		Title:       "Who pays for campaigns",
		Description: "Committees, their donors and the filings behind every figure.",
		Search:      api.Clean(in.Search), Meta: list.Meta,
		Data: "/api/v1/committees?" + listQuery(in, in.Cursor),
	}
	if body.First {
		if err := s.news(ctx, &body, v); err != nil {
			return nil, err
		}
	}
	if in.Search != "" {
		v.Title, v.NoIndex = "Committees matching “"+api.Short(in.Search, 60)+"”", true
	}
	v.Body = body
	return v, nil
}

// news asks for what stands on the home page besides the list.
func (s *site) news(ctx context.Context, body *homeBody, v *view) (err error) {
	if body.Contests, err = s.service.Contests(ctx, api.ContestsRequest{}); err != nil {
		return err
	}
	v.also(body.Contests.Meta)
	if body.Latest, err = s.service.Latest(ctx, api.LatestRequest{Limit: latestShown}); err != nil {
		return err
	}
	v.also(body.Latest.Meta)
	body.LatestData = "/api/v1/latest?limit=" + strconv.Itoa(latestShown)
	for _, g := range body.Latest.LargestGifts {
		body.LateScale = max(body.LateScale, g.AmountCents)
	}
	body.Sources, err = s.service.Sources(ctx)
	return err
}

// giverName names who gave a single gift; persons of small gifts stay out of
// lists over all committees.
func giverName(g api.LateGift) string {
	if g.Donor.Entity == "IND" && g.AmountCents < smallGifts {
		return "A person who gave less than $1,000"
	}
	return g.Donor.Name
}

func listQuery(in api.CommitteesRequest, cursor api.Cursor) string {
	q := url.Values{"limit": {strconv.Itoa(in.Limit)}}
	if in.Search != "" {
		q.Set("q", in.Search)
	}
	if cursor != "" {
		q.Set("cursor", string(cursor))
	}
	return q.Encode()
}
