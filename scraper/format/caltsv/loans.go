package caltsv

import "moneytrail/store"

type loanColumns struct {
	lineColumns
	loanType                   int
	employer, occupation, self int
	date, due                  int
	amounts                    [8]int
	intermediary               [4]int
}

// bindLoans reads LOAN_CD: Schedule B (received, with guarantees on B2) and
// Schedule H (made), with the numbered parts of older forms.
func bindLoans(h *header, sink store.Sink) reader {
	c := loanColumns{
		lineColumns: bindLine(h, "LNDR", "LOAN"), loanType: h.col("LOAN_TYPE"),
		employer: h.col("LOAN_EMP"), occupation: h.col("LOAN_OCC"), self: h.col("LOAN_SELF"),
		date: h.col("LOAN_DATE1"), due: h.col("LOAN_DATE2"),
		amounts:      [8]int(h.cols("LOAN_AMT", "1", "2", "3", "4", "5", "6", "7", "8")),
		intermediary: bindName(h, "INTR"),
	}
	var tx store.Transaction
	dates := &dateCache{}
	return reader{need: c.amounts[7], row: func(r *row) error {
		if err := c.read(r, &tx, dates); err != nil {
			return err
		}
		return sink.Transaction(&tx)
	}}
}

func (c *loanColumns) read(r *row, tx *store.Transaction, dates *dateCache) error {
	var a [8]store.Cents
	for i, at := range c.amounts {
		var ok bool
		if a[i], ok = cents(r.at(at)); !ok {
			return unreadable
		}
	}
	if err := c.start(r, tx); err != nil {
		return err
	}
	switch {
	case tx.Schedule != "" && tx.Schedule[0] == 'B':
		tx.Direction = store.Received
	case tx.Schedule != "" && tx.Schedule[0] == 'H':
		tx.Direction = store.Made
	default:
		return badRow("loan on a schedule that is neither B (received) nor H (made)")
	}
	tx.Table, tx.Kind, tx.TranType = store.TableLoans, store.KindLoan, r.at(c.loanType)
	tx.Amount, tx.Cumulative = a[0], a[2]
	tx.Loan = store.Loan{BalanceEnd: a[1], BalanceStart: a[3], Repaid: a[4], Forgiven: a[5], Interest: a[6], Original: a[7]}
	tx.Employer, tx.Occupation = r.at(c.employer), r.at(c.occupation)
	tx.SelfEmployed = checked(r.at(c.self))
	tx.Date = dates.date(r.at(c.date), &tx.InferredNote)
	tx.Loan.Due = dates.date(r.at(c.due), &tx.InferredNote)
	tx.Intermediary = readName(r, c.intermediary)
	return nil
}
