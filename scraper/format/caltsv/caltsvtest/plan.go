package caltsvtest

import "math"

const (
	maxReports = 96 // quarters from 2001 to 2024
	firstYear  = 2001
	// Ids start far above those that the state has given out.
	committeeBase    = 9_000_000
	internalBase     = 8_000_000
	periodicBase     = 50_000_000
	lateBase         = 70_000_000
	pendingBase      = 90_000_000
	pendingEvery     = 10 // one committee in so many has late gifts to come
	amendedEvery     = 20
	latePerReport    = 5
	rowsLeast        = 50
	rowsSpread       = 451
	lateThreshold    = 1000_00
	pendingAmount    = 2500_00
	pendingPerNotice = 2
	largestShare     = 0.011
)

// plan is what is known before a line is written: how many lines each
// committee has. It is small whatever the number of receipts.
type plan struct {
	Config
	lines []int // of RCPT_CD, per committee
	slots []int // report versions, per committee
	first []int // number of the first report, per committee
}

// report is one version of one Form 460.
type report struct {
	committee int
	number    int // of the report within the committee
	version   int
	amended   bool // a further version follows or this is it
	rows      int
	quarter   int // from the first quarter of firstYear
	id        int // FILING_ID
}

func newPlan(cfg Config) *plan {
	cfg = cfg.withDefaults()
	p := &plan{
		Config: cfg, lines: shares(cfg.Receipts, cfg.Committees),
		slots: make([]int, cfg.Committees), first: make([]int, cfg.Committees),
	}
	next := 0
	for c, n := range p.lines {
		target := rowsLeast + int(mix(p.Seed, uint64(c), 1)%rowsSpread)
		p.slots[c] = min(max((n+target/2)/target, 1), maxReports)
		p.first[c] = next
		next += p.slots[c]
	}
	return p
}

// shares deals total lines to n committees so that the sizes follow 1/(rank+q);
// q makes the largest share largestShare, as far as n allows it.
func shares(total, n int) []int {
	low, high := 1.0, 1e7
	for range 60 {
		q := math.Sqrt(low * high)
		if 1/(q*math.Log((float64(n)+q)/q)) > largestShare {
			low = q
		} else {
			high = q
		}
	}
	weights, sum := make([]float64, n), 0.0
	for i := range weights {
		weights[i] = 1 / (float64(i) + low)
		sum += weights[i]
	}
	out := make([]int, n)
	done, due := 0, 0.0
	for i, w := range weights {
		due += w / sum * float64(total)
		out[i] = max(int(due+0.5)-done, 1)
		done += out[i]
	}
	return out
}

// reports calls visit for every report version of committee c in order.
func (p *plan) reports(c int, visit func(*report) error) error {
	slots := p.slots[c]
	start := int(mix(p.Seed, uint64(c), 2) % uint64(maxReports-slots+1))
	r := report{committee: c}
	for s := 0; s < slots; r.number++ {
		r.amended = p.Amendments && s+1 < slots && mix(p.Seed, uint64(c), 3, uint64(r.number))%amendedEvery == 0
		r.quarter = start + r.number
		r.id = periodicBase + p.first[c] + r.number
		versions := 1
		if r.amended {
			versions = 2
		}
		for r.version = 0; r.version < versions; r.version++ {
			r.rows = p.lines[c]*(s+1)/slots - p.lines[c]*s/slots
			s++
			if err := visit(&r); err != nil {
				return err
			}
		}
	}
	return nil
}

// all calls visit for every report version of every committee.
func (p *plan) all(visit func(*report) error) error {
	for c := range p.lines {
		if err := p.reports(c, visit); err != nil {
			return err
		}
	}
	return nil
}

// pending reports whether committee c has late gifts to come.
func (p *plan) pending(c int) bool { return p.Late && c%pendingEvery == 0 }

// mix makes a number that depends on all its arguments (splitmix64).
func mix(parts ...uint64) uint64 {
	h := uint64(0x9e3779b97f4a7c15)
	for _, p := range parts {
		h = scramble(h ^ p)
	}
	return h
}

func scramble(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9
	h = (h ^ (h >> 27)) * 0x94d049bb133111eb
	return h ^ (h >> 31)
}
