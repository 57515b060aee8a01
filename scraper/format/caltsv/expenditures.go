package caltsv

import "moneytrail/store"

type expenditureColumns struct {
	lineColumns
	date, amount, toDate int
	code, description    int
	target               targetColumns
}

// bindExpenditures reads EXPN_CD: Schedules D, E and G and the spending of
// Forms 450, 461 and 465.
func bindExpenditures(h *header, sink store.Sink) reader {
	c := expenditureColumns{
		lineColumns: bindLine(h, "PAYEE", "PAYEE"),
		date:        h.col("EXPN_DATE"), amount: h.col("AMOUNT"), toDate: h.col("CUM_YTD"),
		code: h.col("EXPN_CODE"), description: h.col("EXPN_DSCR"), target: bindTarget(h),
	}
	var tx store.Transaction
	dates := &dateCache{}
	return reader{need: c.amount, row: func(r *row) error {
		if err := c.read(r, &tx, dates); err != nil {
			return err
		}
		return sink.Transaction(&tx)
	}}
}

func (c *expenditureColumns) read(r *row, tx *store.Transaction, dates *dateCache) error {
	amount, ok := cents(r.at(c.amount))
	if !ok {
		return unreadable
	}
	if err := c.start(r, tx); err != nil {
		return err
	}
	tx.Table, tx.Direction = store.TableExpenditures, store.Made
	tx.Amount = amount
	tx.Cumulative, _ = cents(r.at(c.toDate))
	tx.Date = dates.date(r.at(c.date), &tx.InferredNote)
	tx.Code, tx.Description = r.at(c.code), r.at(c.description)
	tx.Target = c.target.read(r)
	tx.Kind = store.ExpenditureKind(tx.Schedule, tx.Code)
	return nil
}
