package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"moneytrail/store"
)

// Explain gives the rows behind a figure of a committee, counted and not, with
// the sums of all of them by schedule, status and reason.
func (db *DB) Explain(ctx context.Context, id string, q store.ExplainQuery) (*store.Explanation, error) {
	e := &store.Explanation{}
	err := db.view(ctx, func(s *snapshot) error {
		committee, err := s.findCommittee(ctx, id)
		if err != nil {
			return err
		}
		if e.Version, err = s.version(ctx); err != nil {
			return err
		}
		if e.Committee, err = s.committee(ctx, committee); err != nil {
			return err
		}
		if q.Donor != 0 {
			if e.Donor, err = s.donor(ctx, q.Donor); err != nil {
				return err
			}
			q.Donor = e.Donor.ID
		}
		f := explainFilter(committee, &q)
		if e.Sums, err = s.explainSums(ctx, f); err != nil {
			return err
		}
		e.Rows, e.More, err = s.explainRows(ctx, f, &q)
		return err
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

type filter struct {
	where string
	args  []any
}

func (f *filter) and(condition string, args ...any) {
	f.where += " AND " + condition
	f.args = append(f.args, args...)
}

func explainFilter(committee int64, q *store.ExplainQuery) filter {
	f := filter{"WHERE t.committee_id = ?", []any{committee}}
	if q.Donor != 0 {
		f.and(`t.contributor_id IN (SELECT ? UNION ALL SELECT id FROM contributor WHERE donor_id = ? AND donor_id <> id)`, int64(q.Donor), int64(q.Donor))
	}
	if q.Schedule != "" {
		f.and("t.schedule = ?", q.Schedule)
	}
	if q.Status != store.StatusUnset {
		f.and("t.status = ?", int64(q.Status))
	}
	if q.From != "" {
		f.and("t.date >= ?", string(q.From))
	}
	if q.Thru != "" {
		f.and("t.date <= ?", string(q.Thru))
	}
	return f
}

func (s *snapshot) donor(ctx context.Context, id store.DonorID) (*store.Donor, error) {
	d := &store.Donor{ID: id}
	// A contributor that was joined to another donor leads there.
	err := s.row(ctx, `SELECT donor_id FROM contributor WHERE id = ?`, int64(id)).Scan(&d.ID)
	if errors.Is(err, errNone) {
		return nil, store.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("look up donor: %w", err)
	}
	err = s.row(ctx, `SELECT coalesce(y.name, nullif(m.name, ''), c.name), coalesce(c.city, ''), coalesce(c.state, ''), coalesce(c.zip5, ''), coalesce(c.entity, ''), coalesce(c.committee_ref, ''), `+classFields+`
		FROM contributor c LEFT JOIN donor_class k ON k.donor_id = c.id LEFT JOIN donor_name y ON y.donor_id = c.id LEFT JOIN committee_native n ON n.scheme = 'fppc' AND n.native = c.committee_ref LEFT JOIN committee m ON m.id = n.committee_id
		WHERE c.id = ?`, int64(d.ID)).Scan(append([]any{&d.Name, &d.City, &d.State, &d.Zip5, &d.Entity, &d.CommitteeID}, scanClass(&d.Class)...)...)
	if errors.Is(err, errNone) {
		return nil, store.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("read donor: %w", err)
	}
	return d, nil
}

func (s *snapshot) explainSums(ctx context.Context, f filter) ([]store.ScheduleTotal, error) {
	var out []store.ScheduleTotal
	err := each(ctx, s, func(rows *sql.Rows) error {
		var t store.ScheduleTotal
		err := rows.Scan(&t.Schedule, &t.Status, &t.Reason, &t.Rows, &t.Amount)
		out = append(out, t)
		return err
	}, `SELECT t.schedule, t.status, t.reason, count(*), sum(t.amount) FROM txn t `+f.where+` GROUP BY t.schedule, t.status, t.reason ORDER BY t.status, t.schedule, t.reason`, f.args...)
	if err != nil {
		return nil, fmt.Errorf("sum rows: %w", err)
	}
	return out, nil
}

const rowSelect = `SELECT t.id, t.schedule, coalesce(t.tran_id, ''), coalesce(t.line_item, 0), t.kind, t.direction, coalesce(k.donor_id, t.contributor_id),
	coalesce(t.last, ''), coalesce(t.first, ''), coalesce(d.title, ''), coalesce(t.suffix, ''), coalesce(t.entity, ''), coalesce(t.city, ''), coalesce(t.state, ''),
	coalesce(t.zip, ''), coalesce(t.employer, ''), coalesce(t.occupation, ''), coalesce(t.committee_ref, ''), coalesce(t.date, ''), t.amount, coalesce(t.memo, 0),
	coalesce(d.intermediary, ''), coalesce(d.description, ''), coalesce(d.target_candidate, ''), coalesce(d.target_office, ''), coalesce(d.target_jurisdiction, ''),
	coalesce(d.target_measure, ''), coalesce(d.target_support, ''), coalesce(d.note, ''), t.status, t.reason, coalesce(t.cause_txn, 0), coalesce(t.cause_filing, 0),
	p.name, t.line, t.offset, t.length, ` + filingFields + `
	FROM txn t JOIN filing f ON f.id = t.filing_id JOIN source_part p ON p.id = t.part_id JOIN source_file s ON s.id = p.source_id
	LEFT JOIN txn_detail d ON d.txn_id = t.id LEFT JOIN contributor k ON k.id = t.contributor_id `

func (s *snapshot) explainRows(ctx context.Context, f filter, q *store.ExplainQuery) ([]store.RowView, bool, error) {
	f.and("t.id > ?", q.After)
	return s.rows(ctx, f, limitOr(q.Limit, 100))
}

// rows reads rows with their evidence, at most limit, and whether more follow.
func (s *snapshot) rows(ctx context.Context, f filter, limit int) ([]store.RowView, bool, error) {
	var out []store.RowView
	type cause struct{ row, filing int64 }
	var causes []cause
	err := each(ctx, s, func(rows *sql.Rows) error {
		var r store.RowView
		var name store.Name
		var c cause
		var zip, fetched string
		dest := []any{
			&r.ID, &r.Schedule, &r.TranID, &r.Line, &r.Kind, &r.Direction, &r.Donor, &name.Last, &name.First, &name.Title, &name.Suffix, &r.Entity, &r.City, &r.State,
			&zip, &r.Employer, &r.Occupation, &r.CommitteeID, &r.Date, &r.Amount, &r.Memo, &r.Intermediary, &r.Description, &r.Target.Candidate, &r.Target.Office,
			&r.Target.Jurisdiction, &r.Target.Measure, &r.Target.Support, &r.Note, &r.Status, &r.Reason, &c.row, &c.filing, &r.Pos.Part, &r.Pos.Line, &r.Pos.Offset, &r.Pos.Length,
		}
		if err := rows.Scan(append(dest, filingDest(&r.Filing, &fetched)...)...); err != nil {
			return err
		}
		r.Filing.Source.Fetched, _ = time.Parse(time.RFC3339, fetched) // written by this package
		r.Counterparty, r.Zip5 = name.Full(), zip5(zip)
		out, causes = append(out, r), append(causes, c)
		return nil
	}, rowSelect+f.where+` ORDER BY t.id LIMIT ?`, append(f.args, limit+1)...)
	if err != nil {
		return nil, false, fmt.Errorf("read rows: %w", err)
	}
	more := len(out) > limit
	if more {
		out = out[:limit]
	}
	filings := make([]*store.FilingVersion, len(out))
	for i := range out {
		filings[i] = &out[i].Filing
	}
	if err := s.filingStates(ctx, filings); err != nil {
		return nil, false, err
	}
	for i := range out {
		if out[i].Cause, err = s.causeLabel(ctx, causes[i].row, causes[i].filing); err != nil {
			return nil, false, err
		}
	}
	return out, more, nil
}

// causeLabel names the row or filing that gave a row its status.
func (s *snapshot) causeLabel(ctx context.Context, row, filing int64) (string, error) {
	if row == 0 && filing == 0 {
		return "", nil
	}
	what := ""
	if row != 0 {
		var tran, schedule string
		var line int
		err := s.row(ctx, `SELECT coalesce(tran_id, ''), schedule, line, filing_id FROM txn WHERE id = ?`, row).Scan(&tran, &schedule, &line, &filing)
		if err != nil {
			return "", fmt.Errorf("name row %d: %w", row, err)
		}
		what = fmt.Sprintf("row %s on Schedule %s of ", tran, schedule)
		if tran == "" {
			what = fmt.Sprintf("line %d, Schedule %s of ", line, schedule)
		}
	}
	label, err := s.filingLabel(ctx, filing)
	return what + label, err
}
