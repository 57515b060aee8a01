package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"

	"moneytrail/store"
)

// Resolve decides again who is one donor, over all contributors, and computes
// what follows: ranks, classes, contests of everybody that moved. A resolution
// that changes nothing makes no data version. It can be undone by another one:
// the contributors as filed stay.
func (db *DB) Resolve(ctx context.Context, resolver store.Resolver, progress Progress) (store.ResolveResult, error) {
	var result store.ResolveResult
	if progress == nil {
		progress = func(string, int) {}
	}
	err := db.inTransaction(ctx, "resolve donors", func(l *loader) error {
		l.progress = progress
		progress("names", 0)
		var err error
		if result.Before, err = l.countDonors(ctx); err != nil {
			return err
		}
		if err := errors.Join(l.watchFigures(ctx), l.lift(ctx)); err != nil {
			return err
		}
		all, before, err := l.contributors(ctx)
		if err != nil {
			return err
		}
		r, err := resolver(all, before, func(stage string) { progress(stage, 0) })
		if err != nil {
			return err
		}
		result.Contributors = len(all)
		changed := changedDonors(before, r.Donors)
		progress("pairs kept", 0)
		if err := l.storeResolution(ctx, r, &result); err != nil {
			return err
		}
		if err := l.moveMoney(ctx, changed, &result); err != nil {
			return err
		}
		if result.After, err = l.countDonors(ctx); err != nil {
			return err
		}
		if result.Moved == 0 && l.watch.figures == 0 {
			return errNoVersion
		}
		return l.logChange(ctx, &store.Change{Cause: "resolve", Text: fmt.Sprintf("%d contributors belong to another donor by the rules", result.Moved)}, nil)
	})
	return result, err
}

// moveMoney moves contributors, ranks again what that touches, and tells which
// donors' money moved.
func (l *loader) moveMoney(ctx context.Context, changed map[store.DonorID]store.DonorID, result *store.ResolveResult) (err error) {
	if result.Moved, err = l.assignDonors(ctx, changed); err != nil {
		return err
	}
	if _, err := l.stmts.exec(ctx, `CREATE TEMP TABLE before AS SELECT donor_id, sum(net) AS net FROM committee_donor
		WHERE donor_id IN (SELECT id FROM temp.regrouped) GROUP BY donor_id`); err != nil {
		return fmt.Errorf("add up donors: %w", err)
	}
	if err := l.rank(ctx); err != nil {
		return err
	}
	result.Committees = len(l.dirty)
	err = each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var g store.DonorGrowth
		err := rows.Scan(&g.Donor.ID, &g.Donor.Name, &g.Donor.City, &g.Donor.State, &g.Before, &g.After, &result.MovedMoney)
		if len(result.Largest) < 10 {
			result.Largest = append(result.Largest, g)
		}
		return err
	}, `WITH now AS (SELECT donor_id, sum(net) AS net FROM committee_donor WHERE donor_id IN (SELECT id FROM temp.regrouped) GROUP BY donor_id),
			grew AS (SELECT n.donor_id, coalesce(b.net, 0) AS before, n.net AS after FROM now n LEFT JOIN temp.before b USING (donor_id) WHERE n.net > coalesce(b.net, 0))
		SELECT g.donor_id, c.name, coalesce(c.city, ''), coalesce(c.state, ''), g.before, g.after, sum(g.after - g.before) OVER ()
		FROM grew g JOIN contributor c ON c.id = g.donor_id ORDER BY g.after - g.before DESC, g.donor_id LIMIT 10`)
	if err != nil {
		return fmt.Errorf("add up donors: %w", err)
	}
	_, err = l.stmts.exec(ctx, `DROP TABLE temp.before`)
	return err
}

func donorOf(id store.DonorID, donors map[store.DonorID]store.DonorID) store.DonorID {
	if d, ok := donors[id]; ok {
		return d
	}
	return id
}

// countDonors counts donors as they are, corrections included.
func (l *loader) countDonors(ctx context.Context) (n int, err error) {
	if err := l.stmts.row(ctx, `SELECT count(DISTINCT donor_id) FROM contributor`).Scan(&n); err != nil {
		return 0, fmt.Errorf("count donors: %w", err)
	}
	return n, nil
}

// contributors reads all contributors and who is whose donor now.
func (l *loader) contributors(ctx context.Context) ([]store.ContributorFacts, map[store.DonorID]store.DonorID, error) {
	all, err := l.facts(ctx, allContributors)
	if err != nil {
		return nil, nil, err
	}
	before, err := l.donorsBefore(ctx)
	return all, before, err
}

// donorsBefore gives the contributors that are taken for another donor.
func (l *loader) donorsBefore(ctx context.Context) (map[store.DonorID]store.DonorID, error) {
	before := make(map[store.DonorID]store.DonorID)
	err := l.eachValue(ctx, func(v []driver.Value) error {
		before[store.DonorID(number(v[0]))] = store.DonorID(number(v[1]))
		return nil
	}, `SELECT moneytrail_each(id, donor_id) FROM contributor WHERE donor_id <> id`)
	if err != nil {
		return nil, fmt.Errorf("read donors: %w", err)
	}
	return before, nil
}

// storeResolution keeps what a full pass found, in place of what was kept
// before.
func (l *loader) storeResolution(ctx context.Context, r *store.Resolution, result *store.ResolveResult) error {
	for _, table := range []string{"donor_pair", "contributor_block"} {
		if _, err := l.stmts.exec(ctx, `DELETE FROM `+table); err != nil {
			return fmt.Errorf("forget the last resolution: %w", err)
		}
	}
	if r.Matching == nil {
		return l.setResolved(ctx, resolved{mode: modeExact})
	}
	if err := l.keepWeights(ctx, r.Matching); err != nil {
		return err
	}
	result.Weights, _ = r.Matching.Weights()
	if err := l.storePairs(ctx, r.Pairs, result); err != nil {
		return err
	}
	if err := l.storeBlocks(ctx, r.Blocks); err != nil {
		return err
	}
	return l.setResolved(ctx, resolved{modeMatched, r.Matching.Version(), result.Weights})
}

func (l *loader) storePairs(ctx context.Context, pairs iter.Seq[store.DonorPair], result *store.ResolveResult) error {
	if _, err := l.stmts.exec(ctx, `DROP INDEX donor_pair_b`); err != nil {
		return fmt.Errorf("store evidence: %w", err)
	}
	l.batches.pairs = make([]store.DonorPair, 0, keptAtOnce)
	flush := func() error {
		err := l.insertPairs(ctx)
		l.batches.pairs = l.batches.pairs[:0]
		return err
	}
	for p := range pairs {
		switch p.Answer {
		case "same":
			result.Same++
		case "possible":
			result.Possible++
		default:
			result.Conflicts++
		}
		if l.batches.pairs = append(l.batches.pairs, p); len(l.batches.pairs) == keptAtOnce {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	if _, err := l.stmts.exec(ctx, `CREATE INDEX donor_pair_b ON donor_pair (b, answer, a, joins)`); err != nil {
		return fmt.Errorf("store evidence: %w", err)
	}
	return nil
}

// keptAtOnce is how many rows pass through a virtual table at once.
const keptAtOnce = 1 << 14

func (l *loader) storeBlocks(ctx context.Context, blocks iter.Seq2[int64, store.DonorID]) error {
	entries := make([]blockEntry, 0, keptAtOnce)
	for key, id := range blocks {
		if entries = append(entries, blockEntry{key, id}); len(entries) == keptAtOnce {
			if err := l.insertBlocks(ctx, entries); err != nil {
				return err
			}
			entries = entries[:0]
		}
	}
	return l.insertBlocks(ctx, entries)
}
