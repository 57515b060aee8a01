package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"runtime/debug"

	"moneytrail/store"
)

// bulkRows is from how many new rows on, compared with those held, dropping
// and rebuilding the indexes costs less than keeping them up to date.
const bulkRows = 50_000

// inserts are the batches that a load passes through virtual tables.
type inserts struct {
	cur     *chunk
	fresh   []int // rows of the chunk that are stored
	details []int
	loans   []int
	sources []*rowSource
}

// attachSources makes the batches readable on the connection.
func (l *loader) attachSources(ctx context.Context) error {
	in := &l.inserts
	in.cur = &chunk{}
	in.sources = []*rowSource{
		{name: "src_txn", columns: txnColumns, value: func(r, c int) driver.Value { return in.cur.rows[in.fresh[r]].txnValue(c) }},
		{name: "src_detail", columns: detailColumns, value: func(r, c int) driver.Value { return in.cur.rows[in.details[r]].detailValue(c) }},
		{name: "src_loan", columns: loanColumns, value: func(r, c int) driver.Value { return in.cur.rows[in.loans[r]].loanValue(c) }},
		{name: "src_contributor", columns: contributorColumns, value: func(r, c int) driver.Value { return in.cur.contributors[r].value(c) }},
		{name: "src_alias", columns: aliasColumns, value: func(r, c int) driver.Value { return aliasValue(&in.cur.aliases[r], c) }},
		{name: "src_name", columns: nameColumns, value: func(r, c int) driver.Value { return nameValue(&in.cur.names[r], c) }},
		{name: "src_filer", columns: filerColumns, value: func(r, c int) driver.Value { return filerValue(&in.cur.filers[r], c) }},
		{name: "src_standing", columns: standingColumns, value: func(r, c int) driver.Value { return l.standings[r].value(c) }},
		{name: "src_given", columns: givenColumns, value: func(r, c int) driver.Value { return l.given.lines[r].value(c) }},
		{name: "src_class", columns: classColumns, value: func(r, c int) driver.Value { return l.classes[r].value(c) }},
	}
	in.sources = append(in.sources, l.batches.sources()...)
	for _, src := range in.sources {
		if err := l.db.rows.attach(ctx, l.conn, src); err != nil {
			return err
		}
	}
	_, err := l.conn.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS temp.new_contributor (id INTEGER, key TEXT, name TEXT, city TEXT, state TEXT, zip5 TEXT, entity TEXT, committee_ref TEXT,
		last TEXT, first TEXT, suffix TEXT, employer TEXT, occupation TEXT, street_hash INTEGER)`)
	for _, query := range []string{
		`CREATE TABLE IF NOT EXISTS temp.moved (id INTEGER PRIMARY KEY, donor INTEGER, former INTEGER)`,
		`CREATE TABLE IF NOT EXISTS temp.regrouped (id INTEGER PRIMARY KEY)`,
		`CREATE TABLE IF NOT EXISTS temp.giving (id INTEGER PRIMARY KEY)`,
	} {
		if err == nil {
			_, err = l.conn.ExecContext(ctx, query)
		}
	}
	if err != nil {
		return fmt.Errorf("attach row sources: %w", err)
	}
	return nil
}

func (l *loader) detachSources(ctx context.Context) error {
	var errs []error
	for _, src := range l.inserts.sources {
		errs = append(errs, l.db.rows.detach(ctx, l.conn, src))
	}
	for _, table := range []string{"new_contributor", "moved", "regrouped"} {
		_, err := l.conn.ExecContext(ctx, `DROP TABLE IF EXISTS temp.`+table)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// store reads the file on one goroutine and writes its rows on this one.
func (l *loader) store(ctx context.Context) error {
	if l.known != nil && !l.hasNews() {
		return l.accounts(ctx, &l.survey.lines)
	}
	if err := l.dropIndexes(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out, free := make(chan *chunk), make(chan *chunk, 3)
	for range 3 {
		free <- &chunk{}
	}
	c := &collector{
		ctx: ctx, out: out, free: free, cur: <-free, rules: l.db.opts.Rules, identity: l.db.opts.Rules.Identity(),
		street: l.db.opts.StreetKey, survey: l.survey, surveyed: l.known != nil, seen: newSeenSet(), repeats: newRepeatFinder(),
	}
	failed := make(chan error, 1)
	go func() {
		defer close(out)
		failed <- l.collect(ctx, c)
	}()
	var storeErr error
	for ch := range out {
		if storeErr != nil {
			continue // drain, so that the reader can end
		}
		if storeErr = l.chunk(ctx, ch); storeErr != nil {
			cancel(storeErr)
			continue
		}
		free <- ch
	}
	if err := <-failed; err != nil && storeErr == nil {
		return err
	}
	return storeErr
}

// collect runs the reader. A panic in it is an error of this file, not the end
// of the program.
func (l *loader) collect(ctx context.Context, c *collector) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("reader failed: %v\n%s", p, debug.Stack())
		}
	}()
	if err := l.read(ctx, c); err != nil {
		return err
	}
	return c.flush()
}

// hasNews reports whether the survey found anything that is not held, or a
// filing whose filer is not known yet.
func (l *loader) hasNews() bool {
	for key, tables := range l.survey.filings {
		f := l.filings[key]
		if f == nil || f.changed != 0 || f.committee == 0 {
			return true
		}
		for _, t := range *tables {
			if f.skip&bit(t.table) == 0 {
				return true
			}
		}
	}
	return len(l.survey.filings) == 0
}

// chunk stores a run of records: what filers and reports are first, then rows.
func (l *loader) chunk(ctx context.Context, ch *chunk) error {
	l.inserts.cur = ch
	if err := l.filerRecords(ctx, ch); err != nil {
		return err
	}
	for i := range ch.filings {
		if err := l.head(ctx, &ch.filings[i]); err != nil {
			return err
		}
	}
	if err := l.transactions(ctx, ch); err != nil {
		return err
	}
	for i := range ch.summaries {
		if err := l.summary(ctx, &ch.summaries[i]); err != nil {
			return err
		}
	}
	for i := range ch.memos {
		if err := l.memo(ctx, &ch.memos[i]); err != nil {
			return err
		}
	}
	for i := range ch.persons {
		if err := l.person(ctx, &ch.persons[i]); err != nil {
			return err
		}
	}
	if err := l.accounts(ctx, ch); err != nil {
		return err
	}
	l.progress("rows", l.result.NewRows)
	return nil
}

// transactions stores the chunk's rows that are not held.
func (l *loader) transactions(ctx context.Context, ch *chunk) error {
	in := &l.inserts
	in.fresh, in.details, in.loans = in.fresh[:0], in.details[:0], in.loans[:0]
	for i := range ch.rows {
		if err := l.place(ctx, &ch.rows[i]); err != nil {
			return err
		}
		r := &ch.rows[i]
		if r.skip {
			continue
		}
		in.fresh = append(in.fresh, i)
		if r.hasDetail() {
			in.details = append(in.details, i)
		}
		if r.Loan != (store.Loan{}) {
			in.loans = append(in.loans, i)
		}
	}
	l.result.NewRows += len(in.fresh)
	for _, b := range []struct {
		source, into string
		rows         int
	}{
		{"src_txn", "txn (" + columnList(txnColumns) + ")", len(in.fresh)},
		{"src_detail", "txn_detail (" + columnList(detailColumns) + ")", len(in.details)},
		{"src_loan", "loan (" + columnList(loanColumns) + ")", len(in.loans)},
		{"src_contributor", "temp.new_contributor", len(ch.contributors)},
	} {
		if err := l.insert(ctx, b.source, "INSERT INTO "+b.into, b.rows); err != nil {
			return err
		}
	}
	return nil
}

// insert pulls the rows of a source into a table.
func (l *loader) insert(ctx context.Context, source, into string, rows int) error {
	if rows == 0 {
		return nil
	}
	l.size(source, rows)
	if _, err := l.stmts.exec(ctx, into+" SELECT * FROM temp."+source); err != nil {
		return fmt.Errorf("store rows (%s): %w", source, err)
	}
	return nil
}

// place finds the filing, filer and part of a row and gives it an id.
func (l *loader) place(ctx context.Context, r *row) error {
	f, err := l.intern(ctx, r.Filing)
	if err != nil {
		return err
	}
	if r.filing, r.skip = f.target(r.Table); r.skip {
		return nil
	}
	l.touch(f.committee)
	f.placed = true
	r.committee = f.committee
	if r.part, err = l.part(ctx, r.Pos.Part); err != nil {
		return err
	}
	if r.repeated {
		r.status, r.reason = store.StatusSuperseded, store.ReasonRepeatedLine
	} else if f.committee == 0 {
		r.status, r.reason = store.StatusNoFiler, store.ReasonUnknownFiler
	}
	l.nextRow++
	r.id = l.nextRow
	return nil
}

func (l *loader) part(ctx context.Context, name string) (int64, error) {
	if id, ok := l.parts[name]; ok {
		return id, nil
	}
	id, err := l.insertID(ctx, `INSERT INTO source_part (source_id, name) VALUES (?, ?)`, l.src.ID, name)
	if err != nil {
		return 0, fmt.Errorf("store part %q: %w", name, err)
	}
	l.parts[name] = id
	return id, nil
}

func columnList(columns []string) string {
	out := columns[0]
	for _, c := range columns[1:] {
		out += ", " + c
	}
	return out
}
