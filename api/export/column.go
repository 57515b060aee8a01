package export

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// kind is how a column is written.
type kind uint8

const (
	text kind = iota
	integer
	number
	truth
	list // as JSON text in formats that have no lists
)

// Column is a leaf of the struct that a row is. Name joins the names of the
// fields that lead to it with dots: donor.class.code.
type Column struct {
	Name string
	Doc  string // tag doc; empty for dollars beside cents
	kind kind
}

// node is a field of a row: a column, or a struct with fields.
type node struct {
	index    int
	name     string
	optional bool // a pointer, which may be nil
	fields   []node
	kind     kind
	quoted   bool // a number that JSON writes as text
}

// ColumnsOf gives the columns of rows that are structs of type t, in the order
// of their fields. Embedded structs give their fields as their own.
func ColumnsOf(t reflect.Type) []Column {
	var out []Column
	collect(t, nodesOf(t), "", &out)
	return out
}

func collect(t reflect.Type, nodes []node, prefix string, out *[]Column) {
	for i := range nodes {
		n, f := &nodes[i], t.Field(nodes[i].index)
		switch {
		case n.name == "": // embedded
			collect(f.Type, n.fields, prefix, out)
		case n.fields != nil:
			collect(deref(f.Type), n.fields, prefix+n.name+".", out)
		default:
			*out = append(*out, Column{prefix + n.name, f.Tag.Get("doc"), n.kind})
		}
	}
}

// nodesOf panics for types that rows may not have, which is a mistake of the
// program.
func nodesOf(t reflect.Type) []node {
	var out []node
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		n := node{index: i, name: name, optional: f.Type.Kind() == reflect.Pointer, quoted: slices.Contains(strings.Split(options, ","), "string")}
		inner := deref(f.Type)
		switch {
		case name == "-" || name == "" && !f.Anonymous:
			continue
		case f.Anonymous && name == "" && inner.Kind() == reflect.Struct && !n.optional, inner.Kind() == reflect.Struct:
			n.fields = nodesOf(inner)
		default:
			n.kind = kindOf(inner)
		}
		if n.quoted {
			n.kind = text
		}
		out = append(out, n)
	}
	return out
}

func deref(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

func kindOf(t reflect.Type) kind {
	switch t.Kind() {
	case reflect.String:
		return text
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return integer
	case reflect.Float64:
		return number
	case reflect.Bool:
		return truth
	case reflect.Slice:
		return list
	}
	panic(fmt.Sprintf("export: no column can hold a %s", t))
}
