package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
)

// contentQueries give what the database says, without row ids, times of
// loading and data versions, in an order that follows from the content.
var contentQueries = []string{
	`SELECT s.sha256, s.format, s.bytes FROM source_file s ORDER BY s.sha256`,
	`SELECT f.system, f.report, f.version, f.copy, f.form, f.filer_scheme, f.filer, f.filer_name, f.from_date, f.thru_date, f.report_id, f.partial, f.withdrawn, s.sha256
		FROM filing f JOIN source_file s ON s.id = f.source_id ORDER BY 1, 2, 3, 4`,
	`SELECT f.system, f.report, f.version, f.copy, t.schedule, t.tran_id, t.line_item, t.kind, t.direction, t.entity, t.last, t.first, t.suffix, t.city, t.state, t.zip,
		t.employer, t.occupation, t.committee_ref, t.tran_type, t.date, t.amount, t.cumulative, t.memo, t.contributor_id, t.status, t.reason, s.sha256, p.name, t.line, t.offset
		FROM txn t JOIN filing f ON f.id = t.filing_id JOIN source_part p ON p.id = t.part_id JOIN source_file s ON s.id = p.source_id
		ORDER BY s.sha256, p.name, t.line, t.offset, t.schedule, t.tran_id, t.amount`,
	`SELECT f.system, f.report, f.version, f.copy, x.schedule, x.line, x.a, x.b, x.c FROM summary x JOIN filing f ON f.id = x.filing_id ORDER BY 1, 2, 3, 4, 5, 6`,
	`SELECT c.scheme, c.native, d.rank, d.donor_id, d.gross, d.returned, d.net, d.gifts, d.first, d.last, d.pending, d.pending_gifts, d.attributed
		FROM committee_donor d JOIN committee c ON c.id = d.committee_id ORDER BY 1, 2, 3`,
	`SELECT k.donor_id, k.class, k.kind, k.confidence FROM donor_class k ORDER BY 1`,
	`SELECT n.donor_id, n.name FROM donor_name n ORDER BY 1`,
	`SELECT r.a, r.b, r.reason, r.link FROM donor_relation r ORDER BY 1, 2`,
}

// ContentHash gives a SHA-256, in hex, of evidence and conclusions: equal for
// two databases that hold the same files and say the same, whenever and in
// whatever order these were loaded.
func (db *DB) ContentHash(ctx context.Context) (string, error) {
	sum := sha256.New()
	err := db.view(ctx, func(s *snapshot) error {
		for _, query := range contentQueries {
			var values []any
			err := each(ctx, s, func(rows *sql.Rows) error {
				if values == nil {
					columns, err := rows.Columns()
					if err != nil {
						return err
					}
					values = make([]any, len(columns))
				}
				dest := make([]any, len(values))
				for i := range values {
					dest[i] = &values[i]
				}
				if err := rows.Scan(dest...); err != nil {
					return err
				}
				_, err := fmt.Fprintf(sum, "%q\n", values)
				return err
			}, query)
			if err != nil {
				return fmt.Errorf("hash content: %w", err)
			}
		}
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}
