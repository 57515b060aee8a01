package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"moneytrail/store"
)

// SaveContest stores a named group of committees, replacing the one with the
// same slug, and ranks its donors.
func (db *DB) SaveContest(ctx context.Context, c *store.Contest) error {
	err := db.inTransaction(ctx, "contest "+c.Slug, func(l *loader) error { return l.saveContest(ctx, c) })
	if err != nil {
		return fmt.Errorf("save contest %s: %w", c.Slug, err)
	}
	return nil
}

func (l *loader) saveContest(ctx context.Context, c *store.Contest) error {
	id, err := l.contestRow(ctx, c)
	if err != nil {
		return err
	}
	for i, m := range c.Members {
		if _, err := l.stmts.exec(ctx, `INSERT INTO contest_member (contest_id, position, side, scheme, native, note) VALUES (?, ?, ?, ?, ?, ?)`,
			id, i, m.Side, m.Filer.Scheme, m.Filer.ID, m.Note); err != nil {
			return err
		}
	}
	return l.rankContest(ctx, id)
}

func (l *loader) contestRow(ctx context.Context, c *store.Contest) (int64, error) {
	if _, err := l.stmts.exec(ctx, `INSERT INTO contest (slug, title, note) VALUES (?, ?, ?)
		ON CONFLICT (slug) DO UPDATE SET title = excluded.title, note = excluded.note`, c.Slug, c.Title, c.Note); err != nil {
		return 0, err
	}
	var id int64
	if err := l.stmts.row(ctx, `SELECT id FROM contest WHERE slug = ?`, c.Slug).Scan(&id); err != nil {
		return 0, err
	}
	_, err := l.stmts.exec(ctx, `DELETE FROM contest_member WHERE contest_id = ?`, id)
	return id, err
}

// rankContests ranks again the contests that a touched committee belongs to.
func (l *loader) rankContests(ctx context.Context) error {
	touched := make(map[int64]bool)
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var contest, committee int64
		err := rows.Scan(&contest, &committee)
		if _, ok := l.dirty[committee]; ok {
			touched[contest] = true
		}
		return err
	}, `SELECT DISTINCT m.contest_id, n.committee_id FROM contest_member m
		JOIN committee_native n ON n.native = m.native AND (m.scheme = '' OR n.scheme = m.scheme)`)
	if err != nil {
		return fmt.Errorf("read contests: %w", err)
	}
	for contest := range touched {
		if err := l.rankContest(ctx, contest); err != nil {
			return fmt.Errorf("rank contest %d: %w", contest, err)
		}
	}
	return nil
}

type contestMember struct {
	side      string
	committee int64
}

func (l *loader) rankContest(ctx context.Context, contest int64) error {
	members, err := contestMembers(ctx, &l.stmts, contest)
	if err != nil {
		return err
	}
	inside, err := memberDonors(ctx, &l.stmts, l.db.opts.Rules, members)
	if err != nil {
		return err
	}
	sides := make(map[string][][]store.Standing)
	var all [][]store.Standing
	for _, m := range members {
		s, err := committeeStandings(ctx, &l.stmts, m.committee)
		if err != nil {
			return err
		}
		sides[m.side] = append(sides[m.side], s)
		all = append(all, s)
	}
	before, err := l.contestFigures(ctx, contest)
	if err != nil {
		return err
	}
	if _, err := l.stmts.exec(ctx, `DELETE FROM contest_donor WHERE contest_id = ?`, contest); err != nil {
		return err
	}
	sides[""] = all
	rules := l.db.opts.Rules
	for side, groups := range sides {
		ranked := rules.Without(rules.Merge(groups...), func(d store.DonorID) bool { return inside[d] != 0 })
		l.watch.compare(movedAt{scope: store.ScopeContest, id: contest, side: side}, before[side], ranked)
		if err := l.storeContestDonors(ctx, contest, side, ranked); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) storeContestDonors(ctx context.Context, contest int64, side string, ranked []store.Standing) error {
	for i := range ranked {
		args := []any{contest, side}
		for col := range standingColumns[1:] {
			args = append(args, standingValue(&ranked[i], col))
		}
		if _, err := l.stmts.exec(ctx, `INSERT INTO contest_donor (contest_id, side, `+columnList(standingColumns[1:])+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, args...); err != nil {
			return err
		}
	}
	return nil
}

// querier is a transaction's statements or the reading pool.
type querier interface {
	query(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	row(ctx context.Context, query string, args ...any) rowScanner
}

func contestMembers(ctx context.Context, q querier, contest int64) ([]contestMember, error) {
	var out []contestMember
	seen := make(map[int64]bool)
	err := each(ctx, q, func(rows *sql.Rows) error {
		var m contestMember
		err := rows.Scan(&m.side, &m.committee)
		if !seen[m.committee] {
			seen[m.committee] = true
			out = append(out, m)
		}
		return err
	}, `SELECT m.side, min(n.committee_id) FROM contest_member m
		JOIN committee_native n ON n.native = m.native AND (m.scheme = '' OR n.scheme = m.scheme)
		WHERE m.contest_id = ? GROUP BY m.position ORDER BY m.position`, contest)
	return out, err
}

// memberDonors gives the donors under which members of a group appear in each
// other's reports, with the member they are: by committee id, or by exactly a
// name the member files under.
func memberDonors(ctx context.Context, q querier, rules store.Rules, members []contestMember) (map[store.DonorID]int64, error) {
	identity := rules.Identity()
	byID := make(map[store.DonorID]int64)
	byName := make(map[string]int64)
	for _, m := range members {
		natives, names, err := memberNames(ctx, q, m.committee)
		if err != nil {
			return nil, err
		}
		for _, native := range natives {
			id, _ := identity.Contributor(&store.Transaction{Entity: "COM", CommitteeID: native})
			byID[id] = m.committee
		}
		for _, name := range names {
			_, key := identity.Contributor(&store.Transaction{Counterparty: store.Name{Last: name}})
			byName[string(key)] = m.committee
		}
	}
	inside := make(map[store.DonorID]int64)
	for _, m := range members {
		err := each(ctx, q, func(rows *sql.Rows) error {
			var donor, id store.DonorID
			var key string
			if err := rows.Scan(&donor, &id, &key); err != nil {
				return err
			}
			if of := byID[id]; of != 0 {
				inside[donor] = of
			} else if of := byName[key[:strings.LastIndexByte(key, '|')+1]]; of != 0 {
				inside[donor] = of
			}
			return nil
		}, `SELECT d.donor_id, c.id, c.key FROM committee_donor d JOIN contributor c ON c.id = d.donor_id WHERE d.committee_id = ?`, m.committee)
		if err != nil {
			return nil, err
		}
	}
	return inside, nil
}

func memberNames(ctx context.Context, q querier, committee int64) (natives, names []string, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		var native bool
		var value string
		err := rows.Scan(&native, &value)
		if native {
			natives = append(natives, value)
		} else {
			names = append(names, value)
		}
		return err
	}, `SELECT 1, native FROM committee_native WHERE committee_id = ?1 AND scheme IN ('fppc', 'fec')
		UNION ALL SELECT 0, name FROM committee_name WHERE committee_id = ?1`, committee)
	return natives, names, err
}

func committeeStandings(ctx context.Context, q querier, committee int64) ([]store.Standing, error) {
	var out []store.Standing
	err := each(ctx, q, func(rows *sql.Rows) error {
		var s store.Standing
		var first, last nullText
		err := rows.Scan(&s.Rank, &s.Donor.ID, &s.Gross, &s.Returned, &s.Net, &s.Gifts, &first, &last, &s.Pending, &s.PendingGifts, &s.Attributed)
		s.First, s.Last = store.Date(first), store.Date(last)
		out = append(out, s)
		return err
	}, `SELECT `+columnList(standingColumns[1:])+` FROM committee_donor WHERE committee_id = ? ORDER BY rank`, committee)
	return out, err
}
