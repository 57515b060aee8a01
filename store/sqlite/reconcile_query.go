package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"moneytrail/store"
)

// ReportSums calls fn with the sums and summary lines of every report in
// force that has a summary page or receipts, of one committee or, when id is
// empty, of all. Periods come in order within a committee.
func (db *DB) ReportSums(ctx context.Context, id string, fn func(*store.ReportSums) error) error {
	return db.view(ctx, func(s *snapshot) error {
		committees, err := s.committeesOf(ctx, id)
		if err != nil {
			return err
		}
		for _, committee := range committees {
			c, err := s.committee(ctx, committee)
			if err != nil {
				return err
			}
			filings, err := s.filings(ctx, committee)
			if err != nil {
				return err
			}
			for i := len(filings) - 1; i >= 0; i-- {
				if f := filings[i]; f.Kept && f.From != "" {
					if err := s.reportSums(ctx, c, f, fn); err != nil {
						return fmt.Errorf("reconcile %s: %w", f.Label(), err)
					}
				}
			}
		}
		return nil
	})
}

func (s *snapshot) committeesOf(ctx context.Context, id string) ([]int64, error) {
	if id != "" {
		committee, err := s.findCommittee(ctx, id)
		return []int64{committee}, err
	}
	var out []int64
	err := each(ctx, s, func(rows *sql.Rows) error {
		var c int64
		err := rows.Scan(&c)
		out = append(out, c)
		return err
	}, `SELECT id FROM committee ORDER BY id`)
	return out, err
}

func (s *snapshot) reportSums(ctx context.Context, c store.Committee, f store.FilingVersion, fn func(*store.ReportSums) error) error {
	r := &store.ReportSums{Committee: c, Filing: f}
	err := each(ctx, s, func(rows *sql.Rows) error {
		var t store.ScheduleTotal
		err := rows.Scan(&t.Schedule, &t.Status, &t.Reason, &t.Rows, &t.Amount)
		r.Rows = append(r.Rows, t)
		return err
	}, `SELECT schedule, status, reason, count(*), sum(amount) FROM txn WHERE filing_id = ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`, f.ID)
	if err != nil {
		return err
	}
	err = each(ctx, s, func(rows *sql.Rows) error {
		l := store.SummaryLine{Filing: f.Key}
		err := rows.Scan(&l.Schedule, &l.Line, &l.A, &l.B, &l.C)
		r.Summary = append(r.Summary, l)
		return err
	}, `SELECT schedule, line, a, b, c FROM summary WHERE filing_id = ? ORDER BY schedule, line`, f.ID)
	if err != nil {
		return err
	}
	if len(r.Rows) == 0 && len(r.Summary) == 0 {
		return nil
	}
	return fn(r)
}
