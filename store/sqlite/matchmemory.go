package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"

	"moneytrail/store"
)

// matchMemory is the database as matching asks for it.
type matchMemory struct {
	*loader
	former  map[store.DonorID][]int64 // blocks that altered contributors stood in
	entered map[store.DonorID]bool    // whose pairs are forgotten
}

// batches are what a change passes through virtual tables.
type batches struct {
	ids    []store.DonorID
	blocks []blockEntry
	pairs  []store.DonorPair
	moves  []donorMove
}

type blockEntry struct {
	key int64
	id  store.DonorID
}

type donorMove struct{ id, donor store.DonorID }

// sources shows the batches to SQLite.
func (b *batches) sources() []*rowSource {
	return []*rowSource{
		{name: "src_id", columns: []string{"id"}, value: func(r, _ int) driver.Value { return int64(b.ids[r]) }},
		{name: "src_block", columns: []string{"key", "contributor_id"}, value: func(r, c int) driver.Value {
			if c == 0 {
				return b.blocks[r].key
			}
			return int64(b.blocks[r].id)
		}},
		{name: "src_pair", columns: []string{"answer", "a", "b", "weight", "evidence", "joins"}, value: func(r, c int) driver.Value { return pairValue(&b.pairs[r], c) }},
		{name: "src_move", columns: []string{"id", "donor"}, value: func(r, c int) driver.Value {
			if c == 0 {
				return int64(b.moves[r].id)
			}
			return int64(b.moves[r].donor)
		}},
	}
}

func pairValue(p *store.DonorPair, col int) driver.Value {
	switch col {
	case 0:
		return p.Answer
	case 1:
		return int64(p.A)
	case 2:
		return int64(p.B)
	case 3:
		return p.Weight
	case 4:
		return strings.Join(p.Evidence, "\n")
	default:
		return flag(p.Joins)
	}
}

// Contributors implements [store.MatchMemory].
func (m *matchMemory) Contributors(ctx context.Context, ids []store.DonorID) ([]store.ContributorFacts, error) {
	m.batches.ids = ids
	m.size("src_id", len(ids))
	return m.facts(ctx, `SELECT moneytrail_each(`+contributorFacts+`) FROM temp.src_id i CROSS JOIN contributor c ON c.id = i.id`)
}

// facts reads contributors.
func (l *loader) facts(ctx context.Context, query string, args ...any) ([]store.ContributorFacts, error) {
	var out []store.ContributorFacts
	err := l.eachFacts(ctx, func(c *store.ContributorFacts) { out = append(out, *c) }, query, args...)
	return out, err
}

// allContributors reads every contributor, by ascending id.
const allContributors = `SELECT moneytrail_each(` + contributorFacts + `) FROM contributor c`

func (l *loader) eachFacts(ctx context.Context, step func(*store.ContributorFacts), query string, args ...any) error {
	err := l.eachValue(ctx, func(v []driver.Value) error {
		step(&store.ContributorFacts{
			ID: store.DonorID(number(v[0])), Name: store.Name{Last: cloned(v[1]), First: cloned(v[2]), Suffix: l.texts.keep(v[3])}, Entity: l.texts.keep(v[4]),
			City: l.texts.keep(v[5]), State: l.texts.keep(v[6]), Zip: l.texts.keep(v[7]), Employer: cloned(v[8]), Occupation: l.texts.keep(v[9]),
			CommitteeID: cloned(v[10]), AddressHash: number(v[11]),
		})
		return nil
	}, query, args...)
	if err != nil {
		return fmt.Errorf("read contributors: %w", err)
	}
	return nil
}

// Pairs implements [store.MatchMemory].
func (m *matchMemory) Pairs(ctx context.Context, ids []store.DonorID, joins bool) ([][2]store.DonorID, error) {
	m.batches.ids = ids
	m.size("src_id", len(ids))
	var out [][2]store.DonorID
	for _, query := range []string{
		`SELECT moneytrail_each(p.a, p.b) FROM temp.src_id i CROSS JOIN donor_pair p ON p.answer IN ('same', 'possible', 'conflict') AND p.a = i.id AND p.joins = ?`,
		`SELECT moneytrail_each(p.a, p.b) FROM temp.src_id i CROSS JOIN donor_pair p INDEXED BY donor_pair_b ON p.b = i.id AND p.joins = ?`,
	} {
		if err := m.idPairs(ctx, &out, query, flag(joins)); err != nil {
			return nil, fmt.Errorf("read pairs: %w", err)
		}
	}
	return out, nil
}

func (l *loader) idPairs(ctx context.Context, out *[][2]store.DonorID, query string, args ...any) error {
	return l.eachValue(ctx, func(v []driver.Value) error {
		*out = append(*out, [2]store.DonorID{store.DonorID(number(v[0])), store.DonorID(number(v[1]))})
		return nil
	}, query, args...)
}

// Enter implements [store.MatchMemory].
func (m *matchMemory) Enter(ctx context.Context, ids []store.DonorID, keys [][]int64) ([][2]store.DonorID, error) {
	var entries []blockEntry
	m.entered = make(map[store.DonorID]bool, len(ids))
	for i, id := range ids {
		m.entered[id] = true
		for _, k := range keys[i] {
			entries = append(entries, blockEntry{k, id})
		}
		if _, isNew := slices.BinarySearch(m.came.ids, id); isNew {
			continue
		}
		if err := m.forget(ctx, id, keys[i]); err != nil {
			return nil, fmt.Errorf("forget pairs of contributor: %w", err)
		}
	}
	slices.SortFunc(entries, func(a, b blockEntry) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.id, b.id))
	})
	if err := m.insertBlocks(ctx, entries); err != nil {
		return nil, err
	}
	var out [][2]store.DonorID
	err := m.idPairs(ctx, &out, `SELECT moneytrail_each(s.contributor_id, b.contributor_id) FROM temp.src_block s
		CROSS JOIN contributor_block b ON b.key = s.key AND b.contributor_id <> s.contributor_id`)
	if err != nil {
		return nil, fmt.Errorf("read blocks: %w", err)
	}
	return out, nil
}

func (m *matchMemory) forget(ctx context.Context, id store.DonorID, now []int64) error {
	for _, query := range []string{
		`DELETE FROM donor_pair WHERE answer IN ('same', 'possible', 'conflict') AND a = ?`,
		`DELETE FROM donor_pair INDEXED BY donor_pair_b WHERE b = ?`,
	} {
		if _, err := m.stmts.exec(ctx, query, int64(id)); err != nil {
			return err
		}
	}
	for _, k := range m.former[id] {
		if slices.Contains(now, k) {
			continue
		}
		if _, err := m.stmts.exec(ctx, `DELETE FROM contributor_block WHERE key = ? AND contributor_id = ?`, k, int64(id)); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) insertBlocks(ctx context.Context, entries []blockEntry) error {
	l.batches.blocks = entries
	return l.insert(ctx, "src_block", "INSERT OR IGNORE INTO contributor_block (key, contributor_id)", len(entries))
}

// size tells how many rows a source has.
func (l *loader) size(source string, rows int) {
	for _, src := range l.inserts.sources {
		if src.name == source {
			src.rows = rows
		}
	}
}

// keep keeps pairs in place of what was kept of the same two.
func (m *matchMemory) keep(ctx context.Context, pairs []store.DonorPair) error {
	slices.SortFunc(pairs, func(a, b store.DonorPair) int {
		return cmp.Or(cmp.Compare(a.Answer, b.Answer), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	pairs, err := m.news(ctx, pairs)
	if err != nil {
		return err
	}
	for i := range pairs {
		p := &pairs[i]
		if m.entered[p.A] || m.entered[p.B] {
			continue
		}
		if _, err := m.stmts.exec(ctx, `DELETE FROM donor_pair WHERE answer IN ('same', 'possible', 'conflict') AND a = ? AND b = ?`, int64(p.A), int64(p.B)); err != nil {
			return fmt.Errorf("keep pairs: %w", err)
		}
	}
	m.batches.pairs = pairs
	return m.insertPairs(ctx)
}

// news leaves out the pairs that are kept as they are.
func (m *matchMemory) news(ctx context.Context, pairs []store.DonorPair) ([]store.DonorPair, error) {
	m.batches.pairs = pairs
	m.size("src_pair", len(pairs))
	var held [][2]store.DonorID
	if err := m.idPairs(ctx, &held, `SELECT moneytrail_each(s.a, s.b) FROM temp.src_pair s
		CROSS JOIN donor_pair p ON p.answer = s.answer AND p.a = s.a AND p.b = s.b AND p.evidence = s.evidence`); err != nil {
		return nil, fmt.Errorf("read pairs: %w", err)
	}
	known := make(map[[2]store.DonorID]bool, len(held))
	for _, p := range held {
		known[p] = true
	}
	return slices.DeleteFunc(pairs, func(p store.DonorPair) bool { return known[[2]store.DonorID{p.A, p.B}] }), nil
}

func (l *loader) insertPairs(ctx context.Context) error {
	return l.insert(ctx, "src_pair", "INSERT INTO donor_pair (answer, a, b, weight, evidence, joins)", len(l.batches.pairs))
}
