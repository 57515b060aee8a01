package sqlite

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"moneytrail/store/rules"
)

// Queries that answer readers must go by key: no scan, no sort.
func TestQueryPlans(t *testing.T) {
	t.Parallel()
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "plan.db"), Options{Now: time.Now, Rules: rules.InForce{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	for _, index := range txnIndexes {
		if _, err := db.write.ExecContext(t.Context(), "CREATE INDEX IF NOT EXISTS "+index.name+" ON "+index.definition); err != nil {
			t.Fatal(err)
		}
	}
	for name, query := range map[string]string{
		"donors of a committee": committeeDonorsSQL + byRank,
		"donors of a contest":   contestDonorsSQL + byRank,
		"committees by money":   `SELECT c.id FROM committee c WHERE 1 ORDER BY c.itemized DESC, c.id LIMIT ? OFFSET ?`,
		"rows of a committee":   rowSelect + `WHERE t.committee_id = ? AND t.id > ? ORDER BY t.id LIMIT ?`,
		"rows of a donor":       rowSelect + `WHERE t.committee_id = ? AND t.contributor_id = ? AND t.id > ? ORDER BY t.id LIMIT ?`,
		"notices":               `SELECT id FROM txn INDEXED BY txn_work WHERE committee_id = ? AND status IN (?, ?)`,
		"rows to rank":          `SELECT status, reason, schedule, contributor_id, amount, date FROM txn INDEXED BY txn_work WHERE committee_id = ?`,
		"reports":               `SELECT f.id FROM filing f LEFT JOIN filing_table t ON t.filing_id = f.id WHERE f.committee_id = ? ORDER BY f.id`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan := explainPlan(t, db.read, query)
			for _, bad := range []string{"SCAN txn", "SCAN t\n", "SCAN d\n", "SCAN f\n", "TEMP B-TREE"} {
				if strings.Contains(plan, bad) {
					t.Errorf("plan has %q:\n%s", bad, plan)
				}
			}
			if name == "committees by money" && !strings.Contains(plan, "committee_by_money") {
				t.Errorf("plan sorts:\n%s", plan)
			}
		})
	}
}

func explainPlan(t *testing.T, db *sql.DB, query string) string {
	t.Helper()
	args := make([]any, strings.Count(query, "?"))
	for i := range args {
		args[i] = i + 1
	}
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var plan strings.Builder
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		plan.WriteString(detail + "\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return plan.String()
}
