package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"moneytrail/store"
)

// pieceBytes is how much of a database one piece holds: small enough that a
// change stores little besides itself, large enough to compress well.
const pieceBytes = 64 << 10

// Keep stores the current state of the database under its data version, once.
// Writers are not held up: what is stored is one snapshot. A database without
// any data keeps nothing.
func (v *Versions) Keep(ctx context.Context, db *DB) (store.DataVersion, error) {
	var version store.DataVersion
	err := db.view(ctx, func(s *snapshot) (err error) {
		if version, err = s.version(ctx); err != nil || version.ID == 0 {
			return err
		}
		kept, err := v.Kept(ctx, version.ID)
		if err != nil || kept {
			return err
		}
		return v.store(ctx, s, version)
	})
	if err != nil {
		return version, fmt.Errorf("keep data version: %w", unusable(err))
	}
	return version, nil
}

func (v *Versions) store(ctx context.Context, s *snapshot, version store.DataVersion) (err error) {
	var schema int64
	if err := s.row(ctx, `SELECT max(version_id) FROM goose_db_version`).Scan(&schema); err != nil {
		return err
	}
	tx, err := v.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback() // the first error is the one to report
		}
	}()
	w := &pieceWriter{tx: tx}
	if err := w.begin(ctx); err != nil {
		return err
	}
	defer w.close()
	if err := w.pages(ctx, s); err != nil {
		return err
	}
	const insert = `INSERT INTO version (id, at, cause, schema, bytes, kept, pieces) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
		ON CONFLICT DO UPDATE SET schema = ?4, bytes = ?5, kept = ?6, dropped = NULL, pieces = ?7`
	if _, err := tx.ExecContext(ctx, insert, version.ID, stamp(version.At), version.Cause, schema, w.bytes, stamp(v.opts.Now()), w.hashes); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = v.db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}

// pieceWriter cuts the pages of a database into pieces and stores those that
// are new.
type pieceWriter struct {
	tx     *sql.Tx
	known  *sql.Stmt
	insert *sql.Stmt
	enc    *zstd.Encoder
	piece  []byte
	packed []byte
	hashes []byte
	bytes  int64
}

func (w *pieceWriter) begin(ctx context.Context) (err error) {
	if w.known, err = w.tx.PrepareContext(ctx, `SELECT count(*) FROM piece WHERE hash = ?`); err != nil {
		return err
	}
	if w.insert, err = w.tx.PrepareContext(ctx, `INSERT INTO piece (hash, data) VALUES (?, ?)`); err != nil {
		return err
	}
	w.enc, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	w.piece = make([]byte, 0, pieceBytes)
	return err
}

func (w *pieceWriter) close() { _ = w.enc.Close() } // it writes to no stream

// pages reads the pages of the snapshot in order, those that stand only in the
// write-ahead log included.
func (w *pieceWriter) pages(ctx context.Context, s *snapshot) error {
	first := true
	err := each(ctx, s, func(rows *sql.Rows) error {
		var page sql.RawBytes
		if err := rows.Scan(&page); err != nil {
			return err
		}
		w.piece = append(w.piece, page...)
		if first {
			standAlone(w.piece)
			first = false
		}
		if len(w.piece) < pieceBytes {
			return nil
		}
		return w.flush(ctx)
	}, `SELECT data FROM sqlite_dbpage ORDER BY pgno`)
	if err != nil {
		return fmt.Errorf("read pages: %w", err)
	}
	if len(w.piece) == 0 {
		return nil
	}
	return w.flush(ctx)
}

// standAlone marks the first page of a database as one without a write-ahead
// log (file format write and read version 1, bytes 18 and 19 of the header).
func standAlone(page []byte) { page[18], page[19] = 1, 1 }

func (w *pieceWriter) flush(ctx context.Context) error {
	hash := sha256.Sum256(w.piece)
	w.hashes = append(w.hashes, hash[:]...)
	w.bytes += int64(len(w.piece))
	var known int
	if err := w.known.QueryRowContext(ctx, hash[:]).Scan(&known); err != nil {
		return fmt.Errorf("look up piece: %w", err)
	}
	if known == 0 {
		w.packed = w.enc.EncodeAll(w.piece, w.packed[:0])
		if _, err := w.insert.ExecContext(ctx, hash[:], w.packed); err != nil {
			return fmt.Errorf("store piece: %w", err)
		}
	}
	w.piece = w.piece[:0]
	return nil
}

// Cite marks a kept version as one that is never dropped. It fails with
// [store.ErrNotFound] or [store.ErrGone].
func (v *Versions) Cite(ctx context.Context, id int64) error {
	if kept, err := v.Kept(ctx, id); err != nil || !kept {
		return errors.Join(err, v.missing(ctx, id))
	}
	_, err := v.db.ExecContext(ctx, `UPDATE version SET cited = coalesce(cited, ?) WHERE id = ?`, stamp(v.opts.Now()), id)
	if err != nil {
		return fmt.Errorf("cite data version %d: %w", id, unusable(err))
	}
	return nil
}

// missing says why the state of a version cannot be read.
func (v *Versions) missing(ctx context.Context, id int64) error {
	if v.disk == nil {
		return &store.GoneError{Version: id, Reason: notKept}
	}
	var dropped string
	err := v.db.QueryRowContext(ctx, `SELECT coalesce(dropped, '') FROM version WHERE id = ?`, id).Scan(&dropped)
	switch {
	case errors.Is(err, errNone):
		return &store.GoneError{Version: id, Reason: notKept}
	case err != nil:
		return fmt.Errorf("look up kept version %d: %w", id, err)
	}
	return &store.GoneError{Version: id, Reason: "it was dropped on " + dropped[:10] + ". " + store.KeepPolicy}
}

const notKept = "it was a passing state, or older than the keeping of versions. " + store.KeepPolicy

// splitHashes cuts the list of the pieces of a version.
func splitHashes(list []byte) [][]byte {
	out := make([][]byte, 0, len(list)/sha256.Size)
	for len(list) >= sha256.Size {
		out = append(out, list[:sha256.Size])
		list = list[sha256.Size:]
	}
	return out
}

var errPiece = errors.New("a piece of a kept version is damaged")

// unpack checks a piece against its hash.
func unpack(dec *zstd.Decoder, packed, hash []byte) ([]byte, error) {
	piece, err := dec.DecodeAll(packed, make([]byte, 0, pieceBytes))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errPiece, err)
	}
	if sum := sha256.Sum256(piece); !bytes.Equal(sum[:], hash) {
		return nil, errPiece
	}
	return piece, nil
}
