package web

import (
	"cmp"
	"context"
	"fmt"
	"net/url"

	"github.com/labstack/echo/v4"

	"moneytrail/api"
)

func (s *site) registerFilings(e *echo.Echo) {
	get(e, "/filings/:id", page(s, "filing", (*site).filing))
	get(e, "/news", page(s, "news", (*site).lately))
	get(e, "/late", page(s, "late", (*site).late))
	get(e, "/changes", page(s, "changes", (*site).changes))
	get(e, "/transactions", page(s, "transactions", (*site).transactions))
	get(e, "/data", page(s, "data", (*site).data))
}

type filingBody struct {
	*api.FilingAnswer
	Self, Next string
}

// filing shows what a version changed against the one before, unless another
// one is asked for.
func (s *site) filing(ctx context.Context, in api.FilingRequest) (*view, error) {
	if in.Cursor == "" {
		in.Compare = cmp.Or(in.Compare, "previous")
	}
	f, err := s.service.Filing(ctx, in)
	if err != nil {
		return nil, err
	}
	self := "/filings/" + url.PathEscape(f.ID)
	link := func(path string, cursor api.Cursor, compare string) string {
		version := ""
		if in.Version != 0 {
			version = fmt.Sprint(in.Version)
		}
		return query(path, "version", version, "amendment", in.Amendment, "compare", compare, "limit", fmt.Sprint(in.Limit), "cursor", string(cursor))
	}
	body := filingBody{FilingAnswer: f, Self: self}
	if f.Next != nil {
		body.Next = link("/filings/"+url.PathEscape(in.ID), *f.Next, "") + "#rows"
	}
	return &view{
		Title: api.Short(f.Filing.Label, 120), Description: "A report, its versions and what they changed.", Meta: f.Meta, Body: body, NoIndex: true,
		Data: link("/api/v1/filings/"+url.PathEscape(in.ID), in.Cursor, in.Compare),
	}, nil
}

func (s *site) lately(ctx context.Context, in api.NewsRequest) (*view, error) {
	n, err := s.service.News(ctx, in)
	if err != nil {
		return nil, err
	}
	title := fmt.Sprintf("New in the last %s of filings", api.Count(in.Days, "day", "days"))
	if n.Name != "" {
		title = api.Short(n.Name, 100) + ": " + lowerFirst(title)
	}
	return &view{
		Title: title, Description: "Reports of the last days and the money that they brought.", Meta: n.Meta, Body: n, NoIndex: true,
		Data: query("/api/v1/news", "days", fmt.Sprint(in.Days), "committee", in.Committee, "contest", in.Contest, "limit", fmt.Sprint(in.Limit), "gifts", fmt.Sprint(in.Gifts)),
	}, nil
}

type lateBody struct {
	*api.LateList
	Request         api.LateRequest
	Next            string
	Largest, Newest string // addresses of the two orders
}

func (s *site) late(ctx context.Context, in api.LateRequest) (*view, error) {
	list, err := s.service.Late(ctx, in)
	if err != nil {
		return nil, err
	}
	link := func(path, sort string, cursor api.Cursor) string {
		return query(path, "days", fmt.Sprint(in.Days), "min", fmt.Sprint(in.Min), "committee", in.Committee, "contest", in.Contest, "show", in.Show, "sort", sort,
			"limit", fmt.Sprint(in.Limit), "cursor", string(cursor))
	}
	body := lateBody{LateList: list, Request: in, Largest: link("/late", "-amount", ""), Newest: link("/late", "-date", "")}
	if list.Next != nil {
		body.Next = link("/late", in.Sort, *list.Next)
	}
	return &view{
		Title: "Late money", Description: "Large gifts reported within 24 or 48 hours.", Meta: list.Meta, Body: body, NoIndex: in.Cursor != "" || in.Min < 1_000,
		Data: link("/api/v1/late", in.Sort, in.Cursor),
	}, nil
}

type changesBody struct {
	*api.ChangeList
	Next string
}

type changesRequest struct {
	api.ChangesRequest `defaults:"limit=20,moves=10"`
}

func (s *site) changes(ctx context.Context, in changesRequest) (*view, error) {
	list, err := s.service.Changes(ctx, in.ChangesRequest)
	if err != nil {
		return nil, err
	}
	link := func(path string, cursor api.Cursor) string {
		return query(path, "limit", fmt.Sprint(in.Limit), "moves", fmt.Sprint(in.Moves), "cursor", string(cursor))
	}
	body := changesBody{ChangeList: list}
	if list.Next != nil {
		body.Next = link("/changes", *list.Next)
	}
	return &view{
		Title: "Corrections and changed rules", Description: "What people decided about donors, and the figures that moved.", Meta: list.Meta, Body: body,
		NoIndex: true, Data: link("/api/v1/changes", in.Cursor),
	}, nil
}

type transactionsBody struct {
	*api.TransactionList
	Request         api.TransactionsRequest
	Next            string
	Largest, Newest string
	Statuses        []string
}

type transactionsRequest struct {
	api.TransactionsRequest `defaults:"limit=40"`
}

func (s *site) transactions(ctx context.Context, in transactionsRequest) (*view, error) {
	list, err := s.service.Transactions(ctx, in.TransactionsRequest)
	if err != nil {
		return nil, err
	}
	link := func(path, sort string, cursor api.Cursor) string {
		q := in.Values()
		q.Set("sort", sort)
		q.Set("limit", fmt.Sprint(in.Limit))
		if cursor != "" {
			q.Set("cursor", string(cursor))
		}
		return path + "?" + q.Encode()
	}
	body := transactionsBody{TransactionList: list, Request: in.TransactionsRequest, Largest: link("/transactions", "-amount", ""), Newest: link("/transactions", "-date", ""), Statuses: api.StatusNames()}
	if list.Next != nil {
		body.Next = link("/transactions", in.Sort, *list.Next)
	}
	return &view{
		Title: "Rows of filings", Description: "Rows of filings, counted and not, by any filter.", Meta: list.Meta, Body: body, NoIndex: true,
		Data: link("/api/v1/transactions", in.Sort, in.Cursor),
	}, nil
}

func (s *site) data(ctx context.Context, _ struct{}) (*view, error) {
	v, err := s.service.Version(ctx)
	if err != nil {
		return nil, err
	}
	return &view{
		Title: "Data and API", Description: "How to take the data away: JSON, exports, links that stay.", Body: s.api,
		Meta: api.Meta{DataVersion: v.ID, Notice: api.Notice, ClassNotice: api.ClassNotice},
	}, nil
}
