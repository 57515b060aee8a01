package rank

import (
	"cmp"
	"slices"

	"moneytrail/store"
)

// LookThrough attributes amount, which origin received, to where it comes
// from: what a committee gave is divided among its own sources in proportion,
// committee after committee, at most depth deep. The parts are whole cents and
// add up to amount. Money that leads back to origin is a loop and stays one;
// loops elsewhere end at the depth. sources gives positive amounts in a fixed
// order; a committee without any is taken for the origin itself.
func LookThrough(origin int64, depth int, sources func(committee int64) ([]store.MoneySource, error)) ([]store.Attribution, []store.PassedThrough, error) {
	l := &lookThrough{origin: origin, found: make(map[store.Attribution]*store.Attribution), passed: make(map[store.PassedThrough]store.Cents)}
	direct, err := sources(origin)
	if err != nil {
		return nil, nil, err
	}
	amount := store.Cents(0)
	for _, s := range direct {
		amount += s.Amount
	}
	level := map[int64]store.Cents{origin: amount}
	for at := 0; len(level) > 0; at++ {
		next := make(map[int64]store.Cents)
		for _, committee := range sortedKeys(level) {
			given, err := sources(committee)
			if err != nil {
				return nil, nil, err
			}
			if err := l.divide(committee, level[committee], given, at, depth, sources, next); err != nil {
				return nil, nil, err
			}
		}
		level = next
	}
	return l.results()
}

type lookThrough struct {
	origin int64
	found  map[store.Attribution]*store.Attribution
	passed map[store.PassedThrough]store.Cents
}

func (l *lookThrough) divide(committee int64, amount store.Cents, given []store.MoneySource, at, depth int, sources func(int64) ([]store.MoneySource, error), next map[int64]store.Cents) error {
	for i, part := range portions(amount, given) {
		s := given[i]
		switch {
		case part == 0:
			continue
		case s.Donor == 0:
			l.add(store.Attribution{Kind: store.OriginUnitemized, Committee: committee}, part, at)
			continue
		case s.Committee == 0:
			l.add(store.Attribution{Kind: store.OriginDonor, Donor: s.Donor}, part, at)
			continue
		case s.Committee == l.origin:
			l.add(store.Attribution{Kind: store.OriginLoop, Donor: s.Donor}, part, at)
			continue
		}
		behind, err := sources(s.Committee)
		switch {
		case err != nil:
			return err
		case len(behind) == 0:
			l.add(store.Attribution{Kind: store.OriginDonor, Donor: s.Donor}, part, at)
		case at == depth:
			l.add(store.Attribution{Kind: store.OriginDeeper, Donor: s.Donor}, part, at)
		default:
			next[s.Committee] += part
			l.passed[store.PassedThrough{Committee: s.Committee, Depth: at + 1}] += part
		}
	}
	return nil
}

func (l *lookThrough) add(key store.Attribution, part store.Cents, at int) {
	a := l.found[key]
	if a == nil {
		copied := key
		a = &copied
		l.found[key] = a
	}
	a.Amount += part
	if at == 0 {
		a.Direct += part
	}
}

func (l *lookThrough) results() ([]store.Attribution, []store.PassedThrough, error) {
	var out []store.Attribution
	for _, a := range l.found {
		out = append(out, *a)
	}
	slices.SortFunc(out, func(a, b store.Attribution) int {
		return cmp.Or(cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Donor, b.Donor), cmp.Compare(a.Committee, b.Committee))
	})
	var passed []store.PassedThrough
	for p, amount := range l.passed {
		p.Amount = amount
		passed = append(passed, p)
	}
	slices.SortFunc(passed, func(a, b store.PassedThrough) int {
		return cmp.Or(cmp.Compare(a.Depth, b.Depth), cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.Committee, b.Committee))
	})
	return out, passed, nil
}

// portions divides amount in proportion to the sources, in whole cents that
// add up: the cents that rounding down leaves go to the largest remainders, of
// equal ones to the first.
func portions(amount store.Cents, given []store.MoneySource) []store.Cents {
	var whole store.Cents
	for _, s := range given {
		whole += s.Amount
	}
	out := make([]store.Cents, len(given))
	if whole == amount {
		for i, s := range given {
			out[i] = s.Amount
		}
		return out
	}
	type rest struct {
		at        int
		remainder uint64
	}
	rests := make([]rest, len(given))
	left := amount
	for i, s := range given {
		part, remainder := mulDiv(uint64(amount), uint64(s.Amount), uint64(whole))
		out[i] = store.Cents(part)
		left -= out[i]
		rests[i] = rest{i, remainder}
	}
	slices.SortFunc(rests, func(a, b rest) int { return cmp.Or(cmp.Compare(b.remainder, a.remainder), cmp.Compare(a.at, b.at)) })
	for i := range int(left) {
		out[rests[i].at]++
	}
	return out
}

func sortedKeys(m map[int64]store.Cents) []int64 {
	keys := make([]int64, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
