package store

// ContributorFacts is a contributor as filed: what deciding who is one donor
// needs to know.
type ContributorFacts struct {
	ID          DonorID
	Name        Name
	Entity      string
	City, State string
	Zip         string
	Employer    string
	Occupation  string
	CommitteeID string
	AddressHash int64 // keyed hash of the street line; 0 when unknown
}

// DonorPair is two contributors with a verdict about them.
type DonorPair struct {
	A, B     DonorID
	Answer   string // "same", "possible", "conflict"
	Weight   float64
	Evidence []string
}

// DonorRelation says that two donors belong together without being one: a
// person and the firm they control, a union and its PAC. They are never added
// up silently.
type DonorRelation struct {
	A, B         DonorID
	Reason, Link string
}

// Resolution says who is one donor.
type Resolution struct {
	Donors    map[DonorID]DonorID // contributor -> donor; a contributor without an entry is a donor itself
	Pairs     []DonorPair
	Names     map[DonorID]string
	Relations []DonorRelation
	Stale     []string // corrections that name nobody or change nothing, in words
	Weights   string   // version of the weights it was made with
}

// Resolver decides who is one donor, given who was one before. Lookup finds
// contributors by published id or by name for people's corrections.
type Resolver func(all []ContributorFacts, previous map[DonorID]DonorID) (*Resolution, error)

// ResolveResult is what a resolution changed.
type ResolveResult struct {
	Contributors int
	Before       int // donors
	After        int
	Moved        int // contributors that belong to another donor now
	Committees   int // whose ranks were computed again
	Same         int
	Possible     int
	Conflicts    int
	Relations    int
	Stale        []string
	Version      int64
}

// ReviewPair is a pair of donors for a person to decide about, with the money
// that stands behind the smaller of the two.
type ReviewPair struct {
	A, B     Donor
	NetA     Cents
	NetB     Cents
	Answer   string
	Weight   float64
	Evidence []string
}
