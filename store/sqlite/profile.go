package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"moneytrail/store"
)

// DonorProfile gives a donor with everything that says who it is. Who is a
// published id, of a donor or of a name as filed that is taken for one, or a
// name as filed that one donor alone has. It fails with [store.ErrNotFound] or
// [store.ErrAmbiguous].
func (db *DB) DonorProfile(ctx context.Context, who string) (*store.DonorProfile, error) {
	p := &store.DonorProfile{}
	err := db.view(ctx, func(s *snapshot) error {
		id, err := s.donorByText(ctx, who)
		if err != nil {
			return err
		}
		return s.profile(ctx, db.opts.Rules, id, p)
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// profile reads what says who a donor is, and what it gave in all.
func (s *snapshot) profile(ctx context.Context, rules store.Rules, id store.DonorID, p *store.DonorProfile) error {
	var err error
	if p.Version, err = s.version(ctx); err != nil {
		return err
	}
	donor, err := s.donor(ctx, id)
	if err != nil {
		return err
	}
	p.Donor, p.AskedFor = *donor, id
	for _, step := range []func(context.Context, *store.DonorProfile) error{s.profileNames, s.profileMoney, s.profilePairs, s.profileRelations, s.profileCorrections} {
		if err := step(ctx, p); err != nil {
			return fmt.Errorf("read donor %s: %w", id, err)
		}
	}
	return s.profileEvidence(ctx, rules, p)
}

func (s *snapshot) donorByText(ctx context.Context, who string) (store.DonorID, error) {
	if id, err := store.ParseDonorID(strings.TrimSpace(who)); err == nil {
		return id, nil
	}
	var found store.DonorID
	n := 0
	err := each(ctx, s, func(rows *sql.Rows) error {
		n++
		return rows.Scan(&found)
	}, `SELECT donor_id FROM contributor WHERE upper(name) = ?1 UNION SELECT donor_id FROM donor_name WHERE upper(name) = ?1`, foldName(who))
	switch {
	case err != nil:
		return 0, fmt.Errorf("look up donor: %w", err)
	case n == 0:
		return 0, store.ErrNotFound
	case n > 1:
		return 0, fmt.Errorf("%d donors have this name: %w", n, store.ErrAmbiguous)
	}
	return found, nil
}

func (s *snapshot) profileNames(ctx context.Context, p *store.DonorProfile) error {
	members, err := membersOf(ctx, s, p.Donor.ID)
	if err != nil {
		return err
	}
	for _, m := range members {
		var c store.ContributorView
		if err := s.row(ctx, `SELECT c.id, c.name, coalesce(c.city, ''), coalesce(c.state, ''), coalesce(c.zip5, ''), coalesce(c.entity, ''), coalesce(c.committee_ref, ''),
			coalesce(c.employer, ''), coalesce(c.occupation, ''), (SELECT count(*) FROM txn t WHERE t.contributor_id = c.id),
			coalesce((SELECT b.donor_id FROM contributor_base b WHERE b.contributor_id = c.id), c.donor_id)
			FROM contributor c WHERE c.id = ?`, int64(m)).Scan(&c.ID, &c.Name, &c.City, &c.State, &c.Zip5, &c.Entity, &c.CommitteeID,
			&c.Employer, &c.Occupation, &c.Rows, &c.ByRules); err != nil {
			return err
		}
		p.Contributors = append(p.Contributors, c)
	}
	return nil
}

func (s *snapshot) profileMoney(ctx context.Context, p *store.DonorProfile) error {
	return s.row(ctx, `SELECT coalesce(sum(net), 0), coalesce(sum(pending), 0), count(*) FROM committee_donor d INDEXED BY committee_donor_donor WHERE donor_id = ?`,
		int64(p.Donor.ID)).Scan(&p.Net, &p.Pending, &p.Committees)
}

// profilePairs reads the joins within the donor and the pairs that are
// possibly the same and that nobody has decided.
func (s *snapshot) profilePairs(ctx context.Context, p *store.DonorProfile) error {
	inside := make(map[store.DonorID]bool)
	for i := range p.Contributors {
		inside[p.Contributors[i].ID] = true
	}
	possible := make(map[store.DonorID]*store.PossiblePair)
	var order []store.DonorID
	for i := range p.Contributors {
		err := each(ctx, s, func(rows *sql.Rows) error {
			var pair store.DonorPair
			var evidence string
			var otherDonor store.DonorID
			var apart bool
			if err := rows.Scan(&pair.Answer, &pair.A, &pair.B, &pair.Weight, &evidence, &otherDonor, &apart); err != nil {
				return err
			}
			if evidence != "" {
				pair.Evidence = strings.Split(evidence, "\n")
			}
			switch {
			case otherDonor == p.Donor.ID && pair.Answer == "same":
				if pair.A == p.Contributors[i].ID {
					p.Joins = append(p.Joins, pair)
				}
			case otherDonor != p.Donor.ID && !apart && (possible[otherDonor] == nil || possible[otherDonor].Weight < pair.Weight):
				if possible[otherDonor] == nil {
					order = append(order, otherDonor)
				}
				possible[otherDonor] = &store.PossiblePair{DonorPair: pair, Other: store.Donor{ID: otherDonor}}
			}
			return nil
		}, `WITH `+apartSQL+` SELECT p.answer, p.a, p.b, p.weight, p.evidence, x.donor_id, EXISTS (SELECT 1 FROM apart o WHERE o.a = ?2 AND o.b = x.donor_id)
			FROM (SELECT * FROM donor_pair WHERE answer IN ('same', 'possible', 'conflict') AND a = ?1 UNION ALL SELECT * FROM donor_pair INDEXED BY donor_pair_b WHERE b = ?1) p
			JOIN contributor x ON x.id = iif(p.a = ?1, p.b, p.a) ORDER BY p.weight DESC, p.a, p.b`,
			int64(p.Contributors[i].ID), int64(p.Donor.ID))
		if err != nil {
			return err
		}
	}
	for _, id := range order {
		other, err := s.donor(ctx, id)
		if err != nil {
			return err
		}
		possible[id].Other = *other
		p.Possible = append(p.Possible, *possible[id])
	}
	return nil
}

// profileEvidence says in words what each pair rests on.
func (s *snapshot) profileEvidence(ctx context.Context, rules store.Rules, p *store.DonorProfile) error {
	var pairs []*store.DonorPair
	for i := range p.Joins {
		pairs = append(pairs, &p.Joins[i])
	}
	for i := range p.Possible {
		pairs = append(pairs, &p.Possible[i].DonorPair)
	}
	for _, pair := range pairs {
		words, err := s.evidence(ctx, rules, pair.A, pair.B)
		if err != nil {
			return err
		}
		pair.Evidence = append(pair.Evidence, words...)
	}
	return nil
}

func (s *snapshot) profileRelations(ctx context.Context, p *store.DonorProfile) error {
	var others []store.DonorID
	if err := each(ctx, s, func(rows *sql.Rows) error {
		var id store.DonorID
		var a store.Affiliation
		err := rows.Scan(&id, &a.Reason, &a.Link)
		others, p.Affiliations = append(others, id), append(p.Affiliations, a)
		return err
	}, `SELECT iif(a = ?1, b, a), reason, link FROM donor_relation WHERE a = ?1 OR b = ?1 ORDER BY a, b`, int64(p.Donor.ID)); err != nil {
		return err
	}
	for i, id := range others {
		d, err := s.donor(ctx, id)
		if err != nil {
			return err
		}
		p.Affiliations[i].Other = *d
	}
	return nil
}

func (s *snapshot) profileCorrections(ctx context.Context, p *store.DonorProfile) error {
	var err error
	p.Corrections, err = correctionLog(ctx, s, `WHERE EXISTS (SELECT 1 FROM contributor x WHERE x.id IN (c.subject, c.object) AND x.donor_id = ?1)
		OR ?1 IN (c.subject, c.object) OR c.undoes IN (SELECT v.id FROM correction v JOIN contributor x ON x.id IN (v.subject, v.object) WHERE x.donor_id = ?1)`, int64(p.Donor.ID))
	return err
}
