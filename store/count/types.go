package count

import "moneytrail/store"

// Report is the head of one version of a report of one filer, with the number
// of rows the store holds per table.
type Report struct {
	ID       int64 // the store's id; larger is not newer
	Key      store.FilingKey
	Copy     int // 0, 1, ..: a later copy means that the publisher gave other rows for the same version
	Form     string
	From     store.Date
	Thru     store.Date
	Filed    store.Date
	ReportID string
	Partial  bool
	Rows     [store.TableCount]int
}

// Verdict is the conclusion about one table of one report version.
type Verdict struct {
	Kept   bool
	Status store.Status // StatusSuperseded or StatusWithdrawn when not kept
	Reason store.Reason
	By     int64 // id of the report that replaced it; 0 when kept
}

// Decision is the conclusion about one report version. EmptyAmendment is the
// id of a newer version that has a cover but no rows in a table which this one
// keeps; 0 when there is none.
type Decision struct {
	Report         int64
	Tables         [store.TableCount]Verdict
	EmptyAmendment int64
}

// Row is what matching a notice with a periodic report needs to know.
type Row struct {
	ID          int64
	Report      int64
	Table       store.Table
	Schedule    string
	TranID      string
	Contributor int64 // hash of the as-filed name + zip5, or of the committee id
	Date        store.Date
	Amount      store.Cents
}

// Match is the conclusion about one row of a notice.
type Match struct {
	Row         int64
	Status      store.Status
	Reason      store.Reason
	CauseRow    int64 // row that carries the money; 0 when none is known
	CauseReport int64 // report whose period covers the date; 0 when none
}
