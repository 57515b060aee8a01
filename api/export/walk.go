package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// sink takes the values of a row, one call a column in the order of the
// columns. Depth is the number of optional structs around the value that are
// there; absent values have that of the last one that is.
type sink interface {
	text(s string, depth int)
	integer(n int64, depth int)
	number(f float64, depth int)
	truth(b bool, depth int)
	absent(k kind, depth int)
}

// walk hands the fields of v to to. With v invalid all of them are absent.
func walk(v reflect.Value, nodes []node, depth int, to sink) error {
	for i := range nodes {
		n := &nodes[i]
		var f reflect.Value
		at := depth
		if v.IsValid() {
			f = v.Field(n.index)
			if n.optional {
				if f = f.Elem(); f.IsValid() { // Elem of nil is invalid
					at++
				}
			}
		}
		if n.fields != nil {
			if err := walk(f, n.fields, at, to); err != nil {
				return err
			}
			continue
		}
		if err := n.leaf(f, at, to); err != nil {
			return err
		}
	}
	return nil
}

func (n *node) leaf(f reflect.Value, depth int, to sink) error {
	if !f.IsValid() {
		to.absent(n.kind, depth)
		return nil
	}
	switch n.kind {
	case integer:
		to.integer(f.Int(), depth)
	case number:
		to.number(f.Float(), depth)
	case truth:
		to.truth(f.Bool(), depth)
	case list:
		if f.Len() == 0 {
			to.text("[]", depth)
			return nil
		}
		s, err := compact(f.Interface())
		if err != nil {
			return fmt.Errorf("write column %s: %w", n.name, err)
		}
		to.text(s, depth)
	case text:
		s := ""
		if n.quoted && f.CanInt() {
			s = strconv.FormatInt(f.Int(), 10)
		} else {
			s = f.String()
		}
		to.text(valid(s), depth)
	}
	return nil
}

func compact(v any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// valid replaces bytes that are no UTF-8 one by one, as JSON does.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}
