package count

import (
	"cmp"
	"math/bits"
	"slices"
)

// entry nominates a row under a key; at is its place.
type entry struct {
	key uint64
	day int32
	at  int32
}

// compareEntries runs millions of times: it stops at the first difference.
func compareEntries(a, b entry) int {
	switch {
	case a.key != b.key:
		return cmp.Compare(a.key, b.key)
	case a.day != b.day:
		return cmp.Compare(a.day, b.day)
	}
	return cmp.Compare(a.at, b.at)
}

// matcher is one test for "the same money". Rows are nominated by key, 0 for
// none, and then compared; days apart is allowed up to window.
type matcher struct {
	left, right func(*candidate) bool // rows that take part; nil for all
	key         func(*candidate) uint64
	same        func(a, b *candidate) bool
	window      int32
}

// yearDays bounds how far apart the same id, amount and contributor may be
// dated: vendors restart their numbering, and donors give the same again.
const yearDays = 366

// periodicMatchers are tried strongest first. An id alone never matches:
// vendors restart numbering. With another date, the amount and the contributor
// must agree, within a year; with another amount, the date. A row without a
// date matches by id and amount.
var periodicMatchers = [...]matcher{
	{key: keyIDAmountDay, same: sameIDAmountDay},
	{key: keyIDAmountContributor, same: sameIDAmountContributor, left: dated, right: dated, window: yearDays},
	{key: keyIDAmount, same: sameIDAmount, left: undated},
	{key: keyIDAmount, same: sameIDAmount, left: dated, right: undated},
	{key: keyIDDay, same: sameIDDay},
	{key: keyContributorDayAmount, same: sameContributorDayAmount},
}

// noticeMatchers join a 497 and a 496, always of one contributor: a wrong pair
// of notices would hide a gift that stands nowhere else.
var noticeMatchers = [...]matcher{
	{key: keyMoney, same: sameMoney},
	{key: keyIDAmountContributor, same: sameIDAmountContributor, left: dated, right: dated, window: yearDays},
	{key: keyContributorDayAmount, same: sameContributorDayAmount},
}

func dated(r *candidate) bool   { return r.day != noDay }
func undated(r *candidate) bool { return r.day == noDay }

func keyIDAmount(r *candidate) uint64 {
	if r.hash == 0 {
		return 0
	}
	return mix(r.hash, int64(r.Amount)) | 1
}

// keyMoney takes all that a row says of its money.
func keyMoney(r *candidate) uint64 {
	if r.hash == 0 {
		return 0
	}
	return mix(mix(mix(r.hash, int64(r.Amount)), int64(r.day)), r.Contributor) | 1
}

func keyIDAmountDay(r *candidate) uint64 {
	if r.hash == 0 {
		return 0
	}
	return mix(mix(r.hash, int64(r.Amount)), int64(r.day)) | 1
}

func keyIDAmountContributor(r *candidate) uint64 {
	if r.hash == 0 || r.Contributor == 0 {
		return 0
	}
	return mix(mix(r.hash, int64(r.Amount)), r.Contributor) | 1
}

func keyIDDay(r *candidate) uint64 {
	if r.hash == 0 || r.day == noDay {
		return 0
	}
	return mix(r.hash, int64(r.day)) | 1
}

func keyContributorDayAmount(r *candidate) uint64 {
	if r.Contributor == 0 || r.day == noDay {
		return 0
	}
	return mix(mix(mix(1, r.Contributor), int64(r.day)), int64(r.Amount)) | 1
}

func sameMoney(a, b *candidate) bool { return sameIDAmountDay(a, b) && a.Contributor == b.Contributor }

func sameIDAmountDay(a, b *candidate) bool { return sameIDAmount(a, b) && a.day == b.day }

func sameIDAmount(a, b *candidate) bool { return a.base == b.base && a.Amount == b.Amount }

func sameIDAmountContributor(a, b *candidate) bool {
	return sameIDAmount(a, b) && a.Contributor == b.Contributor
}

func sameIDDay(a, b *candidate) bool { return a.base == b.base && a.day == b.day }

func sameContributorDayAmount(a, b *candidate) bool {
	return a.Contributor == b.Contributor && a.day == b.day && a.Amount == b.Amount
}

// pairing pairs rows of two lists one to one, matcher by matcher. Rows on the
// left belong to groups, and a group is paired once. Within one key it pairs in
// order of day, then place. It costs sorting, nothing more.
type pairing struct {
	left, right []candidate
	group       []int32 // of each row on the left
	paired      []bool  // by group
	used        []bool  // rows on the right
}

func newPairing(left, right []candidate, group []int32) *pairing {
	return &pairing{left: left, right: right, group: group, paired: make([]bool, len(left)), used: make([]bool, len(right))}
}

// run calls found for each pair among the named rows.
func (p *pairing) run(matchers []matcher, left, right []int32, found func(left, right int32)) {
	var leftKeys, rightKeys []entry
	for i := range matchers {
		m := &matchers[i]
		leftKeys = nominate(leftKeys[:0], p.left, left, m.left, m.key, func(i int32) bool { return p.paired[p.group[i]] })
		if len(leftKeys) == 0 {
			continue
		}
		rightKeys = nominate(rightKeys[:0], p.right, right, m.right, m.key, func(i int32) bool { return p.used[i] })
		// Most rows of a large filer have no counterpart: they need no sorting.
		rightKeys = shared(rightKeys, leftKeys)
		leftKeys = shared(leftKeys, rightKeys)
		slices.SortFunc(leftKeys, compareEntries)
		slices.SortFunc(rightKeys, compareEntries)
		p.merge(m, leftKeys, rightKeys, found)
	}
}

func nominate(to []entry, rows []candidate, places []int32, only func(*candidate) bool, key func(*candidate) uint64, done func(int32) bool) []entry {
	for _, i := range places {
		r := &rows[i]
		if done(i) || (only != nil && !only(r)) {
			continue
		}
		if k := key(r); k != 0 {
			to = append(to, entry{key: k, day: r.day, at: i})
		}
	}
	return to
}

// shared keeps the entries whose key may stand among others, in place. Few
// that stay have no counterpart; none that has one is lost.
func shared(entries, others []entry) []entry {
	width := bits.Len(uint(len(others))) + 3
	marks := make([]uint64, (1<<width)/64+1)
	for _, e := range others {
		slot := e.key >> (64 - width)
		marks[slot/64] |= 1 << (slot % 64)
	}
	out := entries[:0]
	for _, e := range entries {
		if slot := e.key >> (64 - width); marks[slot/64]&(1<<(slot%64)) != 0 {
			out = append(out, e)
		}
	}
	return out
}

func (p *pairing) merge(m *matcher, left, right []entry, found func(left, right int32)) {
	for i, j := 0, 0; i < len(left) && j < len(right); {
		l, r := left[i], right[j]
		switch {
		case l.key < r.key || (l.key == r.key && p.paired[p.group[l.at]]):
			i++
		case l.key > r.key || p.used[r.at]:
			j++
		case m.window > 0 && l.day+m.window < r.day:
			i++
		case m.window > 0 && r.day+m.window < l.day:
			j++
		case !m.same(&p.left[l.at], &p.right[r.at]): // one key by chance
			j++
		default:
			p.paired[p.group[l.at]], p.used[r.at] = true, true
			found(l.at, r.at)
			i, j = i+1, j+1
		}
	}
}
