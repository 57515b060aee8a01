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
	return f.earned(ctx, rules, classes, func(tag string, committee, donor int64) { b.Earned(tag, committee, donor) })
}

// earned gives the tags that follow from what donors gave committees.
func (f *feed) earned(ctx context.Context, rules store.Rules, classes map[int64]store.DonorClass, yield func(tag string, committee, donor int64)) error {
	if rules == nil {
		return nil
	}
	itemized := make(map[int64]store.Cents)
	if err := f.each(ctx, func(v []driver.Value) error {
		itemized[number(v[0])] = store.Cents(number(v[1]))
		return nil
	}, `SELECT moneytrail_each(id, itemized) FROM committee`); err != nil {
		return err
	}
	places, err := f.donorPlaces(ctx)
	if err != nil {
		return err
	}
	areas := make(map[int64]store.Area, len(itemized))
	for committee := range itemized {
		if areas[committee], err = f.area(ctx, rules, committee); err != nil {
			return err
		}
	}
	return f.each(ctx, func(v []driver.Value) error {
		committee, donor := number(v[0]), number(v[1])
		d := places[donor]
		d.Class = classes[donor]
		for _, tag := range rules.Tags(&store.DonorGiving{Donor: &d, ToCommittee: store.Cents(number(v[2])), Itemized: itemized[committee], Area: areas[committee]}) {
			yield(tag, committee, donor)
		}
		return nil
	}, `SELECT moneytrail_each(committee_id, donor_id, net) FROM committee_donor`)
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

// donorPlaces gives what tags ask of each donor besides its class.
func (f *feed) donorPlaces(ctx context.Context) (map[int64]store.Donor, error) {
	out := make(map[int64]store.Donor)
	keep := make(texts)
	err := f.each(ctx, func(v []driver.Value) error {
		out[number(v[0])] = store.Donor{ID: store.DonorID(number(v[0])), City: keep.keep(v[1]), State: keep.keep(v[2]), Entity: keep.keep(v[3])}
		return nil
	}, `SELECT moneytrail_each(id, city, state, entity) FROM contributor WHERE donor_id = id`)
	return out, err
}
