package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	msqlite "modernc.org/sqlite"
)

// feed reads whole tables of one snapshot into memory, on a connection of its
// own.
type feed struct {
	pool *sql.DB
	sink rowSink
	*snapshot
}

func (db *DB) openFeed(ctx context.Context) (*feed, error) {
	f := &feed{}
	drv := &msqlite.Driver{}
	if err := f.sink.register(drv); err != nil {
		return nil, fmt.Errorf("register row sink: %w", err)
	}
	f.pool = sql.OpenDB(connector{drv, db.dsn(true)})
	f.pool.SetMaxOpenConns(1)
	tx, err := f.pool.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("read database: %w", unusable(err)), f.pool.Close())
	}
	f.snapshot = &snapshot{tx}
	return f, nil
}

func (f *feed) close() error {
	_ = f.tx.Rollback() // nothing was written
	return f.pool.Close()
}

// each calls step for every row of a query that selects moneytrail_each(..)
// alone. Texts are views that are gone when step returns.
func (f *feed) each(ctx context.Context, step func(v []driver.Value) error, query string) error {
	f.sink.step, f.sink.err = step, nil
	var none any
	err := f.row(ctx, query).Scan(&none)
	f.sink.step = nil
	if f.sink.err != nil {
		return f.sink.err
	}
	return err
}

// view gives a text without copying it; NULL is the empty text.
func view(v driver.Value) string {
	s, _ := v.(string)
	return s
}
