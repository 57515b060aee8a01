package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"moneytrail/store"
)

// attachFilers finds the filers of reports that came without a cover, from the
// publisher's log, and tells the rows that were stored before.
func (l *loader) attachFilers(ctx context.Context) error {
	if err := l.buildIndex(ctx, "txn_filing"); err != nil {
		return err
	}
	if err := l.storeTables(ctx); err != nil {
		return err
	}
	if err := l.withdrawMissing(ctx); err != nil {
		return err
	}
	if l.sawAliases {
		if err := l.joinCommittees(ctx); err != nil {
			return err
		}
	}
	if err := l.filersFromLog(ctx); err != nil {
		return err
	}
	if err := l.tellRows(ctx); err != nil {
		return err
	}
	return l.namesFromLog(ctx)
}

// tellRows tells rows that were stored before who filed them.
func (l *loader) tellRows(ctx context.Context) error {
	for id, committee := range l.attached {
		if err := l.attach(ctx, id, committee); err != nil {
			return fmt.Errorf("attach filing %d: %w", id, err)
		}
	}
	return nil
}

type loggedFiling struct {
	id                               int64
	ref                              store.FilerRef
	form, statement, filed, from, to nullText
}

// filersFromLog looks up filings without a filer in the log of filings, by
// version or else by any version of the same report.
func (l *loader) filersFromLog(ctx context.Context) error {
	var found []loggedFiling
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var f loggedFiling
		err := rows.Scan(&f.id, &f.ref.Scheme, &f.ref.ID, &f.form, &f.statement, &f.filed, &f.from, &f.to)
		found = append(found, f)
		return err
	}, `SELECT f.id, x.scheme, x.native, x.form, x.statement, x.filed, x.from_date, x.thru_date
		FROM filing f JOIN filing_filer x ON x.system = f.system AND x.report = f.report
			AND x.version = (SELECT version FROM filing_filer y WHERE y.system = f.system AND y.report = f.report
				ORDER BY y.version <> f.version, y.version LIMIT 1)
		WHERE f.committee_id IS NULL`)
	if err != nil {
		return fmt.Errorf("look up filers in the log: %w", err)
	}
	for _, f := range found {
		committee, err := l.committee(ctx, f.ref)
		if err != nil {
			return err
		}
		l.attached[f.id] = committee
		l.touch(committee)
		if _, err := l.stmts.exec(ctx, `UPDATE filing SET committee_id = ?, filer_scheme = ?, filer = ?, form = coalesce(form, ?),
			statement = coalesce(statement, ?), filed = coalesce(filed, ?), from_date = coalesce(from_date, ?), thru_date = coalesce(thru_date, ?) WHERE id = ?`,
			committee, f.ref.Scheme, f.ref.ID, f.form.value(), f.statement.value(), f.filed.value(), f.from.value(), f.to.value(), f.id); err != nil {
			return fmt.Errorf("attach filer: %w", err)
		}
	}
	return nil
}

// attach tells the rows of a filing who filed them.
func (l *loader) attach(ctx context.Context, filing, committee int64) error {
	if _, err := l.stmts.exec(ctx, `UPDATE txn SET committee_id = ? WHERE filing_id = ?`, committee, filing); err != nil {
		return err
	}
	return l.restoreRows(ctx, `WHERE t.filing_id = ? AND t.status = ?`, filing, int64(store.StatusNoFiler))
}

// localColumns are what the status of a row by itself depends on.
const localColumns = `t.tbl, t.schedule, t.kind, t.direction, coalesce(t.memo, 0), coalesce(t.tran_type, ''), t.amount, coalesce(d.code, ''), coalesce(d.note, '')`

func localFields(t *store.Transaction) []any {
	return []any{&t.Table, &t.Schedule, &t.Kind, &t.Direction, &t.Memo, &t.TranType, &t.Amount, &t.Code, &t.InferredNote}
}

// restoreRows gives rows the status that they have by themselves.
func (l *loader) restoreRows(ctx context.Context, where string, args ...any) error {
	type conclusion struct {
		id     int64
		status store.Status
		reason store.Reason
	}
	var out []conclusion
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var id int64
		var t store.Transaction
		err := rows.Scan(append(localFields(&t), &id)...)
		status, reason := l.db.opts.Rules.Local(&t)
		out = append(out, conclusion{id, status, reason})
		return err
	}, `SELECT `+localColumns+`, t.id FROM txn t LEFT JOIN txn_detail d ON d.txn_id = t.id `+where, args...)
	if err != nil {
		return err
	}
	for _, c := range out {
		if _, err := l.stmts.exec(ctx, `UPDATE txn SET status = ?, reason = ?, cause_txn = NULL, cause_filing = NULL WHERE id = ?`,
			int64(c.status), int64(c.reason), c.id); err != nil {
			return err
		}
	}
	return nil
}

// namesFromLog names committees whose reports carry no name.
func (l *loader) namesFromLog(ctx context.Context) error {
	_, err := l.stmts.exec(ctx, `UPDATE committee SET name = coalesce((
			SELECT n.name FROM committee_native x JOIN filer_name n ON n.scheme = x.scheme AND n.native = x.native
			WHERE x.committee_id = committee.id ORDER BY n.effective DESC, n.name LIMIT 1), '')
		WHERE name = ''`)
	if err != nil {
		return fmt.Errorf("name committees: %w", err)
	}
	return nil
}

// nullText is text that may be NULL in the database.
type nullText string

// Scan implements sql.Scanner; NULL is the empty text.
func (t *nullText) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*t = ""
	case string:
		*t = nullText(v)
	case []byte:
		*t = nullText(v)
	default:
		return fmt.Errorf("text expected, not %T", src)
	}
	return nil
}

// orEmpty scans text that may be NULL into an ordinary one.
func orEmpty(s *string) *nullText { return (*nullText)(s) }

func (t nullText) value() any { return text(string(t)) }
