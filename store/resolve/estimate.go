package resolve

import (
	"iter"
	"math"
	"slices"
)

const (
	estimateRounds = 60
	estimatePairs  = 2_000_000 // candidate pairs looked at, at most
	randomPairs    = 200_000
	crowd          = 2_000  // members of a block that are too many to compare all with all
	estimateRows   = 10_000 // persons from which weights are estimated
	patternBlock   = 200    // members of the largest block that pairs are taken from
	shareCount     = 2_000  // names kept of each kind
)

// Estimate makes weights from contributors: how often each field agrees among
// random pairs (U), and, by expectation and maximisation over the pairs that
// share a block, how often it agrees among pairs that are one person (M) and
// how many of those there are. (Winkler 1988; Fellegi and Sunter 1969.) Fields
// are taken to be independent, which overstates what agreeing employers and
// occupations say together. Fewer than ten thousand people
// tell too little: then it is the default that is given. Thresholds, and levels that never occur, are taken from the
// default. The same contributors give the same weights in any order. The file
// holds names only as counts' shares, no contributor.
func Estimate(contributors []Contributor) *Weights { return EstimateFrom(slices.Values(contributors)) }

// EstimateFrom is [Estimate] of contributors that are read once.
func EstimateFrom(contributors iter.Seq[Contributor]) *Weights {
	base := *Default()
	w := &Weights{
		Version: WeightsVersion, Source: "Estimated by expectation and maximisation from the contributors of a database.",
		Prior: base.Prior, Same: base.Same, Possible: base.Possible, Bridge: base.Bridge, Fields: make(map[string]map[string]Chance),
	}
	everybody := parseAll(contributors, &base)
	records := slices.DeleteFunc(slices.Clone(everybody), func(r record) bool { return r.kind != aPerson })
	if len(records) < estimateRows {
		return Default()
	}
	w.Surnames, w.Given = shares(records)
	e := estimator{u: randomChances(records), patterns: candidatePatterns(&base, records)}
	e.start(&base)
	for range estimateRounds {
		if !e.round() {
			break
		}
	}
	e.give(w, &base, len(records))
	if err := w.fill(); err != nil {
		return Default() // cannot happen: chances are clamped
	}
	w.Crowded = crowded(w, everybody)
	if err := w.fill(); err != nil {
		return Default()
	}
	return w
}

// crowded gives the blocks that hold too many to compare all with all. Whom
// they alone bring together is not compared, in this file's time.
func crowded(w *Weights, records []record) []uint64 {
	var out []uint64
	b := buildBlocks(w, records)
	for run := range b.runs(0, len(b.entries)) {
		if len(run) > crowd {
			out = append(out, run[0].key)
		}
	}
	return out
}

type chances [fieldCount][levelCount]float64

// estimator holds the state of the expectation maximisation.
type estimator struct {
	patterns map[vector]int
	order    []vector
	u, m     chances
	occurs   [fieldCount][levelCount]bool
	lambda   float64 // share of one-person pairs among the candidates
	pairs    float64
}

func (e *estimator) start(base *Weights) {
	for v, n := range e.patterns {
		e.order = append(e.order, v)
		e.pairs += float64(n)
		for f, l := range v {
			e.occurs[f][l] = true
		}
	}
	slices.SortFunc(e.order, func(a, b vector) int { return slices.Compare(a[:], b[:]) })
	e.lambda = 0.2
	for name, levels := range base.Fields {
		for level, c := range levels {
			e.m[fieldNamed(name)][levelNamed(level)] = c.M
			if u := &e.u[fieldNamed(name)][levelNamed(level)]; *u == 0 {
				*u = c.U
			}
		}
	}
}

// round does one expectation and one maximisation; false when nothing moves.
func (e *estimator) round() bool {
	var hits, all chances
	var matched float64
	for _, v := range e.order {
		n := float64(e.patterns[v])
		p := e.probability(v) * n
		matched += p
		for f, l := range v {
			if l != levelMissing {
				hits[f][l] += p
				all[f][0] += p
			}
		}
	}
	if e.pairs == 0 {
		return false
	}
	before := e.lambda
	e.lambda = min(max(matched/e.pairs, 0.001), 0.95)
	moved := math.Abs(e.lambda - before)
	for f := range hits {
		for l := range hits[f] {
			if l == int(levelMissing) || e.m[f][l] == 0 || !e.occurs[f][l] {
				continue
			}
			m := (hits[f][l] + 0.5) / (all[f][0] + 8)
			moved += math.Abs(m - e.m[f][l])
			e.m[f][l] = m
		}
	}
	return moved > 1e-6
}

// probability that a pair with this comparison is one person.
func (e *estimator) probability(v vector) float64 {
	odds := math.Log2(e.lambda / (1 - e.lambda))
	for f, l := range v {
		if l != levelMissing && e.m[f][l] > 0 && e.u[f][l] > 0 {
			odds += math.Log2(e.m[f][l] / e.u[f][l])
		}
	}
	return 1 / (1 + math.Exp2(-odds))
}

func (e *estimator) give(w, base *Weights, records int) {
	for name, levels := range base.Fields {
		f := fieldNamed(name)
		w.Fields[name] = make(map[string]Chance)
		for level := range levels {
			l := levelNamed(level)
			w.Fields[name][level] = Chance{M: clamp(e.m[f][l]), U: clamp(e.u[f][l])}
		}
	}
	if records > 1 && e.pairs > 0 {
		all := float64(records) * float64(records-1) / 2
		w.Prior = round(min(max(math.Log2(e.lambda*e.pairs/all), -24), -12))
	}
}

func clamp(x float64) float64 {
	return min(max(math.Round(x*1e7)/1e7, 1e-6), 1)
}

// randomChances counts agreements among pairs taken at a stride: almost all of
// them are two people.
func randomChances(records []record) chances {
	var counts, out chances
	var n [fieldCount]float64
	if len(records) < 100 {
		return out
	}
	for i := range randomPairs {
		a := i % len(records)
		b := (a*7919 + 104729*(i/len(records)+1) + 13) % len(records)
		if a == b {
			continue
		}
		v := personVector(&records[a], &records[b])
		for f, l := range v {
			if l != levelMissing {
				counts[f][l]++
				n[f]++
			}
		}
	}
	for f := range counts {
		for l := range counts[f] {
			if counts[f][l] >= 5 {
				out[f][l] = counts[f][l] / n[f]
			}
		}
	}
	return out
}

func candidatePatterns(w *Weights, records []record) map[vector]int {
	b := buildBlocks(w, records)
	out := make(map[vector]int)
	n := 0
	for run := range b.runs(0, len(b.entries)) {
		if len(run) > patternBlock {
			continue
		}
		for i := range run {
			for j := i + 1; j < len(run); j++ {
				if b.seen(run[i].key, run[i].at, run[j].at) {
					continue
				}
				out[personVector(&records[run[i].at], &records[run[j].at])]++
				if n++; n == estimatePairs {
					return out
				}
			}
		}
	}
	return out
}

// shares gives how common the most frequent names are here.
func shares(records []record) (surnames, given map[string]float64) {
	last, first := make(map[string]int), make(map[string]int)
	for i := range records {
		last[records[i].person.joined]++
		if len(records[i].person.first) > 1 {
			first[records[i].person.first]++
		}
	}
	return commonest(last, len(records)), commonest(first, len(records))
}

func commonest(counts map[string]int, all int) map[string]float64 {
	names := make([]string, 0, len(counts))
	for name, n := range counts {
		if n >= 20 && name != "" {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return slices.Compare([]byte(a), []byte(b))
	})
	out := make(map[string]float64)
	for _, name := range names[:min(len(names), shareCount)] {
		out[name] = clamp(float64(counts[name]) / float64(all))
	}
	return out
}
