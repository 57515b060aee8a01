package calefile

import "moneytrail/store"

// summary reads SMRY: form or schedule, line, the period's amount, the
// calendar year's, and a third column where a form has one.
func (rd *reader) summary(rec *record) error {
	s := store.SummaryLine{
		Filing: rd.filing.Key, Schedule: rec.text(1), Line: rec.text(2),
		A: rec.cents(3), B: rec.cents(4), C: rec.cents(5), Pos: rec.pos,
	}
	switch {
	case s.Schedule == "" || s.Line == "":
		rec.fail("the summary line names no schedule or no line")
	case len(rec.fields) < 4:
		rec.fail("the line ends before its amount (field 4)")
	}
	if rec.bad != "" {
		return nil
	}
	return rd.sink.Summary(&s)
}
