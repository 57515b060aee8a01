package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"moneytrail/api"
	"moneytrail/api/apitest"
)

// openapi is the part of the description that the tests read.
type openapi struct {
	OpenAPI    string
	Paths      map[string]map[string]described
	Components struct{ Schemas map[string]schema }
}

type described struct {
	OperationID, Summary, Description string
	Tags                              []string
	Parameters                        []struct {
		Name, In, Description string
		Example               any
		Schema                schema
	}
	Responses map[string]struct {
		Description string
		Content     map[string]struct {
			Schema   schema
			Examples map[string]struct{ Value any }
		}
	}
}

type schema struct {
	Ref                  string `json:"$ref"`
	Type                 any
	Description          string
	Examples             []any
	Properties           map[string]schema
	Required             []string
	Items                *schema
	AnyOf                []schema
	AdditionalProperties any
}

func document(t *testing.T) openapi {
	t.Helper()
	w := call(t, newHandler(apitest.Sample()), http.MethodGet, "/api/v1/openapi.json")
	var doc openapi
	if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") || len(doc.Paths) < 6 {
		t.Fatalf("OpenAPI %s with %d paths", doc.OpenAPI, len(doc.Paths))
	}
	return doc
}

func TestEverythingIsDescribed(t *testing.T) {
	t.Parallel()
	doc := document(t)
	for path, methods := range doc.Paths {
		for method, op := range methods {
			if op.OperationID == "" || op.Summary == "" || op.Description == "" || len(op.Tags) != 1 {
				t.Errorf("%s %s is not described: %+v", method, path, op)
			}
			for _, p := range op.Parameters {
				if p.Description == "" || p.Example == nil {
					t.Errorf("%s: parameter %s lacks a description or an example", op.OperationID, p.Name)
				}
			}
			for status, r := range op.Responses {
				if r.Description == "" {
					t.Errorf("%s: answer %s is not described", op.OperationID, status)
				}
			}
		}
	}
	for name, s := range doc.Components.Schemas {
		for field, f := range s.Properties {
			if f.Description == "" {
				t.Errorf("field %s.%s has no tag doc", name, field)
			}
		}
	}
}

// Every route that Echo knows under the API is in the description.
func TestEveryRouteIsDescribed(t *testing.T) {
	t.Parallel()
	doc := document(t)
	e := api.NewEcho(api.Options{})
	if err := api.Register(e, api.NewService(apitest.Sample(), apitest.Rules{}), api.Options{}); err != nil {
		t.Fatal(err)
	}
	fixed := map[string]bool{"/healthz": true, "/readyz": true, "/api/v1/openapi.json": true, "/api/v1/openapi.yaml": true}
	for _, route := range e.Routes() {
		var parts []string
		for part := range strings.SplitSeq(route.Path, "/") {
			if before, name, ok := strings.Cut(part, ":"); ok {
				part = before + "{" + name + "}"
			}
			parts = append(parts, part)
		}
		path := strings.Join(parts, "/")
		if doc.Paths[path] == nil && !fixed[path] {
			t.Errorf("%s %s is not described", route.Method, path)
		}
	}
}

// Each field must be seen with a value in the example of some operation, have
// an example of its own, or hold an object whose fields have. What examples hold must be in the description.
func TestEveryFieldHasAnExample(t *testing.T) {
	t.Parallel()
	doc := document(t)
	seen := map[string]bool{}
	var walk func(name string, s schema, v any)
	walk = func(name string, s schema, v any) {
		if s.Ref != "" {
			name = strings.TrimPrefix(s.Ref, "#/components/schemas/")
			s = doc.Components.Schemas[name]
		}
		for _, option := range s.AnyOf {
			if v != nil && option.Ref != "" {
				walk(name, option, v)
				return
			}
		}
		switch v := v.(type) {
		case map[string]any:
			for field, value := range v {
				f, ok := s.Properties[field]
				if !ok && s.AdditionalProperties == nil {
					t.Errorf("an example has %s.%s, which is not described", name, field)
				}
				if list, isList := value.([]any); value != nil && (!isList || len(list) > 0) {
					seen[name+"."+field] = true
				}
				walk(name+"."+field, f, value)
			}
			for _, field := range s.Required {
				if _, ok := v[field]; !ok {
					t.Errorf("an example lacks %s.%s", name, field)
				}
			}
		case []any:
			for _, item := range v {
				if s.Items != nil {
					walk(name, *s.Items, item)
				}
			}
		}
	}
	for _, methods := range doc.Paths {
		for _, op := range methods {
			for mime, media := range op.Responses["200"].Content {
				if !strings.HasPrefix(mime, "application/json") {
					continue // the same as in JSON Lines
				}
				example := media.Examples["invented"].Value
				if example == nil && mime != "application/json" {
					continue // a list of nothing
				}
				if example == nil {
					t.Errorf("%s has no stored example; go test ./cmd/moneytrail -run Examples -update writes it", op.OperationID)
				}
				walk(op.OperationID, media.Schema, example)
			}
		}
	}
	for name, s := range doc.Components.Schemas {
		for field, f := range s.Properties {
			holdsObject := f.Ref != "" || len(f.AnyOf) > 0 || f.Items != nil && f.Items.Ref != ""
			if !holdsObject && !seen[name+"."+field] && len(f.Examples) == 0 {
				t.Errorf("field %s.%s is in no example and has no tag example", name, field)
			}
		}
	}
}

func TestDescriptionIsServed(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	for path, mime := range map[string]string{"/api/v1/openapi.json": "application/json", "/api/v1/openapi.yaml": "application/yaml"} {
		w := call(t, h, http.MethodGet, path)
		tag := w.Header().Get("ETag")
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != mime || tag == "" {
			t.Errorf("%s: %d %v", path, w.Code, w.Header())
		}
		if again := call(t, h, http.MethodGet, path, "If-None-Match", tag); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%s again: %d", path, again.Code)
		}
	}
}
