package store

// SearchResult is what a person's words found, of one data version. Counts are
// exact; Spelled are those found without forgiving a misspelling.
type SearchResult struct {
	Version    DataVersion
	Donors     Found[FoundDonor]    // by what they gave, largest first
	Committees Found[CommitteeItem] // by itemized money, largest first
	Filings    Found[FoundFiling]   // newest first
}

// Found is the first of a kind that was found.
type Found[T any] struct {
	Items   []T
	Count   int
	Spelled int
}

// FoundDonor is a donor with what it gave in all: counted gifts to every
// committee, net of returns, and late ones that no periodic report covers yet.
type FoundDonor struct {
	Donor Donor
	Given Cents
	Names []string // other names as filed, some of them
}

// FoundFiling is a report version with its filer.
type FoundFiling struct {
	Filing    FilingVersion
	Committee Committee // without natives, names and parties
}
