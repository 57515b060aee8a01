package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"moneytrail/store"
)

const correctionSelect = `SELECT c.id, c.kind, coalesce(c.subject, 0), coalesce(c.object, 0), c.subject_as, c.object_as, c.value, c.detail,
	c.reason, c.link, c.author, coalesce(c.decided, ''), c.at, coalesce(c.file, ''), coalesce(c.line, 0), coalesce(c.undoes, 0),
	coalesce(u.id, 0), c.change_id, coalesce(o.state, ''), coalesce(o.by_correction, 0)
	FROM correction c LEFT JOIN correction u ON u.undoes = c.id LEFT JOIN correction_outcome o ON o.correction_id = c.id `

// inForceSQL holds for an entry c that is in force.
const inForceSQL = `c.kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM correction u WHERE u.undoes = c.id)`

// correctionLog reads entries of the log, oldest first.
func correctionLog(ctx context.Context, q querier, where string, args ...any) ([]store.CorrectionEntry, error) {
	out := []store.CorrectionEntry{}
	err := each(ctx, q, func(rows *sql.Rows) error {
		var e store.CorrectionEntry
		var at string
		if err := rows.Scan(&e.ID, &e.Kind, &e.Subject, &e.Object, &e.SubjectAs, &e.ObjectAs, &e.Value, &e.Detail, &e.Reason, &e.Link, &e.Author, &e.Date,
			&at, &e.File, &e.Line, &e.Undoes, &e.UndoneBy, &e.Change, &e.State, &e.By); err != nil {
			return err
		}
		var err error
		e.At, err = time.Parse(time.RFC3339, at)
		out = append(out, e)
		return err
	}, correctionSelect+where+` ORDER BY c.id`, args...)
	if err != nil {
		return nil, fmt.Errorf("read corrections: %w", err)
	}
	return out, nil
}

// Corrections gives the whole log of corrections, oldest entry first.
func (db *DB) Corrections(ctx context.Context) (out []store.CorrectionEntry, err error) {
	err = db.view(ctx, func(s *snapshot) error {
		out, err = correctionLog(ctx, s, "")
		return err
	})
	return out, err
}

func inForceOf(all []store.CorrectionEntry) []store.Correction {
	var out []store.Correction
	for i := range all {
		if all[i].InForce() {
			out = append(out, all[i].Correction)
		}
	}
	return out
}

// append writes an entry to the log and gives it its number.
func (l *loader) append(ctx context.Context, e *store.Correction) error {
	var err error
	e.At = l.db.opts.Now().UTC().Truncate(time.Second)
	e.ID, err = l.insertID(ctx, `INSERT INTO correction (kind, subject, object, subject_as, object_as, value, detail, reason, link, author, decided, at, file, line, undoes, change_id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, e.Kind, idOrNull(int64(e.Subject)), idOrNull(int64(e.Object)), e.SubjectAs, e.ObjectAs, e.Value, e.Detail,
		e.Reason, e.Link, e.Author, text(string(e.Date)), e.At.Format(time.RFC3339), text(e.File), idOrNull(int64(e.Line)), idOrNull(e.Undoes), e.Change)
	if err != nil {
		return fmt.Errorf("append correction: %w", err)
	}
	return nil
}
