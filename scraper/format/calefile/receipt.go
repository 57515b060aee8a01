package calefile

import (
	"strings"

	"moneytrail/store"
)

// receipt reads RCPT: Schedules A, C and I, part 3 of Form 496 and rarer
// ones.
func (rd *reader) receipt(rec *record) error {
	schedule := strings.ToUpper(rec.text(1))
	t := store.Transaction{
		Table: store.TableReceipts, Schedule: schedule, TranID: rec.text(2),
		Kind: store.ReceiptKind(schedule, rec.text(16)), Direction: store.Received,
		Entity: rec.text(3), Counterparty: rec.name(4), Address: rec.address(8),
		Employer: rec.text(13), Occupation: rec.text(14), SelfEmployed: yes(rec.text(15)),
		CommitteeID: rec.text(23), TranType: rec.text(16), Date: rec.date(17), DateThru: rec.date(18),
		Amount: rec.amount(19), Cumulative: rec.toDate(20), Description: rec.text(22),
		Intermediary: rec.name(33), IntermediaryCommitteeID: rec.text(65), Target: rec.target(45, 49, 55, 58),
	}
	rec.links(&t, 59)
	return rd.emit(rec, &t)
}
