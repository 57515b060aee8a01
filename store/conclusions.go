package store

// ReportHead is the head of one version of a report of one filer, with the
// number of rows held per table: what choosing versions needs to know.
type ReportHead struct {
	ID       int64 // the store's id; larger is not newer
	Key      FilingKey
	Copy     int // 0, 1, ..: a later copy means that the publisher gave other rows for the same version
	Form     string
	From     Date
	Thru     Date
	Filed    Date
	ReportID string // of a federal filing, the filing number of this version
	Partial  bool
	// Withdrawn marks a version that is gone: none of its rows count, and it
	// replaces no other.
	Withdrawn bool
	Rows      [TableCount]int
}

// TableVerdict is the conclusion about one table of one report version.
type TableVerdict struct {
	Kept   bool
	Status Status // StatusSuperseded or StatusWithdrawn when not kept
	Reason Reason
	By     int64 // id of the report that replaced it; 0 when kept
}

// ReportDecision is the conclusion about one report version. EmptyAmendment is
// the id of a newer version that has a cover but no rows in a table which this
// one keeps; 0 when there is none.
type ReportDecision struct {
	Report         int64
	Tables         [TableCount]TableVerdict
	EmptyAmendment int64
}

// RowHead is what matching a notice with a periodic report needs to know.
type RowHead struct {
	ID          int64
	Report      int64
	Table       Table
	Schedule    string
	TranID      string
	Contributor int64 // hash of the as-filed name + zip5, or of the committee id
	Date        Date
	Amount      Cents
}

// RowMatch is the conclusion about one row of a notice.
type RowMatch struct {
	Row         int64
	Status      Status
	Reason      Reason
	CauseRow    int64 // row that carries the money; 0 when none is known
	CauseReport int64 // report whose period covers the date; 0 when none
}

// Gift is what ranking needs to know of a row: a counted, pending or
// attributed receipt.
type Gift struct {
	Donor  DonorID
	Amount Cents
	Date   Date
	Status Status
}
