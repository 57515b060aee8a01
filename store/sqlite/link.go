package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"hash/maphash"

	"moneytrail/store"
)

// LinkCommittee says that two ids are one filer: a provisional committee gets
// the id that the state has given it since, or two committees turn out to be
// one. The filings of from go to the committee of to; later filings under
// either id follow. From must be known ([store.ErrNotFound]); to may be new.
func (db *DB) LinkCommittee(ctx context.Context, from string, to store.FilerRef) error {
	err := db.inTransaction(ctx, "link "+from+" with "+to.String(), func(l *loader) error { return l.link(ctx, from, to) })
	if err != nil {
		return fmt.Errorf("link %s with %s: %w", from, to, err)
	}
	return nil
}

func (l *loader) link(ctx context.Context, from string, to store.FilerRef) error {
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
		return nil
	case 0:
		err = l.rename(ctx, drop, to)
	default:
		err = l.joinPair(ctx, keep, drop)
	}
	if err != nil {
		return err
	}
	for _, stage := range []func(context.Context) error{l.tellRows, l.chooseVersions, l.coverNotices, l.rank} {
		if err := stage(ctx); err != nil {
			return err
		}
	}
	return nil
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
	l.texts = make(texts)
	l.lifted, l.laid = nil, false
	l.seed = maphash.MakeSeed()
	l.stmts = statements{tx: l.tx, cache: make(map[string]*sql.Stmt)}
}
