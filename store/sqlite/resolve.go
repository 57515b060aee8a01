package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"moneytrail/store"
)

// Resolve decides again who is one donor, over all contributors, and computes
// what follows: ranks, classes, contests of everybody that moved. A resolution
// that changes nothing makes no data version. It can be undone by another one:
// the contributors as filed stay.
func (db *DB) Resolve(ctx context.Context, resolver store.Resolver) (store.ResolveResult, error) {
	var result store.ResolveResult
	err := db.inTransaction(ctx, "resolve donors", func(l *loader) error {
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
		r, err := resolver(all, before)
		if err != nil {
			return err
		}
		result.Contributors, result.Stale, result.Relations = len(all), r.Stale, len(r.Relations)
		moved := movedContributors(all, before, r.Donors)
		result.Moved = len(moved)
		if err := l.storePairs(ctx, r, &result); err != nil {
			return err
		}
		if err := l.move(ctx, moved, r.Donors); err != nil {
			return err
		}
		if err := l.rank(ctx); err != nil {
			return err
		}
		if result.After, err = l.countDonors(ctx); err != nil {
			return err
		}
		result.Committees = len(l.dirty)
		if result.Moved == 0 && len(r.Names) == 0 && len(r.Relations) == 0 && l.watch.figures == 0 {
			return errNoVersion
		}
		return l.logChange(ctx, &store.Change{Cause: "resolve", Text: fmt.Sprintf("%d contributors belong to another donor by the rules", result.Moved)}, nil)
	})
	return result, err
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

func movedContributors(all []store.ContributorFacts, before, after map[store.DonorID]store.DonorID) []store.DonorID {
	var out []store.DonorID
	for i := range all {
		if id := all[i].ID; donorOf(id, before) != donorOf(id, after) {
			out = append(out, id)
		}
	}
	return out
}

// contributors reads all contributors and who is whose donor now.
func (l *loader) contributors(ctx context.Context) ([]store.ContributorFacts, map[store.DonorID]store.DonorID, error) {
	var all []store.ContributorFacts
	before := make(map[store.DonorID]store.DonorID)
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var c store.ContributorFacts
		var donor store.DonorID
		err := rows.Scan(&c.ID, &donor, &c.Name.Last, &c.Name.First, &c.Name.Suffix, &c.Entity, &c.City, &c.State, &c.Zip, &c.Employer, &c.Occupation, &c.CommitteeID, &c.AddressHash)
		all = append(all, c)
		before[c.ID] = donor
		return err
	}, `SELECT id, donor_id, coalesce(last, name), coalesce(first, ''), coalesce(suffix, ''), coalesce(entity, ''), coalesce(city, ''), coalesce(state, ''),
		coalesce(zip5, ''), coalesce(employer, ''), coalesce(occupation, ''), coalesce(committee_ref, ''), coalesce(street_hash, 0) FROM contributor ORDER BY id`)
	if err != nil {
		return nil, nil, fmt.Errorf("read contributors: %w", err)
	}
	return all, before, nil
}

// storePairs keeps the evidence of a resolution in place of the one before.
func (l *loader) storePairs(ctx context.Context, r *store.Resolution, result *store.ResolveResult) error {
	for _, table := range []string{"donor_pair", "donor_name", "donor_relation"} {
		if _, err := l.stmts.exec(ctx, `DELETE FROM `+table); err != nil {
			return fmt.Errorf("forget the last resolution: %w", err)
		}
	}
	for _, p := range r.Pairs {
		switch p.Answer {
		case "same":
			result.Same++
		case "possible":
			result.Possible++
		default:
			result.Conflicts++
		}
		if _, err := l.stmts.exec(ctx, `INSERT OR REPLACE INTO donor_pair (answer, a, b, weight, evidence) VALUES (?, ?, ?, ?, ?)`,
			p.Answer, int64(p.A), int64(p.B), p.Weight, strings.Join(p.Evidence, "\n")); err != nil {
			return fmt.Errorf("store evidence: %w", err)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.Names)) {
		if _, err := l.stmts.exec(ctx, `INSERT INTO donor_name (donor_id, name) VALUES (?, ?)`, int64(id), r.Names[id]); err != nil {
			return fmt.Errorf("store name of donor: %w", err)
		}
	}
	for _, rel := range r.Relations {
		if _, err := l.stmts.exec(ctx, `INSERT OR REPLACE INTO donor_relation (a, b, reason, link) VALUES (?, ?, ?, ?)`, int64(rel.A), int64(rel.B), rel.Reason, rel.Link); err != nil {
			return fmt.Errorf("store relation of donors: %w", err)
		}
	}
	return nil
}

// move gives contributors to their donors, and finds the committees whose
// ranks that changes.
func (l *loader) move(ctx context.Context, moved []store.DonorID, donors map[store.DonorID]store.DonorID) error {
	for _, id := range moved {
		// Whoever has or had a merged contributor is classified by all its names.
		if _, err := l.stmts.exec(ctx, `INSERT INTO temp.new_contributor SELECT id, key, name, city, state, zip5, entity, committee_ref, last, first, suffix, employer, occupation, street_hash
			FROM contributor WHERE id IN (?1, ?2, (SELECT donor_id FROM contributor WHERE id = ?1))`, int64(id), int64(donorOf(id, donors))); err != nil {
			return fmt.Errorf("move contributor: %w", err)
		}
		if _, err := l.stmts.exec(ctx, `UPDATE contributor SET donor_id = ? WHERE id = ?`, int64(donorOf(id, donors)), int64(id)); err != nil {
			return fmt.Errorf("move contributor: %w", err)
		}
		if _, err := l.stmts.exec(ctx, `DELETE FROM donor_class WHERE donor_id = ?1 AND NOT EXISTS (SELECT 1 FROM contributor WHERE donor_id = ?1)`, int64(id)); err != nil {
			return fmt.Errorf("move contributor: %w", err)
		}
		err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
			var committee int64
			err := rows.Scan(&committee)
			l.touch(committee)
			return err
		}, `SELECT DISTINCT coalesce(committee_id, 0) FROM txn INDEXED BY txn_contributor WHERE contributor_id = ?`, int64(id))
		if err != nil {
			return fmt.Errorf("find committees of contributor: %w", err)
		}
	}
	return nil
}

// Review lists pairs that a person should decide about, by the money behind
// the smaller donor of each, largest first.
func (db *DB) Review(ctx context.Context, limit int) ([]store.ReviewPair, error) {
	out := []store.ReviewPair{}
	err := db.view(ctx, func(s *snapshot) error {
		return each(ctx, s, func(rows *sql.Rows) error {
			var p store.ReviewPair
			var evidence string
			err := rows.Scan(&p.Answer, &p.Weight, &evidence, &p.A.ID, &p.A.Name, &p.A.City, &p.A.State, &p.NetA, &p.B.ID, &p.B.Name, &p.B.City, &p.B.State, &p.NetB)
			p.Evidence = strings.Split(evidence, "\n")
			out = append(out, p)
			return err
		}, `WITH `+apartSQL+`, net AS (SELECT donor_id, sum(net) AS net FROM committee_donor GROUP BY donor_id)
			SELECT p.answer, max(p.weight), p.evidence, a.donor_id, a.name, coalesce(a.city, ''), coalesce(a.state, ''), coalesce(x.net, 0),
				b.donor_id, b.name, coalesce(b.city, ''), coalesce(b.state, ''), coalesce(y.net, 0)
			FROM donor_pair p JOIN contributor a ON a.id = p.a JOIN contributor b ON b.id = p.b
			LEFT JOIN net x ON x.donor_id = a.donor_id LEFT JOIN net y ON y.donor_id = b.donor_id
			WHERE p.answer IN ('possible', 'conflict') AND a.donor_id <> b.donor_id AND NOT EXISTS (SELECT 1 FROM apart o WHERE o.a = a.donor_id AND o.b = b.donor_id)
			GROUP BY min(a.donor_id, b.donor_id), max(a.donor_id, b.donor_id)
			ORDER BY min(abs(coalesce(x.net, 0)), abs(coalesce(y.net, 0))) DESC, p.a, p.b LIMIT ?`, limit)
	})
	if err != nil {
		return nil, fmt.Errorf("list pairs: %w", err)
	}
	return out, nil
}
