package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"moneytrail/store"
)

// LinkCommittee says that two ids are one filer: a provisional committee gets
// the id that the state has given it since, or two committees turn out to be
// one. The filings of from go to the committee of to; later filings under
// either id follow. From must be known ([store.ErrNotFound]); to may be new.
func (db *DB) LinkCommittee(ctx context.Context, from string, to store.FilerRef) error {
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return fmt.Errorf("link %s: %w", from, unusable(err))
	}
	l := &loader{db: db, conn: conn, progress: func(string, int) {}, result: &store.LoadResult{}}
	err = l.link(ctx, from, to)
	if err = errors.Join(err, conn.Close()); err != nil {
		return fmt.Errorf("link %s with %s: %w", from, to, unusable(err))
	}
	return nil
}

func (l *loader) link(ctx context.Context, from string, to store.FilerRef) (err error) {
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
	drop, err := (&snapshot{l.tx}).findCommittee(ctx, from)
	if err != nil {
		return err
	}
	keep, err := l.native(ctx, to)
	if err != nil {
		return err
	}
	switch keep {
	case drop:
		return l.tx.Commit()
	case 0:
		err = l.rename(ctx, drop, to)
	default:
		err = l.joinPair(ctx, keep, drop)
	}
	if err != nil {
		return err
	}
	if _, err := l.insertID(ctx, `INSERT INTO data_version (at, cause) VALUES (?, ?)`, l.db.opts.Now().UTC().Format("2006-01-02T15:04:05Z"), "link "+from+" with "+to.String()); err != nil {
		return err
	}
	for _, stage := range []func(context.Context) error{l.tellRows, l.chooseVersions, l.coverNotices, l.rank} {
		if err := stage(ctx); err != nil {
			return err
		}
	}
	return l.tx.Commit()
}

// rename gives a committee an id that no other has, and cites it by that.
func (l *loader) rename(ctx context.Context, committee int64, to store.FilerRef) error {
	if _, err := l.stmts.exec(ctx, `INSERT INTO committee_native (scheme, native, committee_id) VALUES (?, ?, ?)`, to.Scheme, to.ID, committee); err != nil {
		return err
	}
	l.touch(committee)
	_, err := l.stmts.exec(ctx, `UPDATE committee SET scheme = ?, native = ? WHERE id = ?`, to.Scheme, to.ID, committee)
	return err
}

// reset makes a loader ready for a transaction.
func (l *loader) reset() {
	l.filings = make(map[store.FilingKey]*filing)
	l.parts = make(map[string]int64)
	l.filers = make(map[store.FilerRef]int64)
	l.dirty = make(map[int64]struct{})
	l.attached = make(map[int64]int64)
	l.stmts = statements{tx: l.tx, cache: make(map[string]*sql.Stmt)}
}
