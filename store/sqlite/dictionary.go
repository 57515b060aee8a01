package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"
)

// Description says what a table, or a column of it, holds.
type Description struct {
	Table  string
	Column string // empty: the table itself
	Type   string // as declared; empty for tables
	Text   string // empty when nobody described it, which a test forbids
}

// The descriptions stand in a file: a line begins with the name of a table, or
// after two spaces with that of a column, and goes on with its description.
//
//go:embed dictionary.txt
var dictionaryText string

// Dictionary describes the schema as the database has it: every table and
// every column, in order.
func (db *DB) Dictionary(ctx context.Context) (out []Description, err error) {
	err = db.view(ctx, func(s *snapshot) error {
		out, err = describe(ctx, s)
		return err
	})
	return out, err
}

func describe(ctx context.Context, s *snapshot) ([]Description, error) {
	texts := dictionaryTexts()
	var out []Description
	last := ""
	err := each(ctx, s, func(rows *sql.Rows) error {
		var d Description
		if err := rows.Scan(&d.Table, &d.Column, &d.Type); err != nil {
			return err
		}
		if d.Table != last {
			last = d.Table
			out = append(out, Description{Table: d.Table, Text: texts[d.Table]})
		}
		d.Text = texts[d.Table+"."+d.Column]
		out = append(out, d)
		return nil
	}, `SELECT m.name, c.name, c.type FROM sqlite_schema m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND m.name NOT IN ('about', 'data_dictionary') ORDER BY m.name, c.cid`)
	if err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	return out, nil
}

// dictionaryTexts gives descriptions by table and by table.column.
func dictionaryTexts() map[string]string {
	out := map[string]string{}
	table := ""
	for line := range strings.Lines(dictionaryText) {
		name, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case name == "":
		case strings.HasPrefix(line, " "):
			out[table+"."+name] = text
		default:
			table = name
			out[table] = text
		}
	}
	return out
}
