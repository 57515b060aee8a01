package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"time"

	msqlite "modernc.org/sqlite"
)

// openVersion is a kept version that is open for questions.
type openVersion struct {
	db    *DB
	users int
	last  time.Time
}

// maxOpenVersions bounds how many kept versions stay open when nobody reads them.
const maxOpenVersions = 4

// At opens the state of a data version for reading. The caller calls release
// when done. It fails with [store.ErrGone] when the state is not kept.
func (v *Versions) At(ctx context.Context, id int64) (db *DB, release func(), err error) {
	if err := v.ready(ctx); err != nil {
		return nil, nil, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	o := v.open[id]
	if o == nil {
		if o, err = v.openAt(ctx, id); err != nil {
			return nil, nil, err
		}
		v.open[id] = o
	}
	o.users++
	o.last = v.opts.Now()
	v.evict()
	return o.db, func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		o.users--
	}, nil
}

// evict closes the versions that were not read for longest.
func (v *Versions) evict() {
	for len(v.open) > maxOpenVersions {
		var oldest int64
		for id, o := range v.open {
			if o.users == 0 && (oldest == 0 || o.last.Before(v.open[oldest].last)) {
				oldest = id
			}
		}
		if oldest == 0 {
			return
		}
		_ = v.open[oldest].db.Close() // it only read
		delete(v.open, oldest)
	}
}

func (v *Versions) openAt(ctx context.Context, id int64) (*openVersion, error) {
	if kept, err := v.kept(ctx, id); err != nil || !kept {
		return nil, errors.Join(err, v.missing(ctx, id))
	}
	db := &DB{path: fmt.Sprintf("%s: data version %d", v.path, id), opts: v.opts}
	db.opts.ReadOnly = true
	q := url.Values{"vfs": {v.name}, "mode": {"ro"}, "immutable": {"1"}, "_pragma": {"query_only(1)", "cache_size(-2048)"}}
	db.kept = fmt.Sprintf("file:%d.db?%s", id, q.Encode())
	reader := &msqlite.Driver{}
	if err := registerFold(reader); err != nil {
		return nil, err
	}
	db.read = sql.OpenDB(connector{reader, db.kept})
	db.read.SetMaxOpenConns(2)
	db.read.SetMaxIdleConns(2)
	err := checkVersion(ctx, db.read)
	if errors.Is(err, errOlder) {
		return v.modernised(ctx, id, db)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open data version %d: %w", id, unusable(err)), db.Close())
	}
	if err := v.oldRules(ctx, db); err != nil {
		return nil, errors.Join(fmt.Errorf("open data version %d: %w", id, err), db.Close())
	}
	return &openVersion{db: db}, nil
}

// oldRules makes a version answer by the rules that it was concluded by.
func (v *Versions) oldRules(ctx context.Context, db *DB) error {
	if v.opts.RulesOf == nil {
		return nil
	}
	text, err := db.ClassFile(ctx)
	if err != nil {
		return err
	}
	db.opts.Rules, err = v.opts.RulesOf(text)
	return err
}

// modernised reads a version that an older program kept: a copy of it is
// brought up to date, and is gone with the process.
func (v *Versions) modernised(ctx context.Context, id int64, old *DB) (*openVersion, error) {
	if err := old.Close(); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "moneytrail-version-")
	if err != nil {
		return nil, fmt.Errorf("open data version %d: %w", id, err)
	}
	path := filepath.Join(dir, "version.db")
	err = v.restore(ctx, id, path)
	var db *DB
	if err == nil {
		opts := v.opts
		opts.ReadOnly = false
		db, err = Open(ctx, path, opts)
	}
	if err == nil {
		if err = v.oldRules(ctx, db); err != nil {
			err = errors.Join(err, db.Close())
		}
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	db.closed = func() error { return os.RemoveAll(dir) }
	return &openVersion{db: db}, nil
}

// Restore writes the state of a data version to a new file: a database of its
// own.
func (v *Versions) Restore(ctx context.Context, id int64, path string) error {
	if kept, err := v.Kept(ctx, id); err != nil || !kept {
		return errors.Join(err, v.missing(ctx, id))
	}
	return v.restore(ctx, id, path)
}

func (v *Versions) restore(ctx context.Context, id int64, path string) error {
	from, err := v.disk.Open(fmt.Sprintf("%d.db", id))
	if err != nil {
		return fmt.Errorf("restore data version %d: %w", id, err)
	}
	to, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("restore data version %d: %w", id, err)
	}
	_, err = io.Copy(to, contextReader{ctx, from})
	if err == nil {
		err = to.Sync()
	}
	if err = errors.Join(err, to.Close()); err != nil {
		return errors.Join(fmt.Errorf("restore data version %d: %w", id, err), os.Remove(path))
	}
	return nil
}

// contextReader ends reading when the context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
