package fecfile

import "moneytrail/store"

// loan takes a row of Schedule C, C-1 or C-2. They show how a loan stands, in
// every report until it is repaid, and who guarantees it; the money itself is
// received on Schedule A and repaid on Schedule B. So the amount of the row is
// zero, and what it tells stands in Loan: C2's guarantee as Original.
func (f *filing) loan(r *Row) error {
	if ok, err := f.fill(r, store.TableLoans, store.KindLoan, store.Received); !ok {
		return err
	}
	t := &f.tx
	t.Loan.Original, t.Amount = t.Amount, 0
	if err := f.balances(r, balance{atPaid, &t.Loan.Repaid}, balance{atBalanceEnd, &t.Loan.BalanceEnd}); err != nil {
		return f.quarantine(r, "an amount of the loan cannot be read: "+reason(err))
	}
	// Terms are often words ("on demand"): no day, no remark.
	if due, err := store.ParseDate(r.at(atDue)); err == nil {
		t.Loan.Due = due
	}
	f.remark("how a loan stands; the money received is on Schedule A")
	return f.emit()
}

// debt takes a row of Schedule D. Lines 9 and 11 are owed to the committee.
func (f *filing) debt(r *Row) error {
	direction := store.Made
	if r.Type == "SD9" || r.Type == "SD11" {
		direction = store.Received
	}
	if ok, err := f.fill(r, store.TableDebts, store.KindDebt, direction); !ok {
		return err
	}
	t := &f.tx
	if err := f.balances(r, balance{atBalanceStart, &t.Loan.BalanceStart}, balance{atIncurred, &t.Amount},
		balance{atPaid, &t.Loan.Repaid}, balance{atBalanceEnd, &t.Loan.BalanceEnd}); err != nil {
		return f.quarantine(r, "an amount of the debt cannot be read: "+reason(err))
	}
	return f.emit()
}

type balance struct {
	at   place
	into *store.Cents
}

// balances reads further amounts of a row.
func (f *filing) balances(r *Row, cells ...balance) error {
	for _, c := range cells {
		amount, err := f.cents(r.at(c.at))
		if err != nil {
			return err
		}
		*c.into = amount
	}
	return nil
}
