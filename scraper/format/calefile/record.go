package calefile

import (
	"fmt"
	"slices"
	"strings"

	"moneytrail/store"
)

// record is one record of a report. Reading a field that must be readable and
// is not leaves a reason in bad; what the reader inferred gathers in notes.
type record struct {
	pos    store.Position
	fields []string
	bad    string
	notes  []string
}

func (r *record) kind() string { return strings.ToUpper(r.text(0)) }

// text gives a field without surrounding blanks, empty beyond the last one:
// software may leave out commas at the end.
func (r *record) text(i int) string {
	if i >= len(r.fields) {
		return ""
	}
	return strings.TrimSpace(r.fields[i])
}

func (r *record) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

func (r *record) fail(format string, args ...any) {
	if r.bad == "" {
		r.bad = fmt.Sprintf(format, args...)
	}
}

// amount is the row's money: a row that ends before it or has something else
// there is damaged; a blank is zero and noted.
func (r *record) amount(i int) store.Cents {
	switch {
	case i >= len(r.fields):
		r.fail("the line ends before its amount (field %d)", i+1)
		return 0
	case r.text(i) == "":
		r.note("the amount was left blank")
		return 0
	}
	return r.cents(i)
}

// cents is an amount that may be blank.
func (r *record) cents(i int) store.Cents {
	c, err := store.ParseCents(r.text(i))
	if err != nil {
		r.fail("the amount in field %d cannot be read", i+1)
	}
	return c
}

// toDate is an amount to date: shown, never summed, so it spoils nothing.
func (r *record) toDate(i int) store.Cents {
	c, err := store.ParseCents(r.text(i))
	if err != nil {
		r.note("the amount to date as filed could not be read")
	}
	return c
}

// date notes a day that cannot be read and leaves it empty.
func (r *record) date(i int) store.Date {
	d, err := store.ParseDate(r.text(i))
	if err != nil {
		r.note("date as filed could not be read: %s", shorten(store.Redact(r.text(i)), 40))
	}
	return d
}

// name reads four fields: last, first, title, suffix.
func (r *record) name(i int) store.Name {
	return store.Name{Last: r.text(i), First: r.text(i + 1), Title: r.text(i + 2), Suffix: r.text(i + 3)}
}

// address reads five fields: two street lines, city, state, zip.
func (r *record) address(i int) store.Address {
	return store.Address{
		Street: store.JoinFilled(" ", r.text(i), r.text(i+1)), City: r.text(i + 2), State: r.text(i + 3), Zip: r.text(i + 4),
	}
}

// redacted is the record for quarantine, without its private fields and, when
// there are too many fields, without those that they may have moved to.
func (r *record) redacted(form string, width int) string {
	fields, surplus := slices.Clone(r.fields), max(0, len(r.fields)-width)
	for _, i := range privateFields(r.kind(), form) {
		for j := i; j <= i+surplus && j < len(fields); j++ {
			fields[j] = ""
		}
	}
	return shorten(store.Redact(strings.TrimRight(strings.Join(fields, ","), ",")), 500)
}

// shorten cuts text after max characters.
func shorten(s string, max int) string {
	n := 0
	for i := range s {
		if n == max {
			return s[:i]
		}
		n++
	}
	return s
}

// yes reads the format's check boxes.
func yes(s string) bool {
	switch strings.ToUpper(s) {
	case "Y", "X", "T", "1", "YES", "TRUE":
		return true
	}
	return false
}
