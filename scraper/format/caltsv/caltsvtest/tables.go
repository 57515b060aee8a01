package caltsvtest

import (
	"strconv"

	"moneytrail/store"
)

func writeReceipts(p *plan, l *line) error {
	var from contributor
	var id [24]byte
	return p.all(func(r *report) error {
		for k := range r.rows {
			g := p.receipt(r, k)
			p.donor(g.donor, &from)
			l.number(r.id).number(r.version).number(k + 1).text("RCPT").text(g.schedule)
			l.text(string(tranID(id[:0], r.number, k)))
			writeContributor(l, &from)
			l.text(g.tranType).date(g.year, g.month, g.day)
			if g.tranType == "X" {
				l.date(g.year, g.month, g.day)
			}
			l.to(20).cents(g.amount).cents(g.amount)
			if g.schedule == "C" {
				l.to(23).text("Printing of invented leaflets")
			}
			l.to(24).text(from.committee)
			if g.tranType == "I" || g.tranType == "X" {
				l.to(32).text("Inventedblue Processing").to(36).texts("Belville", "CA", "90001")
			}
			if g.memo {
				l.to(56).text("X")
			}
			if err := l.end(); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeContributor writes the eleven cells from ENTITY_CD to the self-employed
// box, which RCPT_CD and S497_CD have in common.
func writeContributor(l *line, c *contributor) {
	l.texts(c.entity, c.last, c.first, "", "", c.city, c.state, c.zip, c.employer, c.occupation)
	if c.selfEmployed {
		l.text("X")
	} else {
		l.text("")
	}
}

func tranID(b []byte, reportNumber, k int) []byte {
	b = append(b, "INC"...)
	return strconv.AppendInt(b, int64(reportNumber)*100_000+int64(k), 10)
}

// lateRows gives the rows of a report that stood on a 24-hour report before.
func (p *plan) lateRows(r *report, limit int) []int {
	if !p.Late || r.version > 0 {
		return nil
	}
	var rows []int
	for k := 0; k < r.rows && len(rows) < limit; k++ {
		if g := p.receipt(r, k); g.late(k) {
			rows = append(rows, k)
		}
	}
	return rows
}

func lateID(r *report) int { return lateBase + r.id - periodicBase }

func writeLate(p *plan, l *line) error {
	var from contributor
	var id [24]byte
	write := func(filing, item int, tran string, donor int, amount store.Cents, year, month, day int) error {
		p.donor(donor, &from)
		l.number(filing).number(0).number(item).text("S497").text("F497P1").text(tran)
		writeContributor(l, &from)
		return l.to(18).date(year, month, day).to(20).cents(amount).text(from.committee).end()
	}
	err := p.all(func(r *report) error {
		for i, k := range p.lateRows(r, latePerReport) {
			g := p.receipt(r, k)
			if err := write(lateID(r), i+1, string(tranID(id[:0], r.number, k)), g.donor, g.amount, g.year, g.month, g.day); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for c := range p.lines {
		for i := range pendingPerNotice {
			if !p.pending(c) {
				break
			}
			if err := write(pendingBase+c, i+1, "LATE"+strconv.Itoa(i+1), p.donorOf(c, i), pendingAmount, 2025, 2, 3+i); err != nil {
				return err
			}
		}
	}
	return nil
}

// totals are the figures of one version of a report.
type totals struct{ a, c, i store.Cents }

func (p *plan) totals(r *report) totals {
	var t totals
	for k := range r.rows {
		g := p.receipt(r, k)
		switch {
		case g.memo:
		case g.schedule == "A":
			t.a += g.amount
		case g.schedule == "C":
			t.c += g.amount
		case g.schedule == "I":
			t.i += g.amount
		}
	}
	return t
}

// unitemized is the small money of a report: it stands on summary lines only.
func unitemized(r *report) store.Cents { return store.Cents(r.number%7) * 12_50 }

func writeSummaries(p *plan, l *line) error {
	return p.all(func(r *report) error {
		t, small := p.totals(r), unitemized(r)
		for _, cell := range []struct {
			form, line string
			amount     store.Cents
		}{
			{"A", "1", t.a}, {"A", "2", small}, {"A", "3", t.a + small},
			{"C", "1", t.c}, {"C", "2", 0}, {"C", "3", t.c},
			{"I", "1", t.i},
			{"F460", "1", t.a + small}, {"F460", "2", 0}, {"F460", "3", t.a + small},
			{"F460", "4", t.c}, {"F460", "5", t.a + small + t.c},
		} {
			l.number(r.id).number(r.version).texts(cell.line, "SMRY", cell.form).cents(cell.amount)
			if err := l.end(); err != nil {
				return err
			}
		}
		return nil
	})
}
