package netfilexlsx

import (
	"strings"

	"moneytrail/store"
)

// summary reads a cell of a filer's own summary. It also announces reports
// that have no row on any other sheet.
func (rd *reader) summary(r *row) error {
	schedule, form := strings.ToUpper(r.text("Form_Type")), ""
	if isForm(schedule) {
		form = schedule
	}
	s := store.SummaryLine{
		Schedule: schedule, Line: r.text("Line_Item"),
		A: r.cents("Amount_A"), B: r.cents("Amount_B"), C: r.cents("Amount_C"), Pos: r.pos(),
	}
	if s.Schedule == "" || s.Line == "" {
		r.fail("the summary line names no schedule or no line")
	}
	key, err := rd.filing(r, form, store.Target{})
	if err != nil || r.bad != "" {
		return err
	}
	s.Filing = key
	return rd.sink.Summary(&s)
}
