package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/maphash"
	"time"

	"moneytrail/store"
)

// ReadFunc reads one file into a sink. It may be called twice: once to compare
// the file with what is held, and again to store what is new. Both times it
// must give the same records.
type ReadFunc func(ctx context.Context, sink store.Sink) error

// Progress is told what a load is doing: the stage and, while it lasts, the
// number of rows so far.
type Progress func(stage string, rows int)

// Load stores one file: its rows, what they conclude, and the ranks that
// follow, in one transaction. The same bytes again change nothing; a new file
// in which most reports are unchanged stores the others only. An error, from
// the reader or the database, leaves the database as it was.
func (db *DB) Load(ctx context.Context, src store.SourceFile, read ReadFunc, progress Progress) (store.LoadResult, error) {
	result := store.LoadResult{Source: src}
	if known, err := db.sourceID(ctx, src.SHA256); err != nil || known != 0 {
		result.Unchanged, result.Source.ID = true, known
		return result, err
	}
	if progress == nil {
		progress = func(string, int) {}
	}
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return result, fmt.Errorf("load %s: %w", src.Name, unusable(err))
	}
	l := &loader{db: db, conn: conn, src: src, read: read, progress: progress, result: &result}
	err = l.run(ctx)
	if err = errors.Join(err, conn.Close()); err != nil {
		return result, fmt.Errorf("load %s: %w", src.Name, unusable(err))
	}
	return result, nil
}

// HasSource reports whether these bytes were loaded before.
func (db *DB) HasSource(ctx context.Context, sha256 string) (bool, error) {
	id, err := db.sourceID(ctx, sha256)
	return id != 0, err
}

func (db *DB) sourceID(ctx context.Context, sha256 string) (int64, error) {
	var id int64
	err := db.read.QueryRowContext(ctx, `SELECT id FROM source_file WHERE sha256 = ?`, sha256).Scan(&id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("look up source file: %w", err)
	}
	return id, nil
}

// loader is one load.
type loader struct {
	db       *DB
	conn     *sql.Conn
	tx       *sql.Tx
	src      store.SourceFile
	read     ReadFunc
	progress Progress
	result   *store.LoadResult

	version  int64
	known    map[store.FilingKey]*knownFiling // what the database holds of the file's filings; nil when it is empty
	survey   *survey
	filings  map[store.FilingKey]*filing
	lastKey  store.FilingKey
	last     *filing
	parts    map[string]int64
	filers   map[store.FilerRef]int64
	dirty    map[int64]struct{} // committees whose figures must be computed again
	attached map[int64]int64    // filings that found their filer after their rows were stored
	nextRow  int64
	bulk     bool // indexes are dropped for the load
	stmts    statements
	inserts  inserts
	// standings wait here until a batch of them is stored.
	standings  []committeeStanding
	classes    []classified
	batches    batches
	came       newcomers
	merged     bool // the file's contributors are among the others
	texts      texts
	seed       maphash.Seed
	sawAliases bool
	federal    bool                            // there are federal filings
	lifted     map[store.DonorID]store.DonorID // donors of contributors that corrections had moved; nil: none lifted yet
	laid       bool                            // corrections lie over the rules
	watch      *watch                          // what moves; nil: nobody asks
}

func (l *loader) run(ctx context.Context) (err error) {
	if err := l.begin(ctx); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = l.tx.Rollback() // the first error is the one to report
		}
		err = errors.Join(err, l.detachSources(context.WithoutCancel(ctx)))
	}()
	for _, stage := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"compare", l.compare},
		{"rows", l.store},
		{"filers", l.attachFilers},
		{"versions", l.chooseVersions},
		{"index", l.buildIndexes},
		{"notices", l.coverNotices},
		{"donors", l.donors},
		{"ranks", l.rank},
		{"finish", l.finish},
	} {
		start := l.db.opts.Now()
		l.progress(stage.name, 0)
		if err := stage.do(ctx); err != nil {
			return err
		}
		l.result.Stages = append(l.result.Stages, store.Stage{Name: stage.name, Rows: l.result.NewRows, Took: l.db.opts.Now().Sub(start)})
	}
	start := l.db.opts.Now()
	l.progress("commit", 0)
	if err := l.tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	err = l.checkpoint(ctx)
	l.result.Stages = append(l.result.Stages, store.Stage{Name: "commit", Rows: l.result.NewRows, Took: l.db.opts.Now().Sub(start)})
	return err
}

func (l *loader) begin(ctx context.Context) error {
	if err := l.attachSources(ctx); err != nil {
		return err
	}
	tx, err := l.conn.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	l.tx = tx
	l.reset()
	if err := l.insertSource(ctx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return nil
}

func (l *loader) insertSource(ctx context.Context) error {
	var err error
	if l.version, err = l.newVersion(ctx, "import "+l.src.Name); err != nil {
		return err
	}
	fetched := l.src.Fetched
	if fetched.IsZero() {
		fetched = l.db.opts.Now()
	}
	l.src.ID, err = l.insertID(ctx, `INSERT INTO source_file (sha256, name, url, format, bytes, fetched, partial, version_id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, l.src.SHA256, l.src.Name, l.src.URL, l.src.Format, l.src.Bytes,
		fetched.UTC().Format(time.RFC3339), flag(l.src.Partial), l.version)
	if err != nil {
		return fmt.Errorf("store source file: %w", err)
	}
	l.result.Source, l.result.Version = l.src, l.version
	return nil
}

func (l *loader) insertID(ctx context.Context, query string, args ...any) (int64, error) {
	res, err := l.stmts.exec(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// checkpoint moves a large write-ahead log into the file, so that the next
// reader need not search it. A reader that is at work may prevent it: harmless.
func (l *loader) checkpoint(ctx context.Context) error {
	if l.result.NewRows < 10_000 {
		return nil
	}
	if _, err := l.conn.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	return nil
}

// statements prepares each query of a transaction once.
type statements struct {
	tx    *sql.Tx
	cache map[string]*sql.Stmt
}

func (s *statements) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt, ok := s.cache[query]; ok {
		return stmt, nil
	}
	stmt, err := s.tx.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	s.cache[query] = stmt
	return stmt, nil
}

func (s *statements) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	stmt, err := s.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(ctx, args...)
}

func (s *statements) row(ctx context.Context, query string, args ...any) rowScanner {
	stmt, err := s.prepare(ctx, query)
	if err != nil {
		return failedRow{err}
	}
	return stmt.QueryRowContext(ctx, args...)
}

func (s *statements) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := s.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

type rowScanner interface{ Scan(dest ...any) error }

type failedRow struct{ err error }

func (f failedRow) Scan(...any) error { return f.err }
