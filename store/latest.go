package store

// Latest is what came last: the reports filed last, and the largest gifts that
// are in no periodic report yet.
type Latest struct {
	Version DataVersion
	Filings []LatestFiling // by day of filing descending, then the last loaded
	Gifts   []LateGift     // by Amount descending, then the first loaded
	// Pending adds up all late gifts, not only those listed.
	Pending      Cents
	PendingGifts int
}

// LatestFiling is a version of a report with its filer.
type LatestFiling struct {
	Committee Committee
	Form      string
	From      Date
	Thru      Date
	Filed     Date
	Version   int // 0 original, 1.. amendments
	URL       string
}

// LateGift is a gift that was reported within 24 hours and is in no periodic
// report yet.
type LateGift struct {
	Row       int64
	Donor     Donor
	Committee Committee
	Given     Date
	Filed     Date
	Amount    Cents
}
