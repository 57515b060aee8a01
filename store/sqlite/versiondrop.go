package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"time"

	"moneytrail/store"
)

// Drop lets go of the versions that [store.KeepPolicy] does not keep, with
// newest in place of [store.KeepNewest], and gives their
// number. Who is reading such a version at that moment gets an error.
func (v *Versions) Drop(ctx context.Context, newest int) (int, error) {
	all, err := v.Versions(ctx)
	if err != nil {
		return 0, err
	}
	drop := droppable(all, newest)
	if len(drop) == 0 {
		return 0, nil
	}
	tx, err := v.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("drop data versions: %w", unusable(err))
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	for _, id := range drop {
		if _, err := tx.ExecContext(ctx, `UPDATE version SET pieces = NULL, dropped = ? WHERE id = ? AND cited IS NULL`, stamp(v.opts.Now()), id); err != nil {
			return 0, fmt.Errorf("drop data version %d: %w", id, unusable(err))
		}
	}
	if err := dropPieces(ctx, tx); err != nil {
		return 0, fmt.Errorf("drop pieces: %w", unusable(err))
	}
	if err := tx.Commit(); err != nil {
		return 0, fmt.Errorf("drop data versions: %w", unusable(err))
	}
	return len(drop), nil
}

// dropPieces deletes the pieces of no kept version.
func dropPieces(ctx context.Context, tx *sql.Tx) error {
	held := make(map[[32]byte]bool)
	err := eachIn(ctx, tx, func(list []byte) {
		for _, hash := range splitHashes(list) {
			held[[32]byte(hash)] = true
		}
	}, `SELECT pieces FROM version WHERE pieces IS NOT NULL`)
	if err != nil {
		return err
	}
	var unused [][]byte
	err = eachIn(ctx, tx, func(hash []byte) {
		if !held[[32]byte(hash)] {
			unused = append(unused, bytes.Clone(hash))
		}
	}, `SELECT hash FROM piece`)
	if err != nil {
		return err
	}
	for _, hash := range unused {
		if _, err := tx.ExecContext(ctx, `DELETE FROM piece WHERE hash = ?`, hash); err != nil {
			return err
		}
	}
	return nil
}

// eachIn scans every row of a query that gives one blob.
func eachIn(ctx context.Context, tx *sql.Tx, fn func([]byte), query string) error {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // rows.Err tells what went wrong
	for rows.Next() {
		var blob sql.RawBytes
		if err := rows.Scan(&blob); err != nil {
			return err
		}
		fn(blob)
	}
	return rows.Err()
}

// droppable applies the policy to versions, newest first.
func droppable(all []store.KeptVersion, newest int) []int64 {
	var drop []int64
	held := 0
	month := ""
	for _, k := range all {
		if !k.Dropped.IsZero() {
			continue
		}
		held++
		lastOfMonth := k.At.UTC().Format("2006-01") != month
		month = k.At.UTC().Format("2006-01")
		if held > newest && !lastOfMonth && k.Cited.IsZero() {
			drop = append(drop, k.ID)
		}
	}
	return drop
}

// stamp is how times are stored.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
