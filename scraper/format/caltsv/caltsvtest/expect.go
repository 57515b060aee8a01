package caltsvtest

import (
	"strconv"

	"moneytrail/store"
)

// Expected is what must come out of an export.
type Expected struct {
	Receipts  int // lines of RCPT_CD
	Late      int // lines of S497_CD
	Summaries int // lines of SMRY_CD
	Filings   int // filing versions
	Gifts     store.Cents
	Pending   store.Cents
	// Committees stand in the order of their numbers, the largest first.
	Committees []ExpectedCommittee
}

// ExpectedCommittee is what must come out for one committee: gifts received
// (Schedules A and C of the versions in force, without memo rows, net of
// returns), and gifts on 24-hour reports that no periodic report covers.
type ExpectedCommittee struct {
	FPPC           string
	Name           string
	Gifts, Pending store.Cents
	Rows           int // lines behind Gifts
}

// Expect computes what an export of that Config holds.
func Expect(cfg Config) Expected {
	p := newPlan(cfg)
	e := Expected{Committees: make([]ExpectedCommittee, len(p.lines))}
	_ = p.all(func(r *report) error { // the visitor never fails
		e.Receipts += r.rows
		e.Summaries += 12
		e.Late += len(p.lateRows(r, latePerReport))
		if r.amended && r.version == 0 {
			return nil
		}
		c := &e.Committees[r.committee]
		for k := range r.rows {
			if g := p.receipt(r, k); g.gift() {
				c.Gifts += g.amount
				c.Rows++
			}
		}
		return nil
	})
	_ = p.filings(func(filing) error { e.Filings++; return nil })
	for i := range e.Committees {
		c := &e.Committees[i]
		c.FPPC, c.Name = strconv.Itoa(committeeBase+i), p.committeeName(i)
		if p.pending(i) {
			c.Pending = pendingPerNotice * pendingAmount
			e.Late += pendingPerNotice
		}
		e.Gifts += c.Gifts
		e.Pending += c.Pending
	}
	return e
}
