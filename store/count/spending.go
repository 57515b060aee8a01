package count

import (
	"strings"

	"moneytrail/store"
)

// coverSpending decides about independent expenditures that a filer reported
// within 24 or 48 hours (Forms 24 and 5) and that Schedule E of a periodic
// report repeats. They are spending and never pending: until something covers
// them they are other money, and afterwards covered, so that the figure of
// independent spending holds them once. Rows match by transaction id, then by
// payee, date and amount; else the period decides, since the days of payment
// and of publication differ.
//
// Such rows arrive among the periodic ones while they are other money, and
// among the notices once they were covered. Those among the notices always get
// a match; the others only when they are covered.
func coverSpending(notices, periodic []Row, kept []Report) map[int64]Match {
	forms := make(map[int64]*Report, len(kept))
	for i := range kept {
		forms[kept[i].ID] = &kept[i]
	}
	var rapid, regular []Row
	for among, rows := range [][]Row{notices, periodic} {
		for i := range rows {
			switch {
			case !isSpending(rows[i].Schedule):
			case among == 0 || rows[i].Schedule == "FECIE" || isSpendingNotice(forms[rows[i].Report]):
				rapid = append(rapid, rows[i])
			default:
				regular = append(regular, rows[i])
			}
		}
	}
	if len(rapid) == 0 {
		return nil
	}
	out := make(map[int64]Match, len(rapid))
	for _, m := range coverBy(rapid, regular, kept, carriesSpending) {
		if m.Status == store.StatusPending {
			m.Status, m.Reason = store.StatusOtherMoney, store.ReasonIndependent
		} else if m.Reason == store.ReasonCoveredByPeriod {
			m.Reason = store.ReasonIndependentCovered
		}
		out[m.Row] = m
	}
	return out
}

// isSpending tells the federal schedules of independent expenditures. A
// Californian 496 is not among them: Schedules D and E repeat it under other
// figures.
func isSpending(schedule string) bool {
	if strings.HasPrefix(schedule, "SE") {
		return len(schedule) == 2 || isDigit(schedule[2])
	}
	return schedule == "F57" || schedule == "FECIE"
}

// isSpendingNotice tells a Form 24, and a Form 5 of 24 or 48 hours: the
// quarterly one has a period.
func isSpendingNotice(r *Report) bool {
	if r == nil {
		return false
	}
	f := form(r)
	return f == "F24" || (f == "F5" && (r.From == "" || r.Thru == ""))
}

// carriesSpending tells the periodic forms that repeat such notices.
func carriesSpending(form string) bool {
	switch form {
	case "F3", "F3P", "F3X", "F5":
		return true
	}
	return false
}

// isReceiptLine tells the federal schedules on which a gift or loan of a
// 48-hour notice (Form 6) reappears.
func isReceiptLine(schedule string) bool {
	t := store.Transaction{Schedule: schedule, Kind: store.KindMonetary, Direction: store.Received}
	status, reason, _ := federal(&t)
	switch {
	case strings.HasPrefix(schedule, "SA"):
		return status == store.StatusCounted || reason == store.ReasonLoan
	case strings.HasPrefix(schedule, "FEC"):
		return status == store.StatusCounted
	}
	return false
}
