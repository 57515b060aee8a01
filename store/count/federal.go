package count

import (
	"strings"

	"moneytrail/store"
)

// federal gives the status of rows of the FEC's electronic filings, by the row
// type ("SA11AI", "SB28A", "F65"), and of its bulk files, by "FEC" and the
// transaction type ("FEC15E"). ok is false for a schedule of neither, and for
// one without a rule. No Californian schedule looks like one of these.
//
// The lines are those of Forms 3, 3X and 3P, whose numbers differ but do not
// contradict one another where they matter here: line 11 holds contributions
// on Forms 3 and 3X and line 17A-D on Form 3P; line 17 without a letter is
// "other receipts" on Form 3X; 12 and 18 are transfers from affiliated
// committees, 13 and 19 loans received, and 20 and 28 of Schedule B refunds of
// contributions. (11 CFR 104.3; FEC form instructions.)
func federal(t *store.Transaction) (status store.Status, reason store.Reason, ok bool) {
	s := t.Schedule
	if len(s) < 2 {
		return 0, 0, false
	}
	switch {
	case strings.HasPrefix(s, "FEC"):
		status, reason = bulk(t, s[3:])
	case strings.HasPrefix(s, "SA"):
		status, reason = scheduleA(t, s[2:])
	case strings.HasPrefix(s, "SB"):
		status, reason = scheduleB(t, s[2:])
	case s[0] == 'S':
		status, reason = otherSchedule(t, s)
	case s[0] == 'H' && t.Kind != store.KindLoan: // California's H are loans made
		status, reason = scheduleH(t, s)
	case s[0] == 'F':
		status, reason = formRow(t, s)
	}
	return status, reason, status != store.StatusUnset
}

// scheduleA is the rule of itemized receipts, by line.
func scheduleA(t *store.Transaction, line string) (store.Status, store.Reason) {
	number, letters := cutLine(line)
	if t.Kind == store.KindOtherReceipt && number != "" {
		// Convention committees number the lines of Form 4 otherwise.
		return unlessMemo(t, store.StatusOtherMoney, store.ReasonOtherReceipt)
	}
	switch number {
	case "11", "17":
		switch {
		case t.Memo:
			return store.StatusMemo, store.ReasonMemo
		case letters == "AII":
			// The filer's unitemized line holds this money already.
			return store.StatusOtherMoney, store.ReasonGift
		case letters == "" && number == "17" && t.Kind != store.KindMonetary:
			return store.StatusOtherMoney, store.ReasonOtherReceipt
		}
		return gift(t)
	case "12", "18":
		if t.Memo {
			return store.StatusAttributed, store.ReasonNone
		}
		return gift(t)
	case "10", "13", "19":
		return unlessMemo(t, store.StatusOtherMoney, store.ReasonLoan)
	case "14", "15", "16", "20", "21", "22":
		return unlessMemo(t, store.StatusOtherMoney, store.ReasonOtherReceipt)
	case "3":
		// Gifts bundled by lobbyists stand among the receipts too (Form 3L).
		return unlessMemo(t, store.StatusMirror, store.ReasonGift)
	}
	return store.StatusUnset, store.ReasonNone
}

// scheduleB is the rule of itemized disbursements.
func scheduleB(t *store.Transaction, line string) (store.Status, store.Reason) {
	switch number, letters := cutLine(line); {
	case (number == "20" || number == "28") && letters != "":
		return refund(t)
	case number == "3": // refunds of bundled gifts (Form 3L)
		return unlessMemo(t, store.StatusMirror, store.ReasonGift)
	}
	return unlessMemo(t, store.StatusOtherMoney, store.ReasonExpenditure)
}

// refund is the rule of refunds of contributions. Readers turn their sign, so
// that they are taken off what was received; only a row that a reader has told
// as a refund counts, since any other would raise the total. The sign decides
// nothing: corrections of refunds are positive.
func refund(t *store.Transaction) (store.Status, store.Reason) {
	switch {
	case t.Memo:
		return store.StatusMemo, store.ReasonMemo
	case t.Kind == store.KindReturn && t.Direction == store.Made:
		return store.StatusCounted, store.ReasonMade
	}
	return store.StatusOtherMoney, store.ReasonExpenditure
}

func otherSchedule(t *store.Transaction, s string) (store.Status, store.Reason) {
	if t.Memo && (s[1] == 'E' || s[1] == 'F' || s[1] == 'C' || s[1] == 'D') {
		return store.StatusMemo, store.ReasonMemo
	}
	switch {
	case strings.HasPrefix(s, "SC2"):
		return store.StatusOtherMoney, store.ReasonGuarantee
	case s[1] == 'C':
		return store.StatusOtherMoney, store.ReasonLoan
	case s[1] == 'D':
		return store.StatusOtherMoney, store.ReasonDebt
	case isSpending(s):
		return store.StatusOtherMoney, store.ReasonIndependent
	case s[1] == 'F' && (len(s) == 2 || isDigit(s[2])):
		return store.StatusOtherMoney, store.ReasonExpenditure
	case s[1] == 'H':
		return scheduleH(t, s[1:])
	}
	return store.StatusUnset, store.ReasonNone
}

// scheduleH is the rule of activity that is shared between federal and other
// accounts (Schedule H): transfers in from the others, and payments.
func scheduleH(t *store.Transaction, s string) (store.Status, store.Reason) {
	switch s {
	case "H3", "H5":
		return unlessMemo(t, store.StatusOtherMoney, store.ReasonOtherReceipt)
	case "H4", "H6":
		return unlessMemo(t, store.StatusOtherMoney, store.ReasonExpenditure)
	}
	return store.StatusUnset, store.ReasonNone
}

// formRow is the rule of the rows that belong to one form.
func formRow(t *store.Transaction, s string) (store.Status, store.Reason) {
	switch s {
	case "F65": // 48-hour notices of contributions (Form 6)
		if t.Memo {
			return store.StatusMemo, store.ReasonMemo
		}
		return notice(t)
	case "F56", "F92", "F132": // to filers of independent spending, of electioneering; to inaugural committees
		if t.Memo {
			return store.StatusMemo, store.ReasonMemo
		}
		return gift(t)
	case "F133":
		return refund(t)
	case "F57":
		return unlessMemo(t, store.StatusOtherMoney, store.ReasonIndependent)
	case "F76", "F93":
		return unlessMemo(t, store.StatusOtherMoney, store.ReasonExpenditure)
	}
	return store.StatusUnset, store.ReasonNone
}

func unlessMemo(t *store.Transaction, status store.Status, reason store.Reason) (store.Status, store.Reason) {
	if t.Memo {
		return store.StatusMemo, store.ReasonMemo
	}
	return status, reason
}

// cutLine parts a line of a form, "11AI", into number and letters. Older
// versions write 11A1 for 11AI: digits behind a letter belong to the letters.
func cutLine(line string) (number, letters string) {
	i := 0
	for i < len(line) && isDigit(line[i]) {
		i++
	}
	return line[:i], line[i:]
}
