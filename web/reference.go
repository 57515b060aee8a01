package web

import (
	"context"
	"slices"

	"moneytrail/api"
	"moneytrail/store"
)

// referenceBody is the description of the JSON API, the same that the OpenAPI
// document holds: the list of questions, or one of them with the objects that
// it answers.
type referenceBody struct {
	Text    string
	Root    string
	List    []api.ReferenceOperation
	One     *api.ReferenceOperation // nil: the list
	Objects []api.ReferenceObject
}

// referenceRequest asks about one question; empty for the list.
type referenceRequest struct {
	Question string `query:"question" maxLength:"100"`
}

func (s *site) reference(ctx context.Context, in referenceRequest) (*view, error) {
	version, err := s.service.Version(ctx)
	if err != nil {
		return nil, err
	}
	v := &view{
		Title: "JSON API", Description: "Every question of the JSON API with its parameters and answers.",
		Meta: api.Meta{DataVersion: version.ID, Notice: api.Notice, ClassNotice: api.ClassNotice},
	}
	body := referenceBody{Text: s.api.Text, Root: api.Root}
	if in.Question == "" {
		body.List = s.api.Operations
		v.Body = body
		return v, nil
	}
	i := slices.IndexFunc(s.api.Operations, func(op api.ReferenceOperation) bool { return op.ID == in.Question })
	if i < 0 {
		return nil, store.ErrNotFound
	}
	body.One = &s.api.Operations[i]
	body.Objects = objectsOf(s.api.Objects, body.One.Answer)
	v.Title, v.Body = body.One.Summary+": JSON API", body
	return v, nil
}

// objectsOf gives an object and all that it holds, in the order of their
// names, the object itself first.
func objectsOf(all []api.ReferenceObject, name string) []api.ReferenceObject {
	wanted := map[string]bool{name: true}
	for grown := true; grown; {
		grown = false
		for _, o := range all {
			if !wanted[o.Name] {
				continue
			}
			for _, f := range o.Fields {
				if f.Object != "" && !wanted[f.Object] {
					wanted[f.Object], grown = true, true
				}
			}
		}
	}
	var out []api.ReferenceObject
	for _, o := range all {
		switch {
		case o.Name == name:
			out = slices.Insert(out, 0, o)
		case wanted[o.Name]:
			out = append(out, o)
		}
	}
	return out
}
