package store

// Area is where the people live whom a committee is about. The zero value is
// an area that is not known.
type Area struct {
	State  string   // postal code
	Cities []string // folded names; empty: the whole state
}

// Known reports whether there is an area to be outside of.
func (a Area) Known() bool { return a.State != "" }

// DonorHistory is a donor's money apart from one committee, as far as the
// recipients' filings are loaded.
type DonorHistory struct {
	CalendarYear Cents // the most that it gave all committees in one calendar year, net
	PassedOn     Cents // what it gave all committees, net
	Received     Cents // its own receipts; zero for a donor who is no committee that is loaded
}

// DonorGiving is what computed tags ask about one donor of one committee or
// group.
type DonorGiving struct {
	Donor       *Donor
	ToCommittee Cents // net
	Itemized    Cents // of the committee or group, net
	Area        Area  // of the committee; of a group when its committees share one
	// History is asked for only when a tag depends on it.
	History func() DonorHistory
	Only    string // the one tag that is asked for; empty: all
}
