package web

import (
	"context"
	"fmt"
	"strings"

	"github.com/labstack/echo/v4"

	"moneytrail/api"
)

func (s *site) registerDonors(e *echo.Echo) {
	get(e, "/donors", page(s, "donors", (*site).donors))
	get(e, "/donors/:id", page(s, "donor", (*site).donor))
	get(e, "/classes", page(s, "classes-list", (*site).classes))
	get(e, "/classes/:class", page(s, "group", (*site).class))
	get(e, "/tags/:tag", page(s, "group", (*site).tag))
}

type donorsBody struct {
	*api.GiverList
	Next string
}

func (s *site) donors(ctx context.Context, in api.GiversRequest) (*view, error) {
	list, err := s.service.Givers(ctx, in)
	if err != nil {
		return nil, err
	}
	link := func(path string, cursor api.Cursor) string {
		return query(path, "class", in.Class, "tag", in.Tag, "limit", fmt.Sprint(in.Limit), "cursor", string(cursor))
	}
	body := donorsBody{GiverList: list}
	if list.Next != nil {
		body.Next = link("/donors", *list.Next)
	}
	return &view{
		Title: "The largest donors", Description: "Donors by what they gave all committees together.", Meta: list.Meta, Body: body,
		NoIndex: in.Cursor != "" || list.Filter != nil, Data: link("/api/v1/donors", in.Cursor),
	}, nil
}

type donorBody struct {
	*api.DonorAnswer
	Self, Next string
}

func (s *site) donor(ctx context.Context, in api.DonorRequest) (*view, error) {
	d, err := s.service.Donor(ctx, in)
	if err != nil {
		return nil, err
	}
	self := donorPage(d.Donor.ID)
	if d.AskedFor != d.Donor.ID {
		return &view{Moved: self, Meta: d.Meta}, nil
	}
	link := func(path string, cursor api.Cursor) string {
		return query(path, "by", in.By, "limit", fmt.Sprint(in.Limit), "cursor", string(cursor))
	}
	body := donorBody{DonorAnswer: d, Self: self}
	if d.Next != nil {
		body.Next = link(self, *d.Next) + "#to"
	}
	return &view{
		Title: api.Short(d.Donor.Name, 120), Description: d.Sentence.Text, Meta: d.Meta, Body: body,
		NoIndex: d.Small || in.Cursor != "", Data: link("/api/v1"+self, in.Cursor),
	}, nil
}

type groupBody struct {
	*api.GroupAnswer
	Self, Next string
	Explained  string // Text as a sentence
	Tag        bool
}

func (s *site) class(ctx context.Context, in api.ClassRequest) (*view, error) {
	g, err := s.service.ClassGiving(ctx, in)
	if err != nil {
		return nil, err
	}
	return groupView(g, classPage(in.Class), in.GroupPage, false), nil
}

func (s *site) tag(ctx context.Context, in api.TagRequest) (*view, error) {
	g, err := s.service.TagGiving(ctx, in)
	if err != nil {
		return nil, err
	}
	return groupView(g, "/tags/"+in.Tag, in.GroupPage, true), nil
}

func groupView(g *api.GroupAnswer, self string, in api.GroupPage, tag bool) *view {
	link := func(path string, cursor api.Cursor) string {
		return query(path, "by", in.By, "limit", fmt.Sprint(in.Limit), "cursor", string(cursor))
	}
	body := groupBody{GroupAnswer: g, Self: self, Tag: tag}
	if text := strings.TrimRight(g.Text, "."); text != "" {
		body.Explained = upperFirst(text) + "."
	}
	if g.Next != nil {
		body.Next = link(self, *g.Next) + "#donors"
	}
	return &view{
		Title: upperFirst(g.Name) + ": what they gave", Description: g.Sentence.Text, Meta: g.Meta, Body: body,
		NoIndex: in.Cursor != "", Data: link("/api/v1"+self, in.Cursor),
	}
}

type classesBody struct {
	Classes []api.ClassName
	Tags    []api.DonorTag
}

func (s *site) classes(ctx context.Context, _ struct{}) (*view, error) {
	v, err := s.service.Version(ctx)
	if err != nil {
		return nil, err
	}
	return &view{
		Title: "Kinds of donors", Description: "What each kind of donor gave, to whom and when.",
		Body: classesBody{s.service.Classes(), s.service.Tags()},
		Meta: api.Meta{DataVersion: v.ID, Notice: api.Notice, ClassNotice: api.ClassNotice},
	}, nil
}
