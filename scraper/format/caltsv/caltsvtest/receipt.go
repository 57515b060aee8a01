package caltsvtest

import "moneytrail/store"

// receipt is one line of RCPT_CD.
type receipt struct {
	schedule string
	donor    int
	amount   store.Cents
	month    int // 1..12
	day      int
	year     int
	tranType string
	memo     bool
	seed     uint64
}

// receipt makes row k of a report; every version of the report has the same
// rows, apart from the amount of the first one, which the amendment corrects.
func (p *plan) receipt(r *report, k int) receipt {
	h := mix(p.Seed, uint64(r.committee)<<32|uint64(r.number)<<20, uint64(k))
	g := scramble(h)
	out := receipt{
		schedule: "A", seed: g,
		year: firstYear + r.quarter/4, month: r.quarter%4*3 + 1 + int(h>>8%3), day: 1 + int(h>>16%28),
		amount: amount(g),
		donor:  p.donorOf(r.committee, int(h>>24%uint64(p.lines[r.committee]/3+1))),
	}
	switch u := h % 1000; {
	case u < 11:
		out.schedule = "I"
	case u < 35:
		out.schedule, out.memo = "C", g>>40%4 == 0
	default:
		out.tranType = tranType(g >> 44 % 1000)
	}
	if out.tranType == "R" {
		out.amount = -out.amount
	}
	if k == 0 && r.version > 0 {
		out.amount += 100_00
	}
	return out
}

// gift reports whether the line is part of the committee's gifts received.
func (r *receipt) gift() bool { return !r.memo && r.schedule != "I" }

// late reports whether row k also stands on a 24-hour report.
func (r *receipt) late(k int) bool {
	return k > 0 && r.schedule == "A" && r.tranType == "" && r.amount >= lateThreshold && r.seed>>20%2 == 0
}

// donorOf gives the contributor behind slot s of a committee's circle.
func (p *plan) donorOf(committee, s int) int {
	return int(mix(p.Seed, 5, uint64(committee)<<32|uint64(s)) % uint64(p.Donors))
}

func tranType(u uint64) string {
	switch {
	case u < 69:
		return "I"
	case u < 82:
		return "X"
	case u < 84:
		return "R"
	case u < 85:
		return "F"
	}
	return ""
}

func amount(g uint64) store.Cents {
	round := [...]store.Cents{25_00, 50_00, 75_00, 99_00, 100_00, 150_00, 200_00, 250_00}
	u := g >> 8
	switch g % 100 {
	case 0, 1, 2: // the large ones
		return store.Cents(5_000_00 + u%46*1_000_00)
	case 3, 4, 5, 6, 7, 8, 9, 10, 11, 12:
		return store.Cents(500_00 + u%21*100_00)
	}
	if g%5 == 0 {
		return store.Cents(10_00 + u%490_00)
	}
	return round[u%uint64(len(round))]
}
