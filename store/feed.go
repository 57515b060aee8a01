package store

// FilingPlace is where a version of a report stands among all, newest first:
// by the day it was filed, then by its key, each descending. Undated ones come
// last.
type FilingPlace struct {
	Filed   Date
	System  System
	Report  string
	Version int
	Copy    int
}

// FeedFilingsQuery asks for the versions of reports that were filed last, by
// the committees of the scope or, when it is empty, by anybody.
type FeedFilingsQuery struct {
	Scope
	Limit int
	After *FilingPlace // nil: from the newest
}

// FeedFilings is a page of filings, newest first.
type FeedFilings struct {
	Version DataVersion
	Items   []FeedFiling
	More    bool
}

// FeedFiling is a version of a report with the gifts received that it
// states, of whatever status: memo lines, repeated lines and loans left out.
type FeedFiling struct {
	Place     FilingPlace
	Filing    FilingVersion
	Committee Committee
	Gifts     int
	Received  Cents
	// Former is what the version before stated; nil when there is none. Then
	// FormerVersion is that version.
	Former        *Cents
	FormerVersion int
}

// GiftPlace is where a gift stands among the latest: by the day its filing was
// filed, then by row, each descending.
type GiftPlace struct {
	Filed Date
	Row   int64
}

// FeedGiftsQuery asks for the counted and pending gifts that were filed
// last. At least one of Scope, Donor, Classes and Late must narrow it.
type FeedGiftsQuery struct {
	Scope
	Donor   DonorID
	Classes []string
	Least   Cents // smallest gift; returns are never listed
	Late    bool  // pending gifts only
	Limit   int
	After   *GiftPlace // nil: from the newest
}

// FeedGifts is a page of gifts, newest first.
type FeedGifts struct {
	Version DataVersion
	Items   []FeedGift
	More    bool
}

// FeedGift is a row with who received it and who gave it.
type FeedGift struct {
	Row       RowView
	Committee Committee
	Donor     Donor
}
