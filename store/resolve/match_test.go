package resolve_test

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/resolve"
)

// shelf is a Memory of maps.
type shelf struct {
	all    map[store.DonorID]resolve.Contributor
	keys   map[store.DonorID][]int64
	blocks map[int64]map[store.DonorID]bool
	links  map[[2]store.DonorID]resolve.Link
	by     map[store.DonorID]map[[2]store.DonorID]bool
	donors map[store.DonorID]store.DonorID
}

func newShelf() *shelf {
	return &shelf{
		all: make(map[store.DonorID]resolve.Contributor), keys: make(map[store.DonorID][]int64), blocks: make(map[int64]map[store.DonorID]bool),
		links: make(map[[2]store.DonorID]resolve.Link), by: make(map[store.DonorID]map[[2]store.DonorID]bool), donors: make(map[store.DonorID]store.DonorID),
	}
}

func (s *shelf) know(all []resolve.Contributor) {
	for _, c := range all {
		s.all[c.ID] = c
	}
}

// fill keeps a network as a full pass leaves it.
func (s *shelf) fill(n *resolve.Network, all []resolve.Contributor) {
	s.know(all)
	for key, id := range n.Blocks() {
		s.enter(key, id)
	}
	for l := range n.Pairs() {
		s.keep(l)
	}
	maps.Insert(s.donors, n.Donors())
}

func (s *shelf) enter(key int64, id store.DonorID) {
	if s.blocks[key] == nil {
		s.blocks[key] = make(map[store.DonorID]bool)
	}
	s.blocks[key][id] = true
	s.keys[id] = append(s.keys[id], key)
}

func (s *shelf) keep(l resolve.Link) {
	p := [2]store.DonorID{l.A, l.B}
	s.links[p] = l
	for _, id := range p {
		if s.by[id] == nil {
			s.by[id] = make(map[[2]store.DonorID]bool)
		}
		s.by[id][p] = true
	}
}

func (s *shelf) Contributors(_ context.Context, ids []store.DonorID) (out []resolve.Contributor, _ error) {
	for _, id := range ids {
		out = append(out, s.all[id])
	}
	return out, nil
}

func (s *shelf) Pairs(_ context.Context, ids []store.DonorID, joins bool) (out [][2]store.DonorID, _ error) {
	for _, id := range ids {
		for p := range s.by[id] {
			if s.links[p].Joins == joins {
				out = append(out, p)
			}
		}
	}
	return out, nil
}

func (s *shelf) Enter(_ context.Context, blocks []resolve.Standing) (out [][2]store.DonorID, _ error) {
	for _, b := range blocks {
		for _, key := range s.keys[b.Contributor] {
			delete(s.blocks[key], b.Contributor)
		}
		for p := range s.by[b.Contributor] {
			delete(s.links, p)
			delete(s.by[p[0]], p)
			delete(s.by[p[1]], p)
		}
		delete(s.keys, b.Contributor)
	}
	for _, b := range blocks {
		for _, key := range b.Keys {
			s.enter(key, b.Contributor)
		}
	}
	for _, b := range blocks {
		for _, key := range b.Keys {
			for id := range s.blocks[key] {
				if id != b.Contributor {
					out = append(out, [2]store.DonorID{b.Contributor, id})
				}
			}
		}
	}
	return out, nil
}

// take matches contributors and keeps what that changes.
func (s *shelf) take(t interface{ Fatal(...any) }, came []resolve.Contributor) *resolve.Change {
	s.know(came)
	change, err := resolve.NewMatcher(resolve.Default()).Match(context.Background(), s, came)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range change.Links {
		s.keep(l)
	}
	maps.Copy(s.donors, change.Donors)
	return change
}

// like says that a shelf holds what a full pass of its contributors gives.
func (s *shelf) like(t *rapid.T) {
	n := resolve.Build(maps.Values(s.all), resolve.Default(), nil)
	if diff := gocmp.Diff(maps.Collect(n.Donors()), s.donors); diff != "" {
		t.Fatalf("donors (-full pass +as they came):\n%s", diff)
	}
	full := make(map[[2]store.DonorID]resolve.Link)
	for l := range n.Pairs() {
		full[[2]store.DonorID{l.A, l.B}] = l
	}
	possible := func(_ [2]store.DonorID, l resolve.Link) bool { return !l.Joins && !l.Conflict }
	extra := maps.Clone(s.links)
	for p, l := range full {
		if s.links[p] != l {
			t.Fatalf("pair: full pass %+v, as they came %+v", l, s.links[p])
		}
		delete(extra, p)
	}
	maps.DeleteFunc(extra, possible)
	if len(extra) > 0 {
		t.Fatalf("a full pass has no %+v", extra)
	}
}

// Contributors may come in any order and in batches of any size, after a full
// pass of any part of them, and some may come again with more known of them: the
// donors and the pairs are those of a full pass over all.
func TestMatchingEqualsAFullPass(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := village(rapid.IntRange(1, 60).Draw(t, "n"), rapid.Uint64().Draw(t, "seed"))
		if rapid.Bool().Draw(t, "crowd") {
			all = append(all, crowd(rapid.IntRange(1, 100).Draw(t, "m"), rapid.Uint64().Draw(t, "crowd seed"))...)
		}
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 4))
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		s := newShelf()
		first := rapid.IntRange(0, len(all)).Draw(t, "in a full pass")
		s.fill(resolve.Build(slices.Values(all[:first]), resolve.Default(), nil), all[:first])
		for rest := all[first:]; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "batch")
			came := slices.Clone(rest[:n])
			rest = rest[n:]
			for i := range came {
				if rng.IntN(4) == 0 { // an older one comes again, altered
					for _, c := range s.all {
						c.Employer, c.AddressHash, c.ID = came[i].Employer, came[i].AddressHash, smallest(s.all)
						came = append(came, c)
						break
					}
					break
				}
			}
			s.take(t, came)
		}
		s.like(t)
	})
}

func smallest(all map[store.DonorID]resolve.Contributor) store.DonorID {
	return slices.Min(slices.Collect(maps.Keys(all)))
}

// A newcomer moves nobody but those whom links lead to, and those only apart
// from whom it contradicts.
func TestANewcomerSplitsNoUnrelatedDonor(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := village(rapid.IntRange(2, 60).Draw(t, "n"), rapid.Uint64().Draw(t, "seed"))
		s := newShelf()
		s.take(t, all)
		before := maps.Clone(s.donors)
		newcomer := village(1, rapid.Uint64().Draw(t, "new"))[0]
		related := make(map[store.DonorID]bool)
		for _, c := range all {
			if resolve.Score(c, newcomer).Answer == resolve.Same {
				related[before[c.ID]] = true
			}
		}
		s.take(t, []resolve.Contributor{newcomer})
		for a := range before {
			for b := range before {
				if before[a] == before[b] && s.donors[a] != s.donors[b] && !related[before[a]] {
					t.Fatalf("%v came and split %v from %v", newcomer.Name, s.all[a].Name, s.all[b].Name)
				}
			}
		}
	})
}

// A donor's id is the smallest of its contributors' ids, and each of those
// leads to it: an id that was published leads on whatever comes.
func TestAnIDLeadsOn(t *testing.T) {
	t.Parallel()
	s := newShelf()
	s.take(t, []resolve.Contributor{home("Quenby, Robert", "Hat Works", "Hatter").contributor(50)})
	s.take(t, []resolve.Contributor{home("QUENBY, BOB", "Hat Works", "Hatter").contributor(3)})
	if diff := gocmp.Diff(map[store.DonorID]store.DonorID{3: 3, 50: 3}, s.donors); diff != "" {
		t.Errorf("donors (-want +got):\n%s", diff)
	}
	s.take(t, []resolve.Contributor{home("Zorn, Alice", "", "").contributor(7), away("Zorn, Alice", "Glove Works", "Glover").contributor(9)})
	if s.donors[9] != 9 {
		t.Errorf("two places, no common job: %v", s.donors)
	}
	c := s.take(t, []resolve.Contributor{home("Zorn, Alice", "Glove Works", "Glover").contributor(11)})
	if diff := gocmp.Diff(map[store.DonorID]store.DonorID{7: 7, 9: 7, 11: 7}, c.Donors); diff != "" {
		t.Errorf("the newcomer shows two to be one (-want +got):\n%s", diff)
	}
}
