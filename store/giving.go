package store

// Area is where the people live whom a committee is about. The zero value is
// an area that is not known.
type Area struct {
	State  string   // postal code
	Cities []string // folded names; empty: the whole state
}

// Known reports whether there is an area to be outside of.
func (a Area) Known() bool { return a.State != "" }

// DonorHistory tells of a donor's money apart from one committee, net, as far
// as the recipients' filings are loaded. Each answer may cost a query.
type DonorHistory interface {
	// YearReaches reports whether the donor gave all committees that much in
	// one calendar year.
	YearReaches(limit Cents) bool
	// PassedOn is what it gave all committees.
	PassedOn() Cents
	// Received is what it received itself; zero for a donor who is no committee
	// that is loaded.
	Received() Cents
}

// DonorGiving is what computed tags ask about one donor of one committee or
// group.
type DonorGiving struct {
	Donor       *Donor
	ToCommittee Cents // net
	Itemized    Cents // of the committee or group, net
	Area        Area  // of the committee; of a group when its committees share one
	History     DonorHistory
	Only        string // the one tag that is asked for; empty: all
}
