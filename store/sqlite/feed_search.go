package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"

	"moneytrail/store"
	"moneytrail/store/search"
)

// indexes are what a search looks in.
type indexes struct {
	donors, committees, filings *search.Index
	order                       []int64 // donors by what they gave, see [feed.donorOrder]
}

func (f *feed) indexes(ctx context.Context) (*indexes, error) {
	out := &indexes{}
	for _, kind := range []struct {
		to   **search.Index
		read func(context.Context) (*search.Index, error)
	}{{&out.donors, f.donorIndex}, {&out.committees, f.committeeIndex}, {&out.filings, f.filingIndex}} {
		var err error
		if *kind.to, err = kind.read(ctx); err != nil {
			return nil, fmt.Errorf("read names to search: %w", err)
		}
	}
	var err error
	if out.order, err = f.donorOrder(ctx); err != nil {
		return nil, fmt.Errorf("order donors: %w", err)
	}
	return out, nil
}

// donorIndex holds whoever gave anything, under every name as filed and under
// the committee's own when the donor is one. Parties that were only paid are
// no donors.
func (f *feed) donorIndex(ctx context.Context) (*search.Index, error) {
	given := make(map[int64]int64)
	if err := f.each(ctx, func(v []driver.Value) error {
		given[number(v[0])] += number(v[1])
		return nil
	}, `SELECT moneytrail_each(donor_id, net + pending) FROM committee_donor`); err != nil {
		return nil, err
	}
	b := search.NewBuilder(len(given))
	for donor, cents := range given {
		b.Document(donor, cents)
	}
	committees, err := f.committeeNames(ctx)
	if err != nil {
		return nil, err
	}
	err = f.each(ctx, func(v []driver.Value) error {
		donor := number(v[0])
		if !b.Has(donor) {
			return nil
		}
		b.Name(donor, view(v[1]), view(v[2]) != "IND" && view(v[3]) == "")
		if ref := view(v[4]); ref != "" {
			b.Name(donor, ref, false)
			b.Name(donor, committees[ref], true)
		}
		return nil
	}, `SELECT moneytrail_each(donor_id, name, entity, first, committee_ref) FROM contributor`)
	if err != nil {
		return nil, err
	}
	err = f.each(ctx, func(v []driver.Value) error {
		if donor := number(v[0]); b.Has(donor) {
			b.Name(donor, view(v[1]), true)
		}
		return nil
	}, `SELECT moneytrail_each(donor_id, name) FROM donor_name`)
	if err != nil {
		return nil, err
	}
	return b.Build(), nil
}

// committeeNames gives what committees are called by their public ids, as
// donors that are committees are shown.
func (f *feed) committeeNames(ctx context.Context) (map[string]string, error) {
	out := make(map[string]string)
	err := f.each(ctx, func(v []driver.Value) error {
		out[cloned(v[0])] = cloned(v[1])
		return nil
	}, `SELECT moneytrail_each(n.native, m.name) FROM committee m CROSS JOIN committee_native n ON n.committee_id = m.id AND n.scheme = 'fppc' WHERE m.name <> ''`)
	return out, err
}

func (f *feed) committeeIndex(ctx context.Context) (*search.Index, error) {
	b := search.NewBuilder(0)
	if err := f.each(ctx, func(v []driver.Value) error {
		id := number(v[0])
		b.Document(id, number(v[2]))
		b.Name(id, view(v[1]), true)
		return nil
	}, `SELECT moneytrail_each(id, name, itemized) FROM committee`); err != nil {
		return nil, err
	}
	err := f.each(ctx, func(v []driver.Value) error {
		b.Name(number(v[0]), view(v[1]), true)
		return nil
	}, `SELECT moneytrail_each(id, name) FROM (SELECT committee_id AS id, name FROM committee_name
		UNION ALL SELECT committee_id, native FROM committee_native)`)
	return b.Build(), err
}

// filingIndex holds report versions under form, number, days and filer.
func (f *feed) filingIndex(ctx context.Context) (*search.Index, error) {
	b := search.NewBuilder(0)
	err := f.each(ctx, func(v []driver.Value) error {
		id, day := number(v[0]), view(v[1])
		b.Document(id, dayNumber(day))
		b.Name(id, "Form "+view(v[2])+" "+view(v[3])+" "+view(v[4])+" "+day, false)
		b.Name(id, view(v[5]), true)
		return nil
	}, `SELECT moneytrail_each(f.id, coalesce(f.filed, f.thru_date, ''), f.form, f.report_id, f.report, coalesce(nullif(f.filer_name, ''), c.name))
		FROM filing f LEFT JOIN committee c ON c.id = f.committee_id
		WHERE NOT (f.system = '`+string(store.SystemFECBulk)+`' AND f.form IN ('CM', 'CN', 'CCL'))`)
	return b.Build(), err
}

// dayNumber gives a day as a number in order: 20310228.
func dayNumber(day string) int64 {
	n := int64(0)
	for _, c := range strings.ReplaceAll(day, "-", "") {
		if c < '0' || c > '9' {
			return 0
		}
		n = n*10 + int64(c-'0')
	}
	return n
}
