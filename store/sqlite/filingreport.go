package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"time"

	"moneytrail/store"
)

// Filing gives a report with its versions, the rows of one of them and, when
// asked, those of two for comparing. It fails with [store.ErrNotFound] when no
// report or version has the number.
func (db *DB) Filing(ctx context.Context, q store.FilingQuery) (*store.FilingReport, error) {
	r := &store.FilingReport{}
	err := db.view(ctx, func(s *snapshot) (err error) {
		if r.Version, err = s.version(ctx); err != nil {
			return err
		}
		committee, err := s.reportVersions(ctx, &q, r)
		if err != nil {
			return err
		}
		if committee != 0 {
			if r.Committee, err = s.committee(ctx, committee); err != nil {
				return err
			}
		}
		if err := r.Choose(&q); err != nil {
			return err
		}
		shown := r.Versions[r.Shown-1]
		of := filter{"WHERE t.filing_id = ?", []any{shown.ID}}
		if r.Sums, err = s.explainSums(ctx, of); err != nil {
			return err
		}
		if err := s.reportSums(ctx, db.opts.Rules, r.Committee, shown, func(sums *store.ReportSums) error {
			r.Report = *sums
			return nil
		}); err != nil {
			return err
		}
		of.and("t.id > ?", q.After)
		if r.Rows, r.More, err = s.rows(ctx, of, limitOr(q.Limit, 50)); err != nil {
			return err
		}
		return s.compared(ctx, &q, r)
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// reportVersions reads all versions of the report, oldest first, and who filed
// it.
func (s *snapshot) reportVersions(ctx context.Context, q *store.FilingQuery, r *store.FilingReport) (committee int64, err error) {
	for _, report := range q.Reports {
		err := each(ctx, s, func(rows *sql.Rows) error {
			var f store.FilingVersion
			var fetched string
			err := rows.Scan(append(filingDest(&f, &fetched), &committee)...)
			f.Source.Fetched, _ = time.Parse(time.RFC3339, fetched) // written by this package
			r.Versions = append(r.Versions, f)
			return err
		}, `SELECT `+filingFields+`, coalesce(f.committee_id, 0) FROM filing f JOIN source_file s ON s.id = f.source_id
			WHERE f.system = ? AND f.report = ? ORDER BY f.version, f.copy`, string(q.System), report)
		if err != nil {
			return 0, fmt.Errorf("read versions of %s %s: %w", q.System, report, err)
		}
		if len(r.Versions) > 0 {
			break
		}
	}
	if len(r.Versions) == 0 {
		return 0, store.ErrNotFound
	}
	versions := make([]*store.FilingVersion, len(r.Versions))
	for i := range r.Versions {
		versions[i] = &r.Versions[i]
	}
	return committee, s.filingStates(ctx, versions)
}

// compared reads the rows of the versions to compare.
func (s *snapshot) compared(ctx context.Context, q *store.FilingQuery, r *store.FilingReport) (err error) {
	if r.Compared == 0 {
		return nil
	}
	before, after := r.Versions[r.Compared-1], r.Versions[r.Shown-1]
	if r.TooMany = before.Rows+after.Rows > q.MaxRows; r.TooMany {
		return nil
	}
	all := func(f store.FilingVersion) ([]store.RowView, error) {
		rows, _, err := s.rows(ctx, filter{"WHERE t.filing_id = ?", []any{f.ID}}, math.MaxInt32)
		return rows, err
	}
	if r.Before, err = all(before); err != nil {
		return err
	}
	r.After, err = all(after)
	return err
}
