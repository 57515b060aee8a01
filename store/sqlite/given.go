package sqlite

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// givenFrom is the least that the gifts of a donor come to for a line in
// donor_given. Smaller limits are looked up in the rows.
const givenFrom store.Cents = 5_000_00

// given is a line of donor_given: what a donor gave all committees.
type given struct {
	net  store.Cents
	year store.Cents // the most in one calendar year, or the average of its years when that is more
}

// givenSQL computes lines of donor_given; %s restricts committee_donor. A line
// of one calendar year counts whole in it, with its gifts without a day; of
// others the rows tell.
const givenSQL = `INSERT INTO donor_given (donor_id, net, year)
	WITH large AS (SELECT donor_id, sum(net) AS net, CAST(substr(min(first), 1, 4) AS INTEGER) AS since, CAST(substr(max(last), 1, 4) AS INTEGER) AS till
			FROM committee_donor INDEXED BY committee_donor_donor %s GROUP BY donor_id HAVING sum(gross) >= ?1),
		line AS (SELECT d.donor_id, d.committee_id, d.net, substr(d.first, 1, 4) AS since, substr(d.last, 1, 4) AS till
			FROM large CROSS JOIN committee_donor d INDEXED BY committee_donor_donor ON d.donor_id = large.donor_id WHERE d.first <> ''),
		of_donor AS (SELECT donor_id, committee_id, donor_id AS contributor_id FROM line WHERE since <> till
			UNION ALL SELECT l.donor_id, l.committee_id, c.id
			FROM line l CROSS JOIN contributor c INDEXED BY contributor_merged ON c.donor_id = l.donor_id AND c.donor_id <> c.id WHERE l.since <> l.till),
		part AS (SELECT donor_id, since AS year, net FROM line WHERE since = till
			UNION ALL SELECT o.donor_id, substr(t.date, 1, 4), t.amount
			FROM of_donor o CROSS JOIN txn t INDEXED BY txn_contributor ON t.contributor_id = o.contributor_id AND t.committee_id = o.committee_id
			WHERE t.status = ?2 AND t.date <> ''),
		best AS (SELECT donor_id, max(net) AS year FROM (SELECT donor_id, sum(net) AS net FROM part GROUP BY donor_id, year) GROUP BY donor_id)
	SELECT large.donor_id, large.net, max(coalesce(best.year, 0), coalesce(large.net / (large.till - large.since + 1), 0))
	FROM large LEFT JOIN best USING (donor_id)`

// noteGiving notes the donors of a committee, before its ranks change and
// after, as those whose line in donor_given is computed again.
func (l *loader) noteGiving(ctx context.Context, committee int64) error {
	if l.fromNothing() {
		return nil
	}
	_, err := l.stmts.exec(ctx, `INSERT INTO temp.giving SELECT donor_id FROM committee_donor WHERE committee_id = ? ON CONFLICT DO NOTHING`, committee)
	if err != nil {
		return fmt.Errorf("note donors of a committee: %w", err)
	}
	return nil
}

// fromNothing tells a load into an empty database.
func (l *loader) fromNothing() bool { return l.known == nil && l.survey != nil }

// storeGiven brings donor_given up to date when the ranks are stored.
func (l *loader) storeGiven(ctx context.Context) error {
	l.progress("ranks", 0)
	forget, compute := `DELETE FROM donor_given`, fmt.Sprintf(givenSQL, "")
	if !l.fromNothing() {
		for _, committee := range l.dirtySorted() {
			if err := l.noteGiving(ctx, committee); err != nil {
				return err
			}
		}
		forget += ` WHERE donor_id IN (SELECT id FROM temp.giving)`
		compute = fmt.Sprintf(givenSQL, `WHERE donor_id IN (SELECT id FROM temp.giving)`)
	}
	if _, err := l.stmts.exec(ctx, forget); err != nil {
		return fmt.Errorf("forget what donors gave: %w", err)
	}
	if _, err := l.stmts.exec(ctx, compute, int64(givenFrom), int64(store.StatusCounted)); err != nil {
		return fmt.Errorf("add up what donors gave: %w", err)
	}
	if _, err := l.stmts.exec(ctx, `DELETE FROM temp.giving`); err != nil {
		return fmt.Errorf("forget noted donors: %w", err)
	}
	return nil
}
