package api

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Binder reads requests of one kind from URLs, strictly: a parameter that is
// unknown, given twice, out of range or no text is a [ParamError].
//
// In is a struct. A field is a parameter when it has a tag path or query with
// the parameter's name; a tag doc says what it means and example gives a value.
// The tags of huma apply besides: default, enum, minimum and maximum (both are
// needed for numbers), maxLength, required. An embedded struct gives its
// fields; its tag defaults ("limit=10") replaces their defaults.
type Binder[In any] struct{ parameters []parameter }

// parameter is a field of a request that comes from the URL.
type parameter struct {
	name, in string // in: path or query
	index    []int
	field    reflect.StructField
	standard string
	read     reader
}

// checked is a request with rules over more than one parameter, or over what
// the service knows.
type checked interface{ check(s *Service) error }

// NewBinder panics when a tag of In makes no sense, which is a mistake of the
// program.
func NewBinder[In any]() *Binder[In] {
	return &Binder[In]{parametersOf(reflect.TypeFor[In](), nil, nil)}
}

func parametersOf(t reflect.Type, index []int, defaults map[string]string) []parameter {
	var out []parameter
	for i := range t.NumField() {
		f := t.Field(i)
		at := append(append([]int(nil), index...), i)
		if f.Anonymous {
			out = append(out, parametersOf(f.Type, at, defaultsOf(f, defaults))...)
			continue
		}
		p := parameter{index: at, field: f, in: "query", name: f.Tag.Get("query"), standard: f.Tag.Get("default")}
		if path := f.Tag.Get("path"); path != "" {
			p.in, p.name = "path", path
		}
		if p.name == "" {
			continue
		}
		if standard, ok := defaults[p.name]; ok {
			p.standard = standard
		}
		p.read = readerOf(&p)
		out = append(out, p)
	}
	return out
}

// defaultsOf reads "limit=10,after=0"; outer defaults win.
func defaultsOf(f reflect.StructField, outer map[string]string) map[string]string {
	all := map[string]string{}
	for pair := range strings.SplitSeq(f.Tag.Get("defaults"), ",") {
		if name, value, ok := strings.Cut(pair, "="); ok {
			all[name] = value
		}
	}
	for name, value := range outer {
		all[name] = value
	}
	return all
}

// Bind reads a request. The path function gives the value of a parameter of
// the path, unescaped.
func (b *Binder[In]) Bind(s *Service, path func(string) string, rawQuery string) (In, error) {
	return b.read(s, path, NewQuery(rawQuery))
}

// read takes a request out of a query from which others may have taken
// parameters before.
func (b *Binder[In]) read(s *Service, path func(string) string, q *Query) (In, error) {
	var in In
	v := reflect.ValueOf(&in).Elem()
	var missing error
	for i := range b.parameters {
		p := &b.parameters[i]
		if p.in == "path" {
			id := path(p.name)
			if missing == nil {
				missing = checkID(id)
			}
			v.FieldByIndex(p.index).SetString(id)
			continue
		}
		p.read(q, p, v.FieldByIndex(p.index))
		if p.field.Tag.Get("required") == "true" && q.values.Get(p.name) == "" {
			q.fail(p.name, "is missing")
		}
	}
	if err := q.Done(); err != nil {
		return in, err
	}
	if missing != nil {
		return in, missing
	}
	if c, ok := any(in).(checked); ok {
		return in, c.check(s)
	}
	return in, nil
}

// number reads a tag that must be a whole number.
func (p *parameter) number(tag, text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic(fmt.Sprintf("parameter %s: tag %s is no whole number: %q", p.name, tag, text))
	}
	return n
}
