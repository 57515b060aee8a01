package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"moneytrail/store"
)

// decidedClass is a class that a person gave a donor.
type decidedClass struct {
	entry               int64
	class, kind, reason string
}

// decide puts a person's decision in place of the rules' conclusion. Tags and
// the kind of filer stay.
func (d *decidedClass) decide(c *store.DonorClass) {
	c.Class, c.Kind, c.Confidence, c.Evidence = d.class, d.kind, "certain", "override"
	c.Rule, c.Matched, c.Why = fmt.Sprintf("correction-%d", d.entry), "", d.reason
}

// decidedClasses gives the classes that people gave, by donor; of several for
// one donor the latest.
func (l *loader) decidedClasses(ctx context.Context) (map[store.DonorID]*decidedClass, error) {
	out := make(map[store.DonorID]*decidedClass)
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var donor store.DonorID
		var d decidedClass
		err := rows.Scan(&donor, &d.entry, &d.class, &d.kind, &d.reason)
		out[donor] = &d
		return err
	}, `SELECT x.donor_id, c.id, c.value, c.detail, c.reason FROM correction c JOIN contributor x ON x.id = c.subject
		WHERE c.kind = 'class' AND `+inForceSQL+` ORDER BY c.id`)
	if err != nil {
		return nil, fmt.Errorf("read decided classes: %w", err)
	}
	return out, nil
}

// apartSQL gives the pairs of donors that people keep apart, each in both
// orders, as a table of a WITH clause.
const apartSQL = `kept(a, b) AS (SELECT x.donor_id, y.donor_id FROM correction c JOIN contributor x ON x.id = c.subject JOIN contributor y ON y.id = c.object
	WHERE c.kind IN ('never-merge', 'split') AND ` + inForceSQL + `), apart(a, b) AS MATERIALIZED (SELECT a, b FROM kept UNION SELECT b, a FROM kept)`

// watchReclassified notes the figures of donors whose class changed, in every
// committee; their money does not move.
func (l *loader) watchReclassified(ctx context.Context) error {
	if err := l.watchClasses(ctx); err != nil || len(l.watch.classes) == 0 {
		return err
	}
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		m := movedFigure{at: movedAt{scope: store.ScopeCommittee}}
		err := rows.Scan(&m.at.id, &m.donor, &m.before, &m.pendingBefore)
		m.after, m.pendingAfter = m.before, m.pendingBefore
		l.watch.note(&m)
		return err
	}, `SELECT d.committee_id, d.donor_id, d.net, d.pending FROM committee_donor d WHERE d.donor_id IN (SELECT donor_id FROM (`+changedClasses+`))`)
	if err != nil {
		return fmt.Errorf("find figures of classes: %w", err)
	}
	return nil
}

func (l *loader) logReclassified(ctx context.Context, changed int) error {
	return l.logChange(ctx, &store.Change{Cause: "classes", Text: fmt.Sprintf("%d donors have another class by rule file %.12s", changed, l.db.opts.Rules.ClassVersion())}, nil)
}
