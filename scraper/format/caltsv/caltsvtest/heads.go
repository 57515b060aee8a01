package caltsvtest

import "strconv"

// filing is the head of a filing of any form.
type filing struct {
	committee, id, version int
	form, lateNumber       string
	quarter                int // -1: no period
	year, month, day       int // when it was filed
}

// filings calls visit for every filing version: the periodic reports, the
// 24-hour reports they repeat, and those still to be covered.
func (p *plan) filings(visit func(filing) error) error {
	err := p.all(func(r *report) error {
		year, month := firstYear+(r.quarter+1)/4, (r.quarter+1)%4*3+1
		f := filing{r.committee, r.id, r.version, "F460", "", r.quarter, year, month, 20 + r.version}
		if err := visit(f); err != nil {
			return err
		}
		if len(p.lateRows(r, 1)) == 0 {
			return nil
		}
		year, month = firstYear+r.quarter/4, r.quarter%4*3+3
		return visit(filing{r.committee, lateID(r), 0, "F497", "L-" + strconv.Itoa(r.number), -1, year, month, 29})
	})
	if err != nil {
		return err
	}
	for c := range p.lines {
		if !p.pending(c) {
			continue
		}
		if err := visit(filing{c, pendingBase + c, 0, "F497", "L-NEW", -1, 2025, 2, 5}); err != nil {
			return err
		}
	}
	return nil
}

// period writes the first and the last day of a quarter.
func period(l *line, quarter int) {
	if quarter < 0 {
		l.text("").text("")
		return
	}
	year, month := firstYear+quarter/4, quarter%4*3+1
	last := [...]int{31, 30, 30, 31}[quarter%4]
	l.date(year, month, 1).date(year, month+2, last)
}

func writeCovers(p *plan, l *line) error {
	return p.filings(func(f filing) error {
		l.number(f.id).number(f.version).texts("CVR", f.form, strconv.Itoa(committeeBase+f.committee), "RCP")
		l.texts(p.committeeName(f.committee), "", "", "", "00"+strconv.Itoa(f.version)).date(f.year, f.month, f.day)
		l.text("QT").text(f.lateNumber)
		period(l, f.quarter)
		l.to(26).texts("Treasurerova", "Invented").to(36).text("G")
		return l.end()
	})
}

// internalID is the state's own number of a committee, which for two in three
// is the public one.
func internalID(c int) int {
	if c%3 == 0 {
		return internalBase + c
	}
	return committeeBase + c
}

func writeLog(p *plan, l *line) error {
	return p.filings(func(f filing) error {
		kind := 10001
		if f.version > 0 {
			kind = 10002
		}
		l.number(internalID(f.committee)).number(f.id).text("").text(f.form).number(f.version)
		l.date(f.year, f.month, f.day).number(kind).number(11001).to(12)
		period(l, f.quarter)
		return l.end()
	})
}

func writeAliases(p *plan, l *line) error {
	for c := range p.lines {
		l.number(internalID(c)).number(committeeBase+c).date(2000, 1, 5).text("INVENTED")
		if err := l.end(); err != nil {
			return err
		}
	}
	return nil
}

func writeNames(p *plan, l *line) error {
	for c := range p.lines {
		l.number(committeeBase+c).number(internalID(c)).texts("RECIPIENT COMMITTEE", "ACTIVE", "01/05/2000", p.committeeName(c))
		if err := l.end(); err != nil {
			return err
		}
	}
	return nil
}
