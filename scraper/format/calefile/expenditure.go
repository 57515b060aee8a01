package calefile

import (
	"strings"

	"moneytrail/store"
)

// expenditure reads EXPN: Schedules D, E and G, part 5 of Forms 450 and 461,
// part 3 of Form 465. On Schedule G the agent through whom was paid is the
// intermediary.
func (rd *reader) expenditure(rec *record) error {
	schedule, code := strings.ToUpper(rec.text(1)), rec.text(18)
	t := store.Transaction{
		Table: store.TableExpenditures, Schedule: schedule, TranID: rec.text(2),
		Kind: store.ExpenditureKind(schedule, code), Direction: store.Made,
		Entity: rec.text(3), Counterparty: rec.name(4), Address: rec.address(8), CommitteeID: rec.text(24),
		Date: rec.date(13), Amount: rec.amount(14), Cumulative: rec.toDate(15),
		Code: code, Description: rec.text(19), Intermediary: rec.name(20), Target: rec.target(34, 38, 44, 47),
	}
	rec.links(&t, 48)
	fromEOrF := t.CrossRef
	if t.CrossRef = rec.text(52); t.CrossRef == "" {
		t.CrossRef = fromEOrF
	}
	return rd.emit(rec, &t)
}
