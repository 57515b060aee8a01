package sqlite

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// newVersion begins a data version that the rules in force conclude.
func (l *loader) newVersion(ctx context.Context, cause string) (int64, error) {
	rules := l.db.opts.Rules
	if _, err := l.stmts.exec(ctx, `INSERT INTO rule_file (version, text) VALUES (?, ?) ON CONFLICT DO NOTHING`, rules.ClassVersion(), rules.ClassFile()); err != nil {
		return 0, fmt.Errorf("keep rule file: %w", err)
	}
	id, err := l.insertID(ctx, `INSERT INTO data_version (at, cause, method, classes) VALUES (?, ?, ?, ?)`,
		stamp(l.db.opts.Now()), cause, rules.MethodVersion(), rules.ClassVersion())
	if err != nil {
		return 0, fmt.Errorf("new data version: %w", err)
	}
	return id, nil
}

// ClassFile gives the rule file of classes by which the current data version
// was concluded; empty when it is older than the keeping of rule files.
func (db *DB) ClassFile(ctx context.Context) (text string, err error) {
	err = db.view(ctx, func(s *snapshot) error {
		v, err := s.version(ctx)
		if err != nil || v == (store.DataVersion{}) {
			return err
		}
		err = s.row(ctx, `SELECT coalesce((SELECT r.text FROM rule_file r WHERE r.version = v.classes), '') FROM data_version v WHERE v.id = ?`, v.ID).Scan(&text)
		if err != nil {
			return fmt.Errorf("read rule file: %w", err)
		}
		return nil
	})
	return text, err
}
