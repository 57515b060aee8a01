package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"moneytrail/store"
)

// How donors were decided last.
const (
	modeMatched = "matched" // by rules; newcomers are matched as they come
	modeBehind  = "behind"  // by rules, but some who came since were not matched
	modeExact   = "exact"   // not at all: a contributor is a donor
)

// resolved is the state of deciding who is one donor; the zero value: never.
type resolved struct {
	mode    string
	rules   int
	weights string
}

func resolvedState(ctx context.Context, q querier) (resolved, error) {
	var r resolved
	err := q.row(ctx, `SELECT mode, rules, weights FROM resolution`).Scan(&r.mode, &r.rules, &r.weights)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return r, fmt.Errorf("read how donors were decided: %w", err)
	}
	return r, nil
}

func (l *loader) setResolved(ctx context.Context, r resolved) error {
	if _, err := l.stmts.exec(ctx, `INSERT OR REPLACE INTO resolution (id, mode, rules, weights) VALUES (1, ?, ?, ?)`, r.mode, r.rules, r.weights); err != nil {
		return fmt.Errorf("note how donors were decided: %w", err)
	}
	return nil
}

// matching gives what decides under the weights that were in force last, or
// under the shipped ones.
func matchingOf(ctx context.Context, q querier, rules store.Rules, r resolved) (store.Matching, error) {
	var file []byte
	if r.weights != "" {
		if err := q.row(ctx, `SELECT file FROM weight_file WHERE hash = ?`, r.weights).Scan(&file); err != nil {
			return nil, fmt.Errorf("read weight file %s: %w", r.weights, err)
		}
	}
	return rules.Matching(file)
}

// WeightFile gives the weight file in force: the shipped one unless donors were
// decided under another.
func (db *DB) WeightFile(ctx context.Context) (file []byte, err error) {
	err = db.view(ctx, func(s *snapshot) error {
		state, err := resolvedState(ctx, s)
		if err != nil {
			return err
		}
		m, err := matchingOf(ctx, s, db.opts.Rules, state)
		if err != nil {
			return err
		}
		_, file = m.Weights()
		return nil
	})
	return file, err
}

// keepWeights keeps a weight file for good.
func (l *loader) keepWeights(ctx context.Context, m store.Matching) error {
	hash, file := m.Weights()
	if _, err := l.stmts.exec(ctx, `INSERT OR IGNORE INTO weight_file (hash, at, file) VALUES (?, ?, ?)`, hash, l.db.opts.Now().UTC().Format(time.RFC3339), string(file)); err != nil {
		return fmt.Errorf("keep weight file: %w", err)
	}
	return nil
}

// newcomers are the contributors that a load brings.
type newcomers struct {
	ids    []store.DonorID          // that no file named before, ascending
	former []store.ContributorFacts // what was known of those that may be altered
}

const contributorFacts = `c.id, coalesce(c.last, c.name), coalesce(c.first, ''), coalesce(c.suffix, ''), coalesce(c.entity, ''), coalesce(c.city, ''),
	coalesce(c.state, ''), coalesce(c.zip5, ''), coalesce(c.employer, ''), coalesce(c.occupation, ''), coalesce(c.committee_ref, ''), coalesce(c.street_hash, 0)`

// alters says that a contributor as a file has it adds to what is known.
const alters = `n.name > c.name OR coalesce(n.city, '') > coalesce(c.city, '') OR coalesce(n.state, '') > coalesce(c.state, '') OR coalesce(n.zip5, '') > coalesce(c.zip5, '')
	OR coalesce(n.entity, '') > coalesce(c.entity, '') OR coalesce(n.employer, '') > coalesce(c.employer, '')
	OR coalesce(n.occupation, '') > coalesce(c.occupation, '') OR coalesce(n.street_hash, 0) > coalesce(c.street_hash, 0)`

// noteNewcomers looks at the contributors of a file before they are stored.
func (l *loader) noteNewcomers(ctx context.Context) error {
	l.came = newcomers{}
	if l.known == nil {
		return nil // all are new
	}
	state, err := resolvedState(ctx, &l.stmts)
	if err != nil || state.mode != modeMatched {
		return err
	}
	err = each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var id store.DonorID
		err := rows.Scan(&id)
		l.came.ids = append(l.came.ids, id)
		return err
	}, `SELECT DISTINCT n.id FROM temp.new_contributor n WHERE NOT EXISTS (SELECT 1 FROM contributor c WHERE c.id = n.id) ORDER BY 1`)
	if err != nil {
		return fmt.Errorf("look for new contributors: %w", err)
	}
	l.came.former, err = l.facts(ctx, `SELECT moneytrail_each(`+contributorFacts+`) FROM contributor c
		WHERE c.id IN (SELECT n.id FROM temp.new_contributor n CROSS JOIN contributor c ON c.id = n.id WHERE `+alters+`)`)
	return err
}

// donors stores the contributors of a file and decides to whom they belong.
func (l *loader) donors(ctx context.Context) error {
	if err := l.noteNewcomers(ctx); err != nil {
		return err
	}
	if err := l.mergeContributors(ctx); err != nil {
		return err
	}
	if err := l.lift(ctx); err != nil {
		return err
	}
	return l.match(ctx)
}

// match decides to whom the contributors of a load belong.
func (l *loader) match(ctx context.Context) error {
	state, err := resolvedState(ctx, &l.stmts)
	if err != nil {
		return err
	}
	fresh := l.known == nil && state.mode == ""
	switch {
	case !l.db.opts.Match && fresh:
		return l.setResolved(ctx, resolved{mode: modeExact})
	case !l.db.opts.Match && state.mode == modeMatched && len(l.came.ids)+len(l.came.former) > 0:
		return l.setResolved(ctx, resolved{modeBehind, state.rules, state.weights})
	case !l.db.opts.Match || state.mode == modeExact || state.mode == "" && !fresh:
		return nil
	}
	m, err := matchingOf(ctx, &l.stmts, l.db.opts.Rules, state)
	if err != nil {
		return err
	}
	if fresh || state.mode == modeBehind || state.rules != m.Version() {
		return l.matchAll(ctx, m)
	}
	many, err := l.tooMany(ctx)
	if err != nil {
		return err
	}
	if many {
		return l.matchAll(ctx, m)
	}
	return l.matchNewcomers(ctx, m)
}

// tooMany reports whether a full pass costs less than matching the newcomers.
// Both have the same outcome.
func (l *loader) tooMany(ctx context.Context) (bool, error) {
	came := len(l.came.ids) + len(l.came.former)
	if came < 20_000 {
		return false, nil
	}
	var all int
	if err := l.stmts.row(ctx, `SELECT count(*) FROM contributor`).Scan(&all); err != nil {
		return false, fmt.Errorf("count contributors: %w", err)
	}
	return came > all/5, nil
}

// matchAll is a full pass within a load.
func (l *loader) matchAll(ctx context.Context, m store.Matching) error {
	l.progress("donors", 0)
	before, err := l.donorsBefore(ctx)
	if err != nil {
		return err
	}
	var failed error
	r, err := m.All(func(yield func(store.ContributorFacts) bool) {
		failed = l.eachFacts(ctx, func(c *store.ContributorFacts) { l.result.Matched++; yield(*c) }, allContributors)
	}, func(stage string) { l.progress("donors: "+stage, 0) })
	if err = errors.Join(err, failed); err != nil {
		return err
	}
	var result store.ResolveResult
	if err := l.storeResolution(ctx, r, &result); err != nil {
		return err
	}
	l.result.Joined, err = l.assignDonors(ctx, changedDonors(before, r.Donors))
	return err
}

// matchNewcomers matches those that came against those that are here.
func (l *loader) matchNewcomers(ctx context.Context, m store.Matching) error {
	if len(l.came.ids)+len(l.came.former) == 0 {
		return nil
	}
	l.progress("donors", 0)
	memory := &matchMemory{loader: l, former: make(map[store.DonorID][]int64)}
	ids := slices.Clone(l.came.ids)
	for i := range l.came.former {
		f := &l.came.former[i]
		ids = append(ids, f.ID)
		memory.former[f.ID] = m.Keys(f)
	}
	slices.Sort(ids)
	came, err := memory.Contributors(ctx, slices.Compact(ids))
	if err != nil {
		return err
	}
	donors, pairs, err := m.Match(ctx, memory, came)
	if err != nil {
		return fmt.Errorf("match new contributors: %w", err)
	}
	if err := memory.keep(ctx, pairs); err != nil {
		return err
	}
	l.result.Matched = len(came)
	l.result.Joined, err = l.assignDonors(ctx, donors)
	return err
}
