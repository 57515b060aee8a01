package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"maps"
	"slices"

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

// givenSQL computes the lines of noted donors in donor_given. A line of one
// calendar year counts whole in it, with its gifts without a day; of others the
// rows tell.
const givenSQL = `INSERT INTO donor_given (donor_id, net, year)
	WITH large AS (SELECT donor_id, sum(net) AS net, CAST(substr(min(first), 1, 4) AS INTEGER) AS since, CAST(substr(max(last), 1, 4) AS INTEGER) AS till
			FROM committee_donor INDEXED BY committee_donor_donor
			WHERE donor_id IN (SELECT id FROM temp.giving) GROUP BY donor_id HAVING sum(gross) >= ?1),
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

// noteGiving notes the donors whose line in donor_given may change with the
// ranks of a committee, before they are stored: whose line there changes, and
// those of several years, whose rows may have moved between these.
func (l *loader) noteGiving(ctx context.Context, committee int64, now []store.Standing) error {
	if l.fromNothing() {
		return nil
	}
	before := make(map[store.DonorID]givenLine)
	err := l.eachValue(ctx, func(v []driver.Value) error {
		before[store.DonorID(number(v[0]))] = givenLine{
			net: store.Cents(number(v[1])), gross: store.Cents(number(v[2])), first: l.texts.keep(yearView(v[3])), last: l.texts.keep(yearView(v[4])),
		}
		return nil
	}, `SELECT moneytrail_each(donor_id, net, gross, first, last) FROM committee_donor WHERE committee_id = ?`, committee)
	if err != nil {
		return fmt.Errorf("read ranks of a committee: %w", err)
	}
	for i := range now {
		s := &now[i]
		line := givenLine{net: s.Net, gross: s.Gross, first: yearOf(string(s.First)), last: yearOf(string(s.Last))}
		if before[s.Donor.ID] != line || line.first != line.last {
			l.given.note(s.Donor.ID)
		}
		delete(before, s.Donor.ID)
	}
	for donor := range before {
		l.given.note(donor)
	}
	return nil
}

// fromNothing tells a load into an empty database.
func (l *loader) fromNothing() bool { return l.known == nil && l.survey != nil }

// storeGiven brings donor_given up to date when the ranks are stored.
func (l *loader) storeGiven(ctx context.Context) error {
	if l.fromNothing() {
		return l.storeAllGiven(ctx)
	}
	l.batches.ids = slices.Sorted(maps.Keys(l.given.noted))
	l.given.noted = nil
	err := l.insert(ctx, "src_id", `INSERT INTO temp.giving (id)`, len(l.batches.ids))
	for _, step := range []struct {
		query string
		args  []any
	}{
		{query: `DELETE FROM donor_given WHERE donor_id IN (SELECT id FROM temp.giving)`},
		{givenSQL, []any{int64(givenFrom), int64(store.StatusCounted)}},
		{query: `DELETE FROM temp.giving`},
	} {
		if err == nil {
			_, err = l.stmts.exec(ctx, step.query, step.args...)
		}
	}
	if err != nil {
		return fmt.Errorf("add up what donors gave: %w", err)
	}
	return nil
}
