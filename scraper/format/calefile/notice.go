package calefile

import (
	"strings"

	"moneytrail/store"
)

// late reads S497: part 1 is received, part 2 is made and names the recipient
// where part 1 names the donor.
func (rd *reader) late(rec *record) error {
	t := store.Transaction{
		Table: store.TableLateContributions, Schedule: strings.ToUpper(rec.text(1)), TranID: rec.text(2),
		Kind: store.KindMonetary, Direction: store.Received,
		Entity: rec.text(3), Counterparty: rec.name(4), Address: rec.address(8),
		Employer: rec.text(13), Occupation: rec.text(14), SelfEmployed: yes(rec.text(15)), CommitteeID: rec.text(20),
		Date: rec.date(17), DateThru: rec.date(18), Amount: rec.amount(19), Target: rec.target(21, 25, 31, 0),
	}
	switch t.Schedule {
	case "F497P1":
	case "F497P2":
		t.Direction = store.Made
	default:
		rec.fail("part %q of Form 497 is not known", shorten(store.Redact(t.Schedule), 20))
	}
	rec.memo(&t, 34)
	return rd.emit(rec, &t)
}

// independent reads S496: independent spending. What it was for or against
// stands on the cover and is repeated on the row.
func (rd *reader) independent(rec *record) error {
	t := store.Transaction{
		Table: store.TableIndependent, Schedule: "S496", TranID: rec.text(2),
		Kind: store.KindIndependent, Direction: store.Made,
		Amount: rec.amount(3), Date: rec.date(4), DateThru: rec.date(5), Description: rec.text(6),
		Target: rd.filing.Target,
	}
	rec.memo(&t, 7)
	return rd.emit(rec, &t)
}
