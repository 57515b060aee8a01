package api

import (
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"moneytrail/store"
)

const (
	schemaPrefix = "#/components/schemas/"
	mimeJSON     = "application/json"
	mimeProblem  = "application/problem+json"
)

// Document describes the operations as OpenAPI 3.1.
func Document(operations []Operation) *huma.OpenAPI {
	registry := huma.NewMapRegistry(schemaPrefix, huma.DefaultSchemaNamer)
	doc := &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{
			Title: "moneytrail", Version: "1",
			Description: "Who pays for campaigns, from the filing up. Amounts are integer cents with decimal dollars beside them. " +
				"Every answer is of one data version, which is also its ETag. Unknown parameters are an error. Fields may be added. " +
				"Each client may send so many requests a second; RateLimit headers say what is left once half of that is used, and a 429 says when to come back. " + Notice,
		},
		Components: &huma.Components{Schemas: registry, SecuritySchemes: map[string]*huma.SecurityScheme{
			"token": {Type: "http", Scheme: "bearer", Description: "The token that the server was started with. Reading needs none."},
		}},
	}
	seen := map[string]bool{}
	for i := range operations {
		op := &operations[i]
		if !seen[op.Tag] {
			seen[op.Tag] = true
			doc.Tags = append(doc.Tags, &huma.Tag{Name: op.Tag})
		}
		doc.AddOperation(op.describe(registry))
	}
	polishSchemas(registry)
	return doc
}

// describe gives the operation as huma and OpenAPI know it.
func (op *Operation) describe(registry huma.Registry) *huma.Operation {
	out := &huma.Operation{
		OperationID: op.ID, Method: op.method(), Path: Root + op.Path, Tags: []string{op.Tag},
		Summary: op.Summary, Description: op.Text, Responses: map[string]*huma.Response{},
	}
	for i := range op.parameters {
		out.Parameters = append(out.Parameters, op.parameters[i].describe(registry))
	}
	out.Responses["200"] = op.describeAnswer(registry)
	statuses := []int{400, 404, 429, 503}
	if op.change == nil && !op.Live {
		statuses = append(statuses, 410)
	}
	if op.change != nil {
		statuses = append(statuses, 401, 403, 408, 413, 415)
		out.Security = []map[string][]string{{"token": {}}}
		if op.body != nil {
			out.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{mimeJSON: {Schema: registry.Schema(op.body, true, op.ID+"Body")}}}
		}
	} else if op.stream == "" {
		out.Responses["304"] = &huma.Response{Description: "The answer of If-None-Match still stands."}
	}
	problem := registry.Schema(reflect.TypeFor[Problem](), true, "Problem")
	for _, status := range statuses {
		out.Responses[strconv.Itoa(status)] = &huma.Response{
			Description: problemOfStatus(status).Detail,
			Content:     map[string]*huma.MediaType{mimeProblem: {Schema: problem}},
		}
	}
	return out
}

// describeAnswer says what a 200 holds.
func (op *Operation) describeAnswer(registry huma.Registry) *huma.Response {
	switch {
	case op.stream != "":
		return &huma.Response{
			Description: "The answer as a file, written while it is read.",
			Content:     map[string]*huma.MediaType{op.stream: {Schema: &huma.Schema{Type: huma.TypeString}}},
		}
	case op.change != nil:
		return &huma.Response{
			Description: "What was changed.",
			Content:     map[string]*huma.MediaType{mimeJSON: {Schema: registry.Schema(op.answer, true, op.ID)}},
		}
	}
	return &huma.Response{
		Description: "The answer, of one data version.",
		Headers:     map[string]*huma.Header{"ETag": header("Data version and build; send it back as If-None-Match.", `W/"v7-1a2b3c"`)},
		Content: map[string]*huma.MediaType{mimeJSON: {
			Schema:   registry.Schema(op.answer, true, op.ID),
			Examples: map[string]*huma.Example{"invented": {Summary: "GET " + Root + op.Example, Value: op.example()}},
		}},
	}
}

func header(doc, example string) *huma.Header {
	return &huma.Header{Description: doc, Schema: &huma.Schema{Type: huma.TypeString}, Example: example}
}

func (p *parameter) describe(registry huma.Registry) *huma.Param {
	f := p.field
	if _, ok := kinds[f.Type]; ok {
		f.Type = reflect.TypeFor[string]()
	}
	schema := huma.SchemaFromField(registry, f, "")
	switch p.field.Type {
	case reflect.TypeFor[store.Date]():
		schema.Format = "date"
	case reflect.TypeFor[store.DonorID]():
		schema.Pattern = "^d[0-9a-z]{13}$"
	case reflect.TypeFor[store.Status]():
		for _, name := range statusNames() {
			schema.Enum = append(schema.Enum, name)
		}
	}
	if schema.Type == huma.TypeInteger && p.standard != "" {
		schema.Default = p.number("default", p.standard)
	}
	out := &huma.Param{
		Name: p.name, In: p.in, Description: schema.Description, Schema: schema,
		Required: p.in == "path" || f.Tag.Get("required") == "true",
	}
	if len(schema.Examples) > 0 {
		out.Example = schema.Examples[0]
	}
	return out
}
