package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"moneytrail/store"
)

// targetOf gives what a row was for or against: what the row names, else what
// its report is about. Tables t, d (its detail) and f (its filing).
const targetOf = `coalesce(d.target_candidate, f.target_candidate, ''), coalesce(d.target_office, f.target_office, ''),
	coalesce(d.target_measure, f.target_measure, ''), coalesce(d.target_support, f.target_support, '')`

const independentFrom = ` FROM txn t JOIN filing f ON f.id = t.filing_id LEFT JOIN txn_detail d ON d.txn_id = t.id `

// payers is how many donors of a spender are named.
const payers = 3

// Independent adds up independent spending by spender and target. It fails
// with [store.ErrNotFound] or [store.ErrAmbiguous].
func (db *DB) Independent(ctx context.Context, q store.IndependentQuery) (*store.Independent, error) {
	out := &store.Independent{}
	err := db.view(ctx, func(s *snapshot) (err error) {
		if out.Version, err = s.version(ctx); err != nil {
			return err
		}
		f, err := s.independentFilter(ctx, &q)
		if err != nil {
			return err
		}
		lines, spenders, err := s.independentLines(ctx, f)
		if err != nil {
			return fmt.Errorf("add up independent spending: %w", err)
		}
		sumIndependent(out, lines, spenders)
		from := min(max(q.Offset, 0), len(lines))
		for i, line := range page(lines, q.Offset, limitOr(q.Limit, 25)) {
			if line.Spender, err = s.committee(ctx, spenders[from+i]); err != nil {
				return err
			}
			if line.Payers, _, err = s.donors(ctx, &group{rules: db.opts.Rules}, store.StandingQuery{Limit: payers}, committeeDonorsSQL, spenders[from+i]); err != nil {
				return err
			}
			out.Items = append(out.Items, line)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (s *snapshot) independentFilter(ctx context.Context, q *store.IndependentQuery) (filter, error) {
	f := filter{"WHERE t.status = ? AND t.reason = ?", []any{int64(store.StatusOtherMoney), int64(store.ReasonIndependent)}}
	if q.Committee == "" {
		f.where += " AND t.committee_id IS NOT NULL"
	} else {
		committee, err := s.findCommittee(ctx, q.Committee)
		if err != nil {
			return f, err
		}
		f.and("t.committee_id = ?", committee)
	}
	for word := range strings.FieldsSeq(q.Search) {
		f.and(`instr(lower(coalesce(d.target_candidate, f.target_candidate, '') || ' ' || coalesce(d.target_measure, f.target_measure, '')), lower(?)) > 0`, word)
	}
	return f, nil
}

func (s *snapshot) independentLines(ctx context.Context, f filter) ([]store.IndependentLine, []int64, error) {
	var lines []store.IndependentLine
	var spenders []int64
	err := each(ctx, s, func(rows *sql.Rows) error {
		var l store.IndependentLine
		var spender int64
		var first, last nullText
		err := rows.Scan(&spender, &l.Candidate, &l.Office, &l.Measure, &l.Support, &l.Notice, &l.Amount, &l.Rows, &first, &last)
		l.First, l.Last = store.Date(first), store.Date(last)
		lines, spenders = append(lines, l), append(spenders, spender)
		return err
	}, `SELECT t.committee_id, `+targetOf+`, t.schedule IN ('S496', 'F496'), sum(t.amount), count(*), min(t.date), max(t.date)`+independentFrom+f.where+`
		GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 7 DESC, 1, 2, 3, 4, 5, 6`, f.args...)
	return lines, spenders, err
}

func sumIndependent(out *store.Independent, lines []store.IndependentLine, spenders []int64) {
	seen := make(map[int64]bool)
	out.Total = len(lines)
	for i, l := range lines {
		seen[spenders[i]] = true
		sum := &out.NotSaid
		switch l.Support {
		case "S":
			sum = &out.For
		case "O":
			sum = &out.Against
		}
		sum.Lines++
		if l.Notice {
			sum.Notices += l.Amount
		} else {
			sum.Amount += l.Amount
		}
	}
	out.Spenders = len(seen)
}
