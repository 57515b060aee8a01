package store

// Scope is whose receipts a question is about: one committee, or the members
// of a contest (of one side when Side is set) without what members gave each
// other.
type Scope struct {
	Committee string // public or bare native id
	Contest   string // slug
	Side      string
}

// Ways to break money down: by the day it was given on, by the contributor's
// place, employer or occupation as filed, or by the size of the gift.
const (
	ByDay        = "day"
	ByWeek       = "week" // from Monday
	ByMonth      = "month"
	ByQuarter    = "quarter"
	ByYear       = "year"
	ByState      = "state"
	ByCity       = "city"
	ByZip        = "zip"
	ByEmployer   = "employer"
	ByOccupation = "occupation"
	BySize       = "size"
)

// ScopeFacts say what the figures of a scope rest on, whatever days were asked
// for.
type ScopeFacts struct {
	Coverage Coverage
	Totals   Totals // of all time, with the sums of all rows by status and reason
	Classes  []ClassTotal
}

// BreakdownQuery asks how the money of a scope divides. Empty dates do not
// filter.
type BreakdownQuery struct {
	Scope
	By         string
	From, Thru Date // days given
}

// Slice is the money of one group. Net is Gross less Returned, of counted
// rows; Pending is late money that is in no periodic report yet.
type Slice struct {
	// Key is the first day of a period, "" for undated gifts; "CA";
	// "SACRAMENTO, CA"; "95814"; an employer in capitals; the least cents of a
	// size band, "" for returns. Empty text is what was not filed.
	Key          string
	Gross        Cents
	Returned     Cents
	Net          Cents
	Gifts        int // positive rows
	Donors       int // distinct, of counted and pending rows
	Pending      Cents
	PendingGifts int
}

// Breakdown is money divided into groups that add up to Total. Periods and
// sizes ascend; other groups come by net, then pending, descending, then key.
type Breakdown struct {
	Version DataVersion
	ScopeFacts
	Slices []Slice
	Total  Slice
	// CommonThru is the last day that periodic reports of every side of a
	// contest cover: compare sides up to it. Empty when a side has none; the
	// last day covered when the scope has no sides.
	CommonThru Date
	// Unitemized is money from gifts too small to itemize; it is in no group,
	// since nothing is known of it but its sum.
	Unitemized Cents
}

// SizeBands are the least cents of each band of gifts.
var SizeBands = []Cents{1, 100_00, 250_00, 500_00, 1_000_00, 5_000_00, 10_000_00, 50_000_00, 100_000_00, 1_000_000_00}

// TopShare is what the largest donors of a scope gave together.
type TopShare struct {
	Donors int
	Net    Cents
}

// Concentration says how few donors fund a scope, by their counted net money.
// Donors whose net is not positive are left out, but for Donors and Itemized.
type Concentration struct {
	Version DataVersion
	ScopeFacts
	Itemized Cents // net of all donors
	Donors   int
	Top      []TopShare // of 1, 2, 5, 10 and 100 donors, as far as there are so many
	Half     int        // the least number of donors who gave half of Itemized; 0 when it is not positive
	// HHI is the Herfindahl-Hirschman index of the donors' shares, 0 to
	// 10,000, rounded: 10,000 is one donor.
	HHI int
}

// NewcomersQuery asks for donors whose first gift of at least Level in all of
// the data fell on From to Thru and went to the scope; an empty scope is every
// committee.
type NewcomersQuery struct {
	Scope
	Level      Cents
	From, Thru Date
	Limit      int
	Offset     int
}

// Newcomer is a donor who gave at a level for the first time. Earlier is the
// day of the first gift of any size when it was before; empty: the donor is new.
type Newcomer struct {
	Donor     Donor
	Date      Date // of the first gift at the level
	Amount    Cents
	Pending   bool // it is in no periodic report yet
	Committee Committee
	Earlier   Date
}

// Newcomers are by Amount descending, then Date, then donor. DataFrom is the
// earliest day of a gift in the data: nothing is known of gifts before.
type Newcomers struct {
	Version  DataVersion
	DataFrom Date
	Items    []Newcomer
	Total    int
}

// Ways in which gifts of one day cluster.
const (
	ByAddress = "address" // the same street line, known by its keyed hash only
)

// ClustersQuery asks for days on which at least Donors donors of one address or
// of one employer gave to the scope.
type ClustersQuery struct {
	Scope
	By     string // ByAddress or ByEmployer
	Donors int
	Limit  int
	Offset int
}

// Cluster is a lead, not a finding: people of one address or one employer who
// gave on one day.
type Cluster struct {
	Date     Date
	Employer string // as filed, in capitals; empty of an address
	City     string
	State    string
	Zip5     string
	Amount   Cents // gifts, returns left out
	Rows     []int64
	Gifts    []ClusterGift
}

// ClusterGift is one gift of a cluster.
type ClusterGift struct {
	Donor     Donor
	Committee Committee
	Amount    Cents
	Pending   bool
}

// Clusters are by amount descending, then day, then place.
type Clusters struct {
	Version  DataVersion
	Coverage Coverage
	Items    []Cluster
	Total    int
}
