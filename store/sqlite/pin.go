package sqlite

import (
	"context"
	"errors"
)

type pinKey struct{ db *DB }

// Pin gives a context in which every question is answered from one snapshot,
// one after the other, on a connection of its own: for answers that are read
// over minutes. Until release is called the write-ahead log cannot be emptied.
func (db *DB) Pin(ctx context.Context) (pinned context.Context, release func(), err error) {
	// The snapshot outlives any question that is asked of it.
	f, err := db.openFeed(context.WithoutCancel(ctx))
	if err != nil {
		return nil, nil, err
	}
	if _, err := f.version(ctx); err != nil { // the first read makes the snapshot
		return nil, nil, errors.Join(err, f.close())
	}
	return context.WithValue(ctx, pinKey{db}, f), func() { _ = f.close() }, nil // it only read
}

// pinned gives what [DB.Pin] opened for the context, or nil.
func (db *DB) pinned(ctx context.Context) *feed {
	f, _ := ctx.Value(pinKey{db}).(*feed)
	return f
}
