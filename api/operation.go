package api

import (
	"context"
	"net/http"
	"reflect"
	"slices"
)

// Operation is one question of the API: where it is asked, what it means and
// what answers it. It knows no framework. Make one with [ask],
// [stream] or [Change].
type Operation struct {
	ID      string // stable name, such as list-committees
	Path    string // below Root, parameters in braces: /committees/{id}
	Tag     string // group in the reference
	Summary string // a few words
	Text    string // what a reader must know to read the answer
	// Example is a request that answers in the invented county: path and query
	// below Root. Its answer is stored in examples/ID.json.
	Example string

	// Live answers change without a new data version: they are never kept.
	Live bool

	parameters []parameter
	answer     reflect.Type // nil for a stream
	bind       binding      // of questions
	stream     string       // MIME type of a stream
	change     change       // of changes
	body       reflect.Type // of changes; nil when they take none
}

func (op *Operation) method() string {
	if op.change != nil {
		return http.MethodPost
	}
	return http.MethodGet
}

// Root is where the API lives. What is below never changes its meaning; fields
// and questions may be added.
const Root = "/api/v1"

// Answer is what a question gives: a struct that is written as JSON.
type Answer interface{ Version() int64 }

// binding reads a request and gives what answers it.
type binding func(s *Service, path func(string) string, rawQuery string) (func(context.Context) (Answer, error), error)

// ask makes an operation of a method of the service. In is read by a [Binder].
// Out is a pointer to a struct whose fields have tags doc.
func ask[In any, Out Answer](op Operation, answer func(*Service, context.Context, In) (Out, error)) Operation {
	binder := NewBinder[In]()
	op.parameters, op.answer = binder.parameters, reflect.TypeFor[Out]().Elem()
	if !op.Live {
		op.parameters = slices.Concat(op.parameters, asOfBinder.parameters)
	}
	op.bind = func(s *Service, path func(string) string, rawQuery string) (func(context.Context) (Answer, error), error) {
		in, err := binder.Bind(s, path, rawQuery)
		if err != nil {
			return nil, err
		}
		return func(ctx context.Context) (Answer, error) { return answer(s, ctx, in) }, nil
	}
	return op
}
