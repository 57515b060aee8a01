package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"moneytrail/store"
)

// watch notes which figures move while they are computed again. All of its
// methods may be called on nil, which notes nothing.
type watch struct {
	classes    map[store.DonorID][2]string // of donors whose class changed: before and after
	donors     map[store.DonorID]bool
	committees map[int64]bool
	contests   map[int64]bool
	figures    int
	keep       int           // moves to keep by name
	moves      []movedFigure // the largest
}

// movedAt is where a figure stands, by row id.
type movedAt struct {
	scope store.FigureScope
	id    int64
	side  string
}

type movedFigure struct {
	at                          movedAt
	donor                       store.DonorID
	before, after               store.Cents
	pendingBefore, pendingAfter store.Cents
}

// classLabel is a class as the logs show it.
const classLabel = `k.class || CASE k.confidence WHEN 'weak' THEN ' (probable)' WHEN 'conflict' THEN ' (conflict)' ELSE '' END`

// changedClasses gives donors whose class is another than it was: the class
// before and the one of now, each in a row of its own.
const changedClasses = `SELECT b.donor_id, b.class AS before, NULL AS now FROM temp.class_before b LEFT JOIN donor_class k ON k.donor_id = b.donor_id WHERE b.class IS NOT (` + classLabel + `)
	UNION ALL SELECT k.donor_id, NULL, ` + classLabel + ` FROM donor_class k LEFT JOIN temp.class_before b ON b.donor_id = k.donor_id WHERE b.class IS NOT (` + classLabel + `)`

// watchFigures starts to note what moves: it keeps the classes as they are.
func (l *loader) watchFigures(ctx context.Context) error {
	for _, query := range []string{
		`DROP TABLE IF EXISTS temp.class_before`,
		`CREATE TEMP TABLE class_before (donor_id INTEGER PRIMARY KEY, class TEXT NOT NULL)`,
		`INSERT INTO temp.class_before SELECT k.donor_id, ` + classLabel + ` FROM donor_class k`,
	} {
		if _, err := l.stmts.exec(ctx, query); err != nil {
			return fmt.Errorf("keep classes: %w", err)
		}
	}
	l.watch = &watch{
		keep: store.MaxMoves, classes: make(map[store.DonorID][2]string), donors: make(map[store.DonorID]bool), committees: make(map[int64]bool), contests: make(map[int64]bool),
	}
	return nil
}

// watchClasses finds whose class has changed.
func (l *loader) watchClasses(ctx context.Context) error {
	if l.watch == nil {
		return nil
	}
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var d store.DonorID
		var c [2]string
		err := rows.Scan(&d, &c[0], &c[1])
		l.watch.classes[d] = c
		return err
	}, `SELECT donor_id, coalesce(max(before), 'unknown'), coalesce(max(now), 'unknown') FROM (`+changedClasses+`) GROUP BY donor_id`)
	if err != nil {
		return fmt.Errorf("compare classes: %w", err)
	}
	return nil
}

// watchCommittee compares a committee's ranks with those to be stored.
func (l *loader) watchCommittee(ctx context.Context, committee int64, after []store.Standing) error {
	if l.watch == nil {
		return nil
	}
	before, err := standingFigures(ctx, &l.stmts, `'' FROM committee_donor WHERE committee_id = ?`, committee)
	if err != nil {
		return err
	}
	l.watch.compare(movedAt{scope: store.ScopeCommittee, id: committee}, before[""], after)
	return nil
}

// contestFigures gives the ranks of a contest by side, when somebody watches.
func (l *loader) contestFigures(ctx context.Context, contest int64) (map[string][]store.Standing, error) {
	if l.watch == nil {
		return nil, nil
	}
	return standingFigures(ctx, &l.stmts, `side FROM contest_donor WHERE contest_id = ?`, contest)
}

func standingFigures(ctx context.Context, q querier, from string, id int64) (map[string][]store.Standing, error) {
	out := make(map[string][]store.Standing)
	err := each(ctx, q, func(rows *sql.Rows) error {
		var s store.Standing
		var side string
		err := rows.Scan(&s.Donor.ID, &s.Net, &s.Pending, &side)
		out[side] = append(out[side], s)
		return err
	}, `SELECT donor_id, net, pending, `+from, id)
	if err != nil {
		return nil, fmt.Errorf("read figures: %w", err)
	}
	return out, nil
}

// compare notes the donors whose figure or class differs.
func (w *watch) compare(at movedAt, before, after []store.Standing) {
	if w == nil {
		return
	}
	index := make(map[store.DonorID]*movedFigure, len(before))
	all := make([]movedFigure, 0, len(before)+len(after)) // so that pointers stay
	entry := func(d store.DonorID) *movedFigure {
		if m := index[d]; m != nil {
			return m
		}
		all = append(all, movedFigure{at: at, donor: d})
		index[d] = &all[len(all)-1]
		return index[d]
	}
	for i := range before {
		m := entry(before[i].Donor.ID)
		m.before, m.pendingBefore = before[i].Net, before[i].Pending
	}
	for i := range after {
		m := entry(after[i].Donor.ID)
		m.after, m.pendingAfter = after[i].Net, after[i].Pending
	}
	for i := range all {
		w.note(&all[i])
	}
}

func (w *watch) note(m *movedFigure) {
	_, reclassed := w.classes[m.donor]
	if m.before == m.after && m.pendingBefore == m.pendingAfter && !reclassed {
		return
	}
	w.figures++
	w.donors[m.donor] = true
	if m.at.scope == store.ScopeContest {
		w.contests[m.at.id] = true
	} else {
		w.committees[m.at.id] = true
	}
	w.moves = append(w.moves, *m)
	if len(w.moves) >= 20*w.keep {
		w.moves = w.largest(w.keep)
	}
}

// largest gives the figures that moved most, then by place and donor.
func (w *watch) largest(limit int) []movedFigure {
	slices.SortFunc(w.moves, func(a, b movedFigure) int {
		return cmp.Or(cmp.Compare(w.weight(&b), w.weight(&a)), cmp.Compare(a.at.scope, b.at.scope), cmp.Compare(a.at.id, b.at.id),
			cmp.Compare(a.at.side, b.at.side), cmp.Compare(a.donor, b.donor))
	})
	return w.moves[:min(limit, len(w.moves))]
}

func (w *watch) weight(m *movedFigure) store.Cents {
	moved := max(m.after-m.before, m.before-m.after, m.pendingAfter-m.pendingBefore, m.pendingBefore-m.pendingAfter)
	if _, reclassed := w.classes[m.donor]; reclassed {
		moved = max(moved, m.after, -m.after)
	}
	return moved
}

// donorFigures adds up all that donors gave, over the committees that any of
// their contributors gave to.
func (l *loader) donorFigures(ctx context.Context, donors map[store.DonorID]bool, committees map[int64]bool) (map[store.DonorID]store.Standing, error) {
	out := make(map[store.DonorID]store.Standing)
	for committee := range committees {
		lines, err := standingFigures(ctx, &l.stmts, `'' FROM committee_donor WHERE committee_id = ?`, committee)
		if err != nil {
			return nil, err
		}
		for _, s := range lines[""] {
			if donors[s.Donor.ID] {
				sum := out[s.Donor.ID]
				sum.Net += s.Net
				sum.Pending += s.Pending
				out[s.Donor.ID] = sum
			}
		}
	}
	return out, nil
}
