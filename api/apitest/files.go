package apitest

import (
	"context"

	"moneytrail/store"
)

// Pin changes nothing: the reader has one data version.
func (r *Reader) Pin(ctx context.Context) (context.Context, func(), error) {
	return ctx, func() {}, r.Err
}

// EachTransaction gives what [Reader.Transactions] gives page by page.
func (r *Reader) EachTransaction(ctx context.Context, f *store.TransactionFilter, yield func([]store.TransactionView) error) error {
	page, err := r.Transactions(ctx, &store.TransactionQuery{TransactionFilter: *f, Limit: 1 << 30})
	if err != nil || len(page.Rows) == 0 {
		return err
	}
	return yield(page.Rows)
}

// EachDonor gives the donors of all committees, once for each.
func (r *Reader) EachDonor(_ context.Context, yield func(*store.DonorItem) error) error {
	for _, id := range sortedKeys(r.Reports) {
		for _, s := range r.Reports[id].Standings {
			if err := yield(&store.DonorItem{Donor: s.Donor, Spellings: 1, Committees: 1, Gross: s.Gross, Returned: s.Returned, Net: s.Net, Gifts: s.Gifts, First: s.First, Last: s.Last}); err != nil {
				return err
			}
		}
	}
	return r.Err
}

// EachFiling gives the filings of all committees.
func (r *Reader) EachFiling(_ context.Context, yield func(*store.FilingItem) error) error {
	for _, id := range sortedKeys(r.Reports) {
		for _, f := range r.Reports[id].Filings {
			if err := yield(&store.FilingItem{Filing: f, Committee: r.Reports[id].Committee}); err != nil {
				return err
			}
		}
	}
	return r.Err
}

// FindParties finds donors by their whole name.
func (r *Reader) FindParties(_ context.Context, wanted []string) ([]store.FoundParty, error) {
	var out []store.FoundParty
	for i, w := range wanted {
		for _, id := range sortedKeys(r.Reports) {
			for _, s := range r.Reports[id].Standings {
				if s.Donor.Name == w {
					out = append(out, store.FoundParty{Wanted: i, Name: w, Party: s.Donor.ID, Donor: s.Donor.ID})
				}
			}
		}
	}
	return out, r.Err
}
