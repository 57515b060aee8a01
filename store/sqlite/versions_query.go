package sqlite

import (
	"context"
	"fmt"
	"math"

	"moneytrail/store"
)

// Versions calls fn for every report of a committee that was filed more than
// once, with the rows of each version in order, and for amendments whose
// original is not loaded, alone. Report narrows to one report by its key;
// empty means all.
func (db *DB) Versions(ctx context.Context, id, report string, fn func([]store.FilingVersion, [][]store.RowView) error) error {
	return db.view(ctx, func(s *snapshot) error {
		committee, err := s.findCommittee(ctx, id)
		if err != nil {
			return err
		}
		filings, err := s.filings(ctx, committee)
		if err != nil {
			return err
		}
		order, byReport := groupVersions(filings, report)
		for _, key := range order {
			versions := byReport[key]
			if len(versions) == 1 {
				if versions[0].Key.Version > 0 {
					if err := fn(versions, nil); err != nil {
						return err
					}
				}
				continue
			}
			rows := make([][]store.RowView, len(versions))
			for i, v := range versions {
				f := filter{"WHERE t.filing_id = ?", []any{v.ID}}
				if rows[i], _, err = s.rows(ctx, f, math.MaxInt32); err != nil {
					return fmt.Errorf("read rows of %s: %w", v.Label(), err)
				}
			}
			if err := fn(versions, rows); err != nil {
				return err
			}
		}
		return nil
	})
}

// groupVersions puts the versions of each report in order, oldest first.
func groupVersions(filings []store.FilingVersion, report string) ([]string, map[string][]store.FilingVersion) {
	var order []string
	byReport := make(map[string][]store.FilingVersion)
	for i := len(filings) - 1; i >= 0; i-- {
		f := filings[i]
		if report != "" && f.Key.Report != report {
			continue
		}
		key := string(f.Key.System) + "|" + f.Key.Report
		if byReport[key] == nil {
			order = append(order, key)
		}
		byReport[key] = append(byReport[key], f)
	}
	return order, byReport
}
