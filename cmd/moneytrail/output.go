package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// table is output that a person or a spreadsheet reads.
type table struct {
	columns []string
	right   map[int]bool // columns of numbers
	rows    [][]string
	// rare is a column that is left out of aligned tables when it is zero
	// throughout; 0 is none. CSV always has it.
	rare int
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// print writes a table in the format the user chose; value is what JSON gives
// instead.
func (a *app) print(t *table, value any) error {
	switch a.format {
	case "table":
		return t.aligned(a.out)
	case "csv":
		return t.csv(a.out)
	case "json":
		return printJSON(a.out, value)
	}
	return a.checkFormat()
}

// checkFormat refuses a format before any work is done.
func (a *app) checkFormat() error {
	switch a.format {
	case "table", "csv", "json":
		return nil
	}
	return usagef("--format %s: choose table, csv or json", a.format)
}

func printJSON(w io.Writer, value any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(value)
}

// aligned writes columns under each other, numbers to the right.
func (t *table) aligned(w io.Writer) error {
	widths := make([]int, len(t.columns))
	hidden := t.rare > 0 && !slices.ContainsFunc(t.rows, func(row []string) bool { return row[t.rare] != "0.00" })
	for _, row := range append([][]string{t.columns}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(display(cell)))
		}
	}
	var b strings.Builder
	for _, row := range append([][]string{t.columns}, t.rows...) {
		line := ""
		for i, cell := range row {
			if hidden && i == t.rare {
				continue
			}
			cell = display(cell)
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if t.right[i] {
				line += pad + cell + "  "
			} else {
				line += cell + pad + "  "
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// display keeps what was filed from moving the reader's cursor, and long text
// from breaking the table.
func display(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0) || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069) {
			return ' '
		}
		return r
	}, s)
	if utf8.RuneCountInString(s) > 60 {
		s = string([]rune(s)[:59]) + "…"
	}
	return s
}

// csv writes the table for spreadsheets. A cell that a spreadsheet would take
// for a formula gets an apostrophe in front; numbers stay numbers.
func (t *table) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(t.columns); err != nil {
		return err
	}
	for _, row := range t.rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = safeCell(cell, t.right[i])
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func safeCell(cell string, number bool) string {
	if number {
		return strings.ReplaceAll(strings.TrimSuffix(cell, " %"), ",", "")
	}
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

func (a *app) say(format string, args ...any) {
	fmt.Fprintf(a.err, format+"\n", args...)
}
