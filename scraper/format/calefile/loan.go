package calefile

import (
	"strings"

	"moneytrail/store"
)

// loan reads LOAN: B1 (received), B2 (guaranteed), H (made). The numbered
// amounts of B1 mean: 1 received in the period, 2 balance at its end, 3 the
// lender's gifts to date, 4 balance at its start, 5 repaid, 6 forgiven, 7
// interest, 8 original amount.
func (rd *reader) loan(rec *record) error {
	t := store.Transaction{
		Table: store.TableLoans, Schedule: strings.ToUpper(rec.text(1)), TranID: rec.text(2),
		Kind: store.KindLoan, Direction: store.Received,
		Entity: rec.text(4), Counterparty: rec.name(5), Address: rec.address(9),
		Employer: rec.text(21), Occupation: rec.text(22), SelfEmployed: yes(rec.text(23)), CommitteeID: rec.text(24),
		Date: rec.date(14), Amount: rec.amount(16), Cumulative: rec.toDate(18),
		Loan: store.Loan{
			BalanceStart: rec.cents(19), BalanceEnd: rec.cents(17), Repaid: rec.cents(48), Forgiven: rec.cents(49),
			Interest: rec.cents(50), Original: rec.cents(51), Due: rec.date(15),
		},
		Intermediary: rec.name(34),
	}
	if strings.HasPrefix(t.Schedule, "H") {
		t.Direction = store.Made
	}
	rec.links(&t, 43)
	return rd.emit(rec, &t)
}
