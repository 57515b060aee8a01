package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"

	"moneytrail/store"
)

var classColumns = []string{"donor_id", "class", "kind", "filer", "confidence", "evidence", "rule", "matched", "why", "tags", "rules_version"}

// classified is a line of donor_class.
type classified struct {
	donor store.DonorID
	store.DonorClass
}

func (c *classified) value(col int) driver.Value {
	if col == 0 {
		return int64(c.donor)
	}
	if col == 9 {
		return text(strings.Join(c.Tags, "\n"))
	}
	return text([...]string{
		0: c.Class, 1: c.Kind, 2: c.Filer, 3: c.Confidence, 4: c.Evidence, 5: c.Rule, 6: c.Matched, 7: c.Why, 9: c.Version,
	}[col-1])
}

// worthKeeping tells a conclusion from the default.
func worthKeeping(c *store.DonorClass) bool {
	return c.Known() || len(c.Tags) > 0 || c.Confidence == "conflict"
}

const factColumns = `c.donor_id, c.name, coalesce(c.entity, ''), coalesce(c.committee_ref, ''), coalesce(c.city, ''), coalesce(c.state, ''),
	coalesce(c.employer, ''), coalesce(c.occupation, '')`

// classifyNew classifies the donors whose names or codes the file brought.
func (l *loader) classifyNew(ctx context.Context) error {
	if l.known == nil && l.survey != nil {
		return l.classify(ctx, `SELECT `+factColumns+` FROM contributor c`) // all of them are new
	}
	// By both ways to the contributors of a donor: itself, and those that an index
	// holds because they were joined.
	return l.classify(ctx, `SELECT `+factColumns+` FROM contributor c WHERE c.id IN (`+touchedDonors+`) AND c.donor_id = c.id
		UNION ALL SELECT `+factColumns+` FROM contributor c INDEXED BY contributor_merged WHERE c.donor_id <> c.id AND c.donor_id IN (`+touchedDonors+`)`)
}

// touchedDonors are the donors of contributors that a file names or that moved.
const touchedDonors = `SELECT x.donor_id FROM temp.new_contributor n CROSS JOIN contributor x ON x.id = n.id
	UNION SELECT x.donor_id FROM temp.regrouped n CROSS JOIN contributor x ON x.id = n.id`

// classify classifies the donors of a query; a donor with several contributors
// is known by all their names.
func (l *loader) classify(ctx context.Context, query string) error {
	several, err := l.mergedNames(ctx, strings.Contains(query, touchedDonors))
	if err != nil {
		return err
	}
	decided, err := l.decidedClasses(ctx)
	if err != nil {
		return err
	}
	rules := l.db.opts.Rules
	version := rules.ClassVersion()
	done := make(map[store.DonorID]bool)
	err = each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var d store.DonorFacts
		var name string
		if err := rows.Scan(&d.Donor, &name, &d.Entity, &d.CommitteeID, &d.City, &d.State, &d.Employer, &d.Occupation); err != nil {
			return err
		}
		d.Names = []string{name}
		if names, ok := several[d.Donor]; ok {
			if done[d.Donor] {
				return nil
			}
			done[d.Donor] = true
			d.Names = names
		}
		c := classified{d.Donor, rules.Classify(&d)}
		c.Version = version
		if by, ok := decided[d.Donor]; ok {
			by.decide(&c.DonorClass)
		}
		if c.Class == "" {
			c.Class, c.Confidence = "unknown", "none"
		}
		l.classes = append(l.classes, c)
		if len(l.classes) < chunkRows {
			return nil
		}
		return l.storeClasses(ctx)
	}, query)
	if err != nil {
		return fmt.Errorf("classify donors: %w", err)
	}
	return l.storeClasses(ctx)
}

// mergedNames gives the names of donors who were filed as several
// contributors: of all, or of those that a change touches.
func (l *loader) mergedNames(ctx context.Context, touched bool) (map[store.DonorID][]string, error) {
	query := `SELECT donor_id, name FROM contributor WHERE donor_id IN (SELECT donor_id FROM contributor WHERE donor_id <> id) ORDER BY donor_id, name`
	if touched {
		query = `WITH d AS (SELECT DISTINCT c.donor_id AS id FROM contributor c INDEXED BY contributor_merged WHERE c.donor_id <> c.id AND c.donor_id IN (` + touchedDonors + `))
			SELECT donor_id, name FROM (SELECT c.donor_id, c.name FROM d CROSS JOIN contributor c ON c.id = d.id AND c.donor_id = c.id
			UNION ALL SELECT c.donor_id, c.name FROM d CROSS JOIN contributor c INDEXED BY contributor_merged ON c.donor_id = d.id AND c.donor_id <> c.id) ORDER BY 1, 2`
	}
	out := make(map[store.DonorID][]string)
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var d store.DonorID
		var name string
		err := rows.Scan(&d, &name)
		out[d] = append(out[d], name)
		return err
	}, query)
	if err != nil {
		return nil, fmt.Errorf("read names of donors: %w", err)
	}
	return out, nil
}

// storeClasses keeps what is more than the default, and forgets what was.
func (l *loader) storeClasses(ctx context.Context) error {
	kept := l.classes[:0]
	for i := range l.classes {
		c := &l.classes[i]
		if worthKeeping(&c.DonorClass) {
			kept = append(kept, *c)
			continue
		}
		if l.known == nil && l.survey != nil {
			continue // an empty database has nothing to forget
		}
		if _, err := l.stmts.exec(ctx, `DELETE FROM donor_class WHERE donor_id = ?`, int64(c.donor)); err != nil {
			return fmt.Errorf("store class: %w", err)
		}
	}
	l.classes = kept
	err := l.insert(ctx, "src_class", "INSERT OR REPLACE INTO donor_class ("+columnList(classColumns)+")", len(l.classes))
	l.classes = l.classes[:0]
	return err
}

// classFields are NULL for donors without a class: three calls of SQLite fewer
// than an empty text, for each column and row.
const classFields = `k.class, k.kind, k.filer, k.confidence, k.evidence, k.rule, k.matched, k.why, k.tags, k.rules_version`

// scanClass gives the destinations of classFields.
func scanClass(c *store.DonorClass) []any {
	return []any{
		orEmpty(&c.Class), orEmpty(&c.Kind), orEmpty(&c.Filer), orEmpty(&c.Confidence), orEmpty(&c.Evidence), orEmpty(&c.Rule), orEmpty(&c.Matched), orEmpty(&c.Why),
		(*tagScan)(&c.Tags), orEmpty(&c.Version),
	}
}

// tagScan reads tags that are kept one a line.
type tagScan []string

// Scan implements sql.Scanner.
func (t *tagScan) Scan(src any) error {
	var n nullText
	if err := n.Scan(src); err != nil {
		return err
	}
	*t = nil
	if n != "" {
		*t = strings.Split(string(n), "\n")
	}
	return nil
}

// classTotals adds up ranks by class and confidence.
func (s *snapshot) classTotals(ctx context.Context, from string, args ...any) ([]store.ClassTotal, error) {
	var out []store.ClassTotal
	err := each(ctx, s, func(rows *sql.Rows) error {
		var t store.ClassTotal
		err := rows.Scan(&t.Class, &t.Kind, &t.Confidence, &t.Donors, &t.Net, &t.Pending)
		out = append(out, t)
		return err
	}, `SELECT coalesce(k.class, 'unknown'), coalesce(k.kind, ''), coalesce(k.confidence, 'none'), sum(d.gifts > 0 OR d.returned <> 0 OR d.pending <> 0), sum(d.net), sum(d.pending)
		FROM `+from+` GROUP BY 1, 2, 3 HAVING sum(d.gifts > 0 OR d.returned <> 0 OR d.pending <> 0) > 0 ORDER BY sum(d.net) DESC, 1, 2, 3`, args...)
	if err != nil {
		return nil, fmt.Errorf("add up classes: %w", err)
	}
	return out, nil
}

const (
	committeeClasses = `committee_donor d LEFT JOIN donor_class k ON k.donor_id = d.donor_id WHERE d.committee_id = ?`
	contestClasses   = `contest_donor d LEFT JOIN donor_class k ON k.donor_id = d.donor_id WHERE d.contest_id = ? AND d.side = ?`
)

// Reclassify classifies every donor again, as after a change of the rule file,
// and gives how many donors changed class.
func (db *DB) Reclassify(ctx context.Context) (changed int, err error) {
	err = db.inTransaction(ctx, "classes", func(l *loader) error {
		if err := l.watchFigures(ctx); err != nil {
			return err
		}
		if _, err := l.stmts.exec(ctx, `CREATE TEMP TABLE before AS SELECT donor_id, class, confidence FROM donor_class`); err != nil {
			return err
		}
		if err := l.classify(ctx, `SELECT `+factColumns+` FROM contributor c WHERE c.donor_id = c.id
			UNION ALL SELECT `+factColumns+` FROM contributor c WHERE c.donor_id <> c.id`); err != nil {
			return err
		}
		if err := l.watchReclassified(ctx); err != nil {
			return err
		}
		if err := l.stmts.row(ctx, `SELECT count(*) FROM (SELECT donor_id, class, confidence FROM donor_class EXCEPT SELECT * FROM temp.before
			UNION SELECT * FROM (SELECT * FROM temp.before EXCEPT SELECT donor_id, class, confidence FROM donor_class))`).Scan(&changed); err != nil {
			return err
		}
		if _, err := l.stmts.exec(ctx, `DROP TABLE temp.before`); err != nil {
			return err
		}
		if changed == 0 {
			return errUnchanged
		}
		return l.logReclassified(ctx, changed)
	})
	return changed, err
}
