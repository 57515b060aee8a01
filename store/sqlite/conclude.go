package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"maps"
	"slices"

	"moneytrail/store"
)

// reports are all report versions of a committee with the verdicts stored for
// them.
type reports struct {
	heads  []store.ReportHead
	stored []store.ReportDecision
}

func (l *loader) reports(ctx context.Context, committee int64) (*reports, error) {
	out := &reports{}
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var h store.ReportHead
		var d store.ReportDecision
		var form, from, thru, filed, reportID nullText
		var table store.Table
		var count int
		var v store.TableVerdict
		if err := rows.Scan(&h.ID, &h.Key.System, &h.Key.Report, &h.Key.Version, &h.Copy, &form, &from, &thru, &filed, &reportID, &h.Partial, &h.Withdrawn,
			&d.EmptyAmendment, &table, &count, &v.Kept, &v.Status, &v.Reason, &v.By); err != nil {
			return err
		}
		h.Form, h.From, h.Thru, h.Filed, h.ReportID = string(form), store.Date(from), store.Date(thru), store.Date(filed), string(reportID)
		if n := len(out.heads); n == 0 || out.heads[n-1].ID != h.ID {
			d.Report = h.ID
			out.heads, out.stored = append(out.heads, h), append(out.stored, d)
		}
		last := len(out.heads) - 1
		out.heads[last].Rows[table] = count
		out.stored[last].Tables[table] = v
		return nil
	}, `SELECT f.id, f.system, f.report, f.version, f.copy, f.form, f.from_date, f.thru_date, f.filed, f.report_id, f.partial, f.withdrawn,
			coalesce(f.empty_amendment, 0), coalesce(t.tbl, 0), coalesce(t.rows, 0), coalesce(t.kept, 1), coalesce(t.status, 0), coalesce(t.reason, 0), coalesce(t.by_filing, 0)
		FROM filing f LEFT JOIN filing_table t ON t.filing_id = f.id WHERE f.committee_id = ? ORDER BY f.id`, committee)
	if err != nil {
		return nil, fmt.Errorf("read reports: %w", err)
	}
	return out, nil
}

// chooseVersions decides for every touched committee which versions of its
// reports are in force, and gives rows of the others their status.
func (l *loader) chooseVersions(ctx context.Context) error {
	for i, committee := range l.dirtySorted() {
		r, err := l.reports(ctx, committee)
		if err != nil {
			return err
		}
		decisions := l.db.opts.Rules.Versions(r.heads)
		for j, d := range decisions {
			if err := l.applyDecision(ctx, &r.heads[j], &r.stored[j], &d); err != nil {
				return fmt.Errorf("choose versions of committee %d: %w", committee, err)
			}
		}
		if i%1000 == 0 {
			l.progress("versions", i)
		}
	}
	return nil
}

func (l *loader) dirtySorted() []int64 { return slices.Sorted(maps.Keys(l.dirty)) }

func (l *loader) applyDecision(ctx context.Context, head *store.ReportHead, stored, d *store.ReportDecision) error {
	if stored.EmptyAmendment != d.EmptyAmendment {
		if _, err := l.stmts.exec(ctx, `UPDATE filing SET empty_amendment = ? WHERE id = ?`, idOrNull(d.EmptyAmendment), head.ID); err != nil {
			return err
		}
	}
	for table, rows := range head.Rows {
		verdict := d.Tables[table]
		if rows == 0 || verdict == stored.Tables[table] {
			continue
		}
		if _, err := l.stmts.exec(ctx, `UPDATE filing_table SET kept = ?, status = ?, reason = ?, by_filing = ? WHERE filing_id = ? AND tbl = ?`,
			flag(verdict.Kept), int64(verdict.Status), int64(verdict.Reason), idOrNull(verdict.By), head.ID, table); err != nil {
			return err
		}
		if err := l.applyVerdict(ctx, head.ID, store.Table(table), verdict); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) applyVerdict(ctx context.Context, filing int64, table store.Table, v store.TableVerdict) error {
	if v.Kept {
		return l.restoreRows(ctx, `WHERE t.filing_id = ? AND t.tbl = ? AND t.reason <> ?`, filing, int64(table), int64(store.ReasonRepeatedLine))
	}
	_, err := l.stmts.exec(ctx, `UPDATE txn SET status = ?, reason = ?, cause_filing = ?, cause_txn = NULL
		WHERE filing_id = ? AND tbl = ? AND reason <> ?`,
		int64(v.Status), int64(v.Reason), idOrNull(v.By), filing, int64(table), int64(store.ReasonRepeatedLine))
	return err
}

// coverNotices finds for every touched committee which rows of 24-hour notices
// a periodic report carries.
func (l *loader) coverNotices(ctx context.Context) error {
	// Federal notices of spending are no gifts and never pending, so that only
	// the reports tell whether there are any.
	if err := l.stmts.row(ctx, `SELECT EXISTS (SELECT 1 FROM filing WHERE system = ?)
		OR EXISTS (SELECT 1 FROM filing WHERE system = ?)`, store.SystemFEC, store.SystemFECBulk).Scan(&l.federal); err != nil {
		return fmt.Errorf("look for federal filings: %w", err)
	}
	for i, committee := range l.dirtySorted() {
		if err := l.coverCommittee(ctx, committee); err != nil {
			return fmt.Errorf("match notices of committee %d: %w", committee, err)
		}
		if i%1000 == 0 {
			l.progress("notices", i)
		}
	}
	return nil
}

func (l *loader) coverCommittee(ctx context.Context, committee int64) error {
	notices, stored, err := l.rowHeads(ctx, committee, store.StatusPending, store.StatusCovered)
	if err != nil || (len(notices) == 0 && !l.federal) {
		return err
	}
	r, err := l.reports(ctx, committee)
	if err != nil {
		return err
	}
	var kept []store.ReportHead
	spending := false
	for i, h := range r.heads {
		if inForce(&h, &r.stored[i]) {
			kept = append(kept, h)
			spending = spending || h.Rows[store.TableIndependent] > 0 && (h.Key.System == store.SystemFEC || h.Key.System == store.SystemFECBulk)
		}
	}
	if len(notices) == 0 && !spending {
		return nil
	}
	periodic, _, err := l.rowHeads(ctx, committee, store.StatusCounted, store.StatusOtherMoney)
	if err != nil {
		return err
	}
	for _, m := range l.db.opts.Rules.CoverNotices(notices, periodic, kept) {
		if stored[m.Row] == m {
			continue // nothing new
		}
		if _, err := l.stmts.exec(ctx, `UPDATE txn SET status = ?, reason = ?, cause_txn = ?, cause_filing = ? WHERE id = ?`,
			int64(m.Status), int64(m.Reason), idOrNull(m.CauseRow), idOrNull(m.CauseReport), m.Row); err != nil {
			return err
		}
	}
	return nil
}

// inForce reports whether any table of a report is in force.
func inForce(h *store.ReportHead, d *store.ReportDecision) bool {
	for table, rows := range h.Rows {
		if rows > 0 && d.Tables[table].Kept {
			return true
		}
	}
	return false
}

// rowHeads reads rows of a committee with two statuses, and what is stored of
// their matches.
func (l *loader) rowHeads(ctx context.Context, committee int64, first, second store.Status) ([]store.RowHead, map[int64]store.RowMatch, error) {
	matches := first == store.StatusPending
	columns := `id, filing_id, tbl, schedule, tran_id, contributor_id, date, amount`
	if matches {
		columns += `, status, reason, cause_txn, cause_filing`
	}
	var out []store.RowHead
	stored := make(map[int64]store.RowMatch)
	err := l.eachValue(ctx, func(v []driver.Value) error {
		h := store.RowHead{
			ID: number(v[0]), Report: number(v[1]), Table: store.Table(number(v[2])), Schedule: l.texts.keep(v[3]), TranID: cloned(v[4]),
			Contributor: number(v[5]), Date: store.Date(l.texts.keep(v[6])), Amount: store.Cents(number(v[7])),
		}
		out = append(out, h)
		if matches {
			stored[h.ID] = store.RowMatch{
				Row: h.ID, Status: store.Status(number(v[8])), Reason: store.Reason(number(v[9])), CauseRow: number(v[10]), CauseReport: number(v[11]),
			}
		}
		return nil
	}, `SELECT moneytrail_each(`+columns+`) FROM txn INDEXED BY txn_work WHERE committee_id = ? AND status IN (?, ?)`,
		committee, int64(first), int64(second))
	return out, stored, err
}
