package api

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"

	"moneytrail/store"
)

// reader takes a parameter out of a query into a field.
type reader func(q *Query, p *parameter, v reflect.Value)

// maxText bounds texts that have no tag maxLength.
const maxText = 200

// kinds are types of this program that are written as text in a URL.
var kinds = map[reflect.Type]reader{
	reflect.TypeFor[store.Date]():    func(q *Query, p *parameter, v reflect.Value) { v.SetString(string(q.Date(p.name))) },
	reflect.TypeFor[store.DonorID](): func(q *Query, p *parameter, v reflect.Value) { v.SetInt(int64(q.Donor(p.name))) },
	reflect.TypeFor[store.Status]():  func(q *Query, p *parameter, v reflect.Value) { v.SetUint(uint64(q.Status(p.name))) },
}

func readerOf(p *parameter) reader {
	if r, ok := kinds[p.field.Type]; ok {
		return r
	}
	switch {
	case p.field.Type == reflect.TypeFor[Cursor]():
		return readText(maxCursor)
	case p.field.Type.Kind() == reflect.String && p.field.Tag.Get("enum") != "":
		return readChoice(strings.Split(p.field.Tag.Get("enum"), ","))
	case p.field.Type.Kind() == reflect.String:
		return readText(int(p.number("maxLength", cmp.Or(p.field.Tag.Get("maxLength"), fmt.Sprint(maxText)))))
	case p.field.Type.Kind() == reflect.Int, p.field.Type.Kind() == reflect.Int64:
		low, high := p.number("minimum", p.field.Tag.Get("minimum")), p.number("maximum", p.field.Tag.Get("maximum"))
		return readNumber(p.number("default", cmp.Or(p.standard, "0")), low, high)
	case p.field.Type.Kind() == reflect.Bool:
		return readBool
	}
	panic(fmt.Sprintf("parameter %s: type %s is not known; add it to the kinds", p.name, p.field.Type))
}

func readChoice(values []string) reader {
	return func(q *Query, p *parameter, v reflect.Value) {
		v.SetString(cmp.Or(q.Choice(p.name, values...), p.standard))
	}
}

func readText(limit int) reader {
	return func(q *Query, p *parameter, v reflect.Value) {
		v.SetString(cmp.Or(q.Text(p.name, limit), p.standard))
	}
}

func readNumber(standard, low, high int64) reader {
	return func(q *Query, p *parameter, v reflect.Value) { v.SetInt(q.Int(p.name, standard, low, high)) }
}

func readBool(q *Query, p *parameter, v reflect.Value) {
	v.SetBool(cmp.Or(q.Choice(p.name, "true", "false"), p.standard) == "true")
}
