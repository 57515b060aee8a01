package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"moneytrail/store"
)

// assignDonors gives contributors to donors and gives how many that moved.
// Every donor that gained or lost a contributor is classified again, and the
// committees that those who moved gave to are ranked again.
func (l *loader) assignDonors(ctx context.Context, donors map[store.DonorID]store.DonorID) (int, error) {
	moves := make([]donorMove, 0, len(donors))
	for id, donor := range donors {
		moves = append(moves, donorMove{id, donor})
	}
	slices.SortFunc(moves, func(a, b donorMove) int { return cmp.Compare(a.id, b.id) }) // neighbours in the table follow each other
	l.batches.moves = moves
	l.size("src_move", len(moves))
	for _, query := range []string{
		`DELETE FROM temp.moved`,
		`INSERT INTO temp.moved SELECT s.id, s.donor, c.donor_id FROM temp.src_move s CROSS JOIN contributor c ON c.id = s.id WHERE c.donor_id <> s.donor`,
		`UPDATE contributor SET donor_id = m.donor FROM temp.moved m WHERE contributor.id = m.id`,
		// Whoever has or had a contributor is classified by all its names.
		`INSERT OR IGNORE INTO temp.regrouped SELECT id FROM temp.moved UNION SELECT donor FROM temp.moved UNION SELECT former FROM temp.moved`,
		`DELETE FROM donor_class WHERE donor_id IN (SELECT id FROM temp.regrouped) AND NOT EXISTS (SELECT 1 FROM contributor c WHERE c.id = donor_class.donor_id AND c.donor_id = c.id)
			AND NOT EXISTS (SELECT 1 FROM contributor c INDEXED BY contributor_merged WHERE c.donor_id = donor_class.donor_id AND c.donor_id <> c.id)`,
	} {
		if _, err := l.stmts.exec(ctx, query); err != nil {
			return 0, fmt.Errorf("move contributors: %w", err)
		}
	}
	var moved int
	if err := l.stmts.row(ctx, `SELECT count(*) FROM temp.moved`).Scan(&moved); err != nil || moved == 0 {
		return 0, err
	}
	if l.known == nil && l.survey != nil {
		return moved, nil // all committees are touched
	}
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var committee int64
		err := rows.Scan(&committee)
		l.touch(committee)
		return err
	}, `SELECT DISTINCT t.committee_id FROM temp.moved m CROSS JOIN txn t INDEXED BY txn_contributor ON t.contributor_id = m.id WHERE t.committee_id IS NOT NULL`)
	if err != nil {
		return 0, fmt.Errorf("find committees of contributors: %w", err)
	}
	return moved, nil
}

// changedDonors gives the contributors that have another donor than before. A
// contributor that is in neither is a donor itself.
func changedDonors(before, after map[store.DonorID]store.DonorID) map[store.DonorID]store.DonorID {
	out := make(map[store.DonorID]store.DonorID)
	for id, donor := range after {
		if donorOf(id, before) != donor {
			out[id] = donor
		}
	}
	for id := range before {
		if now := donorOf(id, after); now != before[id] {
			out[id] = now
		}
	}
	return out
}

// mergedDonors gives the contributors of some committees that are taken for another
// donor: of all when that is fewer lookups.
func (l *loader) mergedDonors(ctx context.Context) (map[store.DonorID]store.DonorID, error) {
	moved := make(map[store.DonorID]store.DonorID)
	note := func(rows *sql.Rows) error {
		var id, donor store.DonorID
		err := rows.Scan(&id, &donor)
		moved[id] = donor
		return err
	}
	if len(l.dirty) > fewCommittees {
		return moved, l.readDonors(each(ctx, &l.stmts, note, `SELECT id, donor_id FROM contributor WHERE donor_id <> id`))
	}
	for committee := range l.dirty {
		if err := l.readDonors(each(ctx, &l.stmts, note, `SELECT c.id, c.donor_id FROM (SELECT DISTINCT contributor_id FROM txn INDEXED BY txn_work WHERE committee_id = ?) t
			CROSS JOIN contributor c ON c.id = t.contributor_id WHERE c.donor_id <> c.id`, committee)); err != nil {
			return nil, err
		}
	}
	return moved, nil
}

// fewCommittees is up to how many committees their donors are looked up one by
// one.
const fewCommittees = 100

func (l *loader) readDonors(err error) error {
	if err != nil {
		return fmt.Errorf("read donors: %w", err)
	}
	return nil
}
