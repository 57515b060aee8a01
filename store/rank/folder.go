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
// Counted gifts make Gross (positive cents), Returned (negative cents, as a
// positive number), Net, Gifts (positive rows), and First and Last (dated
// rows); pending ones make Pending and PendingGifts only, shares of joint
// fundraising Attributed only. Order: Net descending, Pending descending,
// Attributed descending, donor id ascending; so donors with pending money alone
// stand among those whose net is 0. Only the ID of Standing.Donor
// is filled.
type Folder struct {
	index   map[store.DonorID]int32
	tallies []tally
	largest int // donors that index has held
}

// tally is a standing without what is not known yet: a third of its size.
type tally struct {
	donor                    store.DonorID
	gross, returned, pending store.Cents
	attributed               store.Cents
	first, last              store.Date
	gifts, pendingGifts      int32
}

// Add adds one gift. Rows that are not counted, pending or attributed are
// ignored.
func (f *Folder) Add(g Gift) {
	switch g.Status {
	case store.StatusPending:
		t := f.tally(g.Donor)
		t.pending += g.Amount
		t.pendingGifts++
	case store.StatusAttributed:
		f.tally(g.Donor).attributed += g.Amount
	case store.StatusCounted:
		t := f.tally(g.Donor)
		if g.Amount > 0 {
			t.gross += g.Amount
			t.gifts++
		} else {
			t.returned -= g.Amount
		}
		widen(&t.first, &t.last, g.Date, g.Date)
	}
}

// Standings ranks what was added so far, in a new slice. Adding may go on.
func (f *Folder) Standings() []store.Standing {
	places := make([]place, len(f.tallies))
	for i := range f.tallies {
		t := &f.tallies[i]
		places[i] = place{net: t.gross - t.returned, pending: t.pending, attributed: t.attributed, donor: t.donor, at: i}
	}
	slices.SortFunc(places, comparePlaces)
	out := make([]store.Standing, len(places))
	for i, p := range places {
		t := &f.tallies[p.at]
		out[i] = store.Standing{
			Rank: i + 1, Donor: store.Donor{ID: t.donor},
			Gross: t.gross, Returned: t.returned, Net: p.net, Gifts: int(t.gifts),
			First: t.first, Last: t.last, Pending: t.pending, PendingGifts: int(t.pendingGifts), Attributed: t.attributed,
		}
	}
	return out
}

// Reset forgets all gifts and keeps the memory, unless far less of it was
// used: clearing a large committee's index anew for every small one would cost
// more than ranking them.
func (f *Folder) Reset() {
	const small = 1024
	if f.largest > small && len(f.tallies) < f.largest/4 {
		f.index, f.largest = nil, 0
	}
	clear(f.index)
	f.tallies = f.tallies[:0]
}

func (f *Folder) tally(id store.DonorID) *tally {
	i, ok := f.index[id]
	if !ok {
		if f.index == nil {
			f.index = make(map[store.DonorID]int32)
		}
		i = int32(len(f.tallies))
		f.index[id] = i
		f.tallies = append(f.tallies, tally{donor: id})
		f.largest = max(f.largest, len(f.tallies))
	}
	return &f.tallies[i]
}

// place is what the order of donors follows from.
type place struct {
	net, pending, attributed store.Cents
	donor                    store.DonorID
	at                       int
}

func comparePlaces(a, b place) int {
	switch {
	case a.net != b.net:
		return cmp.Compare(b.net, a.net)
	case a.pending != b.pending:
		return cmp.Compare(b.pending, a.pending)
	case a.attributed != b.attributed:
		return cmp.Compare(b.attributed, a.attributed)
	}
	return cmp.Compare(a.donor, b.donor)
}

// widen ignores empty dates: an undated gift counts but has no place in time.
func widen(first, last *store.Date, from, to store.Date) {
	if from != "" && (*first == "" || from < *first) {
		*first = from
	}
	if to > *last {
		*last = to
	}
}
