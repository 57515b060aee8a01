package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"moneytrail/store"
	"moneytrail/store/columns"
)

// Recent gives what was filed in the last days, reports and rows. What the
// query names and nobody knows is [store.ErrNotFound] or, of a contest, a
// [store.FilterError].
func (db *DB) Recent(ctx context.Context, q store.RecentQuery) (*store.Recent, error) {
	out := &store.Recent{}
	for {
		e := db.held.now.Load()
		if e == nil || e.columns == nil {
			return out, db.view(ctx, func(s *snapshot) error { return s.recent(ctx, db.opts.Rules, nil, &q, out) })
		}
		err := db.on(ctx, e, func(ctx context.Context, s *snapshot) error { return s.recent(ctx, db.opts.Rules, e.columns, &q, out) })
		if errors.Is(err, errRetired) {
			continue
		}
		return out, err
	}
}

func (s *snapshot) recent(ctx context.Context, rules store.Rules, c *columns.Columns, q *store.RecentQuery, out *store.Recent) (err error) {
	*out = store.Recent{}
	if out.Version, err = s.version(ctx); err != nil {
		return err
	}
	// A day of filing after the data was made is a slip of the pen.
	var latest nullText
	if err := s.row(ctx, `SELECT max(filed) FROM filing WHERE filed <= ?`, string(store.DateOf(out.Version.At.UTC()))).Scan(&latest); err != nil {
		return fmt.Errorf("read latest day of filing: %w", err)
	}
	rows := store.TransactionQuery{Order: q.Order, After: q.After, Limit: q.Limit, TransactionFilter: store.TransactionFilter{
		Contest: q.Contest, Statuses: q.Statuses, Direction: store.Received, Min: &q.Min,
	}}
	if q.Notices {
		rows.Notice = store.Yes
	}
	var members []int64
	if q.Committee != "" {
		id, err := s.findCommittee(ctx, q.Committee)
		if err != nil {
			return err
		}
		if out.Committee, err = s.committee(ctx, id); err != nil {
			return err
		}
		members, rows.Committees = []int64{id}, []string{q.Committee}
	}
	if q.Contest != "" {
		of, err := s.membersOf(ctx, q.Contest, "")
		if err != nil {
			return err
		}
		members = both(members, of)
	}
	if latest == "" {
		return nil // no report says when it was filed
	}
	thru, err := time.Parse(time.DateOnly, string(latest))
	if err != nil {
		return fmt.Errorf("read latest day of filing: %w", err)
	}
	out.From, out.Thru = store.DateOf(thru.AddDate(0, 0, 1-q.Days)), store.Date(latest)
	rows.FiledFrom, rows.FiledThru = out.From, out.Thru
	if err := s.transactions(ctx, rules, c, &rows, &out.Rows); err != nil {
		return err
	}
	return s.filedLately(ctx, members, q.Filings, out)
}

// filedLately lists report versions by day of filing, of some committees or,
// when members is nil, of all.
func (s *snapshot) filedLately(ctx context.Context, members []int64, limit int, out *store.Recent) error {
	if limit <= 0 {
		return nil
	}
	where := ` WHERE f.filed >= ?1 AND f.filed <= ?2 AND NOT (f.system = 'fec-bulk' AND f.form IN ('CM', 'CN', 'CCL')) AND (?3 = 0 OR f.committee_id IN (SELECT value FROM json_each(?4)))`
	args := []any{string(out.From), string(out.Thru), members != nil, jsonList(members)}
	if err := s.row(ctx, `SELECT count(*) FROM filing f`+where, args...).Scan(&out.Total); err != nil {
		return fmt.Errorf("count filings: %w", err)
	}
	var of, committees []int64
	err := each(ctx, s, func(rows *sql.Rows) error {
		var f store.FilingVersion
		var fetched string
		var committee int64
		err := rows.Scan(append(filingDest(&f, &fetched), &committee)...)
		f.Source.Fetched, _ = time.Parse(time.RFC3339, fetched) // written by this package
		of, committees = append(of, committee), append(committees, committee)
		out.Filings = append(out.Filings, store.FoundFiling{Filing: f})
		return err
	}, `SELECT `+filingFields+`, coalesce(f.committee_id, 0) FROM filing f JOIN source_file s ON s.id = f.source_id`+where+`
		ORDER BY f.filed DESC, f.form, f.id LIMIT ?5`, append(args, limit)...)
	if err != nil {
		return fmt.Errorf("list filings: %w", err)
	}
	named, err := s.committeesByID(ctx, committees)
	if err != nil {
		return err
	}
	versions := make([]*store.FilingVersion, len(out.Filings))
	for i := range out.Filings {
		out.Filings[i].Committee, versions[i] = named[of[i]], &out.Filings[i].Filing
	}
	return s.filingStates(ctx, versions)
}
