package sqlite

import (
	"context"
	"fmt"

	"moneytrail/store"
	"moneytrail/store/columns"
)

// exportBatch is how many rows are read before what they refer to is looked
// up; the first batch is small, so that the first row comes soon.
const (
	exportBatch      = 1024
	firstExportBatch = 64
)

// EachTransaction calls yield with every row of a filter, by row id. Yield may
// keep the batch. What is in memory does not grow with the number of rows.
func (db *DB) EachTransaction(ctx context.Context, filter *store.TransactionFilter, yield func([]store.TransactionView) error) error {
	return db.view(ctx, func(s *snapshot) error {
		resolved, err := s.resolveFilter(ctx, &store.TransactionQuery{TransactionFilter: *filter})
		if err != nil {
			return err
		}
		return s.eachTransaction(ctx, db.opts.Rules, resolved, yield)
	})
}

// The order of the joins is fixed: rows come by id, from the table or from an
// index of committee or contributor, without being sorted.
const exportSelect = `SELECT t.id, t.schedule, t.kind, t.direction, t.status, t.reason, t.amount, t.part_id, t.line, t.offset, t.length, t.filing_id, t.contributor_id,
	coalesce(t.line_item, 0), coalesce(t.memo, 0), coalesce(t.cause_txn, 0), coalesce(t.cause_filing, 0), coalesce(t.committee_id, 0), coalesce(k.donor_id, t.contributor_id),
	coalesce(t.tran_id, ''), coalesce(t.last, ''), coalesce(t.first, ''), coalesce(d.title, ''), coalesce(t.suffix, ''), coalesce(t.entity, ''),
	coalesce(t.city, ''), coalesce(t.state, ''), coalesce(t.zip, ''), coalesce(t.employer, ''), coalesce(t.occupation, ''), coalesce(t.committee_ref, ''), coalesce(t.date, ''),
	coalesce(d.intermediary, ''), coalesce(d.description, ''), coalesce(d.target_candidate, ''), coalesce(d.target_office, ''), coalesce(d.target_jurisdiction, ''),
	coalesce(d.target_measure, ''), coalesce(d.target_support, ''), coalesce(d.note, ''),
	coalesce(k.name, ''), coalesce(k.city, ''), coalesce(k.state, ''), coalesce(k.zip5, ''), coalesce(k.entity, ''), coalesce(k.committee_ref, ''),
	coalesce(x.class, ''), coalesce(x.kind, ''), coalesce(x.filer, ''), coalesce(x.confidence, ''), coalesce(x.evidence, ''),
	coalesce(x.rule, ''), coalesce(x.matched, ''), coalesce(x.why, ''), coalesce(x.tags, ''), coalesce(x.rules_version, '')`

const exportJoin = ` CROSS JOIN filing f ON f.id = t.filing_id LEFT JOIN txn_detail d ON d.txn_id = t.id LEFT JOIN contributor k ON k.id = t.contributor_id
	LEFT JOIN donor_class x ON x.donor_id = coalesce(k.donor_id, t.contributor_id) `

func (s *snapshot) eachTransaction(ctx context.Context, rules store.Rules, q *columns.Query, yield func([]store.TransactionView) error) error {
	f, err := s.transactionFilter(ctx, rules, q)
	if err != nil {
		return err
	}
	from := " FROM txn t"
	if q.Committees == nil && q.Donor == 0 {
		from += " NOT INDEXED"
	}
	rows, err := s.query(ctx, exportSelect+from+exportJoin+f.where+" ORDER BY t.id", f.args...)
	if err != nil {
		return fmt.Errorf("read rows: %w", err)
	}
	defer func() { _ = rows.Close() }() // rows.Err tells what went wrong
	b := newBatch(s)
	if err := b.names(ctx); err != nil {
		return err
	}
	size := firstExportBatch
	for rows.Next() {
		if err := b.scan(rows); err != nil {
			return fmt.Errorf("read rows: %w", err)
		}
		if len(b.views) < size {
			continue
		}
		size = exportBatch
		if err := b.flush(ctx, yield); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read rows: %w", err)
	}
	return b.flush(ctx, yield)
}
