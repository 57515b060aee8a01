package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync"
	"time"

	msqlite "modernc.org/sqlite"
	"modernc.org/sqlite/vfs"

	"moneytrail/store"
)

// VersionsFile gives the name of the file that keeps the data versions of a
// database.
func VersionsFile(database string) string { return database + ".versions" }

// Versions keeps whole states of a database in one file beside it, so that a
// cited answer can be given again after later imports, corrections and
// changes of rules. A state is stored as compressed pieces of 64 KiB that
// states share, so that another one costs what changed.
//
// It is safe for concurrent use, by several processes too.
type Versions struct {
	path string
	db   *sql.DB
	opts Options

	vfs  *vfs.FS
	name string // of the file system as SQLite knows it
	disk *versionDisk

	mu   sync.Mutex
	open map[int64]*openVersion
}

const versionsSchema = `
CREATE TABLE IF NOT EXISTS version (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  cause TEXT NOT NULL,
  schema INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  kept TEXT NOT NULL,
  cited TEXT,
  dropped TEXT,
  pieces BLOB              -- SHA-256 of each piece, in order; NULL when dropped
) STRICT;
CREATE TABLE IF NOT EXISTS piece (
  hash BLOB NOT NULL UNIQUE,
  data BLOB NOT NULL       -- zstd
) STRICT;
PRAGMA user_version = 1;`

// OpenVersions opens the kept versions of a database file. With
// opts.ReadOnly a missing file means that nothing was kept so far; else it is
// made. The options are also those of the databases that [Versions.At] opens.
func OpenVersions(ctx context.Context, database string, opts Options) (*Versions, error) {
	v := &Versions{path: VersionsFile(database), opts: opts, open: make(map[int64]*openVersion)}
	if err := v.ready(ctx); err != nil {
		return nil, errors.Join(err, v.Close())
	}
	return v, nil
}

// ready opens the file when it is there: the first version may be kept long
// after a reader started.
func (v *Versions) ready(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.disk != nil {
		return nil
	}
	if _, err := os.Stat(v.path); err != nil && v.opts.ReadOnly {
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		return fmt.Errorf("open kept versions: %w", err)
	}
	if v.db == nil {
		v.db = sql.OpenDB(connector{&msqlite.Driver{}, versionsDSN(v.path, v.opts.ReadOnly)})
		v.db.SetMaxOpenConns(4)
	}
	if err := v.prepare(ctx); err != nil {
		return fmt.Errorf("open kept versions %s: %w", v.path, unusable(err))
	}
	return nil
}

func versionsDSN(path string, readOnly bool) string {
	q := url.Values{"_pragma": {"busy_timeout(10000)", "cache_size(-2048)"}}
	if readOnly {
		q.Set("mode", "ro")
	} else {
		q.Set("_txlock", "immediate")
		q["_pragma"] = append(q["_pragma"], "journal_mode(WAL)", "synchronous(FULL)")
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
}

func (v *Versions) prepare(ctx context.Context) error {
	if !v.opts.ReadOnly {
		if _, err := v.db.ExecContext(ctx, versionsSchema); err != nil {
			return err
		}
	}
	disk, err := newVersionDisk(v.db)
	if err != nil {
		return err
	}
	if v.name, v.vfs, err = vfs.New(disk); err != nil {
		disk.close()
		return err
	}
	v.disk = disk
	return nil
}

// Close closes every database that [Versions.At] opened and the file.
func (v *Versions) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	var errs []error
	for id, o := range v.open {
		errs = append(errs, o.db.Close())
		delete(v.open, id)
	}
	if v.vfs != nil {
		errs = append(errs, v.vfs.Close())
	}
	if v.disk != nil {
		v.disk.close()
	}
	if v.db != nil {
		errs = append(errs, v.db.Close())
	}
	return errors.Join(errs...)
}

// Versions gives the versions that are or were kept, newest first.
func (v *Versions) Versions(ctx context.Context) ([]store.KeptVersion, error) {
	if err := v.ready(ctx); err != nil || v.disk == nil {
		return nil, err
	}
	rows, err := v.db.QueryContext(ctx, `SELECT id, at, cause, bytes, coalesce(cited, ''), coalesce(dropped, '') FROM version ORDER BY id DESC`)
	if err != nil {
		return nil, fmt.Errorf("list kept versions: %w", err)
	}
	defer func() { _ = rows.Close() }() // rows.Err tells what went wrong
	var out []store.KeptVersion
	for rows.Next() {
		var k store.KeptVersion
		var at, cited, dropped string
		if err := rows.Scan(&k.ID, &at, &k.Cause, &k.Bytes, &cited, &dropped); err != nil {
			return nil, fmt.Errorf("list kept versions: %w", err)
		}
		if err := parseTimes([]*time.Time{&k.At, &k.Cited, &k.Dropped}, at, cited, dropped); err != nil {
			return nil, fmt.Errorf("list kept versions: %w", err)
		}
		out = append(out, k)
	}
	return out, rows.Err()
}

// Kept reports whether the state of a data version can be read.
func (v *Versions) Kept(ctx context.Context, id int64) (bool, error) {
	if err := v.ready(ctx); err != nil {
		return false, err
	}
	return v.kept(ctx, id)
}

func (v *Versions) kept(ctx context.Context, id int64) (bool, error) {
	if v.disk == nil {
		return false, nil
	}
	var n int
	err := v.db.QueryRowContext(ctx, `SELECT count(*) FROM version WHERE id = ? AND pieces IS NOT NULL`, id).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look up kept version %d: %w", id, err)
	}
	return n > 0, nil
}

// parseTimes reads times as stored; empty text is the zero time.
func parseTimes(to []*time.Time, texts ...string) (err error) {
	for i, text := range texts {
		if text == "" {
			continue
		}
		if *to[i], err = time.Parse(time.RFC3339, text); err != nil {
			return err
		}
	}
	return nil
}
