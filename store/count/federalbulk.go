package count

import (
	"strings"

	"moneytrail/store"
)

// bulk is the rule of the bulk files, by transaction type (the FEC's list of
// transaction type codes). An unknown type has no rule.
//
// A gift given through a conduit (ActBlue, WinRed) stands twice: 15E in the
// report of whoever it was meant for, and 24T or 24I, and 15T or 15I, in the
// conduit's, which are mirrors. The share of a joint fundraiser's gift is a
// memo row of the beneficiary (15J and the like): attributed, beside the
// transfer that counts. What a committee gave stands in the recipient's
// report; spending for and against candidates (24A, 24E) on Schedule E.
func bulk(t *store.Transaction, code string) (store.Status, store.Reason) {
	if isShare(code) {
		return store.StatusAttributed, store.ReasonNone
	}
	if t.Memo {
		return store.StatusMemo, store.ReasonMemo
	}
	switch code {
	case "10", "11", "13", "15", "15C", "15E", "15F", "15K", "15Z", "18G", "18K", "18U", "19",
		"30", "30E", "30G", "30K", "30T", "31", "31E", "31G", "31K", "31T", "32", "32E", "32G", "32K", "32T":
		return gift(t)
	case "20Y", "21Y", "22R", "22Y", "22Z", "23Y", "40T", "40Y", "40Z", "41T", "41Y", "41Z", "42T", "42Y", "42Z":
		return refund(t)
	case "15I", "15T", "24I", "24T", "18L", "28L":
		return store.StatusMirror, store.ReasonGift
	case "24A", "24E":
		return store.StatusMirror, store.ReasonIndependent
	case "24C", "24F", "24G", "24H", "24K", "24N", "24P", "24R", "24U", "24Z":
		return store.StatusMirror, store.ReasonMade
	case "16C", "16F", "16G", "16H", "16R", "16U", "22G", "22H", "22X":
		return store.StatusOtherMoney, store.ReasonLoan
	case "12", "16J", "16K", "16L", "17R", "17U", "17Y", "17Z", "18H":
		return store.StatusOtherMoney, store.ReasonOtherReceipt
	case "20", "20A", "20B", "20C", "20D", "20F", "20G", "20R", "20V", "22J", "22K", "22L", "22U", "29", "40", "41", "42":
		return store.StatusOtherMoney, store.ReasonExpenditure
	case "IE": // the CSV of independent expenditures
		return store.StatusOtherMoney, store.ReasonIndependent
	}
	if strings.HasPrefix(code, "SB") { // operating expenditures, by line
		return store.StatusOtherMoney, store.ReasonExpenditure
	}
	return store.StatusUnset, store.ReasonNone
}

// isShare tells the types of memo rows that attribute a joint fundraiser's
// gift to a beneficiary.
func isShare(code string) bool {
	switch code {
	case "10J", "11J", "15J", "18J", "19J", "30F", "30J", "31F", "31J", "32F", "32J":
		return true
	}
	return false
}
