package sqlite

import (
	"hash/maphash"

	"moneytrail/store"
)

// repeatFinder tells a line that stands twice within one version of a report:
// same schedule, transaction id and content. Twins (same donor, day and
// amount) have different transaction ids and are not repeats. A line without a
// transaction id is told apart by its line number; without either nothing is
// called a repeat.
//
// It looks within a run of lines of one report, which is how publishers write
// them.
type repeatFinder struct {
	seed    maphash.Seed
	current store.FilingKey
	seen    map[uint64]struct{}
}

func newRepeatFinder() repeatFinder {
	return repeatFinder{seed: maphash.MakeSeed(), seen: make(map[uint64]struct{})}
}

func (f *repeatFinder) repeated(t *store.Transaction) bool {
	if t.Filing != f.current {
		f.current = t.Filing
		clear(f.seen)
	}
	if t.TranID == "" && t.Line == 0 {
		return false
	}
	h := f.hash(t)
	if _, ok := f.seen[h]; ok {
		return true
	}
	f.seen[h] = struct{}{}
	return false
}

func (f *repeatFinder) hash(t *store.Transaction) uint64 {
	var h maphash.Hash
	h.SetSeed(f.seed)
	for _, s := range [...]string{t.Schedule, t.TranID, string(t.Date), t.Counterparty.Last, t.Counterparty.First, t.CommitteeID, t.TranType, t.Code, t.Description} {
		_, _ = h.WriteString(s) // a maphash never fails
		_ = h.WriteByte(0)
	}
	line := t.Line
	if t.TranID != "" {
		line = 0
	}
	for _, n := range [...]int64{int64(t.Amount), int64(t.Cumulative), int64(line), int64(t.Table)} {
		maphash.WriteComparable(&h, n)
	}
	return h.Sum64()
}
