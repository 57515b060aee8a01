package netfilexlsx

import "moneytrail/store"

// expenditure reads sheets D, E, G, F461P5 and F465P3. On schedule G the
// agent through whom was paid is the intermediary.
func (rd *reader) expenditure(r *row) error {
	schedule, code := r.scheduleOf(), r.text("Expn_Code")
	t := store.Transaction{
		Table: store.TableExpenditures, Schedule: schedule, TranID: r.text("Tran_ID"),
		Kind: store.ExpenditureKind(schedule, code), Direction: store.Made,
		Entity: r.text("Entity_Cd"), Counterparty: r.name("Payee"), Address: r.address("Payee", "_State"),
		CommitteeID: r.text("Cmte_ID"), Date: r.date("Expn_Date"),
		Amount: r.amount("Amount"), Cumulative: r.toDate("Cum_YTD"),
		Code: code, Description: r.text("Expn_Dscr"), Intermediary: r.name("Agent"),
		Target: r.target("Office_Cd", "Offic_Dscr"),
	}
	r.links(&t)
	if t.CrossRef == "" {
		t.CrossRef = r.text("G_From_E_F")
	}
	return rd.finish(r, &t, store.Target{})
}
