package store

// DonorClass is what kind of donor somebody is, with what it rests on. The
// zero value is a donor who has not been classified. The taxonomy is that of
// package classify; ids are text because they stand in files and addresses.
type DonorClass struct {
	Class      string // "le_union", "fire", "real_estate"..; "" or "unknown": not classified
	Kind       string // of law enforcement: "police", "sheriff", "corrections"..
	Filer      string // kind of filer from the form: "individual", "committee"..
	Confidence string // "certain", "rule" (both confirmed), "weak" (probable), "conflict", "none"
	Evidence   string
	Rule       string // id of the rule
	Matched    string // the words it rests on
	Why        string
	Version    string   // of the rule file
	Tags       []string // from the name or job, such as "le_individual"
}

// Known reports whether anything but the default was concluded.
func (c DonorClass) Known() bool {
	return c.Class != "" && c.Class != "unknown" && c.Class != "individual_unclassified"
}

// Confirmed reports whether the class is more than probable.
func (c DonorClass) Confirmed() bool { return c.Confidence == "certain" || c.Confidence == "rule" }

// DonorFacts is what classifying a donor needs to know.
type DonorFacts struct {
	Donor       DonorID
	Names       []string // as filed
	Entity      string
	CommitteeID string
	City, State string
	Employer    string
	Occupation  string
}

// ClassTotal is what the donors of one class gave a committee or a group, by
// confidence. Class is "unknown" for those who are not classified; individuals
// of no known sector are among them.
type ClassTotal struct {
	Class      string
	Kind       string
	Confidence string
	Donors     int
	Net        Cents
	Pending    Cents
}
