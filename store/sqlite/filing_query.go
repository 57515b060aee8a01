package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"moneytrail/store"
)

const filingFields = `f.id, f.system, f.report, f.version, coalesce(f.form, ''), coalesce(f.statement, ''), coalesce(f.from_date, ''),
	coalesce(f.thru_date, ''), coalesce(f.filed, ''), coalesce(f.report_id, ''), f.partial, coalesce(f.url, ''), f.empty_amendment IS NOT NULL,
	s.id, s.sha256, s.name, s.url, s.format, s.bytes, s.fetched`

func filingDest(f *store.FilingVersion, fetched *string) []any {
	return []any{
		&f.ID, &f.Key.System, &f.Key.Report, &f.Key.Version, &f.Form, &f.Statement, &f.From, &f.Thru, &f.Filed, &f.ReportID, &f.Partial, &f.URL, &f.EmptyAmendment,
		&f.Source.ID, &f.Source.SHA256, &f.Source.Name, &f.Source.URL, &f.Source.Format, &f.Source.Bytes, fetched,
	}
}

// noReports leaves out lines of the federal lists of committees and candidates.
const noReports = ` AND NOT (f.system = 'fec-bulk' AND f.form IN ('CM', 'CN', 'CCL'))`

// filings lists all report versions of a committee, newest period first.
func (s *snapshot) filings(ctx context.Context, committee int64) ([]store.FilingVersion, error) {
	return s.filingsWhere(ctx, `f.committee_id = ?1`+noReports, committee)
}

// filingsWhere takes a condition whose only parameter is ?1.
func (s *snapshot) filingsWhere(ctx context.Context, where string, key int64) ([]store.FilingVersion, error) {
	var out []store.FilingVersion
	err := each(ctx, s, func(rows *sql.Rows) error {
		var f store.FilingVersion
		var fetched string
		var by int64
		if err := rows.Scan(append(filingDest(&f, &fetched), &f.Rows, &f.Kept, &f.Reason, &by)...); err != nil {
			return err
		}
		f.Source.Fetched, _ = time.Parse(time.RFC3339, fetched) // written by this package
		if by != 0 {
			var err error
			if f.ReplacedBy, err = s.filingLabel(ctx, by); err != nil {
				return err
			}
		}
		out = append(out, f)
		return nil
	}, `SELECT `+filingFields+`, coalesce(sum(CASE WHEN t.tbl NOT IN (?2, ?3, ?4) THEN t.rows END), 0), coalesce(max(t.kept), 1),
			coalesce(max(t.reason), 0), coalesce(max(t.by_filing), 0)
		FROM filing f JOIN source_file s ON s.id = f.source_id LEFT JOIN filing_table t ON t.filing_id = f.id AND t.tbl <> ?2
		WHERE `+where+` GROUP BY f.id
		ORDER BY coalesce(f.thru_date, f.filed, '') DESC, f.form, f.report_id, f.version DESC, f.id`,
		key, int64(store.TableCover), int64(store.TableMemo), int64(store.TableSummary))
	if err != nil {
		return nil, fmt.Errorf("read filings: %w", err)
	}
	return out, nil
}

// filingLabel names a report version for people.
func (s *snapshot) filingLabel(ctx context.Context, id int64) (string, error) {
	var f store.FilingVersion
	err := s.row(ctx, `SELECT system, coalesce(form, ''), coalesce(from_date, ''), coalesce(thru_date, ''), coalesce(report_id, ''), version, coalesce(filed, ''), report
		FROM filing WHERE id = ?`, id).Scan(&f.Key.System, &f.Form, &f.From, &f.Thru, &f.ReportID, &f.Key.Version, &f.Filed, &f.Key.Report)
	if err != nil {
		return "", fmt.Errorf("name filing %d: %w", id, err)
	}
	return f.Label(), nil
}
