package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"moneytrail/store"
)

// filingStates fills in what became of report versions: rows, whether any of
// them are in force, and what replaced them.
func (s *snapshot) filingStates(ctx context.Context, filings []*store.FilingVersion) error {
	ids := make([]int64, 0, len(filings))
	of := make(map[int64][]*store.FilingVersion, len(filings))
	for _, f := range filings {
		if of[f.ID] == nil {
			ids = append(ids, f.ID)
		}
		of[f.ID] = append(of[f.ID], f)
	}
	err := each(ctx, s, func(rows *sql.Rows) error {
		var id, by int64
		var state store.FilingVersion
		if err := rows.Scan(&id, &state.Rows, &state.Kept, &state.Reason, &by); err != nil {
			return err
		}
		if by != 0 {
			var err error
			if state.ReplacedBy, err = s.filingLabel(ctx, by); err != nil {
				return err
			}
		}
		for _, f := range of[id] {
			f.Rows, f.Kept, f.Reason, f.ReplacedBy = state.Rows, state.Kept, state.Reason, state.ReplacedBy
		}
		return nil
	}, `SELECT v.value, coalesce(sum(CASE WHEN t.tbl NOT IN (?2, ?3, ?4) THEN t.rows END), 0), coalesce(max(t.kept), 1), coalesce(max(t.reason), 0), coalesce(max(t.by_filing), 0)
		FROM json_each(?1) v LEFT JOIN filing_table t ON t.filing_id = v.value AND t.tbl <> ?2 GROUP BY v.value`,
		jsonList(ids), int64(store.TableCover), int64(store.TableMemo), int64(store.TableSummary))
	if err != nil {
		return fmt.Errorf("read what became of filings: %w", err)
	}
	return nil
}
