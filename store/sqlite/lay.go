package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"moneytrail/store"
)

// lift takes people's corrections off the donors, so that contributor.donor_id
// is what the rules alone say: whatever decides by rules who is one donor calls
// it before it reads or writes donors. Ranking lays the corrections over again.
func (l *loader) lift(ctx context.Context) error {
	first := l.lifted == nil
	if first {
		l.lifted = make(map[store.DonorID]store.DonorID)
	}
	l.laid = false
	if err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var id, donor store.DonorID
		err := rows.Scan(&id, &donor)
		if first {
			l.lifted[id] = donor
		}
		return err
	}, `SELECT c.id, c.donor_id FROM contributor_base b JOIN contributor c ON c.id = b.contributor_id`); err != nil {
		return fmt.Errorf("lift corrections: %w", err)
	}
	for _, query := range []string{
		`UPDATE contributor SET donor_id = (SELECT donor_id FROM contributor_base WHERE contributor_id = id) WHERE id IN (SELECT contributor_id FROM contributor_base)`,
		`DELETE FROM contributor_base`,
	} {
		if _, err := l.stmts.exec(ctx, query); err != nil {
			return fmt.Errorf("lift corrections: %w", err)
		}
	}
	return nil
}

// correct lays the corrections in force over what the rules say, once a
// transaction, and touches every committee in which that moves somebody.
func (l *loader) correct(ctx context.Context) error {
	if l.laid {
		return nil
	}
	var any bool
	if err := l.stmts.row(ctx, `SELECT EXISTS (SELECT 1 FROM correction)`).Scan(&any); err != nil {
		return fmt.Errorf("look for corrections: %w", err)
	}
	if l.laid = true; !any {
		return nil
	}
	if l.lifted == nil {
		if err := l.lift(ctx); err != nil {
			return err
		}
		l.laid = true
	}
	log, err := correctionLog(ctx, &l.stmts, `WHERE `+inForceSQL)
	if err != nil {
		return err
	}
	entries := inForceOf(log)
	base, links, err := l.concerned(ctx, entries)
	if err != nil {
		return err
	}
	corrected := l.db.opts.Rules.Correct(base, links, entries)
	if err := l.layDonors(ctx, base, corrected.Donors); err != nil {
		return err
	}
	return l.storeOutcomes(ctx, &corrected)
}

// concerned reads the donors that corrections mention, with all their
// contributors, and the links within them when some are to be taken apart.
func (l *loader) concerned(ctx context.Context, entries []store.Correction) (map[store.DonorID]store.DonorID, []store.DonorPair, error) {
	base := make(map[store.DonorID]store.DonorID)
	never := false
	for i := range entries {
		never = never || entries[i].Kind == store.CorrectionNeverMerge
		for _, id := range []store.DonorID{entries[i].Subject, entries[i].Object} {
			if base[id] != 0 || id == 0 {
				continue
			}
			donor, err := l.donorNow(ctx, id)
			if err != nil {
				return nil, nil, err
			}
			if donor == 0 {
				continue
			}
			members, err := membersOf(ctx, &l.stmts, donor)
			if err != nil {
				return nil, nil, err
			}
			for _, m := range members {
				base[m] = donor
			}
		}
	}
	if !never {
		return base, nil, nil
	}
	links, err := l.linksWithin(ctx, base)
	return base, links, err
}

// donorNow gives the donor that a contributor is taken for, 0 if there is no
// such contributor.
func (l *loader) donorNow(ctx context.Context, id store.DonorID) (store.DonorID, error) {
	var donor store.DonorID
	if err := l.stmts.row(ctx, `SELECT coalesce((SELECT donor_id FROM contributor WHERE id = ?), 0)`, int64(id)).Scan(&donor); err != nil {
		return 0, fmt.Errorf("look up donor: %w", err)
	}
	return donor, nil
}

// membersOf gives the contributors of a donor by id. Two queries, since the
// index holds only those that were joined.
func membersOf(ctx context.Context, q querier, donor store.DonorID) ([]store.DonorID, error) {
	var out []store.DonorID
	err := each(ctx, q, func(rows *sql.Rows) error {
		var id store.DonorID
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, `SELECT id FROM contributor WHERE id = ?1 AND donor_id = ?1
		UNION ALL SELECT id FROM contributor INDEXED BY contributor_merged WHERE donor_id = ?1 AND donor_id <> id`, int64(donor))
	if err != nil {
		return nil, fmt.Errorf("read names of donor: %w", err)
	}
	slices.Sort(out)
	return out, nil
}

func (l *loader) linksWithin(ctx context.Context, base map[store.DonorID]store.DonorID) ([]store.DonorPair, error) {
	var out []store.DonorPair
	for _, a := range slices.Sorted(maps.Keys(base)) {
		err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
			p := store.DonorPair{Answer: "same", A: a}
			err := rows.Scan(&p.B, &p.Weight)
			out = append(out, p)
			return err
		}, `SELECT b, weight FROM donor_pair WHERE answer = 'same' AND a = ?`, int64(a))
		if err != nil {
			return nil, fmt.Errorf("read links of donors: %w", err)
		}
	}
	return out, nil
}

// layDonors moves contributors to the donors that corrections give them, and
// follows up on everybody who has another donor than before.
func (l *loader) layDonors(ctx context.Context, base, donors map[store.DonorID]store.DonorID) error {
	for _, id := range slices.Sorted(maps.Keys(donors)) {
		if donors[id] == base[id] {
			continue
		}
		if _, err := l.stmts.exec(ctx, `UPDATE contributor SET donor_id = ? WHERE id = ?`, int64(donors[id]), int64(id)); err != nil {
			return fmt.Errorf("lay corrections: %w", err)
		}
		if _, err := l.stmts.exec(ctx, `INSERT INTO contributor_base (contributor_id, donor_id) VALUES (?, ?)`, int64(id), int64(base[id])); err != nil {
			return fmt.Errorf("lay corrections: %w", err)
		}
	}
	all := maps.Clone(l.lifted)
	for id := range donors {
		if _, was := l.lifted[id]; !was {
			all[id] = base[id]
		}
	}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		now, err := l.donorNow(ctx, id)
		if err != nil {
			return err
		}
		if before := all[id]; now != before {
			if err := l.follow(ctx, id, before, now); err != nil {
				return err
			}
		}
	}
	return nil
}

// follow has the donors of a contributor classified again and the committees
// that it gave to ranked again. A donor that is nobody any more has no class.
func (l *loader) follow(ctx context.Context, id store.DonorID, donors ...store.DonorID) error {
	for _, d := range append(donors, id) {
		if _, err := l.stmts.exec(ctx, `INSERT INTO temp.new_contributor SELECT id, key, name, city, state, zip5, entity, committee_ref, last, first, suffix, employer, occupation, street_hash
			FROM contributor WHERE id = ?`, int64(d)); err != nil {
			return fmt.Errorf("follow contributor: %w", err)
		}
		if _, err := l.stmts.exec(ctx, `DELETE FROM donor_class WHERE donor_id = ?1 AND NOT EXISTS (SELECT 1 FROM contributor WHERE id = ?1 AND donor_id = ?1)
			AND NOT EXISTS (SELECT 1 FROM contributor INDEXED BY contributor_merged WHERE donor_id = ?1 AND donor_id <> id)`, int64(d)); err != nil {
			return fmt.Errorf("follow contributor: %w", err)
		}
	}
	committees, err := committeesOfDonor(ctx, &l.stmts, id)
	for _, c := range committees {
		l.touch(c)
	}
	return err
}

// committeesOfDonor gives the committees in whose filings a contributor stands.
func committeesOfDonor(ctx context.Context, q querier, id store.DonorID) ([]int64, error) {
	var out []int64
	err := each(ctx, q, func(rows *sql.Rows) error {
		var committee int64
		err := rows.Scan(&committee)
		out = append(out, committee)
		return err
	}, `SELECT DISTINCT committee_id FROM txn INDEXED BY txn_contributor WHERE contributor_id = ? AND committee_id IS NOT NULL`, int64(id))
	if err != nil {
		return nil, fmt.Errorf("find committees of contributor: %w", err)
	}
	return out, nil
}

// storeOutcomes keeps what became of the entries in force, and the names and
// relations that they give.
func (l *loader) storeOutcomes(ctx context.Context, c *store.Corrected) error {
	for _, query := range []string{
		`DELETE FROM donor_name`,
		`INSERT OR REPLACE INTO donor_name (donor_id, name) SELECT x.donor_id, c.value FROM correction c JOIN contributor x ON x.id = c.subject
			WHERE c.kind = 'rename' AND ` + inForceSQL + ` ORDER BY c.id`,
		`DELETE FROM donor_relation`,
		`INSERT OR REPLACE INTO donor_relation (a, b, reason, link) SELECT min(x.donor_id, y.donor_id), max(x.donor_id, y.donor_id), c.reason, c.link
			FROM correction c JOIN contributor x ON x.id = c.subject JOIN contributor y ON y.id = c.object
			WHERE c.kind = 'affiliate' AND x.donor_id <> y.donor_id AND ` + inForceSQL + ` ORDER BY c.id`,
		`DELETE FROM correction_outcome`,
	} {
		if _, err := l.stmts.exec(ctx, query); err != nil {
			return fmt.Errorf("lay corrections: %w", err)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.Outcomes)) {
		o := c.Outcomes[id]
		if _, err := l.stmts.exec(ctx, `INSERT INTO correction_outcome (correction_id, state, by_correction) VALUES (?, ?, ?)`, id, o.State, idOrNull(o.By)); err != nil {
			return fmt.Errorf("store outcome of correction: %w", err)
		}
	}
	return nil
}
