package store

// OverlapQuery asks who gave to both of two committees.
type OverlapQuery struct {
	A, B   string // public or bare native ids
	Limit  int
	Offset int
}

// Overlap is the donors of both A and B, transfers between the two left out.
type Overlap struct {
	Version    DataVersion
	CoverageA  Coverage
	CoverageB  Coverage
	A, B       Committee
	Items      []OverlapItem // by the net of both and pending, descending, then donor
	Total      int
	SumA, SumB Cents // net of all shared donors
}

// OverlapItem is a donor of both. Only figures and days of A and B are filled.
type OverlapItem struct {
	Donor Donor
	A, B  Standing
	// Joined means that no single name as filed stands in both: only that
	// resolution takes several names for one donor makes the overlap.
	Joined bool
}

// LookThroughQuery asks who stands behind the money of a committee.
type LookThroughQuery struct {
	Committee string
	Depth     int // committees to look through, 1 to 3
	Limit     int
	Offset    int
}

// LookThrough attributes a committee's counted money to its origins: what
// another committee gave counts for that committee's donors in proportion to
// what they gave it, down to Depth. Amounts are whole cents that add up to
// Whole exactly.
type LookThrough struct {
	Version   DataVersion
	Committee Committee
	Coverage  Coverage
	Whole     Cents // positive net money of donors, and unitemized money
	Through   []LookedThrough
	Items     []Origin // by Attributed descending, then kind, then donor
	Total     int
}

// LookedThrough is a committee that was looked through.
type LookedThrough struct {
	Committee Committee
	Amount    Cents // that reached the asked committee through it
	Depth     int   // 1: it gave to the asked committee itself
}

// Kinds of origins.
const (
	OriginDonor      = "donor"
	OriginUnitemized = "unitemized" // gifts too small to itemize of Through
	OriginLoop       = "loop"       // money that led back to the asked committee
	OriginDeeper     = "deeper"     // a committee beyond the depth
)

// Origin is where money comes from. Direct is the part that was given to the
// asked committee itself.
type Origin struct {
	Kind       string
	Donor      Donor     // of OriginDonor and OriginDeeper
	Committee  Committee // whose unitemized gifts these are
	Attributed Cents
	Direct     Cents
}

// IndependentQuery asks for independent spending by whom it was for or against.
type IndependentQuery struct {
	Search    string // words of the candidate or measure as filed; empty: all
	Committee string // spending of this committee only; empty: of all
	Limit     int
	Offset    int
}

// IndependentLine is what one committee spent for or against one target.
type IndependentLine struct {
	Spender   Committee
	Candidate string
	Office    string
	Measure   string
	Support   string // S, O or empty: not said
	// Notice is set for Californian 24-hour reports (Form 496), which Forms 450,
	// 461 and 465 repeat later: never add the two up.
	Notice bool
	Amount Cents
	Rows   int
	First  Date
	Last   Date
	Payers []Standing // the largest donors of the spender
}

// Independent is independent spending, largest first. It is no receipt of
// anybody and in no total of gifts.
type Independent struct {
	Version  DataVersion
	Items    []IndependentLine
	Total    int
	Spenders int
	For      StanceSum
	Against  StanceSum
	NotSaid  StanceSum
}

// StanceSum adds up lines of one stance: Notices are those of Californian
// 24-hour reports, which Amount, of all others, may repeat.
type StanceSum struct {
	Amount  Cents
	Notices Cents
	Lines   int
}

// MoneySource is a donor of a committee, or its unitemized gifts. Committee is
// the donor's own, as the store numbers it; 0 when the donor is no committee
// whose filings are known.
type MoneySource struct {
	Donor     DonorID // 0: unitemized
	Committee int64
	Amount    Cents // positive
}

// Attribution is money whose origin is known as far as it was looked for.
type Attribution struct {
	Kind      string // OriginDonor..
	Donor     DonorID
	Committee int64 // of unitemized gifts
	Amount    Cents
	Direct    Cents
}

// PassedThrough is money that came through a committee, Depth committees away.
type PassedThrough struct {
	Committee int64
	Depth     int
	Amount    Cents
}
