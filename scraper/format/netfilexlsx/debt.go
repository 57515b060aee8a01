package netfilexlsx

import "moneytrail/store"

// debt reads sheet F, accrued expenses: Amount is what was incurred in the
// period; the balances stand where a loan has them. The schedule has no dates.
func (rd *reader) debt(r *row) error {
	t := store.Transaction{
		Table: store.TableDebts, Schedule: r.scheduleOf(), TranID: r.text("Tran_ID"),
		Kind: store.KindDebt, Direction: store.Made,
		Entity: r.text("Entity_Cd"), Counterparty: r.name("Payee"), Address: r.address("Payee", "_State"),
		CommitteeID: r.text("Cmte_ID"), Amount: r.cents("Amt_Incur"),
		Loan: store.Loan{
			BalanceStart: r.cents("Beg_Bal"), BalanceEnd: r.cents("End_Bal"), Repaid: r.cents("Amt_Paid"),
		},
		Code: r.text("Expn_Code"), Description: r.text("Expn_Dscr"),
	}
	r.links(&t)
	return rd.finish(r, &t, store.Target{})
}
