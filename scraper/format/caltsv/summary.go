package caltsv

import (
	"strings"

	"moneytrail/store"
)

// bindSummary reads SMRY_CD, the filers' own summary cells. Lines of lobbying
// reports (F6.., S6..) are kept by place only.
func bindSummary(h *header, sink store.Sink) reader {
	key, line, form := bindKey(h), h.col("LINE_ITEM"), h.col("FORM_TYPE")
	amounts := [3]int(h.cols("AMOUNT_", "A", "B", "C"))
	var s store.SummaryLine
	return reader{need: amounts[0], row: func(r *row) error {
		k, err := key.read(r)
		if err != nil {
			return err
		}
		schedule := r.at(form)
		if lobbying(schedule) {
			return reference("SMRY_CD lobbying")
		}
		s = store.SummaryLine{Filing: k, Schedule: schedule, Line: r.at(line), Pos: r.pos}
		for i, cell := range [...]*store.Cents{&s.A, &s.B, &s.C} {
			var ok bool
			if *cell, ok = cents(r.at(amounts[i])); !ok {
				return unreadable
			}
		}
		return sink.Summary(&s)
	}}
}

// lobbying reports whether a form or schedule belongs to a lobbying report.
func lobbying(form string) bool {
	return strings.HasPrefix(form, "F6") || strings.HasPrefix(form, "S6")
}
