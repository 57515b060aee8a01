package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// polishSchemas says what the tags of Go cannot: which objects may be null, that
// lists never are, that more fields may come, and what the dollars beside cents
// are.
func polishSchemas(registry huma.Registry) {
	for name, schema := range registry.Map() {
		schema.AdditionalProperties = nil
		fields := jsonFields(registry.TypeFromRef(schemaPrefix + name))
		for property, s := range schema.Properties {
			f := fields[property]
			if s.Type == huma.TypeArray {
				s.Nullable = false
			}
			if strings.Contains(f.Tag.Get("json"), ",string") {
				s.Type, s.Format = huma.TypeString, ""
			}
			if s.Description == "" && schema.Properties[property+"_cents"] != nil {
				s.Description = property + "_cents in dollars, with two decimals."
			}
			if s.Ref != "" && f.Type != nil && f.Type.Kind() == reflect.Pointer {
				schema.Properties[property] = &huma.Schema{
					Description: s.Description, AnyOf: []*huma.Schema{{Ref: s.Ref}, {Type: "null"}},
				}
			}
		}
	}
}

// jsonFields gives the fields of a struct by their name in JSON, those of
// embedded structs included.
func jsonFields(t reflect.Type) map[string]reflect.StructField {
	out := map[string]reflect.StructField{}
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
			out[name] = f
		}
	}
	return out
}
