package jsonlist

import (
	"bytes"
	"encoding/json"
	"strings"

	"moneytrail/store"
)

// Record is one entry of the list, with its place in the file.
type Record struct {
	Raw    json.RawMessage
	Number int   // from 1, through all pages
	Offset int64 // bytes, of Raw in the file
	Fields map[string]json.RawMessage
}

// Text gives a field as text: strings as they are but for blanks around them
// and bytes that must not travel on, numbers and truth values as written, "" for
// null and for a field that is missing.
func (r *Record) Text(name string) string { return text(r.Fields[name]) }

// Has reports whether there is a field, null or not.
func (r *Record) Has(name string) bool {
	_, ok := r.Fields[name]
	return ok
}

// Within gives the record that stands in a field; one without fields when the
// field is null, missing or no object.
func (r *Record) Within(name string) *Record {
	inner := &Record{Raw: r.Fields[name], Number: r.Number, Offset: r.Offset}
	if json.Unmarshal(inner.Raw, &inner.Fields) != nil {
		inner.Fields = nil
	}
	return inner
}

// Position is where the record stands, in a part of the file.
func (r *Record) Position(part string) store.Position {
	return store.Position{Part: part, Line: r.Number, Offset: r.Offset, Length: len(r.Raw)}
}

func text(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || bytes.Equal(raw, []byte("null")) {
		return ""
	}
	if raw[0] != '"' {
		return string(raw)
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return clean(s)
}

// clean trims blanks and takes out what must not travel on.
func clean(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\x00", "", "\x1a", "").Replace(strings.ToValidUTF8(s, "\uFFFD")))
}
