package netfilexlsx

import (
	"fmt"
	"strings"

	"moneytrail/store"
)

// row is one row of a sheet. Reading a cell that must be readable and is not
// leaves a reason in bad; what the reader had to infer gathers in notes.
type row struct {
	sheet string
	form  string // of the reports on this sheet; empty when Summary has to tell
	line  int
	place map[string]int
	cells []string
	bad   string
	notes []string
}

func (r *row) pos() store.Position { return store.Position{Part: r.sheet, Line: r.line} }

// text gives a cell without surrounding blanks. It panics on a column that is
// not in the sheet's layout, which a test of every sheet would show.
func (r *row) text(column string) string {
	i, ok := r.place[column]
	if !ok {
		panic("no column " + column + " on sheet " + r.sheet)
	}
	if i >= len(r.cells) {
		return ""
	}
	return clean(r.cells[i])
}

func (r *row) has(column string) bool {
	_, ok := r.place[column]
	return ok
}

// optional is text for columns that only some sheets of a kind have.
func (r *row) optional(column string) string {
	if !r.has(column) {
		return ""
	}
	return r.text(column)
}

func (r *row) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

func (r *row) fail(format string, args ...any) {
	if r.bad == "" {
		r.bad = fmt.Sprintf(format, args...)
	}
}

// amount is the row's money: unreadable text spoils the row, blank text is
// zero and noted.
func (r *row) amount(column string) store.Cents {
	if r.text(column) == "" {
		r.note("the amount was left blank")
		return 0
	}
	return r.cents(column)
}

// cents is an amount that may be blank.
func (r *row) cents(column string) store.Cents {
	c, err := store.ParseCents(r.text(column))
	if err != nil {
		r.fail("the amount in column %s cannot be read", column)
	}
	return c
}

// toDate is an amount to date: shown, never summed, so it spoils nothing.
func (r *row) toDate(column string) store.Cents {
	c, err := store.ParseCents(r.text(column))
	if err != nil {
		r.note("the amount to date as filed could not be read")
	}
	return c
}

// date notes a day that cannot be read and leaves it empty.
func (r *row) date(column string) store.Date {
	d, err := parseDate(r.text(column))
	if err != nil {
		r.note("date as filed could not be read: %s", shorten(store.Redact(r.text(column)), 40))
	}
	return d
}

// needDate is a day without which the row's report is not known.
func (r *row) needDate(column string) store.Date {
	d, err := parseDate(r.text(column))
	if err != nil {
		r.fail("the day in column %s cannot be read", column)
	}
	return d
}

func (r *row) name(prefix string) store.Name {
	return store.Name{
		Last: r.text(prefix + "_NamL"), First: r.text(prefix + "_NamF"),
		Title: r.text(prefix + "_NamT"), Suffix: r.text(prefix + "_NamS"),
	}
}

// address takes the prefix of a sheet's address columns and its name for
// the state, which differs from sheet to sheet.
func (r *row) address(prefix, state string) store.Address {
	return store.Address{
		Street: store.JoinFilled(" ", r.text(prefix+"_Adr1"), r.text(prefix+"_Adr2")),
		City:   r.text(prefix + "_City"), State: r.text(prefix + state), Zip: r.text(prefix + "_Zip4"),
	}
}

// redacted is the row for quarantine: no street columns, no street lines.
func (r *row) redacted() string {
	header := make([]string, len(r.cells))
	for name, i := range r.place {
		if i < len(header) {
			header[i] = name
		}
	}
	var out []string
	for i, cell := range r.cells {
		if text := clean(cell); text != "" && !strings.Contains(header[i], "_Adr") {
			out = append(out, header[i]+"="+text)
		}
	}
	return shorten(store.Redact(strings.Join(out, "; ")), 500)
}

// beyond reports a value to the right of the last known column.
func (r *row) beyond() bool {
	for i := len(r.place); i < len(r.cells); i++ {
		if clean(r.cells[i]) != "" {
			return true
		}
	}
	return false
}
