package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"moneytrail/store"
)

const sourceRunColumns = `source, agency, committee, title, coalesce(as_of, ''), coalesce(filed_through, ''), coalesce(through, ''), last_run, outcome, coalesce(reason, '')`

// SourceRuns says how fresh what each source gave is, by source, agency and
// committee; nothing when the database was filled from files only.
func (db *DB) SourceRuns(ctx context.Context) ([]store.SourceRun, error) {
	out := []store.SourceRun{}
	err := db.list(ctx, func(rows *sql.Rows) error {
		r, err := scanSourceRun(rows)
		out = append(out, r)
		return err
	}, `SELECT `+sourceRunColumns+` FROM source_run ORDER BY source, agency, committee`)
	return out, err
}

// SaveSourceRun writes down how a run ended, after what is known of earlier
// ones ([store.SourceRun.Then]).
func (db *DB) SaveSourceRun(ctx context.Context, run store.SourceRun) error {
	if err := db.saveSourceRun(ctx, run); err != nil {
		return fmt.Errorf("save run of %s: %w", run.Source, unusable(err))
	}
	return nil
}

func (db *DB) saveSourceRun(ctx context.Context, run store.SourceRun) error {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing is left of it after the commit
	rows, err := tx.QueryContext(ctx, `SELECT `+sourceRunColumns+` FROM source_run WHERE source = ? AND agency = ? AND committee = ?`, run.Source, run.Agency, run.Committee)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // rows.Err tells what went wrong
	for rows.Next() {
		before, err := scanSourceRun(rows)
		if err != nil {
			return err
		}
		run = before.Then(run)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO source_run (source, agency, committee, title, as_of, filed_through, through, last_run, outcome, reason)
		VALUES (?, ?, ?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''), ?, ?, nullif(?, ''))`,
		run.Source, run.Agency, run.Committee, run.Title, moment(run.AsOf), run.FiledThrough, run.Through, moment(run.LastRun), run.Outcome, run.Reason); err != nil {
		return err
	}
	return tx.Commit()
}

func scanSourceRun(rows *sql.Rows) (r store.SourceRun, err error) {
	var asOf, last string
	if err := rows.Scan(&r.Source, &r.Agency, &r.Committee, &r.Title, &asOf, &r.FiledThrough, &r.Through, &last, &r.Outcome, &r.Reason); err != nil {
		return r, err
	}
	if r.AsOf, err = momentOf(asOf); err == nil {
		r.LastRun, err = momentOf(last)
	}
	return r, err
}

// moment writes a time as the database keeps it; empty for the zero time.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func momentOf(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339, text)
}
