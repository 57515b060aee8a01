package fecfile

import "moneytrail/store"

// summary gives the cells of the summary page that the cover holds: column A
// of a line is the period, column B the year or cycle to date. A blank or
// unreadable cell is left out; a line without any cell too.
func (f *filing) summary(r *Row) error {
	lines := map[string]*store.SummaryLine{}
	var order []*store.SummaryLine
	for i, c := range r.Layout.Columns {
		if c.Line == "" || r.Field(i) == "" {
			continue
		}
		amount, err := f.cents(r.Field(i))
		if err != nil {
			continue
		}
		s := lines[c.Line]
		if s == nil {
			s = &store.SummaryLine{Filing: f.head.Key, Schedule: f.form, Line: c.Line, Pos: f.position(r)}
			lines[c.Line] = s
			order = append(order, s)
		}
		if c.ToDate {
			s.B = amount
		} else {
			s.A = amount
		}
	}
	for _, s := range order {
		if err := f.sink.Summary(s); err != nil {
			return err
		}
	}
	return nil
}
