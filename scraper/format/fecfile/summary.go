package fecfile

import "moneytrail/store"

// summary gives the cells of the summary page that the cover holds. An
// unreadable cell is left out.
func (f *filing) summary(r *Row) error {
	lines, _ := f.cells(r, f.form) // a cover is kept whatever its cells hold
	return f.emitSummary(lines)
}

// cells reads the summary cells of a row: column A of a line is the period,
// column B the year or cycle to date. The only column of Forms 3S and 3PS is C,
// the third of the paper forms: the election cycle that began within the
// period, on the day after the general election. Blank cells are left out, and
// lines without any cell; the error is that of the last unreadable cell.
func (f *filing) cells(r *Row, schedule string) ([]*store.SummaryLine, error) {
	var order []*store.SummaryLine
	var unreadable error
	lines := map[string]*store.SummaryLine{}
	third := r.Layout.Form == "F3S" || r.Layout.Form == "F3PS"
	for i, c := range r.Layout.Columns {
		if c.Line == "" || r.Field(i) == "" {
			continue
		}
		amount, err := f.cents(r.Field(i))
		if err != nil {
			unreadable = err
			continue
		}
		s := lines[c.Line]
		if s == nil {
			s = &store.SummaryLine{Filing: f.head.Key, Schedule: schedule, Line: c.Line, Pos: f.position(r)}
			lines[c.Line] = s
			order = append(order, s)
		}
		switch {
		case third:
			s.C = amount
		case c.ToDate:
			s.B = amount
		default:
			s.A = amount
		}
	}
	return order, unreadable
}

func (f *filing) emitSummary(lines []*store.SummaryLine) error {
	for _, s := range lines {
		if err := f.sink.Summary(s); err != nil {
			return err
		}
	}
	return nil
}
