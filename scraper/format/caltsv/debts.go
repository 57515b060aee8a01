package caltsv

import "moneytrail/store"

type debtColumns struct {
	lineColumns
	start0, incurred, paid, end int
	code, description           int
}

// bindDebts reads DEBT_CD, the accrued expenses of Schedule F. The amount is
// what was incurred in the period.
func bindDebts(h *header, sink store.Sink) reader {
	c := debtColumns{
		lineColumns: bindLine(h, "PAYEE", "PAYEE"),
		start0:      h.col("BEG_BAL"), incurred: h.col("AMT_INCUR"), paid: h.col("AMT_PAID"), end: h.col("END_BAL"),
		code: h.col("EXPN_CODE"), description: h.col("EXPN_DSCR"),
	}
	var tx store.Transaction
	return reader{need: c.end, row: func(r *row) error {
		if err := c.read(r, &tx); err != nil {
			return err
		}
		return sink.Transaction(&tx)
	}}
}

func (c *debtColumns) read(r *row, tx *store.Transaction) error {
	var a [4]store.Cents
	for i, at := range [...]int{c.start0, c.incurred, c.paid, c.end} {
		var ok bool
		if a[i], ok = cents(r.at(at)); !ok {
			return unreadable
		}
	}
	if err := c.start(r, tx); err != nil {
		return err
	}
	tx.Table, tx.Kind, tx.Direction = store.TableDebts, store.KindDebt, store.Made
	tx.Amount = a[1]
	tx.Loan = store.Loan{BalanceStart: a[0], Repaid: a[2], BalanceEnd: a[3]}
	tx.Code, tx.Description = r.at(c.code), r.at(c.description)
	return nil
}
