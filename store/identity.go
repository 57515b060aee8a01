package store

// Identity says who gave. An implementation keeps buffers and serves one
// goroutine; the key it returns is valid until the next call.
type Identity interface {
	Contributor(*Transaction) (DonorID, []byte)
}

// Ranker adds up gifts and ranks their donors.
type Ranker interface {
	Add(Gift)
	Standings() []Standing
	Reset()
}

// Rules are the rules in force, as the database needs them: it stores what
// they conclude and decides nothing itself.
type Rules interface {
	Local(*Transaction) (Status, Reason)
	Versions([]ReportHead) []ReportDecision
	// Unitemized names the summary cells that hold gifts too small to itemize.
	Unitemized() []SummaryCell
	CoverNotices(notices, periodic []RowHead, kept []ReportHead) []RowMatch
	Identity() Identity
	Ranker() Ranker
	// Matching gives what decides who is one donor under a weight file; empty: the
	// one that is shipped.
	Matching(weights []byte) (Matching, error)
	Classify(*DonorFacts) DonorClass
	ClassVersion() string
	// ClassFile gives the rule file of classes in force, as text.
	ClassFile() string
	// MethodVersion names all rules in force.
	MethodVersion() string
	// Area gives where the people live whom a committee is about: from its ids,
	// and from those of the candidates whose committee it is.
	Area(ids []FilerRef, candidates []string) Area
	// Tags gives the tags that follow from money and places.
	Tags(*DonorGiving) []string
	Merge(groups ...[]Standing) []Standing
	Without(standings []Standing, exclude func(DonorID) bool) []Standing
	// LookThrough attributes the money of a committee to its origins.
	LookThrough(origin int64, depth int, sources func(committee int64) ([]MoneySource, error)) ([]Attribution, []PassedThrough, error)
	// Correct lays people's corrections over what the rules alone say.
	Correct(base map[DonorID]DonorID, links []DonorPair, all []Correction) Corrected
	// CheckCorrections refuses new entries that cannot stand beside each other
	// or beside those in force, CheckUndo those that others rest on. Both fail
	// with a [CorrectionError].
	CheckCorrections(inForce, added []Correction) error
	CheckUndo(inForce, undone []Correction) error
	// CheckClass refuses a class or kind that the taxonomy does not know.
	CheckClass(class, kind string) error
}

// SummaryCell names a line of a filer's summary page.
type SummaryCell struct {
	Schedule, Line string
	InKind         bool
}

// RuleText describes a rule in force to the readers of the figures: plain
// text. Source names the law, form or format it follows from; it may be empty.
type RuleText struct{ Title, Text, Source string }
