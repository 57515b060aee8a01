package caltsv

import (
	"fmt"
	"slices"
	"strings"
)

// header is the header line of a table: where each column stands.
type header struct {
	index   map[string]int
	width   int
	missing []string // columns that were asked for and are not there
}

// headerNames cuts a header line into column names.
func headerNames(line []byte) []string {
	text := strings.TrimPrefix(decode(line), "\uFEFF")
	names := strings.Split(text, "\t")
	for i, n := range names {
		names[i] = strings.ToUpper(strings.TrimSpace(n))
	}
	for len(names) > 0 && names[len(names)-1] == "" {
		names = names[:len(names)-1]
	}
	return names
}

func newHeader(names []string) *header {
	h := &header{index: make(map[string]int, len(names)), width: len(names)}
	for i, n := range names {
		h.index[n] = i
	}
	return h
}

// col gives the place of a column that the reader cannot do without.
func (h *header) col(name string) int {
	if i, ok := h.index[name]; ok {
		return i
	}
	h.missing = append(h.missing, name)
	return h.width
}

// cols gives the places of columns that share a prefix.
func (h *header) cols(prefix string, suffixes ...string) []int {
	out := make([]int, len(suffixes))
	for i, s := range suffixes {
		out[i] = h.col(prefix + s)
	}
	return out
}

// opt gives the place of a column that older or cut exports may lack.
func (h *header) opt(name string) int {
	if i, ok := h.index[name]; ok {
		return i
	}
	return h.width
}

// problem says in words how the header departs from the table's layout, or "".
func (h *header) problem(t *table) string {
	if len(h.missing) > 0 {
		return fmt.Sprintf("column %s is missing", strings.Join(h.missing, ", "))
	}
	known := strings.Fields(t.layout)
	var unknown []string
	for name := range h.index {
		if !slices.Contains(known, name) {
			unknown = append(unknown, fmt.Sprintf("%q", name))
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		return fmt.Sprintf("column %s is not known in table %s", strings.Join(unknown, ", "), t.name)
	}
	if len(h.index) != h.width {
		return "a column name stands twice in the header"
	}
	return ""
}
