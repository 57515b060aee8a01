package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"io"

	"moneytrail/store"
)

// Copy writes the database as a file: one snapshot, whatever is written to it
// meanwhile. Writers are not held up.
func (db *DB) Copy(ctx context.Context, w io.Writer) (v store.DataVersion, err error) {
	pinned, release, err := db.Pin(ctx)
	if err != nil {
		return v, err
	}
	defer release()
	s := db.pinned(pinned)
	if v, err = s.version(ctx); err != nil {
		return v, err
	}
	if err := s.copyPages(ctx, w); err != nil {
		return v, fmt.Errorf("copy database: %w", unusable(err))
	}
	return v, nil
}

// Copy writes the file of kept versions, in the same way. It reports false,
// and writes nothing, when none were kept.
func (v *Versions) Copy(ctx context.Context, w io.Writer) (bool, error) {
	if v.db == nil {
		return false, nil
	}
	tx, err := v.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: v.opts.ReadOnly})
	if err != nil {
		return false, fmt.Errorf("copy kept versions: %w", unusable(err))
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	if err := (&snapshot{tx}).copyPages(ctx, w); err != nil {
		return false, fmt.Errorf("copy kept versions: %w", unusable(err))
	}
	return true, nil
}

// copyPages writes the pages of the snapshot in order, those that stand only in
// the write-ahead log included.
func (s *snapshot) copyPages(ctx context.Context, w io.Writer) error {
	first := true
	return each(ctx, s, func(rows *sql.Rows) error {
		var page sql.RawBytes
		if err := rows.Scan(&page); err != nil {
			return err
		}
		if first {
			page = append(sql.RawBytes(nil), page...)
			standAlone(page)
			first = false
		}
		_, err := w.Write(page)
		return err
	}, `SELECT data FROM sqlite_dbpage ORDER BY pgno`)
}
