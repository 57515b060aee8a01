package count

import (
	"strings"

	"moneytrail/store"
)

// Sentence says in words why a row has its status. cause names the row or the
// report behind it, in the reader's words ("460 Jan 1-Jun 30, 2017, amendment
// 2"); without one the sentence says "another report" or the like. The reason
// decides; without a reason the status does.
func Sentence(status store.Status, reason store.Reason, cause string) string {
	text := ofBoth(status, reason)
	if text == "" {
		text = ofReason(status, reason)
	}
	if text == "" {
		text = ofStatus(status)
	}
	if cause != "" {
		return strings.ReplaceAll(text, "{cause}", " ("+cause+")")
	}
	return strings.ReplaceAll(text, "{cause}", "")
}

// ofBoth gives the sentences of federal rows, which status and reason say only
// together.
func ofBoth(status store.Status, reason store.Reason) string {
	switch {
	case status == store.StatusCounted && reason == store.ReasonMade:
		return "Counted as money taken off: a contribution that the committee refunded to this contributor."
	case status == store.StatusMirror && reason == store.ReasonGift:
		return "Not counted here: an earmarked or bundled contribution that passed through this filer; the committee it was meant for reports it."
	case status == store.StatusMirror && reason == store.ReasonIndependent:
		return "Not counted: a copy of independent spending that stands on the spender's own reports."
	case status == store.StatusOtherMoney && reason == store.ReasonGift:
		return "Not counted by itself: a contribution that is part of the filer's line for unitemized amounts."
	}
	return ""
}

func ofReason(status store.Status, reason store.Reason) string {
	if reason <= store.ReasonNone || reason >= store.ReasonCount {
		return ""
	}
	if status == store.StatusPending && reason != store.ReasonNotYetPeriodic {
		return ""
	}
	return reasonSentences[reason]
}

func ofStatus(status store.Status) string {
	if status >= store.StatusCount {
		return statusSentences[store.StatusUnset]
	}
	return statusSentences[status]
}

// reasonSentences are read-only; {cause} stands where the cause goes, in
// brackets with a blank before.
var reasonSentences = [store.ReasonCount]string{
	store.ReasonGift:               "Counted: a contribution received, in the version of the report that is in force.",
	store.ReasonForgiven:           "Counted: a loan that was forgiven, which makes it a contribution.",
	store.ReasonNewerVersion:       "Not counted: a newer version of this report{cause} replaced it.",
	store.ReasonInsideLonger:       "Not counted: the period of this report lies inside that of a longer report{cause}, which repeats it.",
	store.ReasonSamePeriod:         "Not counted: another report on the same form for the same period{cause} is used instead.",
	store.ReasonBetterCopy:         "Not counted: the same report is also known from a fuller source{cause}, which is used instead.",
	store.ReasonRepeatedLine:       "Not counted: the same line{cause} stands in this report already.",
	store.ReasonCoveredByID:        "Not counted again: another row with the same transaction id{cause} carries this money.",
	store.ReasonCoveredByMatch:     "Not counted again: another row with the same contributor, date and amount{cause} carries this money.",
	store.ReasonCoveredByPeriod:    "Not counted again: a periodic report{cause} covers this date.",
	store.ReasonNotYetPeriodic:     "Pending: reported on a 24-hour notice; no periodic report covers this date yet.",
	store.ReasonMemo:               "Not counted: the filer marked this row as a memo, which is for information only.",
	store.ReasonMade:               "Not counted: a contribution made by this committee, which whoever received it reports.",
	store.ReasonRepeatsSchedule:    "Not counted: this schedule repeats or details payments that stand on another schedule of the report.",
	store.ReasonLoan:               "Not counted as a contribution: loans have figures of their own.",
	store.ReasonOtherReceipt:       "Not counted as a contribution: other money received, such as interest or a refund.",
	store.ReasonExpenditure:        "Not counted as a contribution: money that the committee spent.",
	store.ReasonIndependent:        "Not counted as a contribution: independent spending for or against a candidate or measure.",
	store.ReasonDebt:               "Not counted as a contribution: a bill that is not paid yet.",
	store.ReasonPublisherReplaced:  "Not counted: the publisher later gave other rows{cause} for the same version of this report.",
	store.ReasonUnknownFiler:       "Counted for nobody: no cover page and no log of the publisher names the filer of this report.",
	store.ReasonMadeInferred:       "Not counted: a contribution made by this committee, told from the vendor's transaction id because the source does not say so.",
	store.ReasonIndependentCovered: "Not counted again: a periodic report{cause} now carries this independent spending.",
	store.ReasonGuarantee:          "Not counted as a contribution: a loan guarantee, for which no money moved.",
}

var statusSentences = [store.StatusCount]string{
	store.StatusUnset:       "Not counted: the counting rules have not looked at this row yet.",
	store.StatusCounted:     "Counted: a contribution received.",
	store.StatusPending:     "Pending: reported on a 24-hour notice, and on no periodic report yet.",
	store.StatusCovered:     "Not counted again: another row or report{cause} carries this money.",
	store.StatusSuperseded:  "Not counted: another report{cause} replaced this one.",
	store.StatusMemo:        "Not counted: a memo row, for information only.",
	store.StatusMirror:      "Not counted: the other side's copy of money that is reported elsewhere.",
	store.StatusAttributed:  "Not counted here: a share of joint fundraising, shown as a measure of its own.",
	store.StatusOtherMoney:  "Not counted as a contribution: there is no counting rule for this schedule.",
	store.StatusWithdrawn:   "Not counted: the publisher or the filer withdrew it{cause}.",
	store.StatusQuarantined: "Not counted: this line could not be read.",
	store.StatusNoFiler:     "Counted for nobody: the filer of this report is not known.",
}
