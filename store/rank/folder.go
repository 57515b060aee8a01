package rank

import (
	"cmp"
	"iter"
	"slices"

	"moneytrail/store"
)

// Fold ranks the donors behind gifts, which may come in any order. See
// [Folder] for the rules.
func Fold(gifts iter.Seq[Gift]) []store.Standing {
	var f Folder
	for g := range gifts {
		f.Add(g)
	}
	return f.Standings()
}

// Folder adds up gifts and ranks their donors. It keeps its memory over
// [Folder.Reset], so that one Folder ranks committee after committee. The zero
// value is ready; a Folder is not safe for concurrent use.
//
// Counted gifts make Gross (positive amounts), Returned (negative amounts,
// as a positive number), Net, Gifts (positive rows), First and Last; pending
// ones make Pending and PendingGifts only. Order: Net descending, Pending
// descending, donor id ascending; so donors with pending money alone stand
// among those whose net is 0. Only the ID of Standing.Donor is filled.
type Folder struct {
	index map[store.DonorID]int32
	rows  []store.Standing
}

// Add adds one gift.
func (f *Folder) Add(g Gift) {
	if g.Status != store.StatusCounted && g.Status != store.StatusPending {
		return
	}
	s := f.row(g.Donor)
	if g.Status == store.StatusPending {
		s.Pending += g.Amount
		s.PendingGifts++
		return
	}
	if g.Amount > 0 {
		s.Gross += g.Amount
		s.Gifts++
	} else {
		s.Returned -= g.Amount
	}
	s.Net += g.Amount
	widen(s, g.Date, g.Date)
}

// Standings ranks what was added so far, in a new slice. Adding may go on.
func (f *Folder) Standings() []store.Standing {
	out := slices.Clone(f.rows)
	order(out)
	return out
}

// Reset forgets all gifts and keeps the memory.
func (f *Folder) Reset() {
	clear(f.index)
	clear(f.rows)
	f.rows = f.rows[:0]
}

func (f *Folder) row(id store.DonorID) *store.Standing {
	if f.index == nil {
		f.index = make(map[store.DonorID]int32)
	}
	i, ok := f.index[id]
	if !ok {
		i = int32(len(f.rows))
		f.index[id] = i
		f.rows = append(f.rows, store.Standing{Donor: store.Donor{ID: id}})
	}
	return &f.rows[i]
}

// widen ignores empty dates: an undated gift counts but has no place in time.
func widen(s *store.Standing, first, last store.Date) {
	if first != "" && (s.First == "" || first < s.First) {
		s.First = first
	}
	if last > s.Last {
		s.Last = last
	}
}

func order(rows []store.Standing) {
	slices.SortFunc(rows, func(a, b store.Standing) int {
		return cmp.Or(cmp.Compare(b.Net, a.Net), cmp.Compare(b.Pending, a.Pending), cmp.Compare(a.Donor.ID, b.Donor.ID))
	})
	for i := range rows {
		rows[i].Rank = i + 1
	}
}
