package store

// FoundParty is a party as filed that a line of a watch-list names exactly:
// the same words in whatever order, or the same committee id.
type FoundParty struct {
	Wanted int     // index of the name or id that was looked for
	Name   string  // as filed
	Party  DonorID // as filed
	Donor  DonorID // who the party is taken for
}
