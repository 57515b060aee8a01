package invented

import (
	"strconv"

	"moneytrail/store"
)

// figures are what a filer puts on its summary page; the other lines follow.
// They are typed here by hand, not added up from the rows: a test compares.
type figures struct {
	a1, a2 store.Cents // monetary, itemised and small
	c1, c2 store.Cents // in kind, the same
	b1, b2 store.Cents // loans received; repaid or forgiven
	i1     store.Cents // other receipts
	e1     store.Cents // payments made
	f1     store.Cents // bills incurred
	cash   store.Cents // at the beginning
	year   *figures    // of the earlier part of the calendar year, for column B
}

// lines gives the summary lines of Form 460 and its schedules A, B1, C, E, F
// and I. Line 2 of the form is net loans; line 16 is cash at the end.
func (f figures) lines() []store.SummaryLine {
	main := f.main()
	before := make([]store.Cents, len(main))
	if f.year != nil {
		before = f.year.main()
	}
	var lines []store.SummaryLine
	for i, amount := range main {
		line := store.SummaryLine{Schedule: "F460", Line: strconv.Itoa(i + 1), A: amount}
		if i < 11 {
			line.B = amount + before[i]
		}
		lines = append(lines, line)
	}
	add := func(schedule string, amounts ...store.Cents) {
		for i, amount := range amounts {
			lines = append(lines, store.SummaryLine{Schedule: schedule, Line: strconv.Itoa(i + 1), A: amount})
		}
	}
	add("A", f.a1, f.a2, f.a1+f.a2)
	add("B1", f.b1, f.b2, f.b1-f.b2)
	add("C", f.c1, f.c2, f.c1+f.c2)
	add("E", f.e1, 0, 0, f.e1)
	add("F", f.f1, 0, f.f1)
	add("I", f.i1, 0, 0, f.i1)
	return lines
}

// main gives lines 1 to 19 of the form.
func (f figures) main() []store.Cents {
	monetary, loans, inKind := f.a1+f.a2, f.b1-f.b2, f.c1+f.c2
	receipts := monetary + loans
	return []store.Cents{
		monetary, loans, receipts, inKind, receipts + inKind,
		f.e1, 0, f.e1, f.f1, inKind, f.e1 + f.f1 + inKind,
		f.cash, receipts, f.i1, f.e1, f.cash + receipts + f.i1 - f.e1,
		0, 0, f.f1,
	}
}
