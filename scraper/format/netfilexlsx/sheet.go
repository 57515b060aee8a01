package netfilexlsx

import "moneytrail/store"

// checkHeader reads the header of a sheet only.
func (rd *reader) checkHeader(l layout) error {
	rows, err := rd.book.Rows(l.sheet)
	if err != nil {
		return cut(rd.file, l.sheet, err)
	}
	var header []string
	if rows.Next() {
		header, err = rows.Columns()
	}
	if closing := rows.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return cut(rd.file, l.sheet, err)
	}
	_, err = matchHeader(rd.file, l, header)
	return err
}

// each visits the rows of a sheet below its header that hold a value, and
// gives the number of the last row.
func (rd *reader) each(l layout, visit func(*row) error) (last int, err error) {
	rows, err := rd.book.Rows(l.sheet)
	if err != nil {
		return 0, cut(rd.file, l.sheet, err)
	}
	defer func() {
		if closing := rows.Close(); err == nil && closing != nil {
			err = cut(rd.file, l.sheet, closing)
		}
	}()
	r := row{sheet: l.sheet, form: l.form}
	for rows.Next() {
		last++
		if last%1000 == 0 && rd.ctx.Err() != nil {
			return last, rd.ctx.Err()
		}
		cells, err := rows.Columns()
		if err != nil {
			return last, cut(rd.file, l.sheet, err)
		}
		if last == 1 {
			if r.place, err = matchHeader(rd.file, l, cells); err != nil {
				return last, err
			}
			continue
		}
		r.line, r.cells, r.bad, r.notes = last, cells, "", r.notes[:0]
		if blank(cells) {
			continue
		}
		if err := visit(&r); err != nil {
			return last, err
		}
	}
	return last, rd.ctx.Err()
}

func blank(cells []string) bool {
	for _, c := range cells {
		if clean(c) != "" {
			return false
		}
	}
	return true
}

// emit hands a transaction over, unless the row turned out to be damaged.
func (rd *reader) emit(r *row, t *store.Transaction) error {
	if r.bad != "" {
		return nil
	}
	t.Pos, t.InferredNote = r.pos(), store.JoinFilled("; ", r.notes...)
	return rd.sink.Transaction(t)
}
