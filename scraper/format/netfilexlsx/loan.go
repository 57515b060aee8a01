package netfilexlsx

import (
	"strings"

	"moneytrail/store"
)

// loan reads sheets B1 (received), B2 (guaranteed) and H (made). The numbered
// amounts of B1 mean: 1 received in the period, 2 balance at its end, 3 the
// lender's gifts to date, 4 balance at its start, 5 repaid, 6 forgiven, 7
// interest, 8 original amount.
func (rd *reader) loan(r *row) error {
	t := store.Transaction{
		Table: store.TableLoans, Schedule: r.scheduleOf(), TranID: r.text("Tran_ID"),
		Kind: store.KindLoan, Direction: store.Received,
		Entity: r.text("Entity_Cd"), Counterparty: r.name("Lndr"), Address: r.address("Loan", "_ST"),
		Employer: r.text("Loan_EMP"), Occupation: r.text("Loan_OCC"), SelfEmployed: yes(r.text("Loan_Self")),
		CommitteeID: r.text("Cmte_ID"), Date: r.date("Loan_Date1"),
		Amount: r.amount("Loan_Amt1"), Cumulative: r.toDate("Loan_Amt3"),
		Loan: store.Loan{
			BalanceStart: r.cents("Loan_Amt4"), BalanceEnd: r.cents("Loan_Amt2"), Repaid: r.cents("Loan_Amt5"),
			Forgiven: r.cents("Loan_Amt6"), Interest: r.cents("Loan_Amt7"), Original: r.cents("Loan_Amt8"),
			Due: r.date("Loan_Date2"),
		},
		Intermediary: store.Name{
			Last: r.text("B2Lender_Name-Inter_name"), First: r.text("Intr_NamF"),
			Title: r.text("Intr_NamT"), Suffix: r.text("Intr_NamS"),
		},
	}
	if strings.HasPrefix(t.Schedule, "H") {
		t.Direction = store.Made
	}
	r.links(&t)
	return rd.finish(r, &t, store.Target{})
}
