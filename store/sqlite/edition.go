package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"moneytrail/store"
	"moneytrail/store/columns"
)

// edition is what is held in memory of one data version. It answers for that
// version alone: together with a snapshot of the same version, or, when a
// newer one was loaded meanwhile, with one of the snapshots it kept open.
type edition struct {
	version store.DataVersion
	columns *columns.Columns // nil: not held
	*indexes
	reserve chan *snapshot
	retired chan struct{} // closed when another edition took its place
}

// reserveSize is how many answers at once an edition gives while its successor
// is being built.
const reserveSize = 2

// holder keeps the edition that answers.
type holder struct {
	now  atomic.Pointer[edition] // kept fresh by [DB.Hold]
	mu   sync.Mutex              // guards lazy
	lazy *edition                // made by the first search when nobody holds
}

var (
	errMoved   = errors.New("the data version is another one")
	errRetired = errors.New("the edition was replaced")
)

// on runs fn on a snapshot of the edition's version; errRetired when the
// edition was replaced before its turn came.
func (db *DB) on(ctx context.Context, e *edition, fn func(context.Context, *snapshot) error) error {
	err := db.view(ctx, func(s *snapshot) error {
		v, err := s.version(ctx)
		if err == nil && v != e.version {
			err = errMoved
		}
		if err != nil {
			return err
		}
		return fn(ctx, s)
	})
	if !errors.Is(err, errMoved) {
		return err
	}
	if e.reserve == nil {
		return errRetired
	}
	select {
	case s := <-e.reserve:
		defer func() { e.reserve <- s }()
		// An interrupted query could end the snapshot, which cannot be had again.
		return fn(context.WithoutCancel(ctx), s)
	case <-e.retired:
		return errRetired
	case <-ctx.Done():
		return ctx.Err()
	}
}

// retire ends an edition when its last answer is given.
func (e *edition) retire() {
	close(e.retired)
	for range cap(e.reserve) {
		_ = (<-e.reserve).tx.Rollback() // nothing was written
	}
}

// renew opens the kept snapshots again, so that none is older than a tick: an
// old one would keep writers from emptying the write-ahead log. It fails with
// errMoved when a newer version was loaded; the old snapshots then stay.
func (e *edition) renew(ctx context.Context, pool *sql.DB) error {
	for range cap(e.reserve) {
		fresh, err := openAt(ctx, pool, e.version)
		if err != nil {
			return err
		}
		_ = (<-e.reserve).tx.Rollback() // nothing was written
		e.reserve <- fresh
	}
	return nil
}

// openAt opens a snapshot that lasts as long as ctx.
func openAt(ctx context.Context, pool *sql.DB, version store.DataVersion) (*snapshot, error) {
	tx, err := pool.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("keep a snapshot: %w", unusable(err))
	}
	s := &snapshot{tx}
	v, err := s.version(ctx)
	if err == nil && v != version {
		err = errMoved
	}
	if err != nil {
		_ = tx.Rollback() // nothing was written
		return nil, err
	}
	return s, nil
}
