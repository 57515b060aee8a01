package web

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/labstack/echo/v4"

	"moneytrail/api"
	"moneytrail/store"
)

func (s *site) registerMoney(e *echo.Echo) {
	get(e, "/search", page(s, "search", (*site).search))
	get(e, "/overlap", page(s, "overlap", (*site).overlap))
	get(e, "/newcomers", page(s, "newcomers", (*site).newcomers))
	get(e, "/outside", page(s, "outside", (*site).outside))
	get(e, "/committees/:id/origins", page(s, "origins", (*site).origins))
	get(e, "/committees/:id/clusters", page(s, "clusters", (*site).clusters))
}

type searchRequest struct {
	Words string `query:"q" maxLength:"200"`
	Limit int    `query:"limit" default:"10" minimum:"1" maximum:"50"`
}

type searchBody struct {
	*api.SearchAnswer // nil: nothing was asked for
	Words             string
}

func (s *site) search(ctx context.Context, in searchRequest) (*view, error) {
	if in.Words == "" {
		v, err := s.service.Version(ctx)
		return &view{
			Title: "Search", Description: "Search donors, committees and filings.", NoIndex: true, Body: searchBody{},
			Meta: api.Meta{DataVersion: v.ID, Notice: api.Notice, ClassNotice: api.ClassNotice},
		}, err
	}
	found, err := s.service.Search(ctx, api.SearchRequest{Words: in.Words, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return &view{
		Title: "Search for “" + api.Short(in.Words, 60) + "”", Description: "Donors, committees and filings that were found.", Search: api.Clean(in.Words), NoIndex: true,
		Meta: found.Meta, Body: searchBody{found, in.Words}, Data: query("/api/v1/search", "q", in.Words, "limit", fmt.Sprint(in.Limit)),
	}, nil
}

type overlapRequest struct {
	A      string     `query:"a" maxLength:"200"`
	B      string     `query:"b" maxLength:"200"`
	Limit  int        `query:"limit" default:"50" minimum:"1" maximum:"200"`
	Cursor api.Cursor `query:"cursor"`
}

type overlapBody struct {
	*api.Overlap // nil: the committees must be chosen first
	Request      overlapRequest
	Next         string
	Choices      []choice
	Same         bool
}

// choice offers the committees that a name may mean.
type choice struct {
	Words string
	Items []option
}

type option struct{ Name, ID, Href string }

// overlap answers for two ids; of names it offers the committees they may
// mean.
func (s *site) overlap(ctx context.Context, in overlapRequest) (*view, error) {
	link := func(path, a, b string, cursor api.Cursor) string {
		return query(path, "a", a, "b", b, "limit", fmt.Sprint(in.Limit), "cursor", string(cursor))
	}
	v := &view{Title: "Who gave to both", Description: "Donors of two committees, with what went to each.", NoIndex: in.A != "" || in.B != ""}
	body := overlapBody{Request: in, Same: in.A != "" && in.A == in.B}
	if in.A != "" && in.B != "" && !body.Same {
		answer, err := s.service.Overlap(ctx, api.OverlapRequest{A: in.A, B: in.B, Limit: in.Limit, Cursor: in.Cursor})
		switch {
		case err == nil:
			body.Overlap = answer
			if answer.Next != nil {
				body.Next = link("/overlap", in.A, in.B, *answer.Next)
			}
			v.Meta, v.Body, v.Data = answer.Meta, body, link("/api/v1/overlap", in.A, in.B, in.Cursor)
			return v, nil
		case !errors.Is(err, store.ErrNotFound) && !errors.Is(err, store.ErrAmbiguous):
			return nil, err
		}
	}
	version, err := s.service.Version(ctx)
	if err != nil {
		return nil, err
	}
	for i, words := range []string{in.A, in.B} {
		if words == "" || body.Same {
			continue
		}
		c, err := s.choice(ctx, words, func(id string) string {
			if i == 0 {
				return link("/overlap", id, in.B, "")
			}
			return link("/overlap", in.A, id, "")
		})
		if err != nil {
			return nil, err
		}
		if c != nil {
			body.Choices = append(body.Choices, *c)
		}
	}
	v.Meta, v.Body = api.Meta{DataVersion: version.ID, Notice: api.Notice, ClassNotice: api.ClassNotice}, body
	return v, nil
}

// choice gives nil when words are the id of a committee already.
func (s *site) choice(ctx context.Context, words string, link func(id string) string) (*choice, error) {
	found, err := s.service.Search(ctx, api.SearchRequest{Words: words, Limit: 10})
	if err != nil {
		return nil, err
	}
	out := &choice{Words: words}
	for _, c := range found.Committees.Items {
		if c.ID == words {
			return nil, nil
		}
		out.Items = append(out.Items, option{c.Name, c.ID, link(c.ID)})
	}
	return out, nil
}

type newcomersRequest struct {
	From   store.Date `query:"from"`
	Thru   store.Date `query:"thru"`
	Level  int64      `query:"level" default:"10000" minimum:"1" maximum:"1000000000"`
	Limit  int        `query:"limit" default:"50" minimum:"1" maximum:"200"`
	Cursor api.Cursor `query:"cursor"`
}

type newcomersBody struct {
	*api.Newcomers
	Request newcomersRequest
	Next    string
}

// newcomers are those of the year of the data, unless other days are asked
// for.
func (s *site) newcomers(ctx context.Context, in newcomersRequest) (*view, error) {
	version, err := s.service.Version(ctx)
	if err != nil {
		return nil, err
	}
	if in.Thru == "" {
		in.Thru = max(store.DateOf(version.At.UTC()), in.From)
	}
	if in.From == "" && len(in.Thru) > 4 {
		in.From = in.Thru[:4] + "-01-01"
	}
	if in.From > in.Thru {
		return nil, &api.ParamError{Param: "from", Detail: "is later than thru"}
	}
	list, err := s.service.Newcomers(ctx, api.NewcomersRequest{From: in.From, Thru: in.Thru, Level: in.Level, Limit: in.Limit, Cursor: in.Cursor})
	if err != nil {
		return nil, err
	}
	link := func(path string, cursor api.Cursor) string {
		return query(path, "from", string(in.From), "thru", string(in.Thru), "level", fmt.Sprint(in.Level), "limit", fmt.Sprint(in.Limit), "cursor", string(cursor))
	}
	body := newcomersBody{Newcomers: list, Request: in}
	if list.Next != nil {
		body.Next = link("/newcomers", *list.Next)
	}
	return &view{
		Title: "First-time large donors", Description: "Donors whose first large gift in the data was given lately.", Meta: list.Meta, Body: body,
		NoIndex: in.Cursor != "" || in.Level < 1_000, Data: link("/api/v1/newcomers", in.Cursor),
	}, nil
}

type outsideBody struct {
	*api.Independent
	Request api.IndependentRequest
	Next    string
}

func (s *site) outside(ctx context.Context, in api.IndependentRequest) (*view, error) {
	list, err := s.service.Independent(ctx, in)
	if err != nil {
		return nil, err
	}
	link := func(path string, cursor api.Cursor) string {
		return query(path, "q", in.Search, "committee", in.Committee, "limit", fmt.Sprint(in.Limit), "cursor", string(cursor))
	}
	body := outsideBody{Independent: list, Request: in}
	if list.Next != nil {
		body.Next = link("/outside", *list.Next)
	}
	return &view{
		Title: "Outside spending", Description: "Spending for and against candidates and measures by others.", Meta: list.Meta, Body: body,
		NoIndex: true, Data: link("/api/v1/independent-spending", in.Cursor),
	}, nil
}

type originsBody struct {
	*api.LookThrough
	Next string
}

func (s *site) origins(ctx context.Context, in api.LookThroughRequest) (*view, error) {
	o, err := s.service.LookThrough(ctx, in)
	if err != nil {
		return nil, err
	}
	link := func(root string, cursor api.Cursor) string {
		return query(root+committeeLink(o.CommitteeID)+"/origins", "depth", fmt.Sprint(in.Depth), "limit", fmt.Sprint(in.Limit), "cursor", string(cursor))
	}
	body := originsBody{LookThrough: o}
	if o.Next != nil {
		body.Next = link("", *o.Next)
	}
	return &view{
		Title: "Who stands behind " + api.Short(o.CommitteeName, 90), Description: "The money of a committee, looked through other committees.", Meta: o.Meta, Body: body,
		NoIndex: true, Data: link("/api/v1", in.Cursor),
	}, nil
}

type clustersRequest struct {
	ID     string     `path:"id"`
	By     string     `query:"by" enum:"address,employer" default:"address"`
	Donors int        `query:"donors" default:"3" minimum:"2" maximum:"1000"`
	Limit  int        `query:"limit" default:"10" minimum:"1" maximum:"50"`
	Cursor api.Cursor `query:"cursor"`
}

type clustersBody struct {
	*api.Clusters
	ID, Name, Self, Next string
}

func (s *site) clusters(ctx context.Context, in clustersRequest) (*view, error) {
	list, err := s.service.Clusters(ctx, api.ClustersRequest{
		ScopeRequest: api.ScopeRequest{Committee: in.ID}, By: in.By, Donors: in.Donors, Limit: in.Limit, Cursor: in.Cursor,
	})
	if err != nil {
		return nil, err
	}
	c, err := s.service.Donors(ctx, api.DonorsRequest{ID: in.ID, Page: api.Page{Limit: 1}})
	if err != nil {
		return nil, err
	}
	body := clustersBody{Clusters: list, ID: c.Committee.ID, Name: c.Committee.Name, Self: committeeLink(c.Committee.ID) + "/clusters"}
	link := func(path string, cursor api.Cursor) string {
		return query(path, "by", in.By, "donors", fmt.Sprint(in.Donors), "limit", fmt.Sprint(in.Limit), "cursor", string(cursor))
	}
	if list.Next != nil {
		body.Next = link(body.Self, *list.Next)
	}
	return &view{
		Title: "Gifts of one day: " + api.Short(body.Name, 90), Description: list.Caution, Meta: list.Meta, Body: body, NoIndex: true,
		Data: link("/api/v1/clusters", in.Cursor) + "&committee=" + url.QueryEscape(in.ID),
	}, nil
}
