package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
)

// change reads and makes a change.
type change func(ctx context.Context, s *Service, path func(string) string, rawQuery string, body []byte) (any, error)

// Change makes an operation that changes something: a correction or the start
// of a job. It is asked by POST with the token of the server. Besides what a
// [Binder] reads, In may have a field Body, a struct that the JSON body must
// fit exactly. Out is written as JSON. The operation goes into
// [Options.More].
func Change[In, Out any](op Operation, do func(context.Context, In) (Out, error)) Operation {
	binder := NewBinder[In]()
	op.parameters, op.answer = binder.parameters, reflect.TypeFor[Out]()
	if op.answer.Kind() == reflect.Pointer {
		op.answer = op.answer.Elem()
	}
	field, hasBody := reflect.TypeFor[In]().FieldByName("Body")
	if hasBody {
		op.body = field.Type
	}
	op.change = func(ctx context.Context, s *Service, path func(string) string, rawQuery string, body []byte) (any, error) {
		in, err := binder.Bind(s, path, rawQuery)
		if err != nil {
			return nil, err
		}
		if hasBody {
			if err := decodeBody(body, reflect.ValueOf(&in).Elem().FieldByIndex(field.Index).Addr().Interface()); err != nil {
				return nil, err
			}
		}
		return do(ctx, in)
	}
	return op
}

// decodeBody reads one JSON value and refuses fields that nobody knows.
func decodeBody(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return bodyError(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return &ParamError{"body", "must be one JSON value"}
	}
	return nil
}

func bodyError(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) && kind.Field != "" {
		return &ParamError{"body", "has another type than is described in the field " + Short(kind.Field, 60)}
	}
	return &ParamError{"body", "is not the JSON that is described: check its syntax and the names of its fields"}
}

// readBody tells a body that is too large or too slow from one that is wrong.
func readBody(r io.Reader) ([]byte, error) {
	body, err := io.ReadAll(r)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, err
	case err != nil:
		return nil, errors.Join(statusError(http.StatusRequestTimeout), err)
	}
	return body, nil
}
