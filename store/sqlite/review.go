package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"moneytrail/store"
)

// Review lists pairs that a person should decide about, by the money behind
// the smaller donor of each, largest first.
func (db *DB) Review(ctx context.Context, limit int) ([]store.ReviewPair, error) {
	out := []store.ReviewPair{}
	err := db.view(ctx, func(s *snapshot) error {
		var ids [][2]store.DonorID
		err := each(ctx, s, func(rows *sql.Rows) error {
			var p store.ReviewPair
			var note string
			var id [2]store.DonorID
			err := rows.Scan(&id[0], &id[1], &p.Answer, &p.Weight, &note, &p.A.ID, &p.A.Name, &p.A.City, &p.A.State, &p.NetA, &p.B.ID, &p.B.Name, &p.B.City, &p.B.State, &p.NetB)
			if note != "" {
				p.Evidence = strings.Split(note, "\n")
			}
			out, ids = append(out, p), append(ids, id)
			return err
		}, `WITH `+apartSQL+`, net AS (SELECT donor_id, sum(net) AS net FROM committee_donor GROUP BY donor_id)
			SELECT p.a, p.b, p.answer, max(p.weight), p.evidence, a.donor_id, a.name, coalesce(a.city, ''), coalesce(a.state, ''), coalesce(x.net, 0),
				b.donor_id, b.name, coalesce(b.city, ''), coalesce(b.state, ''), coalesce(y.net, 0)
			FROM donor_pair p JOIN contributor a ON a.id = p.a JOIN contributor b ON b.id = p.b
			LEFT JOIN net x ON x.donor_id = a.donor_id LEFT JOIN net y ON y.donor_id = b.donor_id
			WHERE p.answer IN ('possible', 'conflict') AND a.donor_id <> b.donor_id AND NOT EXISTS (SELECT 1 FROM apart o WHERE o.a = a.donor_id AND o.b = b.donor_id)
			GROUP BY min(a.donor_id, b.donor_id), max(a.donor_id, b.donor_id)
			ORDER BY min(abs(coalesce(x.net, 0)), abs(coalesce(y.net, 0))) DESC, p.a, p.b LIMIT ?`, limit)
		if err != nil || len(out) == 0 {
			return err
		}
		for i := range out {
			words, err := s.evidence(ctx, db.opts.Rules, ids[i][0], ids[i][1])
			if err != nil {
				return err
			}
			out[i].Evidence = append(out[i].Evidence, words...)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list pairs: %w", err)
	}
	return out, nil
}

// evidence says in words what two contributors have in common and what not,
// under the weights in force.
func (s *snapshot) evidence(ctx context.Context, rules store.Rules, a, b store.DonorID) ([]string, error) {
	state, err := resolvedState(ctx, s)
	if err != nil {
		return nil, err
	}
	m, err := matchingOf(ctx, s, rules, state)
	if err != nil {
		return nil, err
	}
	var two [2]store.ContributorFacts
	for i, id := range [...]store.DonorID{a, b} {
		c := &two[i]
		err := s.row(ctx, `SELECT `+contributorFacts+` FROM contributor c WHERE c.id = ?`, int64(id)).Scan(&c.ID, &c.Name.Last, &c.Name.First, &c.Name.Suffix,
			&c.Entity, &c.City, &c.State, &c.Zip, &c.Employer, &c.Occupation, &c.CommitteeID, &c.AddressHash)
		if err != nil {
			return nil, fmt.Errorf("read contributor: %w", err)
		}
	}
	return m.Evidence(&two[0], &two[1]), nil
}
