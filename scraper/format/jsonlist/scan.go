package jsonlist

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// ErrShape marks an answer that is not the list that it should be.
var ErrShape = errors.New("the answer is not the list that it should be")

// Scan calls do for each entry of the list called list in the objects that r
// holds, in order. It gives the number of the entries and the other fields of
// the last object. An error of do is returned as it is.
func Scan(r io.Reader, list string, do func(*Record) error) (int, map[string]json.RawMessage, error) {
	decoder, count := json.NewDecoder(r), 0
	var rest map[string]json.RawMessage
	for {
		token, err := decoder.Token()
		switch {
		case errors.Is(err, io.EOF) && rest != nil:
			return count, rest, nil
		case err != nil:
			return count, rest, fmt.Errorf("%w: %w", ErrShape, err)
		case token != json.Delim('{'):
			return count, rest, fmt.Errorf("%w: %v where { is due", ErrShape, token)
		}
		if rest, err = object(decoder, list, &count, do); err != nil {
			return count, rest, err
		}
	}
}

// object reads one object, whose brace has been read.
func object(decoder *json.Decoder, list string, count *int, do func(*Record) error) (map[string]json.RawMessage, error) {
	found, rest := false, map[string]json.RawMessage{}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return rest, fmt.Errorf("%w: %w", ErrShape, err)
		}
		name, _ := token.(string)
		if name == list && !found {
			found = true
			if err := entries(decoder, count, do); err != nil {
				return rest, err
			}
			continue
		}
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			return rest, fmt.Errorf("%w: %w", ErrShape, err)
		}
		rest[name] = raw
	}
	if err := expect(decoder, json.Delim('}')); err != nil {
		return rest, err
	}
	if !found {
		return rest, fmt.Errorf("%w: no %q", ErrShape, list)
	}
	return rest, nil
}

func expect(decoder *json.Decoder, want json.Delim) error {
	token, err := decoder.Token()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrShape, err)
	}
	if token != want {
		return fmt.Errorf("%w: %v where %v is due", ErrShape, token, want)
	}
	return nil
}

func entries(decoder *json.Decoder, count *int, do func(*Record) error) error {
	if err := expect(decoder, json.Delim('[')); err != nil {
		return err
	}
	for decoder.More() {
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			return fmt.Errorf("%w: %w", ErrShape, err)
		}
		*count++
		entry := Record{Raw: raw, Number: *count, Offset: decoder.InputOffset() - int64(len(raw))}
		if json.Unmarshal(raw, &entry.Fields) != nil {
			entry.Fields = nil
		}
		if err := do(&entry); err != nil {
			return err
		}
	}
	return expect(decoder, json.Delim(']'))
}
