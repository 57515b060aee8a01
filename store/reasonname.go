package store

var reasonNames = [ReasonCount]string{
	"none", "gift", "forgiven-loan", "newer-version", "inside-longer", "same-period", "better-copy", "repeated-line", "covered-by-id",
	"covered-by-match", "covered-by-period", "not-yet-periodic", "memo", "made", "repeats-schedule", "loan", "other-receipt", "expenditure",
	"independent", "debt", "publisher-replaced", "unknown-filer", "made-inferred", "independent-covered", "guarantee",
}

// String gives the reason's name in addresses; package count writes the
// sentence.
func (r Reason) String() string {
	if r < ReasonCount {
		return reasonNames[r]
	}
	return "unknown"
}
