package resolve

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"moneytrail/store"
)

// Memory is what is kept of the contributors that were matched before: a
// database, or a map in tests. Its methods take many ids at once.
type Memory interface {
	// Contributors gives those of the ids.
	Contributors(ctx context.Context, ids []store.DonorID) ([]Contributor, error)
	// Pairs gives every kept pair with one of the ids on either side: those that
	// join ([Link.Joins]), or the others.
	Pairs(ctx context.Context, ids []store.DonorID, joins bool) ([][2]store.DonorID, error)
	// Enter puts contributors into the blocks in place of those they stood in
	// before, forgets all pairs of these contributors, and gives each pair of one
	// of them and another contributor in a block of its, at least once.
	Enter(ctx context.Context, blocks []Standing) ([][2]store.DonorID, error)
}

// Standing is a contributor with the blocks it stands in.
type Standing struct {
	Contributor store.DonorID
	Keys        []int64
}

// Change is what new or altered contributors alter.
type Change struct {
	// Donors gives the donor of every contributor that links lead to from one of
	// those that came, or led to before; they are the only ones that can have
	// another donor now.
	Donors map[store.DonorID]store.DonorID
	// Links are the pairs to keep: all that join of the contributors in Donors,
	// and of those that came the strongest that are possibly the same. Others may
	// have more than a full pass would keep of these; never fewer.
	Links []Link
}

// Matcher decides about contributors who come to a resolution, under the weights
// it was made with. It is not safe for concurrent use.
type Matcher struct {
	weights *Weights
	parser  *parser
}

// NewMatcher gives a matcher with the weights, which must be those that the
// memory was filled under.
func NewMatcher(w *Weights) *Matcher { return &Matcher{weights: w, parser: newParser(w)} }

// Match takes contributors in that are new, or have another name, place or job
// than when they came. The outcome is the one that [Build] would give of all
// contributors together: donors follow from the set of contributors alone, not
// from their order or from how many came at once. Only the contributors that
// links lead to are looked at.
func (m *Matcher) Match(ctx context.Context, memory Memory, came []Contributor) (*Change, error) {
	s := matching{Matcher: m, memory: memory, at: make(map[store.DonorID]int32)}
	ids := make([]store.DonorID, len(came))
	for i := range came {
		ids[i] = came[i].ID
	}
	before, err := memory.Pairs(ctx, ids, true)
	if err != nil {
		return nil, err
	}
	if came, err = s.widen(ctx, ids, came); err != nil {
		return nil, err
	}
	if err := s.enter(ctx, came); err != nil {
		return nil, err
	}
	if err := s.gather(ctx, came, before); err != nil {
		return nil, err
	}
	return s.change(came), nil
}

// matching is one call of Match.
type matching struct {
	*Matcher
	memory  Memory
	records []record
	at      map[store.DonorID]int32 // place in records
	fresh   []edge                  // pairs of those that came
	members map[store.DonorID]bool  // reached over links
	links   map[[2]store.DonorID]bool
}

func (s *matching) add(c *Contributor) {
	if _, known := s.at[c.ID]; !known {
		s.at[c.ID] = int32(len(s.records))
		s.records = append(s.records, s.parser.parse(c))
	}
}

// load makes sure that the records of all ids are here.
func (s *matching) load(ctx context.Context, ids []store.DonorID) error {
	var missing []store.DonorID
	for _, id := range ids {
		if _, known := s.at[id]; !known {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	missing = slices.Compact(missing)
	found, err := s.memory.Contributors(ctx, missing)
	if err != nil {
		return err
	}
	for i := range found {
		s.add(&found[i])
	}
	for _, id := range missing {
		if _, known := s.at[id]; !known {
			return fmt.Errorf("contributor %s stands in a pair and is not kept", id)
		}
	}
	return nil
}

// widen adds the contributors who were possibly the same as one that came
// again: where that pair stood among their strongest, another may stand now.
func (s *matching) widen(ctx context.Context, ids []store.DonorID, came []Contributor) ([]Contributor, error) {
	pairs, err := s.memory.Pairs(ctx, ids, false)
	if err != nil || len(pairs) == 0 {
		return came, err
	}
	known := make(map[store.DonorID]bool, len(ids))
	for _, id := range ids {
		known[id] = true
	}
	var more []store.DonorID
	for _, p := range pairs {
		for _, id := range p {
			if !known[id] {
				known[id] = true
				more = append(more, id)
			}
		}
	}
	slices.Sort(more)
	found, err := s.memory.Contributors(ctx, more)
	return slices.Concat(came, found), err
}

// enter puts those that came into their blocks and compares each with all in
// these.
func (s *matching) enter(ctx context.Context, came []Contributor) error {
	blocks := make([]Standing, len(came))
	for i := range came {
		s.add(&came[i])
		keys := s.weights.keys(&s.records[s.at[came[i].ID]], nil)
		blocks[i] = Standing{came[i].ID, make([]int64, len(keys))}
		for j, k := range keys {
			blocks[i].Keys[j] = int64(k)
		}
	}
	pairs, err := s.memory.Enter(ctx, blocks)
	if err != nil {
		return err
	}
	pairs = ordered(pairs)
	others := make([]store.DonorID, 0, len(pairs))
	for _, p := range pairs {
		others = append(others, p[0], p[1])
	}
	if err := s.load(ctx, others); err != nil {
		return err
	}
	for _, e := range s.compareAll(pairs) {
		if e.answer != Different {
			s.fresh = append(s.fresh, e)
		}
	}
	return nil
}

// compareAll compares pairs and gives what came of each, in their order.
func (s *matching) compareAll(pairs [][2]store.DonorID) []edge {
	out := make([]edge, len(pairs))
	inParts(len(pairs), func(from, to int) {
		for i := from; i < to; i++ {
			out[i] = s.compare(pairs[i])
		}
	})
	return out
}

// ordered gives each pair once, smaller id first.
func ordered(pairs [][2]store.DonorID) [][2]store.DonorID {
	for i, p := range pairs {
		pairs[i] = [2]store.DonorID{min(p[0], p[1]), max(p[0], p[1])}
	}
	slices.SortFunc(pairs, func(a, b [2]store.DonorID) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(pairs)
}

func (s *matching) compare(p [2]store.DonorID) edge {
	a, b := s.at[p[0]], s.at[p[1]]
	o := s.weights.compare(&s.records[a], &s.records[b])
	return edge{a, b, float32(o.weight), o.answer, o.firm, o.why}
}

// gather finds all contributors that links lead to, from those that came and
// from those they were linked with before.
func (s *matching) gather(ctx context.Context, came []Contributor, before [][2]store.DonorID) error {
	s.members, s.links = make(map[store.DonorID]bool), make(map[[2]store.DonorID]bool)
	var edge []store.DonorID
	reach := func(id store.DonorID) {
		if !s.members[id] {
			s.members[id] = true
			edge = append(edge, id)
		}
	}
	for i := range came {
		reach(came[i].ID) // of those that came again, links are to be kept anew
	}
	for _, p := range before {
		reach(p[0])
		reach(p[1])
	}
	for i := range s.fresh {
		if e := &s.fresh[i]; e.answer == Same {
			p := [2]store.DonorID{s.records[e.a].id, s.records[e.b].id}
			s.links[p] = true
			reach(p[0])
			reach(p[1])
		}
	}
	for len(edge) > 0 {
		slices.Sort(edge) // neighbours in the database follow each other
		found, err := s.memory.Pairs(ctx, edge, true)
		if err != nil {
			return err
		}
		edge = nil
		for _, p := range ordered(found) {
			s.links[p] = true
			reach(p[0])
			reach(p[1])
		}
	}
	return s.load(ctx, slices.Sorted(maps.Keys(s.members)))
}

// change settles the members anew.
func (s *matching) change(came []Contributor) *Change {
	ids := slices.Sorted(maps.Keys(s.members))
	records, place := make([]record, len(ids)), make(map[store.DonorID]int32, len(ids))
	for i, id := range ids {
		records[i], place[id] = s.records[s.at[id]], int32(i)
	}
	links := s.compareAll(slices.Collect(maps.Keys(s.links)))
	for i := range links {
		e := &links[i]
		e.a, e.b = place[s.records[e.a].id], place[s.records[e.b].id]
	}
	settled := settle(s.weights, records, links)
	c := &Change{Donors: make(map[store.DonorID]store.DonorID, len(ids))}
	for i, id := range ids {
		c.Donors[id] = ids[settled.name(int32(i))]
	}
	c.Links = slices.AppendSeq(c.Links, settled.pairs(records, links))
	return s.addPossible(c, came)
}

// addPossible adds, of each that came, the strongest few with whom it is
// possibly the same, and all pairs for review.
func (s *matching) addPossible(c *Change, came []Contributor) *Change {
	keep := make(map[int32]int, len(came))
	for i := range came {
		keep[s.at[came[i].ID]] = mostPossible
	}
	slices.SortFunc(s.fresh, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(s.records[x.a].id, s.records[y.a].id), cmp.Compare(s.records[x.b].id, s.records[y.b].id))
	})
	for i := range s.fresh {
		e := &s.fresh[i]
		if e.answer != Possible {
			continue
		}
		if e.why != becauseIDName {
			if keep[e.a] <= 0 && keep[e.b] <= 0 {
				continue
			}
			keep[e.a], keep[e.b] = keep[e.a]-1, keep[e.b]-1
		}
		c.Links = append(c.Links, e.link(s.records))
	}
	return c
}

// Keys gives the blocks that a contributor stands in, ascending.
func (w *Weights) Keys(c Contributor) []int64 {
	r := w.parse(&c)
	keys := w.keys(&r, nil)
	out := make([]int64, len(keys))
	for i, k := range keys {
		out[i] = int64(k)
	}
	return out
}
