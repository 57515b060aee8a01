package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"slices"
)

// donorOrder gives everybody who gave anything by net to all committees,
// largest first, then by id: what ranks over everything are read from.
func (f *feed) donorOrder(ctx context.Context) ([]int64, error) {
	net := make(map[int64]int64)
	err := f.each(ctx, func(v []driver.Value) error {
		net[number(v[0])] += number(v[1])
		return nil
	}, `SELECT moneytrail_each(donor_id, net) FROM committee_donor d WHERE `+gaveAnything)
	if err != nil {
		return nil, err
	}
	out := make([]int64, 0, len(net))
	for donor := range net {
		out = append(out, donor)
	}
	slices.SortFunc(out, func(a, b int64) int { return cmp.Or(cmp.Compare(net[b], net[a]), cmp.Compare(a, b)) })
	return out, nil
}
