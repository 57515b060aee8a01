package caltsv

import "moneytrail/store"

type receiptColumns struct {
	lineColumns
	employer, occupation, self           int
	tranType, date, thru, amount, toDate int
	description                          int
	intermediary                         [4]int
	intermediaryCommittee                int
	target                               targetColumns
}

// bindReceipts reads RCPT_CD: Schedules A, C and I, Form 496 part 3 and the
// receipts of slate mailers.
func bindReceipts(h *header, sink store.Sink) reader {
	c := receiptColumns{
		lineColumns: bindLine(h, "CTRIB", "CTRIB"),
		employer:    h.col("CTRIB_EMP"), occupation: h.col("CTRIB_OCC"), self: h.col("CTRIB_SELF"),
		tranType: h.col("TRAN_TYPE"), date: h.col("RCPT_DATE"), thru: h.col("DATE_THRU"),
		amount: h.col("AMOUNT"), toDate: h.col("CUM_YTD"), description: h.col("CTRIB_DSCR"),
		intermediary: bindName(h, "INTR"), intermediaryCommittee: h.opt("INTR_CMTEID"),
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

func (c *receiptColumns) read(r *row, tx *store.Transaction, dates *dateCache) error {
	amount, ok := cents(r.at(c.amount))
	if !ok {
		return unreadable
	}
	if err := c.start(r, tx); err != nil {
		return err
	}
	tx.Table, tx.Direction, tx.Amount = store.TableReceipts, store.Received, amount
	tx.Cumulative, _ = cents(r.at(c.toDate))
	tx.Employer, tx.Occupation = r.at(c.employer), r.at(c.occupation)
	tx.SelfEmployed = checked(r.at(c.self))
	tx.TranType = r.at(c.tranType)
	tx.Date = dates.date(r.at(c.date), &tx.InferredNote)
	tx.DateThru = dates.date(r.at(c.thru), &tx.InferredNote)
	tx.Description = r.at(c.description)
	tx.Intermediary = readName(r, c.intermediary)
	tx.IntermediaryCommitteeID = r.at(c.intermediaryCommittee)
	tx.Target = c.target.read(r)
	tx.Kind = store.ReceiptKind(tx.Schedule, tx.TranType)
	return nil
}
