package api

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// Reference is the description of the API as a page shows it: all that the
// OpenAPI document says, in its order.
type Reference struct {
	Text       string
	Operations []ReferenceOperation
	Objects    []ReferenceObject // by name
}

// ReferenceOperation is a question. Example is a path with its query.
type ReferenceOperation struct {
	ID, Tag, Method, Path, Summary, Text, Example string
	Parameters                                    []ReferenceField
	Answer                                        string // name of an object; empty when the answer is a file
}

// ReferenceObject is an object of answers with its fields, by name.
type ReferenceObject struct {
	Name   string
	Fields []ReferenceField
}

// ReferenceField is a parameter or a field. Object is the name of the object
// that it holds, if any.
type ReferenceField struct {
	Name, Type, Object, Text, Example string
	Required                          bool
}

// NewReference reads a document made by [Document].
func NewReference(doc *huma.OpenAPI, operations []Operation) Reference {
	out := Reference{Text: doc.Info.Description}
	for i := range operations {
		op := &operations[i]
		out.Operations = append(out.Operations, referenceOperation(op, op.find(doc)))
	}
	schemas := doc.Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		object := ReferenceObject{Name: name}
		for _, field := range slices.Sorted(maps.Keys(schemas[name].Properties)) {
			s := schemas[name].Properties[field]
			kind, of := typeText(s)
			object.Fields = append(object.Fields, ReferenceField{Name: field, Type: kind, Object: of, Text: s.Description})
		}
		out.Objects = append(out.Objects, object)
	}
	return out
}

// find gives the operation as the document has it.
func (op *Operation) find(doc *huma.OpenAPI) *huma.Operation {
	item := doc.Paths[Root+op.Path]
	if op.change != nil {
		return item.Post
	}
	return item.Get
}

func referenceOperation(op *Operation, h *huma.Operation) ReferenceOperation {
	out := ReferenceOperation{
		ID: op.ID, Tag: op.Tag, Method: h.Method, Path: h.Path, Summary: h.Summary, Text: h.Description, Example: Root + op.Example,
	}
	if media := h.Responses["200"].Content[mimeJSON]; media != nil {
		out.Answer = strings.TrimPrefix(media.Schema.Ref, schemaPrefix)
	}
	for _, p := range h.Parameters {
		kind, _ := typeText(p.Schema)
		out.Parameters = append(out.Parameters, ReferenceField{
			Name: p.Name, Type: kind, Text: p.Description, Example: fmt.Sprint(p.Example), Required: p.Required,
		})
	}
	return out
}

// typeText says in words what a schema allows, and names the object it holds.
func typeText(s *huma.Schema) (text, object string) {
	switch {
	case s.Ref != "":
		object = strings.TrimPrefix(s.Ref, schemaPrefix)
		return "object", object
	case len(s.AnyOf) > 0:
		text, object = typeText(s.AnyOf[0])
		return text + " or null", object
	case s.Type == huma.TypeArray:
		text, object = typeText(s.Items)
		return "list of " + text, object
	}
	text = s.Type
	if s.Format == "date" {
		text = "day, YYYY-MM-DD"
	}
	if s.Minimum != nil && s.Maximum != nil {
		text += fmt.Sprintf(" from %.0f to %.0f", *s.Minimum, *s.Maximum)
	}
	if s.MaxLength != nil {
		text += fmt.Sprintf(" of at most %d bytes", *s.MaxLength)
	}
	if len(s.Enum) > 0 {
		text = "one of " + joined(s.Enum)
	}
	if s.Default != nil {
		text += fmt.Sprintf(", %v unless given", s.Default)
	}
	if s.Nullable {
		text += " or null"
	}
	return text, ""
}

func joined(values []any) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = fmt.Sprint(v)
	}
	return strings.Join(words, ", ")
}
