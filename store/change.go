package store

import "time"

// Change is an entry of the public log of changes: what somebody's decision or
// a change of rules did to the figures. New filings are no entries: they are
// listed with the sources.
type Change struct {
	ID      int64
	Version int64 // the data version that it made
	At      time.Time
	Cause   string // "merge", "undo", .. of a correction; "corrections" of several, "resolve", "classes"
	Text    string // what was done, in words
	Reason  string
	Link    string
	Author  string
	Entries []int64 // of the log of corrections
	// Exact counts of what moved.
	Donors, Committees, Contests, Figures int
	// Moves are figures that moved: those of whole donors, then the largest.
	Moves []FigureMove
}

// MaxMoves is how many moved figures a change of one entry keeps by name. One
// of several entries, such as a file, keeps [MaxMovesMore] more for each.
const (
	MaxMoves     = 100
	MaxMovesMore = 20
)

// FigureScope says of what a figure is.
type FigureScope string

const (
	// ScopeDonor is all that a donor gave, to all committees.
	ScopeDonor FigureScope = "donor"
	// ScopeCommittee is what a donor gave a committee.
	ScopeCommittee FigureScope = "committee"
	// ScopeContest is what a donor gave a side of a contest; the whole of it
	// when Side is empty.
	ScopeContest FigureScope = "contest"
)

// FigureMove is a figure before and after a change: money net of returns, late
// money that is pending, and the class under which it is added up.
type FigureMove struct {
	Scope                       FigureScope
	ID                          string // public id of the committee or slug of the contest
	Name                        string
	Side                        string
	Donor                       DonorID
	DonorName                   string
	Before, After               Cents
	PendingBefore, PendingAfter Cents
	ClassBefore, ClassAfter     string
}

// ChangeQuery asks for changes, latest first. Before is the id of the last one
// seen, 0 for the first page.
type ChangeQuery struct {
	Limit  int
	Before int64
	Moves  int // how many moved figures of each to give; 0: all that are kept
}

// ChangePage is a page of the log of changes.
type ChangePage struct {
	Version DataVersion
	Changes []Change
	Total   int // of all pages
	More    bool
}
