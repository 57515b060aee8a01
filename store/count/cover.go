package count

import (
	"cmp"
	"slices"

	"moneytrail/store"
)

// CoverRapid decides about the rows of 24-hour notices of one filer: covered
// when the money stands elsewhere, pending when nowhere yet, so that a late
// gift never moves a total twice. The matches stand in the order of notices
// and depend on the order of no argument.
//
// notices are the receipts of kept notices (Form 497 part 1, Form 496 part 3,
// without memos and gifts made); periodic the rows of kept periodic reports,
// of which receipts and loans take part (a notice lists loans too, but no
// refunds, no interest and no spending). kept are the kept reports; only
// periodic ones with rows or a summary count as covering a period, and none
// that is known only in part. Pass the notices' own reports as well: of two
// notices of one gift the one filed first then stays, whatever the ids.
//
// Rules (docs/counting.md, rule 5):
//
//  1. Notice rows of one form with the same transaction id, date, amount and
//     contributor are one gift: notices repeat what earlier ones said. A gift
//     on a 497 and on a 496 is one gift if the contributor and the amount
//     agree, and the id or the date. The first row, 497 before 496, stands for
//     the gift; the others are covered by it.
//  2. A gift is covered by a periodic row with the same transaction id base
//     ([BaseID]), when date or amount agree too. With another date, the
//     contributor must agree as well: vendors restart their numbering, and
//     round amounts are common.
//  3. Or by one with the same contributor, date and amount.
//  4. Or by a kept periodic report whose period holds the date of any of its
//     rows. A gift without a date is not covered this way.
//  5. Otherwise it is pending.
//
// A periodic row covers one gift only, since twins are legal.
//
// Federal notices go by the same rules: gifts of Form 6 against Schedule A of
// Forms 3, 3P and 3X. Independent expenditures of Forms 24 and 5 are not
// pending while nothing covers them, but other money; see coverSpending. Those
// among periodic that turn out covered have their matches at the end, behind
// those of the notices.
func CoverRapid(notices []Row, periodic []Row, kept []Report) []Match {
	spending := coverSpending(notices, periodic, kept)
	if len(spending) == 0 {
		return coverBy(notices, carriers(periodic), kept, carriesReceipts)
	}
	out := make([]Match, len(notices))
	var gifts []Row
	var places []int
	for i := range notices {
		if m, ok := spending[notices[i].ID]; ok {
			out[i] = m
			continue
		}
		gifts, places = append(gifts, notices[i]), append(places, i)
	}
	for i, m := range coverBy(gifts, carriers(periodic), kept, carriesReceipts) {
		out[places[i]] = m
	}
	for i := range periodic {
		if m, ok := spending[periodic[i].ID]; ok && m.Status == store.StatusCovered {
			out = append(out, m)
		}
	}
	return out
}

// coverBy matches notices with the rows that may carry their money and with
// the periods of the reports whose forms do.
func coverBy(notices, carrying []Row, kept []Report, carries func(form string) bool) []Match {
	order := reportOrder(kept)
	c := &cover{
		notices:  prepare(notices, order),
		periodic: prepare(carrying, order),
		periods:  newPeriods(kept, carries),
		matches:  make([]Match, len(notices)),
	}
	c.findGifts()
	c.joinForms()
	c.matchPeriodic()
	c.settle()
	return c.matches
}

// cover is the work on one filer.
type cover struct {
	notices, periodic []candidate // in the order of filing
	periods           periods
	matches           []Match // in the caller's order

	gift    []int32 // of each notice: the notice that stands for it
	carrier []int32 // of each gift: the periodic row that carries it, or none
	holder  []int64 // of each gift: the report whose period holds it, or 0
}

const none = int32(-1)

// candidate is a row with what comparing needs, computed once.
type candidate struct {
	Row
	base  string // of the transaction id
	hash  uint64 // of base; 0 without one
	day   int32
	place int32 // in the caller's slice
}

// prepare puts the rows in an order that follows from what was filed, as far
// as that tells rows apart, and only then from the store's ids.
func prepare(rows []Row, order map[int64]int32) []candidate {
	places := make([]filedPlace, len(rows))
	for i := range rows {
		places[i] = filedPlace{rank: rankOf(order, rows[i].Report), report: rows[i].Report, id: rows[i].ID, place: int32(i)}
	}
	slices.SortFunc(places, compareFiledPlaces)
	out := make([]candidate, len(rows))
	for i, p := range places {
		r := &rows[p.place]
		base := BaseID(r.TranID)
		out[i] = candidate{Row: *r, base: base, hash: hashText(base), day: dayNumber(r.Date), place: p.place}
	}
	return out
}

// filedPlace orders a row among all: by its report's rank, then by id.
type filedPlace struct {
	report, id  int64
	rank, place int32
}

func compareFiledPlaces(a, b filedPlace) int {
	switch {
	case a.rank != b.rank:
		return cmp.Compare(a.rank, b.rank)
	case a.report != b.report:
		return cmp.Compare(a.report, b.report)
	}
	return cmp.Compare(a.id, b.id)
}

// carriers keeps the rows of the schedules on which the money of a notice
// reappears: gifts, transfers and loans received.
func carriers(periodic []Row) []Row {
	out := make([]Row, 0, len(periodic))
	for i := range periodic {
		switch periodic[i].Schedule {
		case "A", "A-1", "C", "B1":
			out = append(out, periodic[i])
		default:
			if isReceiptLine(periodic[i].Schedule) {
				out = append(out, periodic[i])
			}
		}
	}
	return out
}

func rankOf(order map[int64]int32, report int64) int32 {
	if rank, ok := order[report]; ok {
		return rank
	}
	return int32(len(order))
}

func reportOrder(kept []Report) map[int64]int32 {
	s := &selection{reports: kept}
	places := make([]int, len(kept))
	for i := range places {
		places[i] = i
	}
	slices.SortFunc(places, func(a, b int) int {
		return cmp.Or(cmp.Compare(kept[a].Filed, kept[b].Filed), s.compareKeys(a, b))
	})
	order := make(map[int64]int32, len(kept))
	for rank, i := range places {
		order[kept[i].ID] = int32(rank)
	}
	return order
}

func is496(r *candidate) bool { return r.Schedule == "F496P3" }

// hashText is FNV-1a. Equal hashes only nominate; rows are compared after.
func hashText(s string) uint64 {
	if s == "" {
		return 0
	}
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h | 1
}

func mix(h uint64, v int64) uint64 {
	h = (h ^ uint64(v)) * 0x9E3779B97F4A7C15
	return h ^ h>>29
}
