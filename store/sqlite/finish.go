package sqlite

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// finish counts what is left to count. A load that changed no evidence makes
// no data version: its source file belongs to the version it confirmed.
func (l *loader) finish(ctx context.Context) error {
	l.result.Filings = len(l.survey.filings)
	if l.known != nil && l.result.NewRows == 0 && l.result.NewFilings == 0 && l.result.ReplacedFilings == 0 && len(l.dirty) == 0 {
		if err := l.confirmVersion(ctx); err != nil {
			return err
		}
	}
	if err := l.stmts.row(ctx, `SELECT count(*) FROM txn INDEXED BY txn_work WHERE committee_id IS NULL AND status = ?`,
		int64(store.StatusNoFiler)).Scan(&l.result.NoFilerRows); err != nil {
		return fmt.Errorf("count rows without a filer: %w", err)
	}
	return nil
}

func (l *loader) confirmVersion(ctx context.Context) error {
	var before int64
	if err := l.stmts.row(ctx, `SELECT coalesce(max(id), 0) FROM data_version WHERE id < ?`, l.version).Scan(&before); err != nil {
		return fmt.Errorf("read data version: %w", err)
	}
	if before == 0 {
		return nil
	}
	for _, query := range []string{
		`UPDATE source_file SET version_id = ?1 WHERE version_id = ?2`,
		`DELETE FROM data_version WHERE id = ?2 AND id > ?1`,
	} {
		if _, err := l.stmts.exec(ctx, query, before, l.version); err != nil {
			return fmt.Errorf("confirm data version: %w", err)
		}
	}
	l.version, l.result.Version = before, before
	return nil
}
