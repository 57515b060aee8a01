package store

// GivenTotals is what donors gave all committees: Net = Gross - Returned.
// Pending late money is no part of it.
type GivenTotals struct {
	Gross, Returned, Net Cents
	Gifts                int
	Pending              Cents
	PendingGifts         int
	Committees           int // distinct, late ones too
	First, Last          Date
}

// Given is what a donor, or a group of donors, gave one committee.
type Given struct {
	Committee Committee
	Donors    int // distinct; 1 of a donor
	GivenTotals
}

// GivenPeriod is what was given in a calendar year or month. Period is "2026"
// or "2026-03", empty for gifts without a day.
type GivenPeriod struct {
	Period  string
	Net     Cents
	Gifts   int
	Pending Cents
}

// PeriodMonth and PeriodYear are lengths of periods.
const (
	PeriodYear  = "year"
	PeriodMonth = "month"
)

// DonorQuery asks for a donor with a page of the committees it gave to.
type DonorQuery struct {
	By     string // PeriodYear or PeriodMonth
	Limit  int
	Offset int
}

// DonorReport is a donor with all that it gave.
type DonorReport struct {
	DonorProfile
	Given   GivenTotals
	To      []Given // by net and pending, largest first, then committee
	Periods []GivenPeriod
	// Together is what this donor and its affiliations gave in all, net, less
	// Between: what they gave each other's own committees. Pending money is in
	// neither.
	Together, Between Cents
}

// GiversQuery asks who of a group gave most. A group is of classes or of a
// tag; without either it is everybody.
type GiversQuery struct {
	Classes []string
	Tag     string
	By      string // of periods
	Limit   int
	After   int  // rank after which the page begins
	Whole   bool // also what the group gave as a whole: to whom, when
	To      int  // committees at most, with Whole
}

// GiverStanding is a donor's place in a group, by net to all committees.
type GiverStanding struct {
	Rank  int
	Donor Donor
	GivenTotals
}

// Givers is a page of the donors of a group and what the group gave.
type Givers struct {
	Version DataVersion
	Items   []GiverStanding
	Total   int // donors of the group
	// Looked is how many donors, the largest first, were looked at for a tag
	// that follows from money, and Least what the last of them gave: smaller
	// donors may have the tag too. 0: all.
	Looked int
	Least  Cents
	// With Whole.
	Sum     GivenTotals
	Within  Cents // the part of Sum that went to committees that are donors of the group
	Classes []ClassTotal
	To      []Given
	Periods []GivenPeriod
	TooMany bool // too many donors to add up their gifts by period
}
