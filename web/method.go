package web

import (
	"context"

	"moneytrail/api"
	"moneytrail/store"
)

type methodBody struct {
	Rules    []Rule
	Statuses []string
	Tags     []api.DonorTag
}

func (s *site) method(ctx context.Context, _ struct{}) (*view, error) {
	v, err := s.service.Version(ctx)
	if err != nil {
		return nil, err
	}
	body := methodBody{Rules: s.opt.Rules, Tags: s.service.Tags()}
	for st := store.StatusCounted; st < store.StatusCount; st++ {
		body.Statuses = append(body.Statuses, st.String())
	}
	return &view{
		Title: "How we count", Description: "The rules behind every total.", Body: body,
		Meta: api.Meta{DataVersion: v.ID, Notice: api.Notice, ClassNotice: api.ClassNotice},
	}, nil
}
