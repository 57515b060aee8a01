package columns

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"moneytrail/store"
)

// scan is what one goroutine found.
type scan struct {
	p       *plan
	sums    []sum     // by what
	parties [2]bitmap // of other rows, of counted rows
	counted []uint8   // which of the two, by what
	best    best
}

type sum struct {
	rows             int
	amount, negative store.Cents
}

func (p *plan) newScan() *scan {
	s := &scan{p: p, sums: make([]sum, len(p.what)), counted: make([]uint8, len(p.what)), best: best{limit: p.limit + 1}}
	for i, w := range p.c.whats {
		if w.status == store.StatusCounted {
			s.counted[i] = 1
		}
	}
	for i := range s.parties {
		s.parties[i] = newBitmap(len(p.c.parties.donor))
	}
	return s
}

// run looks at all blocks. Late days stand late, so that an order that begins
// with them takes the blocks from the end.
func (p *plan) run(ctx context.Context, workers int) ([]*scan, error) {
	blocks := len(p.c.zones)
	workers = max(1, min(workers, blocks))
	scans := make([]*scan, workers)
	var next atomic.Int64
	var wg sync.WaitGroup
	for i := range scans {
		scans[i] = p.newScan()
		wg.Go(func() {
			for ctx.Err() == nil {
				n := int(next.Add(1)) - 1
				if n >= blocks {
					return
				}
				if p.order == store.NewestFirst {
					n = blocks - 1 - n
				}
				scans[i].block(n)
			}
		})
	}
	wg.Wait()
	return scans, ctx.Err()
}

func (s *scan) block(n int) {
	p, c := s.p, s.p.c
	if z := c.zones[n]; p.filing != nil && p.fromFiling[z.hi+1] == p.fromFiling[z.lo] {
		return
	}
	lo := n * blockRows
	hi := min(lo+blockRows, len(c.cents))
	for row := lo; row < hi; row++ {
		w := c.what[row]
		if !p.what[w] {
			continue
		}
		if p.filing != nil && !p.filing.has(c.filing[row]) {
			continue
		}
		if d := c.day[row]; d < p.dayLo || d > p.dayHi {
			continue
		}
		if p.party != nil && !p.party.has(c.party[row]) {
			continue
		}
		cents := store.Cents(c.cents[row])
		if cents == escape {
			cents = c.large[uint32(row)]
		}
		if cents < p.min || cents > p.max {
			continue
		}
		if p.pairs != nil && !p.hasTag(row) {
			continue
		}
		s.take(uint32(row), w, cents)
	}
}

func (p *plan) hasTag(row int) bool {
	c := p.c
	donor := c.parties.donor[c.party[row]]
	if p.tagged.has(donor) {
		return true
	}
	_, ok := p.pairs[pairOf(c.filings.committee[c.filing[row]], donor)]
	return ok
}

func (s *scan) take(row uint32, w uint16, cents store.Cents) {
	t := &s.sums[w]
	t.rows++
	t.amount += cents
	if cents < 0 {
		t.negative += cents
	}
	s.parties[s.counted[w]].set(s.p.c.party[row])
	at := place{int64(cents), row}
	switch s.p.order {
	case store.LargestFirst:
		at.key = -at.key
	case store.NewestFirst:
		at.key = -int64(s.p.c.day[row])
	case store.OldestFirst:
		at.key = int64(s.p.c.day[row])
	}
	if s.best.admits(at) && !at.before(s.p.after) {
		s.best.add(at)
	}
}

// join adds what another goroutine found.
func (s *scan) join(other *scan) {
	for i := range s.sums {
		s.sums[i].rows += other.sums[i].rows
		s.sums[i].amount += other.sums[i].amount
		s.sums[i].negative += other.sums[i].negative
	}
	for i := range s.parties {
		s.parties[i].or(other.parties[i])
	}
	for _, at := range other.best.heap {
		if s.best.admits(at) {
			s.best.add(at)
		}
	}
}

func (s *scan) totals() store.TransactionTotals {
	type key struct {
		schedule string
		status   store.Status
		reason   store.Reason
	}
	at := make(map[key]int)
	var t store.TransactionTotals
	for i, sum := range s.sums {
		if sum.rows == 0 {
			continue
		}
		w := s.p.c.whats[i]
		k := key{w.schedule, w.status, w.reason}
		n, known := at[k]
		if !known {
			n = len(t.Sums)
			at[k] = n
			t.Sums = append(t.Sums, store.TransactionSum{ScheduleTotal: store.ScheduleTotal{Schedule: w.schedule, Status: w.status, Reason: w.reason}})
		}
		t.Sums[n].Rows += sum.rows
		t.Sums[n].Amount += sum.amount
		t.Sums[n].Returned -= sum.negative
	}
	slices.SortFunc(t.Sums, func(a, b store.TransactionSum) int {
		return cmp.Or(cmp.Compare(a.Status, b.Status), cmp.Compare(a.Schedule, b.Schedule), cmp.Compare(a.Reason, b.Reason))
	})
	t.Donors = s.donors(s.parties[1])
	s.parties[0].or(s.parties[1])
	t.Parties = s.donors(s.parties[0])
	return t
}

// donors counts the distinct donors of parties.
func (s *scan) donors(parties bitmap) int {
	c := s.p.c
	out := newBitmap(len(c.donors.ids))
	parties.each(func(i uint32) { out.set(c.parties.donor[i]) })
	return out.count()
}
