package netfilexlsx

import "moneytrail/store"

// independent reads sheet 496, part 1: independent spending, with the
// candidate or measure that the whole notice is about.
func (rd *reader) independent(r *row) error {
	t := store.Transaction{
		Table: store.TableIndependent, Schedule: "S496", TranID: r.text("Tran_ID"),
		Kind: store.KindIndependent, Direction: store.Made,
		Date: r.date("Exp_Date"), DateThru: r.date("Date_Thru"), Amount: r.amount("Amount"),
		Description: r.text("Expn_Dscr"), Target: r.target("Office_Cd", "Offic_Dscr"),
	}
	r.links(&t)
	return rd.finish(r, &t, t.Target)
}
