package sqlite

import (
	"context"
	"errors"
	"fmt"

	"moneytrail/store"
)

// errUnchanged ends a change that alters no answer: no data version is made.
var errUnchanged = errors.New("nothing changed")

// errNoVersion ends a change that keeps something but alters no answer.
var errNoVersion = errors.New("no answer changed")

// inTransaction runs a change that is no import: fn's work is all or nothing
// and makes one data version of the cause.
func (db *DB) inTransaction(ctx context.Context, cause string, fn func(*loader) error) error {
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return fmt.Errorf("change %s: %w", cause, unusable(err))
	}
	l := &loader{db: db, conn: conn, progress: func(string, int) {}, result: &store.LoadResult{}}
	err = l.transact(ctx, cause, fn)
	if err = errors.Join(err, conn.Close()); err != nil {
		return fmt.Errorf("change %s: %w", cause, unusable(err))
	}
	return nil
}

func (l *loader) transact(ctx context.Context, cause string, fn func(*loader) error) (err error) {
	if err := l.attachSources(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.detachSources(context.WithoutCancel(ctx))) }()
	if l.tx, err = l.conn.BeginTx(ctx, nil); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = l.tx.Rollback() // the first error is the one to report
		}
	}()
	l.reset()
	err = fn(l)
	if errors.Is(err, errUnchanged) {
		return l.tx.Rollback()
	}
	if errors.Is(err, errNoVersion) {
		return l.tx.Commit()
	}
	if err != nil {
		return err
	}
	if _, err := l.newVersion(ctx, cause); err != nil {
		return err
	}
	return l.tx.Commit()
}
