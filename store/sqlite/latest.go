package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"moneytrail/store"
)

// lateRows goes from the few committees that have late money to its rows by
// key, whatever the planner believes. A committee whose late rows add up to
// nothing at all has none: looking at every committee would cost ten times as
// much.
const lateRows = ` FROM committee c CROSS JOIN txn t INDEXED BY txn_work ON t.committee_id = c.id AND t.status = ? WHERE c.pending <> 0`

// Latest gives at most limit reports filed last, and at most limit of the
// largest late gifts.
func (db *DB) Latest(ctx context.Context, limit int) (*store.Latest, error) {
	out := &store.Latest{}
	err := db.view(ctx, func(s *snapshot) (err error) {
		if out.Version, err = s.version(ctx); err != nil {
			return err
		}
		if err := s.latestFilings(ctx, out, limit); err != nil {
			return fmt.Errorf("read latest filings: %w", err)
		}
		if err := s.lateGifts(ctx, out, limit); err != nil {
			return fmt.Errorf("read late gifts: %w", err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (s *snapshot) latestFilings(ctx context.Context, out *store.Latest, limit int) error {
	var filers []int64
	err := each(ctx, s, func(rows *sql.Rows) error {
		var f store.LatestFiling
		var filer int64
		err := rows.Scan(&filer, &f.Form, &f.From, &f.Thru, &f.Filed, &f.Version, &f.URL)
		out.Filings, filers = append(out.Filings, f), append(filers, filer)
		return err
	}, `SELECT committee_id, coalesce(form, ''), coalesce(from_date, ''), coalesce(thru_date, ''), filed, version, coalesce(url, '') FROM filing
		WHERE filed IS NOT NULL AND committee_id IS NOT NULL AND withdrawn = 0 AND NOT (system = 'fec-bulk' AND form IN ('CM', 'CN', 'CCL'))
		ORDER BY filed DESC, id DESC LIMIT ?`, limitOr(limit, 10))
	for i := 0; i < len(filers) && err == nil; i++ {
		out.Filings[i].Committee, err = s.committee(ctx, filers[i])
	}
	return err
}

func (s *snapshot) lateGifts(ctx context.Context, out *store.Latest, limit int) error {
	err := s.row(ctx, `SELECT coalesce(sum(t.amount), 0), count(*)`+lateRows, int64(store.StatusPending)).Scan(&out.Pending, &out.PendingGifts)
	if err != nil {
		return err
	}
	var filers []int64
	var donors []store.DonorID
	err = each(ctx, s, func(rows *sql.Rows) error {
		var g store.LateGift
		var filer int64
		var donor store.DonorID
		err := rows.Scan(&g.Row, &filer, &donor, &g.Given, &g.Filed, &g.Amount)
		out.Gifts, filers, donors = append(out.Gifts, g), append(filers, filer), append(donors, donor)
		return err
	}, `SELECT l.id, l.filer, coalesce(k.donor_id, l.party), coalesce(l.date, ''), coalesce(f.filed, ''), l.amount FROM (
			SELECT t.id, c.id AS filer, t.contributor_id AS party, t.date, t.filing_id, t.amount`+lateRows+` ORDER BY t.amount DESC, t.id LIMIT ?) l
		JOIN filing f ON f.id = l.filing_id LEFT JOIN contributor k ON k.id = l.party ORDER BY l.amount DESC, l.id`, int64(store.StatusPending), limitOr(limit, 10))
	for i := 0; i < len(filers) && err == nil; i++ {
		g := &out.Gifts[i]
		if g.Committee, err = s.committee(ctx, filers[i]); err != nil {
			break
		}
		donor, missing := s.donor(ctx, donors[i])
		if err = missing; err == nil {
			g.Donor = *donor
		}
	}
	return err
}
