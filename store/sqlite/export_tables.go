package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"moneytrail/store"
)

// EachDonor calls yield with every donor by id, with what it gave all
// committees. The rows of donors and of their money come in the same order and
// are joined while they are read.
func (db *DB) EachDonor(ctx context.Context, yield func(*store.DonorItem) error) error {
	return db.view(ctx, func(s *snapshot) error {
		money, err := s.query(ctx, `SELECT donor_id, count(*), sum(gross), sum(returned), sum(net), sum(gifts), sum(pending), coalesce(min(first), ''), coalesce(max(last), '')
			FROM committee_donor INDEXED BY committee_donor_donor GROUP BY donor_id ORDER BY donor_id`)
		if err != nil {
			return fmt.Errorf("read what donors gave: %w", err)
		}
		defer func() { _ = money.Close() }() // money.Err tells what went wrong
		var given store.DonorItem
		err = each(ctx, s, func(rows *sql.Rows) error {
			i := store.DonorItem{}
			d := &i.Donor
			dest := append([]any{&d.ID, &d.Name, &d.City, &d.State, &d.Zip5, &d.Entity, &d.CommitteeID, &i.Spellings}, scanClass(&d.Class)...)
			if err := rows.Scan(dest...); err != nil {
				return err
			}
			for given.Donor.ID < d.ID && money.Next() {
				if err := money.Scan(&given.Donor.ID, &given.Committees, &given.Gross, &given.Returned, &given.Net, &given.Gifts, &given.Pending, &given.First, &given.Last); err != nil {
					return err
				}
			}
			if given.Donor.ID == d.ID {
				i.Committees, i.Gross, i.Returned, i.Net, i.Gifts, i.Pending = given.Committees, given.Gross, given.Returned, given.Net, given.Gifts, given.Pending
				i.First, i.Last = given.First, given.Last
			}
			return yield(&i)
		}, `SELECT c.id, coalesce(y.name, nullif(m.name, ''), c.name), coalesce(c.city, ''), coalesce(c.state, ''), coalesce(c.zip5, ''), coalesce(c.entity, ''), coalesce(c.committee_ref, ''),
				(SELECT count(*) FROM contributor o WHERE o.donor_id = c.id AND o.donor_id <> o.id) + 1, `+classFields+`
			FROM contributor c NOT INDEXED LEFT JOIN donor_class k ON k.donor_id = c.id LEFT JOIN donor_name y ON y.donor_id = c.id
			LEFT JOIN committee_native n ON n.scheme = 'fppc' AND n.native = c.committee_ref LEFT JOIN committee m ON m.id = n.committee_id
			WHERE c.donor_id = c.id ORDER BY c.id`)
		if err = errors.Join(err, money.Err()); err != nil {
			return fmt.Errorf("read donors: %w", err)
		}
		return nil
	})
}

// EachFiling calls yield with every version of every report, by row id.
func (db *DB) EachFiling(ctx context.Context, yield func(*store.FilingItem) error) error {
	return db.view(ctx, func(s *snapshot) error {
		var last int64
		for {
			page, err := s.filingPage(ctx, last)
			if err != nil {
				return err
			}
			for i := range page {
				if err := yield(&page[i]); err != nil {
					return err
				}
				last = page[i].Filing.ID
			}
			if len(page) < exportBatch {
				return nil
			}
		}
	})
}

func (s *snapshot) filingPage(ctx context.Context, after int64) ([]store.FilingItem, error) {
	var page []store.FilingItem
	var committees []int64
	err := each(ctx, s, func(rows *sql.Rows) error {
		var i store.FilingItem
		var fetched string
		err := rows.Scan(append(filingDest(&i.Filing, &fetched), &i.Committee.ID)...)
		i.Filing.Source.Fetched, _ = time.Parse(time.RFC3339, fetched) // written by this package
		page, committees = append(page, i), append(committees, i.Committee.ID)
		return err
	}, `SELECT `+filingFields+`, coalesce(f.committee_id, 0) FROM filing f CROSS JOIN source_file s ON s.id = f.source_id WHERE f.id > ? ORDER BY f.id LIMIT ?`, after, exportBatch)
	if err != nil {
		return nil, fmt.Errorf("read filings: %w", err)
	}
	named, err := s.committeesByID(ctx, committees)
	if err != nil {
		return nil, err
	}
	filings := make([]*store.FilingVersion, len(page))
	for i := range page {
		page[i].Committee, filings[i] = named[page[i].Committee.ID], &page[i].Filing
	}
	return page, s.filingStates(ctx, filings)
}
