package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"moneytrail/store"
)

// ReportSums calls fn with the sums and summary lines of every report whose
// newest version has a summary page or rows, of one committee or, when id is
// empty, of all. Periods come in order within a committee. Rows of a report
// inside a longer one are summed as if it were in force.
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
				// A report inside a longer one is the filer's word too.
				if f := filings[i]; f.From != "" && (f.Kept || f.Reason == store.ReasonInsideLonger) {
					if err := s.reportSums(ctx, db.opts.Rules, c, f, fn); err != nil {
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

func (s *snapshot) reportSums(ctx context.Context, rules store.Rules, c store.Committee, f store.FilingVersion, fn func(*store.ReportSums) error) error {
	r := &store.ReportSums{Committee: c, Filing: f}
	err := s.rowSums(ctx, rules, f.ID, r)
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

// rowSums adds up the rows of a report by the status that each has by itself,
// apart from lines that stand twice.
func (s *snapshot) rowSums(ctx context.Context, rules store.Rules, filing int64, r *store.ReportSums) error {
	sums := make(map[totalKey]*store.ScheduleTotal)
	err := each(ctx, s, func(rows *sql.Rows) error {
		var t store.Transaction
		var reason store.Reason
		if err := rows.Scan(append(localFields(&t), &reason)...); err != nil {
			return err
		}
		k := totalKey{schedule: t.Schedule, status: store.StatusSuperseded, reason: reason}
		if reason != store.ReasonRepeatedLine {
			k.status, k.reason = rules.Local(&t)
		}
		if sums[k] == nil {
			sums[k] = &store.ScheduleTotal{Schedule: k.schedule, Status: k.status, Reason: k.reason}
		}
		sums[k].Rows++
		sums[k].Amount += t.Amount
		return nil
	}, `SELECT `+localColumns+`, t.reason FROM txn t LEFT JOIN txn_detail d ON d.txn_id = t.id WHERE t.filing_id = ?`, filing)
	for _, t := range sums {
		r.Rows = append(r.Rows, *t)
	}
	slices.SortFunc(r.Rows, func(a, b store.ScheduleTotal) int {
		return cmp.Or(cmp.Compare(a.Schedule, b.Schedule), cmp.Compare(a.Status, b.Status), cmp.Compare(a.Reason, b.Reason))
	})
	return err
}
