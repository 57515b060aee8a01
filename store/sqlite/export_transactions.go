package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"

	"moneytrail/store"
	"moneytrail/store/columns"
)

// exportBatch is how many rows are read before what they refer to is looked
// up; the first batch is small, so that the first row comes soon.
const (
	exportBatch      = 2048
	firstExportBatch = 64
)

// EachTransaction calls yield with every row of a filter, by row id, of the
// pinned snapshot or one of its own. Yield may keep the batch. What is in
// memory does not grow with the number of rows.
func (db *DB) EachTransaction(ctx context.Context, filter *store.TransactionFilter, yield func([]store.TransactionView) error) error {
	f := db.pinned(ctx)
	if f == nil {
		pinned, release, err := db.Pin(ctx)
		if err != nil {
			return err
		}
		defer release()
		f = db.pinned(pinned)
	}
	resolved, err := f.resolveFilter(ctx, &store.TransactionQuery{TransactionFilter: *filter})
	if err != nil {
		return err
	}
	return f.eachTransaction(ctx, db.opts.Rules, resolved, yield)
}

// exportSelect hands each row to Go by moneytrail_each: numbers, then texts, in
// the order that [batch.add] reads. Rows come by id, from the table or from an
// index of committee or contributor.
const exportSelect = `SELECT moneytrail_each(id, kind, direction, status, reason, amount, part_id, line, offset, length, filing_id, contributor_id,
		line_item, memo, cause_txn, cause_filing, committee_id, donor_id,
		schedule, tran_id, last, first, title, suffix, entity, city, state, zip, employer, occupation, committee_ref, date,
		intermediary, description, target_candidate, target_office, target_jurisdiction, target_measure, target_support, note,
		k_name, k_city, k_state, k_zip5, k_entity, k_committee, class, x_kind, filer, confidence, evidence, rule, matched, why, tags, rules_version)
	FROM (SELECT t.id, t.kind, t.direction, t.status, t.reason, t.amount, t.part_id, t.line, t.offset, t.length, t.filing_id, t.contributor_id,
		t.line_item, t.memo, t.cause_txn, t.cause_filing, t.committee_id, coalesce(k.donor_id, t.contributor_id) AS donor_id,
		t.schedule, t.tran_id, t.last, t.first, d.title, t.suffix, t.entity, t.city, t.state, t.zip, t.employer, t.occupation, t.committee_ref, t.date,
		d.intermediary, d.description, d.target_candidate, d.target_office, d.target_jurisdiction, d.target_measure, d.target_support, d.note,
		k.name AS k_name, k.city AS k_city, k.state AS k_state, k.zip5 AS k_zip5, k.entity AS k_entity, k.committee_ref AS k_committee,
		x.class, x.kind AS x_kind, x.filer, x.confidence, x.evidence, x.rule, x.matched, x.why, x.tags, x.rules_version FROM txn t`

const exportJoin = ` CROSS JOIN filing f ON f.id = t.filing_id LEFT JOIN txn_detail d ON d.txn_id = t.id LEFT JOIN contributor k ON k.id = t.contributor_id
		LEFT JOIN donor_class x ON x.donor_id = coalesce(k.donor_id, t.contributor_id) `

// eachTransaction reads batch after batch, each beginning behind the last row,
// because what rows refer to cannot be looked up while a batch is read.
func (f *feed) eachTransaction(ctx context.Context, rules store.Rules, q *columns.Query, yield func([]store.TransactionView) error) error {
	where, err := f.transactionFilter(ctx, rules, q)
	if err != nil {
		return err
	}
	from := exportSelect
	if q.Committees == nil && q.Donor == 0 {
		from += " NOT INDEXED"
	}
	where.and("t.id > ?", int64(0))
	b := newBatch(f.snapshot, rules)
	if err := b.names(ctx); err != nil {
		return err
	}
	for limit := firstExportBatch; ; limit = exportBatch {
		err := f.each(ctx, func(v []driver.Value) error {
			b.add(v)
			return nil
		}, from+exportJoin+where.where+" ORDER BY t.id LIMIT ?)", append(where.args[:len(where.args):len(where.args)], limit)...)
		if err != nil {
			return fmt.Errorf("read rows: %w", err)
		}
		n := len(b.views)
		if n == 0 {
			return nil
		}
		where.args[len(where.args)-1] = b.views[n-1].ID
		if err := b.flush(ctx, yield); err != nil {
			return err
		}
		if n < limit {
			return nil
		}
	}
}
