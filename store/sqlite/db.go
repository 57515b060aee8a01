package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	msqlite "modernc.org/sqlite"

	"moneytrail/store"
)

// ErrNewer means that the file was written by a newer version of the program.
var ErrNewer = errors.New("the database is newer than this program; use the program version that wrote it, or a later one")

// ErrUnusable means that the file cannot be opened for what was asked.
var ErrUnusable = errors.New("the database cannot be used")

// Options of [Open]. The zero value is right for a command that runs once.
type Options struct {
	ReadOnly bool // refuse every write; the file must exist
	Readers  int  // connections of the reading pool; 0: twice the number of processors
	NoMmap   bool // do not map the file for reading
	Now      func() time.Time
	Rules    store.Rules // what the database concludes from the evidence; needed for writing
	// Match has every load decide to which donors its contributors belong, unless
	// the database was told to leave them as filed.
	Match bool
	// StreetKey is the secret of the keyed hash that stands for street lines.
	// Empty: street lines are dropped without a hash.
	StreetKey []byte
	// RulesOf gives the rules of a rule file of classes that was in force once;
	// empty text is the file of a version older than the keeping of them. It is
	// for [Versions.At]; nil takes Rules.
	RulesOf func(text string) (store.Rules, error)
	// Closing is called first by Close of a database that was opened for
	// writing; nil does nothing.
	Closing func(*DB) error
}

// DB is an open database.
type DB struct {
	path  string
	write *sql.DB // one connection; nil when read-only
	read  *sql.DB
	rows  *rowModule
	sink  rowSink
	opts  Options
	held  holder

	kept   string       // how a kept data version is opened; empty: path is the file
	closed func() error // what is left to do after closing; may be nil
}

// Open opens or creates the database file and brings its schema up to date.
// It fails with [ErrNewer] or [ErrUnusable], each with a hint.
func Open(ctx context.Context, path string, opts Options) (*DB, error) {
	if opts.Readers == 0 {
		opts.Readers = 2 * runtime.GOMAXPROCS(0)
	}
	if opts.Now == nil {
		return nil, errors.New("open database: Options.Now is required")
	}
	if err := checkPath(path, opts.ReadOnly); err != nil {
		return nil, err
	}
	db := &DB{path: path, rows: newRowModule(), opts: opts}
	if err := db.connect(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func (db *DB) connect(ctx context.Context) error {
	if !db.opts.ReadOnly {
		drv := &msqlite.Driver{}
		if err := drv.RegisterModule(rowModuleName, db.rows); err != nil {
			return fmt.Errorf("register row source: %w", err)
		}
		if err := db.sink.register(drv); err != nil {
			return fmt.Errorf("register row sink: %w", err)
		}
		db.write = sql.OpenDB(connector{drv, db.dsn(false)})
		db.write.SetMaxOpenConns(1)
		if err := migrate(ctx, db.write); err != nil {
			return fmt.Errorf("open database %s: %w", db.path, unusable(err))
		}
	}
	reader := &msqlite.Driver{}
	if err := registerFold(reader); err != nil {
		return err
	}
	db.read = sql.OpenDB(connector{reader, db.dsn(true)})
	db.read.SetMaxOpenConns(db.opts.Readers)
	db.read.SetMaxIdleConns(db.opts.Readers)
	if err := checkVersion(ctx, db.read); err != nil {
		return fmt.Errorf("open database %s: %w", db.path, unusable(err))
	}
	return nil
}

// Close closes all connections.
func (db *DB) Close() error {
	var errs []error
	if db.opts.Closing != nil && db.write != nil && db.read != nil {
		errs = append(errs, db.opts.Closing(db))
	}
	for _, pool := range []*sql.DB{db.write, db.read} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	if db.closed != nil {
		errs = append(errs, db.closed())
	}
	return errors.Join(errs...)
}

// Rules are what the database is opened with.
func (db *DB) Rules() store.Rules { return db.opts.Rules }

// Path is the file's name as given to [Open].
func (db *DB) Path() string { return db.path }

func checkPath(path string, readOnly bool) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%w: %s is a folder; name a file, such as %s", ErrUnusable, path, filepath.Join(path, "moneytrail.db"))
	case err == nil:
		return nil
	case readOnly:
		return fmt.Errorf("%w: %s does not exist; import filings first (moneytrail import PATH)", ErrUnusable, path)
	}
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return fmt.Errorf("%w: the folder of %s does not exist; make it first", ErrUnusable, path)
	}
	return nil
}

// unusable adds a hint to what SQLite says, which speaks of codes only.
func unusable(err error) error {
	var e *msqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case 8: // SQLITE_READONLY
		return fmt.Errorf("%w: it is read-only; check the rights of the file and its folder (%w)", ErrUnusable, err)
	case 10, 13: // SQLITE_IOERR, SQLITE_FULL
		return fmt.Errorf("%w: the disk refused; check free space and the disk (%w)", ErrUnusable, err)
	case 14: // SQLITE_CANTOPEN
		return fmt.Errorf("%w: it cannot be opened; check the rights of the file and its folder (%w)", ErrUnusable, err)
	case 5, 6: // SQLITE_BUSY, SQLITE_LOCKED
		return fmt.Errorf("%w: another moneytrail process is writing to it; wait for it to finish (%w)", ErrUnusable, err)
	case 26, 11: // SQLITE_NOTADB, SQLITE_CORRUPT
		return fmt.Errorf("%w: it is not a moneytrail database or is damaged; restore a backup or name another file (%w)", ErrUnusable, err)
	}
	return err
}

// dsn sets the pragmas of every connection. A small page cache and a mapped
// file read fastest with this driver, whose connections share one cache lock.
func (db *DB) dsn(reader bool) string {
	if db.kept != "" {
		return db.kept
	}
	q := url.Values{}
	pragma := func(p string) { q.Add("_pragma", p) }
	pragma("busy_timeout(10000)")
	pragma("foreign_keys(1)")
	pragma("cache_size(-2048)")
	if reader {
		pragma("query_only(1)")
		if !db.opts.NoMmap {
			pragma("mmap_size(2147418112)")
		}
		if db.opts.ReadOnly {
			q.Set("mode", "ro")
		}
	} else {
		q.Set("_txlock", "immediate")
		pragma("journal_mode(WAL)")
		pragma("synchronous(NORMAL)")
		pragma("threads(2)")
	}
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: db.path}).EscapedPath(), RawQuery: q.Encode()}
	return u.String()
}

// connector opens connections of a driver of its own, so that the row source
// of one database is not visible to another.
type connector struct {
	drv *msqlite.Driver
	dsn string
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.drv.Open(c.dsn) }
func (c connector) Driver() driver.Driver                        { return c.drv }
