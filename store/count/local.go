package count

import "moneytrail/store"

// Local gives the status of a row whose table is kept, from the row alone: it
// is the rule of the row's schedule, Californian or federal. It allocates nothing, since it runs once
// for every row of a bulk load.
//
// Rows of Form 497 part 1, Form 496 part 3 and Form 6 are pending here; [CoverRapid]
// decides about them afterwards. A schedule without a rule is never counted:
// its rows are other money with [store.ReasonNone], so that they are listed
// under their schedule until somebody gives it a rule.
func Local(t *store.Transaction) (store.Status, store.Reason) {
	if status, reason, ok := federal(t); ok {
		return status, reason
	}
	if t.Memo {
		return store.StatusMemo, store.ReasonMemo
	}
	switch t.Schedule {
	case "A", "A-1", "C":
		return gift(t)
	case "F497P1", "F496P3":
		return notice(t)
	case "I", "F401A":
		return store.StatusOtherMoney, store.ReasonOtherReceipt
	case "E":
		return store.StatusOtherMoney, store.ReasonExpenditure
	case "D", "G":
		return store.StatusMirror, store.ReasonRepeatsSchedule
	case "F497P2":
		return store.StatusMirror, store.ReasonMade
	case "F450P5", "F461P5", "F401B":
		return paid(t)
	case "S496", "F496", "F465P3":
		return store.StatusOtherMoney, store.ReasonIndependent
	case "F":
		return store.StatusOtherMoney, store.ReasonDebt
	case "B2":
		return store.StatusOtherMoney, store.ReasonGuarantee
	case "B1", "B3", "H", "H1", "H2", "H3":
		return store.StatusOtherMoney, store.ReasonLoan
	}
	return unruled(t)
}

// gift is the rule of the schedules that hold contributions received.
// Negative amounts and returns are counted as filed (rule 7).
func gift(t *store.Transaction) (store.Status, store.Reason) {
	switch {
	case t.Direction == store.Made:
		return made(t)
	case t.Kind == store.KindForgiveness:
		return store.StatusCounted, store.ReasonForgiven
	case t.Kind == store.KindLoan:
		return store.StatusOtherMoney, store.ReasonLoan
	}
	return store.StatusCounted, store.ReasonGift
}

// notice is the rule of the 24-hour reports' parts that hold receipts. A loan
// on a notice is not told from a gift by the form, unless the reader knew.
func notice(t *store.Transaction) (store.Status, store.Reason) {
	switch {
	case t.Direction == store.Made:
		return made(t)
	case t.Kind == store.KindLoan:
		return store.StatusOtherMoney, store.ReasonLoan
	}
	return store.StatusPending, store.ReasonNotYetPeriodic
}

func made(t *store.Transaction) (store.Status, store.Reason) {
	if t.InferredNote != "" {
		return store.StatusMirror, store.ReasonMadeInferred
	}
	return store.StatusMirror, store.ReasonMade
}

// paid is the rule of the parts that list gifts, independent spending and
// bills together: only a gift has another side that reports it too.
func paid(t *store.Transaction) (store.Status, store.Reason) {
	if t.Kind == store.KindIndependent {
		return store.StatusOtherMoney, store.ReasonIndependent
	}
	switch t.Code {
	case "", "CTB", "MON", "IKD", "TSF":
		if t.Schedule != "F401B" {
			return store.StatusMirror, store.ReasonMade
		}
	}
	return store.StatusOtherMoney, store.ReasonExpenditure
}

// unruled takes the schedules that have no rule yet. A loan is a loan on any
// schedule.
func unruled(t *store.Transaction) (store.Status, store.Reason) {
	if t.Table == store.TableLoans || t.Kind == store.KindLoan {
		return store.StatusOtherMoney, store.ReasonLoan
	}
	return store.StatusOtherMoney, store.ReasonNone
}
