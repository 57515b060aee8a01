package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode"
)

// csvFile writes CSV: UTF-8 without a byte order mark, one line of column names,
// lines that end in a line feed.
type csvFile struct {
	out    *csv.Writer
	nodes  []node
	record []string
}

func newCSV(w io.Writer, row reflect.Type, opt Options) (*csvFile, error) {
	if opt.Preamble {
		for _, f := range opt.Facts {
			if _, err := fmt.Fprintf(w, "# %s: %s\n", f.Name, strings.Join(strings.Fields(f.Text), " ")); err != nil {
				return nil, err
			}
		}
	}
	c := &csvFile{out: csv.NewWriter(w), nodes: nodesOf(row)}
	for _, column := range ColumnsOf(row) {
		c.record = append(c.record, column.Name)
	}
	return c, c.out.Write(c.record)
}

func (c *csvFile) Write(row any) error {
	c.record = c.record[:0]
	if err := walk(reflect.ValueOf(row).Elem(), c.nodes, 0, c); err != nil {
		return err
	}
	return c.out.Write(c.record)
}

func (c *csvFile) Close() error {
	c.out.Flush()
	return c.out.Error()
}

func (c *csvFile) text(s string, _ int)   { c.record = append(c.record, SafeCell(s)) }
func (c *csvFile) integer(n int64, _ int) { c.record = append(c.record, strconv.FormatInt(n, 10)) }
func (c *csvFile) number(f float64, _ int) {
	c.record = append(c.record, strconv.FormatFloat(f, 'g', -1, 64))
}
func (c *csvFile) truth(b bool, _ int)  { c.record = append(c.record, strconv.FormatBool(b)) }
func (c *csvFile) absent(_ kind, _ int) { c.record = append(c.record, "") }

// SafeCell keeps a spreadsheet from taking text for a formula: text that begins
// like one, spaces passed over, gets an apostrophe in front. So does text that
// begins with an apostrophe, so that [Unsafe] can take it away again. Amounts
// in dollars stay as they are: a minus and digits are no formula.
func SafeCell(s string) string {
	if s == "" || !dangerous(s) {
		return s
	}
	return "'" + s
}

// Unsafe gives the text that a cell of a text column stands for.
func Unsafe(cell string) string { return strings.TrimPrefix(cell, "'") }

// dangerous knows the signs of OWASP's list, their full-width forms, and
// control characters, which spreadsheets drop before they look.
func dangerous(s string) bool {
	if s[0] == '\'' {
		return true
	}
	if s[0] >= '0' && s[0] <= '9' || s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 'a' && s[0] <= 'z' || plainAmount(s) {
		return false
	}
	first := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf) })
	if first == "" {
		return s[0] == '\t' || s[0] == '\r' || s[0] == '\n'
	}
	for _, sign := range [...]string{"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"} {
		if strings.HasPrefix(first, sign) {
			return true
		}
	}
	return s[0] == '\t' || s[0] == '\r' || s[0] == '\n'
}

// plainAmount reports whether s is a minus, digits and at most one point.
func plainAmount(s string) bool {
	digits, ok := strings.CutPrefix(s, "-")
	return ok && digits != "" && digits[0] != '.' && strings.Trim(digits, "0123456789.") == "" && strings.Count(digits, ".") < 2
}
