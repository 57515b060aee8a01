package netfilexlsx

import (
	"strings"

	"moneytrail/store"
)

// receiptKind says what a received row is, by its schedule and the TRAN_TYPE
// of the e-filing format.
func receiptKind(schedule, tranType string) store.Kind {
	switch schedule {
	case "C":
		return store.KindInKind
	case "F496P3":
		return store.KindMonetary
	case "A", "A-1":
	default:
		return store.KindOtherReceipt
	}
	switch strings.ToUpper(tranType) {
	case "F":
		return store.KindForgiveness
	case "R":
		return store.KindReturn
	case "X":
		return store.KindTransfer
	}
	if schedule == "A-1" {
		return store.KindTransfer
	}
	return store.KindMonetary
}

// expenditureKind: Form 465 reports independent spending only; elsewhere the
// code IND marks it.
func expenditureKind(schedule, code string) store.Kind {
	if schedule == "F465P3" || strings.EqualFold(code, "IND") {
		return store.KindIndependent
	}
	return store.KindExpenditure
}

// scheduleOf is the row's own Form_Type, which must fit the sheet it stands
// on: "A-1" on sheet A-Contributions, "H1" on H-Loans.
func (r *row) scheduleOf() string {
	schedule := strings.ToUpper(r.text("Form_Type"))
	sheet, _, _ := strings.Cut(r.sheet, "-")
	if schedule == "" || !strings.HasPrefix(schedule, sheet) {
		r.fail("schedule %q does not belong on sheet %s", shorten(store.Redact(schedule), 20), r.sheet)
	}
	return schedule
}
