package api

import (
	"context"
	"reflect"
	"slices"
)

// listing makes files of a list: its rows, and how they are read without end.
type listing struct {
	row        reflect.Type // the struct that one row is
	parameters []parameter  // those of the list without its pages
	bind       func(s *Service, path func(string) string, q *Query) (rowReader, error)
}

// rowReader calls yield with a pointer to each row, in the order of the list,
// all of one data version when ctx comes from [Reader.Pin].
type rowReader func(ctx context.Context, yield func(row any) error) error

// paging are parameters that files do without: they are the whole list.
var paging = []string{"limit", "cursor", "sort"}

// filePage is how many items files ask for at a time.
const filePage = 5_000

// listed makes an operation of a method of the service whose answer is a page of
// a list, and files of the whole list besides. Page gives the items of an
// answer and where the next page begins.
func listed[In any, Out Answer, Row any](op Operation, answer func(*Service, context.Context, In) (Out, error), page func(Out) ([]Row, nextPage)) Operation {
	op = ask(op, answer)
	op.list = newListing[In, Row](func(s *Service, in In) rowReader {
		return func(ctx context.Context, yield func(any) error) error {
			setPage(&in, "limit", filePage)
			for {
				out, err := answer(s, ctx, in)
				if err != nil {
					return err
				}
				rows, after := page(out)
				for i := range rows {
					if err := yield(&rows[i]); err != nil {
						return err
					}
				}
				switch {
				case len(rows) == 0 || after == (nextPage{}):
					return nil
				default:
					setPage(&in, "cursor", *after.cursor)
				}
			}
		}
	})
	return op
}

// listEach is [listed] for lists that can be read row by row.
func listEach[In any, Out Answer, Row any](op Operation, answer func(*Service, context.Context, In) (Out, error),
	each func(s *Service, ctx context.Context, in In, yield func(*Row) error) error,
) Operation {
	op = ask(op, answer)
	op.list = newListing[In, Row](func(s *Service, in In) rowReader {
		return func(ctx context.Context, yield func(any) error) error {
			return each(s, ctx, in, func(r *Row) error { return yield(r) })
		}
	})
	return op
}

func newListing[In, Row any](read func(*Service, In) rowReader) *listing {
	binder := &Binder[In]{withoutPages(parametersOf(reflect.TypeFor[In](), nil, nil))}
	return &listing{
		row: reflect.TypeFor[Row](), parameters: binder.parameters,
		bind: func(s *Service, path func(string) string, q *Query) (rowReader, error) {
			in, err := binder.read(s, path, q)
			if err != nil {
				return nil, err
			}
			return read(s, in), nil
		},
	}
}

func withoutPages(parameters []parameter) []parameter {
	return slices.DeleteFunc(parameters, func(p parameter) bool { return slices.Contains(paging, p.name) })
}

// nextPage says where the page after the last one begins: nowhere when it is
// nil.
type nextPage struct{ cursor *Cursor }

func atCursor(c *Cursor) nextPage { return nextPage{c} }

// setPage sets a parameter of paging, if the request has it.
func setPage(in any, name string, value any) {
	v := reflect.ValueOf(in).Elem()
	for _, p := range parametersOf(v.Type(), nil, nil) {
		if p.name == name {
			f := v.FieldByIndex(p.index)
			f.Set(reflect.ValueOf(value).Convert(f.Type()))
		}
	}
}
