package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"moneytrail/store"
)

// SourceLine is a source file with what became of its lines.
type SourceLine struct {
	SHA256      string `json:"sha256"`
	Name        string `json:"name"`
	URL         string `json:"url"`
	Format      string `json:"format"`
	Bytes       int64  `json:"bytes"`
	Fetched     string `json:"fetched"` // RFC 3339
	Lines       int    `json:"lines"`
	Typed       int    `json:"typed"`
	Referenced  int    `json:"references"`
	Quarantined int    `json:"quarantined"`
}

// Sources lists the files behind the figures in the order of loading.
func (db *DB) Sources(ctx context.Context) ([]SourceLine, error) {
	out := []SourceLine{}
	err := db.list(ctx, func(rows *sql.Rows) error {
		var s SourceLine
		err := rows.Scan(&s.SHA256, &s.Name, &s.URL, &s.Format, &s.Bytes, &s.Fetched, &s.Lines, &s.Typed, &s.Referenced, &s.Quarantined)
		out = append(out, s)
		return err
	}, `SELECT s.sha256, s.name, s.url, s.format, s.bytes, s.fetched, coalesce(sum(p.lines), 0), coalesce(sum(p.typed), 0),
			coalesce(sum(p.referenced), 0), coalesce(sum(p.quarantined), 0)
		FROM source_file s LEFT JOIN source_part p ON p.source_id = s.id GROUP BY s.id ORDER BY s.id`)
	return out, err
}

// QuarantineLine is a line that could not be read. Offset and Length are bytes
// in the part.
type QuarantineLine struct {
	Source string `json:"source"`
	Part   string `json:"part"`
	Line   int    `json:"line"`
	Offset int64  `json:"offset"`
	Length int    `json:"length"`
	Reason string `json:"reason"`
	Text   string `json:"text"` // redacted
}

// Quarantine lists lines that could not be read, latest file first.
func (db *DB) Quarantine(ctx context.Context, limit int) ([]QuarantineLine, error) {
	out := []QuarantineLine{}
	err := db.list(ctx, func(rows *sql.Rows) error {
		var q QuarantineLine
		err := rows.Scan(&q.Source, &q.Part, &q.Line, &q.Offset, &q.Length, &q.Reason, &q.Text)
		out = append(out, q)
		return err
	}, `SELECT s.name, q.part, q.line, q.offset, q.length, q.reason, q.text FROM quarantine q JOIN source_file s ON s.id = q.source_id
		ORDER BY s.id DESC, q.id LIMIT ?`, limit)
	return out, err
}

// ReferenceLine is a run of lines that carry no money and no filer.
type ReferenceLine struct {
	Source    string `json:"source"`
	Part      string `json:"part"`
	Record    string `json:"record"`
	Lines     int    `json:"lines"`
	FirstLine int    `json:"first_line"`
	LastLine  int    `json:"last_line"`
}

// References lists what is kept by place rather than by content.
func (db *DB) References(ctx context.Context, limit int) ([]ReferenceLine, error) {
	out := []ReferenceLine{}
	err := db.list(ctx, func(rows *sql.Rows) error {
		var r ReferenceLine
		err := rows.Scan(&r.Source, &r.Part, &r.Record, &r.Lines, &r.FirstLine, &r.LastLine)
		out = append(out, r)
		return err
	}, `SELECT s.name, r.part, r.record, r.lines, r.first_line, r.last_line FROM line_reference r JOIN source_file s ON s.id = r.source_id
		ORDER BY s.id DESC, r.rowid LIMIT ?`, limit)
	return out, err
}

// UnassignedReport is a report whose filer nothing names: its rows are stored
// and counted for nobody. Receipts is the sum of its receipts as filed.
type UnassignedReport struct {
	System   store.System `json:"system"`
	Report   string       `json:"report"`
	Version  int          `json:"version"`
	Form     string       `json:"form"`
	Rows     int          `json:"rows"`
	Receipts store.Cents  `json:"receipts_cents"`
	Source   string       `json:"source"`
}

// Unassigned lists reports without a known filer.
func (db *DB) Unassigned(ctx context.Context, limit int) ([]UnassignedReport, error) {
	out := []UnassignedReport{}
	err := db.list(ctx, func(rows *sql.Rows) error {
		var u UnassignedReport
		err := rows.Scan(&u.System, &u.Report, &u.Version, &u.Form, &u.Rows, &u.Receipts, &u.Source)
		out = append(out, u)
		return err
	}, `SELECT f.system, f.report, f.version, coalesce(f.form, ''), count(t.id), coalesce(sum(CASE WHEN t.direction = ?1 THEN t.amount END), 0), s.name
		FROM filing f JOIN source_file s ON s.id = f.source_id LEFT JOIN txn t ON t.filing_id = f.id
		WHERE f.committee_id IS NULL GROUP BY f.id ORDER BY f.id LIMIT ?2`, int64(store.Received), limit)
	return out, err
}

// HasFilingsOf reports whether filings of an agency are held that one of these
// systems identifies.
func (db *DB) HasFilingsOf(ctx context.Context, agency string, systems ...store.System) (bool, error) {
	for _, system := range systems {
		found := false
		err := db.list(ctx, func(rows *sql.Rows) error { return rows.Scan(&found) },
			`SELECT EXISTS (SELECT 1 FROM filing WHERE system = ? AND agency = ?)`, system, agency)
		if err != nil || found {
			return found, err
		}
	}
	return false, nil
}

// Agencies lists the agencies, by code, of whose filings some are held that one
// of these systems identifies.
func (db *DB) Agencies(ctx context.Context, systems ...store.System) ([]string, error) {
	var out []string
	for _, system := range systems {
		err := db.list(ctx, func(rows *sql.Rows) error {
			var agency string
			err := rows.Scan(&agency)
			out = append(out, agency)
			return err
		}, `SELECT DISTINCT agency FROM filing WHERE system = ? AND agency <> '' ORDER BY agency`, system)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (db *DB) list(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) error {
	return db.view(ctx, func(s *snapshot) error {
		if err := each(ctx, s, scan, query, args...); err != nil {
			return fmt.Errorf("list: %w", err)
		}
		return nil
	})
}
