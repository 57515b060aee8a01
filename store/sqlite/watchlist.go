package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"

	"moneytrail/store"
	"moneytrail/store/search"
)

// FindParties finds all parties as filed that have exactly the wanted names,
// words in any order, or committee ids. All parties are read once for it.
func (db *DB) FindParties(ctx context.Context, wanted []string) ([]store.FoundParty, error) {
	f := db.pinned(ctx)
	if f == nil {
		pinned, release, err := db.Pin(ctx)
		if err != nil {
			return nil, err
		}
		defer release()
		f = db.pinned(pinned)
	}
	byName, byID := make(map[string][]int), make(map[string][]int)
	for i, w := range wanted {
		if key := wordKey(w); key != "" {
			byName[key] = append(byName[key], i)
		}
		_, native := splitID(strings.TrimSpace(w))
		byID[strings.ToUpper(native)] = append(byID[strings.ToUpper(native)], i)
	}
	var out []store.FoundParty
	err := f.each(ctx, func(v []driver.Value) error {
		name, ref := view(v[2]), view(v[3])
		found := byName[wordKey(name)]
		if ref != "" {
			found = slices.Concat(found, byID[strings.ToUpper(ref)])
		}
		slices.Sort(found)
		for _, i := range slices.Compact(found) {
			out = append(out, store.FoundParty{Wanted: i, Name: strings.Clone(name), Party: store.DonorID(number(v[0])), Donor: store.DonorID(number(v[1]))})
		}
		return nil
	}, `SELECT moneytrail_each(id, donor_id, name, committee_ref) FROM contributor NOT INDEXED`)
	if err != nil {
		return nil, fmt.Errorf("find watched names: %w", err)
	}
	slices.SortFunc(out, func(a, b store.FoundParty) int {
		if a.Wanted != b.Wanted {
			return a.Wanted - b.Wanted
		}
		return strings.Compare(a.Party.String(), b.Party.String())
	})
	return out, nil
}

// wordKey is the same for names of the same words.
func wordKey(name string) string {
	words := strings.Fields(search.Fold(name))
	slices.Sort(words)
	return strings.Join(words, " ")
}
