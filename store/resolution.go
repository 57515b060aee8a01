package store

import (
	"context"
	"iter"
)

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

// DonorPair is two contributors with a verdict about them; A < B.
type DonorPair struct {
	A, B   DonorID
	Answer string // "same", "possible", "conflict"
	Weight float64
	// Evidence says why in words. Of a pair that is kept it holds only what does
	// not follow from the two alone; [Matching.Evidence] gives the rest.
	Evidence []string
	// Joins tells pairs whose own evidence says "the same", whatever the answer.
	Joins bool
}

// Resolution says who is one donor.
type Resolution struct {
	Donors map[DonorID]DonorID // contributor -> donor; a contributor without an entry is a donor itself
	Pairs  iter.Seq[DonorPair]
	Blocks iter.Seq2[int64, DonorID] // by ascending key, then id
	// Matching is what it was made with. Nil: nobody was compared with anybody, and
	// a donor is a contributor.
	Matching Matching
}

// Resolver decides who is one donor, given who was one before. Progress is told
// the stage.
type Resolver func(all []ContributorFacts, previous map[DonorID]DonorID, progress func(stage string)) (*Resolution, error)

// Matching decides who is one donor under one file of weights.
type Matching interface {
	// Weights gives the file, and its hash, by which it is known.
	Weights() (hash string, file []byte)
	// Version numbers the rules apart from the weights. What one version kept is
	// of no use to another.
	Version() int
	// Keys gives the blocks that a contributor stands in.
	Keys(*ContributorFacts) []int64
	// All decides about all contributors at once.
	All(all iter.Seq[ContributorFacts], progress func(stage string)) (*Resolution, error)
	// Match takes in contributors that are new or altered. Donors holds every
	// contributor that may have another donor now.
	Match(ctx context.Context, memory MatchMemory, came []ContributorFacts) (donors map[DonorID]DonorID, pairs []DonorPair, err error)
	// Evidence says in words what two contributors have in common and what not.
	Evidence(a, b *ContributorFacts) []string
}

// MatchMemory is what is kept of the contributors that were matched before.
type MatchMemory interface {
	// Contributors gives those of the ids.
	Contributors(ctx context.Context, ids []DonorID) ([]ContributorFacts, error)
	// Pairs gives the kept pairs with one of the ids on either side: those that
	// join, or the others.
	Pairs(ctx context.Context, ids []DonorID, joins bool) ([][2]DonorID, error)
	// Enter puts contributors into blocks in place of those they stood in before,
	// forgets all pairs of theirs, and gives each pair of one of them with another
	// contributor in a block of its.
	Enter(ctx context.Context, ids []DonorID, keys [][]int64) ([][2]DonorID, error)
}

// ResolveResult is what a resolution changed.
type ResolveResult struct {
	Contributors int
	Weights      string // hash of the weight file; empty: nobody was compared
	Before       int    // donors
	After        int
	Moved        int   // contributors that belong to another donor now
	MovedMoney   Cents // by how much donors grew, net itemized money, all together
	Largest      []DonorGrowth
	Committees   int // whose ranks were computed again
	Same         int
	Possible     int
	Conflicts    int
	Version      int64
}

// DonorGrowth is a donor to whom more is attributed than before.
type DonorGrowth struct {
	Donor         Donor
	Before, After Cents // net itemized money to all committees
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
