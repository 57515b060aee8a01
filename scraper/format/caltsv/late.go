package caltsv

import "moneytrail/store"

type lateColumns struct {
	lineColumns
	employer, occupation, self int
	date, thru, amount         int
	target                     targetColumns
}

// bindLate reads S497_CD, the 24-hour reports of Form 497: part 1 is received,
// part 2 made, and there the named one is the recipient.
func bindLate(h *header, sink store.Sink) reader {
	c := lateColumns{
		lineColumns: bindLine(h, "ENTY", "ENTY"),
		employer:    h.col("CTRIB_EMP"), occupation: h.col("CTRIB_OCC"), self: h.col("CTRIB_SELF"),
		date: h.col("CTRIB_DATE"), thru: h.col("DATE_THRU"), amount: h.col("AMOUNT"),
		target: bindTarget(h),
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

func (c *lateColumns) read(r *row, tx *store.Transaction, dates *dateCache) error {
	amount, ok := cents(r.at(c.amount))
	if !ok {
		return unreadable
	}
	if err := c.start(r, tx); err != nil {
		return err
	}
	switch tx.Schedule {
	case "F497P1":
		tx.Direction = store.Received
	case "F497P2":
		tx.Direction = store.Made
	default:
		return badRow("part of Form 497 not known: neither F497P1 nor F497P2")
	}
	tx.Table, tx.Kind, tx.Amount = store.TableLateContributions, store.KindMonetary, amount
	tx.Employer, tx.Occupation = r.at(c.employer), r.at(c.occupation)
	tx.SelfEmployed = checked(r.at(c.self))
	tx.Date = dates.date(r.at(c.date), &tx.InferredNote)
	tx.DateThru = dates.date(r.at(c.thru), &tx.InferredNote)
	tx.Target = c.target.read(r)
	return nil
}
