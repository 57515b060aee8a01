package store

// Status is the conclusion about one row: exactly one each. The rules are in
// package count; docs/counting.md explains them.
type Status uint8

const (
	StatusUnset       Status = iota
	StatusCounted            // current version, a contribution received
	StatusPending            // a 24-hour notice whose money no periodic report covers yet
	StatusCovered            // a 24-hour notice that a periodic report now carries
	StatusSuperseded         // an older version, or a report inside a kept longer one
	StatusMemo               // informational
	StatusMirror             // the other side's copy of a gift
	StatusAttributed         // joint-fundraising share: a second measure
	StatusOtherMoney         // loans, miscellaneous receipts, spending: own figures
	StatusWithdrawn          // gone from the publisher, or withdrawn by the filer
	StatusQuarantined        // could not be read (such rows live in quarantine)
	StatusNoFiler            // the filing has no known filer: counted for nobody, and listed
	StatusCount              // number of statuses, not a status
)

var statusNames = [StatusCount]string{
	"unset", "counted", "pending", "covered", "superseded", "memo", "mirror",
	"attributed", "other-money", "withdrawn", "quarantined", "no-filer",
}

// String gives the status's name as printed and exported.
func (s Status) String() string {
	if s < StatusCount {
		return statusNames[s]
	}
	return "unknown"
}

// Reason says why a row has its status. Together with the cause (a row or a
// filing) it makes a sentence; package count writes it.
type Reason uint8

const (
	ReasonNone               Reason = iota
	ReasonGift                      // a contribution received, in the current version
	ReasonForgiven                  // a forgiven loan: counts as a gift, labelled
	ReasonNewerVersion              // a newer version of the report has rows in this table
	ReasonInsideLonger              // the period lies inside a kept longer report
	ReasonSamePeriod                // the same form and period was filed again
	ReasonBetterCopy                // the same report was also read from a fuller source
	ReasonRepeatedLine              // the same line twice within one version
	ReasonCoveredByID               // a periodic row with the same transaction id
	ReasonCoveredByMatch            // a periodic row with the same donor, date and amount
	ReasonCoveredByPeriod           // the date lies in a kept periodic report
	ReasonNotYetPeriodic            // no periodic report covers the date yet
	ReasonMemo                      // MEMO_CODE X
	ReasonMade                      // a gift made, not received
	ReasonRepeatsSchedule           // Schedules D and G repeat E and F
	ReasonLoan                      // loans have their own figures
	ReasonOtherReceipt              // Schedule I, interest, refunds
	ReasonExpenditure               // spending
	ReasonIndependent               // independent spending
	ReasonDebt                      // accrued expenses
	ReasonPublisherReplaced         // the publisher later gave other rows for the same version
	ReasonUnknownFiler              // no cover or log names the filer
	ReasonMadeInferred              // a gift made, told from the vendor's transaction id
	ReasonIndependentCovered        // a 496 whose spending a periodic report now carries
	ReasonGuarantee                 // a loan guarantee: no money moved
	ReasonCount                     // number of reasons, not a reason
)
