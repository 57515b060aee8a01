package netfilexlsx

import "moneytrail/store"

// late reads sheet 497: part 1 is received, part 2 is made and names the
// recipient where part 1 names the donor.
func (rd *reader) late(r *row) error {
	t := store.Transaction{
		Table: store.TableLateContributions, Schedule: r.text("Form_Type"), TranID: r.text("Tran_ID"),
		Kind: store.KindMonetary, Direction: store.Received,
		Entity: r.text("Entity_Cd"), Counterparty: r.name("Enty"), Address: r.address("Enty", "_ST"),
		Employer: r.text("Ctrib_Emp"), Occupation: r.text("Ctrib_Occ"), SelfEmployed: yes(r.text("Ctrib_Self")),
		CommitteeID: r.text("Cmte_ID"), Date: r.date("Ctrib_Date"), DateThru: r.date("Date_Thru"),
		Amount: r.amount("Amount"), Target: r.target("Office_Cd", "Offic_Dscr"),
	}
	switch t.Schedule {
	case "F497P1":
	case "F497P2":
		t.Direction = store.Made
	default:
		r.fail("schedule %q does not belong on sheet %s", shorten(store.Redact(t.Schedule), 20), r.sheet)
	}
	r.links(&t)
	return rd.finish(r, &t, store.Target{})
}
