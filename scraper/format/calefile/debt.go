package calefile

import (
	"strings"

	"moneytrail/store"
)

// debt reads DEBT, accrued expenses: Amount is what was incurred in the
// period; the balances stand where a loan has them. The record has no days.
func (rd *reader) debt(rec *record) error {
	t := store.Transaction{
		Table: store.TableDebts, Schedule: strings.ToUpper(rec.text(1)), TranID: rec.text(2),
		Kind: store.KindDebt, Direction: store.Made,
		Entity: rec.text(3), Counterparty: rec.name(4), Address: rec.address(8),
		Amount: rec.amount(14),
		Loan:   store.Loan{BalanceStart: rec.cents(13), Repaid: rec.cents(15), BalanceEnd: rec.cents(16)},
		Code:   rec.text(17), Description: rec.text(18), CommitteeID: rec.text(19),
	}
	rec.links(&t, 29)
	return rd.emit(rec, &t)
}
