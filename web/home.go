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
	Contests *api.ContestList
	Scale    store.Cents // length of the longest bar
	Next     string
	First    bool // no search, first page: contests are shown
	FirstRow int  // place of the first line, from 1
}

func (s *site) home(ctx context.Context, in api.CommitteesRequest) (*view, error) {
	list, err := s.service.Committees(ctx, in)
	if err != nil {
		return nil, err
	}
	body := homeBody{List: list, First: in.Search == "" && in.Cursor == "", FirstRow: list.Offset + 1}
	if body.First {
		if body.Contests, err = s.service.Contests(ctx, api.ContestsRequest{}); err != nil {
			return nil, err
		}
	}
	for _, c := range list.Committees {
		body.Scale = max(body.Scale, c.ItemizedCents, -c.ItemizedCents)
	}
	if list.Next != nil {
		body.Next = "/?" + listQuery(in, *list.Next)
	}
	v := &view{
		Title:       "Who pays for campaigns",
		Description: "Committees, their donors and the filings behind every figure.",
		Search:      api.Clean(in.Search), Meta: list.Meta, Body: body,
		Data: "/api/v1/committees?" + listQuery(in, in.Cursor),
	}
	if in.Search != "" {
		v.Title, v.NoIndex = "Committees matching “"+api.Short(in.Search, 60)+"”", true
	}
	return v, nil
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
