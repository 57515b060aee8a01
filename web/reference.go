package web

import (
	"context"

	"moneytrail/api"
)

// referenceBody is the description of the JSON API, the same that the OpenAPI
// document holds.
type referenceBody struct {
	api.Reference
	Root string
}

func (s *site) reference(ctx context.Context, _ struct{}) (*view, error) {
	v, err := s.service.Version(ctx)
	if err != nil {
		return nil, err
	}
	return &view{
		Title: "JSON API", Description: "Every question of the JSON API with its parameters and answers.",
		Body: referenceBody{s.api, api.Root},
		Meta: api.Meta{DataVersion: v.ID, Notice: api.Notice, ClassNotice: api.ClassNotice},
	}, nil
}
