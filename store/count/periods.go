package count

import (
	"cmp"
	"slices"
)

// periods answers which kept periodic report holds a day.
type periods struct {
	from []int32 // ascending
	last []reach // of the reports that begin on or before from[i], the one that ends last
}

type reach struct {
	thru   int32
	report int64
}

// newPeriods takes the reports of the forms on which the money of notices
// reappears. One without
// rows and without a summary holds nothing, and one that is known only in part
// may lack the very gift.
func newPeriods(kept []Report, carries func(form string) bool) periods {
	s := &selection{reports: kept}
	var places []int
	for i := range kept {
		r := &kept[i]
		from, thru := dayNumber(r.From), dayNumber(r.Thru)
		if from != noDay && thru >= from && carries(form(r)) && !r.Partial && substanceOf(r) > nothing {
			places = append(places, i)
		}
	}
	slices.SortFunc(places, func(a, b int) int {
		return cmp.Or(cmp.Compare(kept[a].From, kept[b].From), cmp.Compare(kept[b].Thru, kept[a].Thru), s.compareKeys(a, b))
	})
	var p periods
	var furthest reach
	for k, i := range places {
		if thru := dayNumber(kept[i].Thru); k == 0 || thru > furthest.thru {
			furthest = reach{thru: thru, report: kept[i].ID}
		}
		p.from = append(p.from, dayNumber(kept[i].From))
		p.last = append(p.last, furthest)
	}
	return p
}

// holding gives the id of a report whose period holds the day, or 0.
func (p periods) holding(day int32) int64 {
	if day == noDay {
		return 0
	}
	i, _ := slices.BinarySearch(p.from, day+1)
	if i == 0 || p.last[i-1].thru < day {
		return 0
	}
	return p.last[i-1].report
}
