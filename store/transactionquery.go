package store

import "slices"

// TransactionFilter asks for rows of any filing. Empty fields do not filter;
// of a list one must hold, of the fields all. Texts are compared without
// regard to case, accents and signs; of Name, Employer and Occupation every
// word must begin a word of the row.
type TransactionFilter struct {
	Committees []string // public or bare native ids
	Contest    string   // slug
	Side       string   // of Contest
	Donor      DonorID
	Classes    []string
	Tag        string // from the donor's name or job, or computed from what it gave the row's committee

	Kinds     []Kind
	Schedules []string
	Statuses  []Status
	Reasons   []Reason
	Direction Direction
	Forms     []string // "F460"
	Notice    Choice   // on a 24-hour or 48-hour notice

	From, Thru           Date // given; rows without a day are in no range
	FiledFrom, FiledThru Date
	Min, Max             *Cents // of the amount as filed: returns are negative

	Name       string // the other party's, as filed
	City       string // the whole name
	State      string
	Zip        string // five digits
	Entity     string // as filed: IND, COM..
	Employer   string
	Occupation string
}

// FilterError says which field of a filter names nothing, or several things.
type FilterError struct {
	Field string // committee, contest or donor
	Value string
	Err   error // [ErrNotFound] or [ErrAmbiguous], or what went wrong
}

func (e *FilterError) Error() string { return e.Field + " " + e.Value + ": " + e.Err.Error() }

// Unwrap gives Err.
func (e *FilterError) Unwrap() error { return e.Err }

// Choice is a question that may be left open.
type Choice uint8

const (
	Either Choice = iota
	Yes
	No
)

// Admits reports whether an answer is one that was asked for.
func (c Choice) Admits(yes bool) bool { return c == Either || (c == Yes) == yes }

// NoticeForm reports whether a form tells of single gifts or payments within a
// day or two: California 496 and 497, federal 6 and 24.
func NoticeForm(form string) bool {
	return slices.Contains([]string{"F496", "F497", "F6", "F24"}, form)
}

// TransactionOrder is a total order of rows: ties go by row id, ascending.
// Rows without a day stand before all days.
type TransactionOrder uint8

const (
	LargestFirst TransactionOrder = iota
	SmallestFirst
	NewestFirst
	OldestFirst
	TransactionOrders // number of orders, not an order
)

var orderNames = [TransactionOrders]string{"-amount", "amount", "-date", "date"}

// String gives the order's name in addresses.
func (o TransactionOrder) String() string {
	if o < TransactionOrders {
		return orderNames[o]
	}
	return "unknown"
}

// ByDate reports whether the order is by day and not by amount.
func (o TransactionOrder) ByDate() bool { return o == NewestFirst || o == OldestFirst }

// Descending reports whether large amounts or late days come first.
func (o TransactionOrder) Descending() bool { return o == LargestFirst || o == NewestFirst }

// TransactionPlace is where a page ended: the amount or day of its last row,
// and its id. It need not exist any more.
type TransactionPlace struct {
	Amount Cents
	Date   Date
	ID     int64
}

// TransactionQuery asks for a page of rows.
type TransactionQuery struct {
	TransactionFilter
	Order TransactionOrder
	After *TransactionPlace // nil: from the beginning
	Limit int
}

// TransactionSum is what the rows of one schedule with one status and reason
// add up to. Returned is the part below zero, as a positive amount.
type TransactionSum struct {
	ScheduleTotal
	Returned Cents
}

// TransactionTotals are over all rows of a filter, not only those of a page.
type TransactionTotals struct {
	Sums    []TransactionSum // by status, schedule, reason
	Donors  int              // distinct, among counted rows
	Parties int              // distinct, among all rows
}

// TransactionPage answers a [TransactionQuery].
type TransactionPage struct {
	Version DataVersion
	Totals  TransactionTotals
	Rows    []TransactionView
	More    bool // more rows follow
}

// TransactionView is a row with whom it concerns.
type TransactionView struct {
	RowView
	Committee Committee // without natives, names and parties; the zero value when the filer is not known
	Giver     Donor     // who the other party is taken for
	Match     Match
}

// Match says why a row's party is taken for its donor. As filed alone it is
// the donor itself, and Evidence is empty.
type Match struct {
	Contributor DonorID // the party as filed
	Joined      bool    // with other spellings or places
	Weight      float64 // of the strongest pair that joins it; 0 when a correction or a third party joined it
	Evidence    []string
}
