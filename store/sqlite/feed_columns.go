package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"

	"moneytrail/store"
	"moneytrail/store/columns"
	"moneytrail/store/search"
)

// columns reads all rows.
func (f *feed) columns(ctx context.Context, rules store.Rules, rows int) (*columns.Columns, error) {
	b := columns.NewBuilder(search.Fold, rows)
	for _, part := range []func(context.Context, *columns.Builder) error{
		f.columnFilings,
		func(ctx context.Context, b *columns.Builder) error { return f.columnDonors(ctx, b, rules) },
		f.columnRows,
	} {
		if err := part(ctx, b); err != nil {
			return nil, fmt.Errorf("hold rows in memory: %w", err)
		}
	}
	c, err := b.Build()
	if err != nil {
		return nil, fmt.Errorf("hold rows in memory: %w", err)
	}
	return c, nil
}

func (f *feed) columnFilings(ctx context.Context, b *columns.Builder) error {
	return f.each(ctx, func(v []driver.Value) error {
		b.Filing(columns.Filing{ID: number(v[0]), Committee: number(v[1]), Form: view(v[2]), Filed: store.Date(view(v[3]))})
		return nil
	}, `SELECT moneytrail_each(id, committee_id, form, filed) FROM filing`)
}

// columnDonors tells classes, and tags by name and by money.
func (f *feed) columnDonors(ctx context.Context, b *columns.Builder, rules store.Rules) error {
	classes := make(map[int64]store.DonorClass)
	keep := make(texts)
	if err := f.each(ctx, func(v []driver.Value) error {
		donor, class, tags := number(v[0]), keep.keep(v[1]), view(v[3])
		b.Class(donor, class, tags)
		classes[donor] = store.DonorClass{Class: class, Filer: keep.keep(v[2])}
		return nil
	}, `SELECT moneytrail_each(donor_id, class, filer, tags) FROM donor_class`); err != nil {
		return err
	}
	return f.earned(ctx, rules, nil, "", func(tag string, committee, donor int64) { b.Earned(tag, committee, donor) })
}

func (f *feed) columnRows(ctx context.Context, b *columns.Builder) error {
	moved := make(map[int64]int64) // parties that are taken for another
	if err := f.each(ctx, func(v []driver.Value) error {
		moved[number(v[0])] = number(v[1])
		return nil
	}, `SELECT moneytrail_each(id, donor_id) FROM contributor INDEXED BY contributor_merged WHERE donor_id <> id`); err != nil {
		return err
	}
	var r columns.Row
	return f.each(ctx, func(v []driver.Value) error {
		r = columns.Row{
			ID: number(v[0]), Filing: number(v[1]), Donor: number(v[2]), Schedule: view(v[3]), Kind: store.Kind(number(v[4])), Direction: store.Direction(number(v[5])),
			Status: store.Status(number(v[6])), Reason: store.Reason(number(v[7])), Date: view(v[8]), Amount: store.Cents(number(v[9])),
			Last: view(v[10]), First: view(v[11]), Suffix: view(v[12]), City: view(v[13]), State: view(v[14]), Zip: view(v[15]), Entity: view(v[16]),
			Employer: view(v[17]), Occupation: view(v[18]),
		}
		if donor, ok := moved[r.Donor]; ok {
			r.Donor = donor
		}
		return b.Row(&r)
	}, `SELECT moneytrail_each(id, filing_id, contributor_id, schedule, kind, direction, status, reason, date, amount,
		last, first, suffix, city, state, zip, entity, employer, occupation) FROM txn NOT INDEXED`)
}
