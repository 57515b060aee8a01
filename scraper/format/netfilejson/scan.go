package netfilejson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// record is one entry of the list in an answer, with its place in the file.
type record struct {
	raw    json.RawMessage
	number int // from 1
	offset int64
	fields map[string]json.RawMessage
}

// text gives a field as text: strings as they are, numbers as written, "" for
// null and for a field that is missing.
func (r *record) text(name string) string {
	raw := bytes.TrimSpace(r.fields[name])
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

var errShape = errors.New("the answer is not the list that it should be")

// scan calls do for each entry of the list called list in the object that r
// holds, in order, without keeping them. It gives the number of the entries and the
// object's other fields.
func scan(r io.Reader, list string, do func(*record) error) (int, map[string]json.RawMessage, error) {
	decoder := json.NewDecoder(r)
	if err := expect(decoder, json.Delim('{')); err != nil {
		return 0, nil, err
	}
	count, found, rest := 0, false, map[string]json.RawMessage{}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return count, rest, fmt.Errorf("%w: %w", errShape, err)
		}
		name, _ := token.(string)
		if name == list && !found {
			found = true
			if err := entries(decoder, &count, do); err != nil {
				return count, rest, err
			}
			continue
		}
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			return count, rest, fmt.Errorf("%w: %w", errShape, err)
		}
		rest[name] = raw
	}
	if err := expect(decoder, json.Delim('}')); err != nil {
		return count, rest, err
	}
	if !found {
		return count, rest, fmt.Errorf("%w: no %q", errShape, list)
	}
	return count, rest, nil
}

func expect(decoder *json.Decoder, want json.Delim) error {
	token, err := decoder.Token()
	if err != nil {
		return fmt.Errorf("%w: %w", errShape, err)
	}
	if token != want {
		return fmt.Errorf("%w: %v where %v is due", errShape, token, want)
	}
	return nil
}

func entries(decoder *json.Decoder, count *int, do func(*record) error) error {
	if err := expect(decoder, json.Delim('[')); err != nil {
		return err
	}
	for decoder.More() {
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			return fmt.Errorf("%w: %w", errShape, err)
		}
		*count++
		entry := record{raw: raw, number: *count, offset: decoder.InputOffset() - int64(len(raw))}
		if json.Unmarshal(raw, &entry.fields) != nil {
			entry.fields = nil
		}
		if err := do(&entry); err != nil {
			return err
		}
	}
	return expect(decoder, json.Delim(']'))
}
