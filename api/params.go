package api

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"moneytrail/store"
)

// ParamError says which parameter of a request is wrong and how. Detail is
// written for the client.
type ParamError struct {
	Param  string
	Detail string
}

func (e *ParamError) Error() string { return "parameter " + e.Param + ": " + e.Detail }

// Query reads the parameters of a request strictly. The first mistake stays;
// [Query.Done] gives it, or names a parameter that nobody asked for. A
// parameter without a value counts as absent, because forms send such.
type Query struct {
	values url.Values
	asked  map[string]bool
	err    error
}

// NewQuery parses the query part of a URL.
func NewQuery(raw string) *Query {
	q := &Query{asked: map[string]bool{}}
	values, err := url.ParseQuery(raw)
	if err != nil {
		q.fail("query", "the part of the URL after ? is not well formed")
		values = url.Values{}
	}
	q.values = values
	return q
}

// Done gives the first mistake of the request.
func (q *Query) Done() error {
	names := make([]string, 0, len(q.values))
	for name := range q.values {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if !q.asked[name] {
			q.fail(Short(name, 40), "is not known here"+q.meant(name)+"; known: "+q.known())
		}
	}
	return q.err
}

func (q *Query) meant(name string) string {
	return meant(name, slices.Sorted(maps.Keys(q.asked)))
}

func (q *Query) known() string {
	names := make([]string, 0, len(q.asked))
	for name := range q.asked {
		names = append(names, name)
	}
	if len(names) == 0 {
		return "none"
	}
	sort.Strings(names)
	return strings.Join(names, ", ")
}

func (q *Query) fail(param, detail string) {
	if q.err == nil {
		q.err = &ParamError{param, detail}
	}
}

// Text gives a value of at most limit bytes without control characters.
func (q *Query) Text(name string, limit int) string {
	q.asked[name] = true
	values := q.values[name]
	if len(values) == 0 {
		return ""
	}
	text := strings.TrimSpace(values[0])
	switch {
	case len(values) > 1:
		q.fail(name, "is given more than once")
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl):
		q.fail(name, "must be plain text")
	case len(text) > limit:
		q.fail(name, fmt.Sprintf("must have at most %d bytes", limit))
	default:
		return text
	}
	return ""
}

// Int gives a whole number from low to high, or the default.
func (q *Query) Int(name string, standard, low, high int64) int64 {
	text := q.Text(name, 20)
	if text == "" {
		return standard
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < low || n > high {
		q.fail(name, fmt.Sprintf("must be a whole number from %d to %d", low, high))
		return standard
	}
	return n
}

// Date gives a day; it must be written YYYY-MM-DD.
func (q *Query) Date(name string) store.Date {
	text := q.Text(name, 20)
	d, err := store.ParseDate(text)
	if err != nil || string(d) != text {
		q.fail(name, "must be a day written YYYY-MM-DD")
		return ""
	}
	return d
}

// Donor gives a donor id in its published form, or 0.
func (q *Query) Donor(name string) store.DonorID {
	text := q.Text(name, 20)
	if text == "" {
		return 0
	}
	id, err := store.ParseDonorID(text)
	if err != nil {
		q.fail(name, "must be a donor id: d and 13 letters or digits")
	}
	return id
}

// Choice gives one of the values, or "".
func (q *Query) Choice(name string, values ...string) string {
	text := q.Text(name, 40)
	for _, v := range values {
		if text == v {
			return v
		}
	}
	if text != "" {
		q.fail(name, "must be one of "+strings.Join(values, ", ")+meant(text, values))
	}
	return ""
}

// Status gives a status by its name, or StatusUnset.
func (q *Query) Status(name string) store.Status {
	text := q.Choice(name, statusNames()...)
	for st := store.StatusCounted; st < store.StatusCount; st++ {
		if st.String() == text {
			return st
		}
	}
	return store.StatusUnset
}

func statusNames() []string {
	names := make([]string, 0, store.StatusCount)
	for st := store.StatusCounted; st < store.StatusCount; st++ {
		names = append(names, st.String())
	}
	return names
}
