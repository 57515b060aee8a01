package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	msqlite "modernc.org/sqlite"
)

type pinKey struct{ db *DB }

// Pin gives a context in which every question is answered from one snapshot,
// one after the other, on a connection of its own: for answers that are read
// over minutes. Until release is called the write-ahead log cannot be emptied.
func (db *DB) Pin(ctx context.Context) (pinned context.Context, release func(), err error) {
	drv := &msqlite.Driver{}
	if err := registerFold(drv); err != nil {
		return nil, nil, err
	}
	dsn := db.dsn(true)
	if db.pinDSN != "" {
		dsn = db.pinDSN
	}
	pool := sql.OpenDB(connector{drv, dsn})
	pool.SetMaxOpenConns(1)
	tx, err := pool.BeginTx(context.WithoutCancel(ctx), &sql.TxOptions{ReadOnly: true})
	if err == nil {
		_, err = (&snapshot{tx}).version(ctx) // the first read makes the snapshot
	}
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("read database: %w", unusable(err)), pool.Close())
	}
	return context.WithValue(ctx, pinKey{db}, &snapshot{tx}), func() {
		_ = tx.Rollback() // nothing was written
		_ = pool.Close()
	}, nil
}

// pinned gives the snapshot of a context that [DB.Pin] gave, or nil.
func (db *DB) pinned(ctx context.Context) *snapshot {
	s, _ := ctx.Value(pinKey{db}).(*snapshot)
	return s
}
