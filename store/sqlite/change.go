package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"moneytrail/store"
)

// nextChange gives the number that the change of this transaction will have.
func (l *loader) nextChange(ctx context.Context) (int64, error) {
	var id int64
	if err := l.stmts.row(ctx, `SELECT coalesce(max(id), 0) + 1 FROM change`).Scan(&id); err != nil {
		return 0, fmt.Errorf("number change: %w", err)
	}
	return id, nil
}

// logChange writes what the watch has seen to the public log of changes.
// Totals are figures of whole donors, to stand first.
func (l *loader) logChange(ctx context.Context, c *store.Change, totals []movedFigure) error {
	w := l.watch
	c.At = l.db.opts.Now().UTC().Truncate(time.Second)
	c.Donors, c.Committees, c.Contests, c.Figures = len(w.donors), len(w.committees), len(w.contests), w.figures
	var err error
	if c.ID == 0 {
		if c.ID, err = l.nextChange(ctx); err != nil {
			return err
		}
	}
	// The version is made when the transaction ends, under the next number.
	if err := l.stmts.row(ctx, `SELECT coalesce(max(id), 0) + 1 FROM data_version`).Scan(&c.Version); err != nil {
		return fmt.Errorf("number data version: %w", err)
	}
	if _, err := l.stmts.exec(ctx, `INSERT INTO change (id, version_id, at, cause, what, reason, link, author, donors, committees, contests, figures)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, c.ID, c.Version, c.At.Format(time.RFC3339), c.Cause, c.Text, c.Reason, c.Link, c.Author,
		c.Donors, c.Committees, c.Contests, c.Figures); err != nil {
		return fmt.Errorf("log change: %w", err)
	}
	c.Moves = nil
	moves := append(totals, w.largest(w.keep)...)
	for i := range moves[:min(len(moves), w.keep)] {
		m, err := l.nameMove(ctx, &moves[i])
		if err != nil {
			return err
		}
		c.Moves = append(c.Moves, m)
		if _, err := l.stmts.exec(ctx, `INSERT INTO change_figure (change_id, position, scope, id, name, side, donor_id, donor_name, before, after,
			pending_before, pending_after, class_before, class_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			c.ID, i+1, m.Scope, m.ID, m.Name, m.Side, int64(m.Donor), m.DonorName, int64(m.Before), int64(m.After),
			int64(m.PendingBefore), int64(m.PendingAfter), m.ClassBefore, m.ClassAfter); err != nil {
			return fmt.Errorf("log change: %w", err)
		}
	}
	return nil
}

// nameMove gives a moved figure with the names and classes of now; a donor that
// is gone has the name of its contributor.
func (l *loader) nameMove(ctx context.Context, f *movedFigure) (store.FigureMove, error) {
	m := store.FigureMove{
		Scope: f.at.scope, Side: f.at.side, Donor: f.donor, Before: f.before, After: f.after, PendingBefore: f.pendingBefore, PendingAfter: f.pendingAfter,
	}
	var err error
	switch f.at.scope {
	case store.ScopeCommittee:
		var c store.Committee
		if c, err = (&snapshot{l.tx}).committee(ctx, f.at.id); err == nil {
			m.ID, m.Name = c.Public, c.Name
		}
	case store.ScopeContest:
		err = l.stmts.row(ctx, `SELECT slug, title FROM contest WHERE id = ?`, f.at.id).Scan(&m.ID, &m.Name)
	}
	if err != nil {
		return m, fmt.Errorf("name figure: %w", err)
	}
	if m.DonorName, err = l.nameNow(ctx, f.donor); err != nil {
		return m, err
	}
	if c, changed := l.watch.classes[f.donor]; changed {
		m.ClassBefore, m.ClassAfter = c[0], c[1]
		return m, nil
	}
	err = l.stmts.row(ctx, `SELECT coalesce((SELECT `+classLabel+` FROM donor_class k WHERE k.donor_id = ?), 'unknown')`, int64(f.donor)).Scan(&m.ClassBefore)
	m.ClassAfter = m.ClassBefore
	if err != nil {
		return m, fmt.Errorf("name figure: %w", err)
	}
	return m, nil
}

// nameNow gives the name under which a donor is shown.
func (l *loader) nameNow(ctx context.Context, id store.DonorID) (string, error) {
	var name string
	err := l.stmts.row(ctx, `SELECT coalesce(y.name, nullif(m.name, ''), c.name) FROM contributor c LEFT JOIN donor_name y ON y.donor_id = c.id
		LEFT JOIN committee_native n ON n.scheme = 'fppc' AND n.native = c.committee_ref LEFT JOIN committee m ON m.id = n.committee_id
		WHERE c.id = ?`, int64(id)).Scan(&name)
	if errors.Is(err, errNone) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("name donor: %w", err)
	}
	return name, nil
}

// Changes gives a page of the log of changes, latest first.
func (db *DB) Changes(ctx context.Context, q store.ChangeQuery) (*store.ChangePage, error) {
	page := &store.ChangePage{}
	err := db.view(ctx, func(s *snapshot) error {
		var err error
		if page.Version, err = s.version(ctx); err != nil {
			return err
		}
		if err := s.row(ctx, `SELECT count(*) FROM change`).Scan(&page.Total); err != nil {
			return err
		}
		limit := limitOr(q.Limit, 25)
		if page.Changes, err = s.changes(ctx, q.Before, limit+1); err != nil {
			return err
		}
		if page.More = len(page.Changes) > limit; page.More {
			page.Changes = page.Changes[:limit]
		}
		for i := range page.Changes {
			if err := s.fillChange(ctx, &page.Changes[i], limitOr(q.Moves, -1)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read changes: %w", err)
	}
	return page, nil
}

func (s *snapshot) changes(ctx context.Context, before int64, limit int) ([]store.Change, error) {
	out := []store.Change{}
	err := each(ctx, s, func(rows *sql.Rows) error {
		var c store.Change
		var at string
		if err := rows.Scan(&c.ID, &c.Version, &at, &c.Cause, &c.Text, &c.Reason, &c.Link, &c.Author, &c.Donors, &c.Committees, &c.Contests, &c.Figures); err != nil {
			return err
		}
		var err error
		c.At, err = time.Parse(time.RFC3339, at)
		out = append(out, c)
		return err
	}, `SELECT id, version_id, at, cause, what, reason, link, author, donors, committees, contests, figures FROM change
		WHERE ?1 = 0 OR id < ?1 ORDER BY id DESC LIMIT ?2`, before, limit)
	return out, err
}

func (s *snapshot) fillChange(ctx context.Context, c *store.Change, moves int) error {
	err := each(ctx, s, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		c.Entries = append(c.Entries, id)
		return err
	}, `SELECT id FROM correction WHERE change_id = ? ORDER BY id`, c.ID)
	if err != nil {
		return err
	}
	return each(ctx, s, func(rows *sql.Rows) error {
		var m store.FigureMove
		err := rows.Scan(&m.Scope, &m.ID, &m.Name, &m.Side, &m.Donor, &m.DonorName, &m.Before, &m.After, &m.PendingBefore, &m.PendingAfter, &m.ClassBefore, &m.ClassAfter)
		c.Moves = append(c.Moves, m)
		return err
	}, `SELECT scope, id, name, side, donor_id, donor_name, before, after, pending_before, pending_after, class_before, class_after
		FROM change_figure WHERE change_id = ? ORDER BY position LIMIT ?`, c.ID, moves)
}
