package socrata

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// row is one row with its place in the file. Columns are in lower case.
type row struct {
	cells  map[string]string
	number int // line of a CSV file, or place in a list, from 1
	offset int64
	length int
}

var errShape = errors.New("the file is not a list of rows")

// scan calls do for each row of a JSON list or a CSV file with a header, and
// columns once with the names of a CSV file's columns.
func scan(r io.Reader, isJSON bool, columns func([]string) error, do func(*row) error) error {
	if isJSON {
		return scanJSON(r, do)
	}
	return scanCSV(r, columns, do)
}

// scanJSON reads one list behind the other: the pages of an answer.
func scanJSON(r io.Reader, do func(*row) error) error {
	decoder, n := json.NewDecoder(r), 0
	for page := 0; ; page++ {
		token, err := decoder.Token()
		if page > 0 && errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil || token != json.Delim('[') {
			return fmt.Errorf("%w: no list", errShape)
		}
		if err := scanList(decoder, &n, do); err != nil {
			return err
		}
	}
}

func scanList(decoder *json.Decoder, number *int, do func(*row) error) error {
	for decoder.More() {
		*number++
		n := *number
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			return fmt.Errorf("%w: row %d: %w", errShape, n, err)
		}
		at := row{number: n, offset: decoder.InputOffset() - int64(len(raw)), length: len(raw), cells: map[string]string{}}
		var values map[string]json.RawMessage
		if err := json.Unmarshal(raw, &values); err != nil {
			return fmt.Errorf("%w: row %d is no object", errShape, n)
		}
		for name, value := range values {
			at.cells[strings.ToLower(name)] = textOf(value)
		}
		if err := do(&at); err != nil {
			return err
		}
	}
	if _, err := decoder.Token(); err != nil {
		return fmt.Errorf("%w: the list does not end: %w", errShape, err)
	}
	return nil
}

// textOf gives a value as text: a number as written, a link by its address.
func textOf(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0 || bytes.Equal(raw, []byte("null")):
		return ""
	case raw[0] == '"':
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return ""
		}
		return clean(s)
	case raw[0] == '{':
		var link struct {
			URL string `json:"url"`
		}
		_ = json.Unmarshal(raw, &link) // another object has no text
		return clean(link.URL)
	}
	return string(raw)
}

func scanCSV(r io.Reader, columns func([]string) error, do func(*row) error) error {
	reader := csv.NewReader(r)
	reader.LazyQuotes, reader.FieldsPerRecord, reader.ReuseRecord = true, -1, true
	header, err := reader.Read()
	if err != nil {
		return fmt.Errorf("%w: no header: %w", errShape, err)
	}
	names := make([]string, len(header))
	for i, name := range header {
		names[i] = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))
	}
	if err := columns(names); err != nil {
		return err
	}
	for {
		at := row{cells: make(map[string]string, len(names)), offset: reader.InputOffset()}
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", errShape, err)
		}
		at.number, _ = reader.FieldPos(0)
		at.length = int(reader.InputOffset() - at.offset)
		if len(record) != len(names) {
			at.cells = nil
		} else {
			for i, value := range record {
				at.cells[names[i]] = clean(value)
			}
		}
		if err := do(&at); err != nil {
			return err
		}
	}
}

func clean(s string) string {
	if strings.ContainsAny(s, "\x00\x1a") {
		s = strings.NewReplacer("\x00", "", "\x1a", "").Replace(s)
	}
	return strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
}
