package store

// DonorProfile is a donor with everything that says who it is.
type DonorProfile struct {
	Version      DataVersion
	Donor        Donor
	AskedFor     DonorID // the id in the question, when the donor has another by now
	Net          Cents   // of gifts to all committees, net of returns
	Pending      Cents
	Committees   int
	Contributors []ContributorView
	Joins        []DonorPair // pairs within the donor that the rules joined
	Possible     []PossiblePair
	Affiliations []Affiliation
	Corrections  []CorrectionEntry // all entries about it, undone ones included
}

// ContributorView is a name as filed that is taken for a donor.
type ContributorView struct {
	ID          DonorID
	Name        string
	City, State string
	Zip5        string
	Entity      string
	CommitteeID string
	Employer    string
	Occupation  string
	Rows        int
	ByRules     DonorID // the donor that the rules alone take it for
}

// PossiblePair is another donor that may be the same, with the contributors
// whose likeness says so. It is never added up.
type PossiblePair struct {
	DonorPair
	Other Donor
}

// Affiliation is another donor that belongs to this one without being it.
type Affiliation struct {
	Other        Donor
	Reason, Link string
	Net, Pending Cents // to all committees; filled in a [DonorReport] only
}
