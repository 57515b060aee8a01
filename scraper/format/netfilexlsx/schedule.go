package netfilexlsx

import (
	"strings"

	"moneytrail/store"
)

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
