package sqlite

import (
	"context"
	"fmt"
)

// txnIndexes are the indexes of the rows, which a large load drops and builds
// again. txn_work holds all that counting and ranking read, so that they never
// touch the rows themselves.
var txnIndexes = []struct{ name, definition string }{
	{"txn_filing", "txn (filing_id, tbl)"},
	{"txn_work", "txn (committee_id, status, reason, schedule, contributor_id, amount, date, tran_id, filing_id, tbl)"},
	{"txn_committee", "txn (committee_id)"},
	{"txn_contributor", "txn (contributor_id, committee_id)"},
}

func (l *loader) dropIndexes(ctx context.Context) error {
	incoming := 0
	for key, tables := range l.survey.filings {
		for _, t := range *tables {
			if f := l.filings[key]; f == nil || f.skip&bit(t.table) == 0 {
				incoming += int(t.rows)
			}
		}
	}
	l.bulk = l.known == nil || incoming > bulkRows && int64(incoming) > l.nextRow/5
	if !l.bulk {
		return nil
	}
	for _, index := range txnIndexes {
		if _, err := l.tx.ExecContext(ctx, "DROP INDEX IF EXISTS "+index.name); err != nil {
			return fmt.Errorf("drop index: %w", err)
		}
	}
	return nil
}

func (l *loader) buildIndex(ctx context.Context, name string) error {
	for _, index := range txnIndexes {
		if index.name != name {
			continue
		}
		l.progress("index "+name, 0)
		if _, err := l.tx.ExecContext(ctx, "CREATE INDEX IF NOT EXISTS "+name+" ON "+index.definition); err != nil {
			return fmt.Errorf("build index %s: %w", name, err)
		}
	}
	return nil
}

func (l *loader) buildIndexes(ctx context.Context) error {
	for _, index := range txnIndexes {
		if err := l.buildIndex(ctx, index.name); err != nil {
			return err
		}
	}
	return nil
}

// storeTables notes how many rows each filing version brought per table.
func (l *loader) storeTables(ctx context.Context) error {
	for key, tables := range l.survey.filings {
		f := l.filings[key]
		if f == nil {
			continue // only named in a log
		}
		for _, t := range *tables {
			id, held := f.target(t.table)
			if held {
				continue
			}
			if _, err := l.stmts.exec(ctx, `INSERT INTO filing_table (filing_id, tbl, rows, digest) VALUES (?, ?, ?, ?)
				ON CONFLICT DO UPDATE SET rows = excluded.rows, digest = excluded.digest`, id, int64(t.table), t.rows, t.digest.bytes()); err != nil {
				return fmt.Errorf("store tables of filing %s %s: %w", key.System, key.Report, err)
			}
		}
	}
	return nil
}
