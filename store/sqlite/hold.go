package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	msqlite "modernc.org/sqlite"

	"moneytrail/store/columns"
)

// HoldOptions says what [DB.Hold] keeps in memory.
type HoldOptions struct {
	// MaxBytes bounds what the columns may take, with a new edition beside the
	// old one: with more rows than fit, filters go by SQL. 0: no columns.
	MaxBytes int64
	// MinRows is how many rows make columns worth their memory.
	MinRows int
	// Built is told of each edition, or why there is none. It may be nil.
	Built func(Held, error)
}

// Held describes an edition.
type Held struct {
	Version        int64
	Rows           int // held as columns; 0: none are
	ColumnBytes    int
	SearchBytes    int
	Columns, Names time.Duration // spent on building
}

// bytesPerRow is about what columns and their tables take at most, for the
// bound; measured: see docs/benchmarks.md.
const bytesPerRow = 64

// patience is how many ticks a new edition waits for loads that follow one
// another.
const patience = 20

// Hold keeps columns and the search index in memory, and builds them again in
// the background when a newer data version appears; until then the old edition
// answers for its own version. It looks at every tick and returns when ctx
// ends. One Hold may run on a DB.
func (db *DB) Hold(ctx context.Context, opts HoldOptions, tick <-chan time.Time) error {
	drv := &msqlite.Driver{}
	if err := registerFold(drv); err != nil {
		return err
	}
	pool := sql.OpenDB(connector{drv, db.dsn(true)})
	pool.SetMaxOpenConns(reserveSize*2 + 1)
	defer func() {
		if e := db.held.now.Swap(nil); e != nil {
			e.retire()
		}
		_ = pool.Close() // reading only
	}()
	var seen int64
	waited := 0
	for {
		v, err := db.Version(ctx)
		current := db.held.now.Load()
		switch {
		case err != nil:
		case current != nil && v == current.version:
			waited = 0
			err = current.renew(ctx, pool)
		case current != nil && v.ID != seen && waited < patience:
			waited++ // more may follow
		default:
			err = db.replace(ctx, opts, pool, current)
		}
		seen = v.ID
		if err != nil && !errors.Is(err, errMoved) && ctx.Err() == nil && opts.Built != nil {
			opts.Built(Held{}, err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick:
		}
	}
}

func (db *DB) replace(ctx context.Context, opts HoldOptions, pool *sql.DB, old *edition) error {
	e, held, err := db.newEdition(ctx, opts, pool)
	if err != nil {
		return err
	}
	db.held.mu.Lock()
	db.held.now.Store(e)
	db.held.lazy = nil
	db.held.mu.Unlock()
	if old != nil {
		old.retire()
	}
	if opts.Built != nil {
		opts.Built(held, nil)
	}
	return nil
}

// newEdition builds an edition of the newest version.
func (db *DB) newEdition(ctx context.Context, opts HoldOptions, pool *sql.DB) (_ *edition, held Held, err error) {
	f, err := db.openFeed(ctx)
	if err != nil {
		return nil, held, err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	e := &edition{reserve: make(chan *snapshot, reserveSize), retired: make(chan struct{})}
	if e.version, err = f.version(ctx); err != nil {
		return nil, held, err
	}
	defer func() {
		if err != nil {
			for len(e.reserve) > 0 {
				_ = (<-e.reserve).tx.Rollback() // nothing was written
			}
		}
	}()
	for range reserveSize {
		s, err := openAt(ctx, pool, e.version)
		if err != nil {
			return nil, held, err // at the next tick
		}
		e.reserve <- s
	}
	held.Version = e.version.ID
	start := db.opts.Now()
	if e.columns, err = db.columnsIfFit(ctx, f, opts); err != nil {
		return nil, held, err
	}
	held.Columns = db.opts.Now().Sub(start)
	start = db.opts.Now()
	if e.indexes, err = f.indexes(ctx); err != nil {
		return nil, held, err
	}
	held.Names = db.opts.Now().Sub(start)
	held.SearchBytes = e.donors.Bytes() + e.committees.Bytes() + e.filings.Bytes() + 8*len(e.order)
	if e.columns != nil {
		hot, tables := e.columns.Bytes()
		held.Rows, held.ColumnBytes = e.columns.Len(), hot+tables
	}
	return e, held, nil
}

func (db *DB) columnsIfFit(ctx context.Context, f *feed, opts HoldOptions) (*columns.Columns, error) {
	var rows int
	if err := f.row(ctx, `SELECT count(*) FROM txn`).Scan(&rows); err != nil {
		return nil, fmt.Errorf("count rows: %w", err)
	}
	if rows < opts.MinRows || int64(rows)*bytesPerRow*2 > opts.MaxBytes {
		return nil, nil
	}
	c, err := f.columns(ctx, db.opts.Rules, rows)
	if errors.Is(err, columns.ErrTooMany) {
		return nil, nil // filters go by SQL
	}
	return c, err
}

// searchable gives the edition to search in: the one that is held, or one with
// the index alone, made for the version at hand.
func (db *DB) searchable(ctx context.Context) (*edition, error) {
	if e := db.held.now.Load(); e != nil {
		return e, nil
	}
	db.held.mu.Lock()
	defer db.held.mu.Unlock()
	if e := db.held.now.Load(); e != nil {
		return e, nil
	}
	v, err := db.Version(ctx)
	if err != nil {
		return nil, err
	}
	if e := db.held.lazy; e != nil && e.version == v {
		return e, nil
	}
	f, err := db.openFeed(ctx)
	if err != nil {
		return nil, err
	}
	e := &edition{}
	if e.version, err = f.version(ctx); err == nil {
		e.indexes, err = f.indexes(ctx)
	}
	if err = errors.Join(err, f.close()); err != nil {
		return nil, err
	}
	db.held.lazy = e
	return e, nil
}
