package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"

	msqlite "modernc.org/sqlite"

	"moneytrail/store"
)

// Fact is something to know about a published database.
type Fact struct{ Name, Text string }

// Publish writes a copy of the database to a new file to be given away: one
// snapshot, without unused pages, without what tells of the operator's disk
// and without the text of lines that could not be read. It has two tables
// besides: about, with the facts, and data_dictionary.
func (db *DB) Publish(ctx context.Context, file string, facts func(store.DataVersion) []Fact) (v store.DataVersion, err error) {
	from := sql.OpenDB(connector{&msqlite.Driver{}, fileDSN(db.path, "mode", "ro")})
	_, err = from.ExecContext(ctx, `VACUUM INTO ?`, file)
	if err = errors.Join(err, from.Close()); err != nil {
		return v, fmt.Errorf("copy database: %w", unusable(err))
	}
	drv := &msqlite.Driver{}
	if err := drv.RegisterDeterministicScalarFunction("moneytrail_public", 1, publicWords); err != nil {
		return v, err
	}
	to := sql.OpenDB(connector{drv, fileDSN(file, "_pragma", "secure_delete(1)")})
	to.SetMaxOpenConns(1)
	v, err = finishPublished(ctx, to, facts)
	if err = errors.Join(err, to.Close()); err != nil {
		return v, fmt.Errorf("prepare copy of database: %w", unusable(err))
	}
	return v, nil
}

func fileDSN(path, key, value string) string {
	q := url.Values{key: {value}}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
}

func finishPublished(ctx context.Context, to *sql.DB, facts func(store.DataVersion) []Fact) (v store.DataVersion, err error) {
	tx, err := to.BeginTx(ctx, nil)
	if err != nil {
		return v, err
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	if v, err = (&snapshot{tx}).version(ctx); err != nil {
		return v, err
	}
	for _, statement := range []string{
		`UPDATE source_file SET name = moneytrail_public(name)`,
		`UPDATE data_version SET cause = moneytrail_public(cause)`,
		`UPDATE quarantine SET text = ''`,
		`CREATE TABLE about (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT`,
		`CREATE TABLE data_dictionary (tbl TEXT NOT NULL, col TEXT NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (tbl, col)) STRICT`,
	} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return v, err
		}
	}
	for _, f := range facts(v) {
		if _, err := tx.ExecContext(ctx, `INSERT INTO about VALUES (?, ?)`, f.Name, f.Text); err != nil {
			return v, err
		}
	}
	entries, err := describe(ctx, &snapshot{tx})
	if err != nil {
		return v, err
	}
	for _, e := range entries {
		if _, err := tx.ExecContext(ctx, `INSERT INTO data_dictionary VALUES (?, ?, ?, ?)`, e.Table, e.Column, e.Type, e.Text); err != nil {
			return v, err
		}
	}
	return v, tx.Commit()
}

// publicWords shortens paths to their last part.
func publicWords(_ *msqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
	text, _ := args[0].(string)
	words := strings.Split(strings.ReplaceAll(text, `\`, "/"), " ")
	for i, w := range words {
		if strings.Contains(w, "/") && !strings.Contains(w, "://") {
			words[i] = path.Base(w)
		}
	}
	return strings.Join(words, " "), nil
}
