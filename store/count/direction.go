package count

import "moneytrail/store"

const (
	noteMade     = "a gift made: the vendor's transaction id begins with EXP, and the export does not tell the part of the form"
	noteReceived = "a gift received: the vendor's transaction id begins with INC, and the export does not tell the part of the form"
)

// InferDirection tells a gift made from a gift received where an export has
// dropped the part of Form 497 that said so. One widespread vendor numbers
// receipts INC1, INC2, .. and payments EXP1, EXP2, ..; the text is the note to
// show on the row (Transaction.InferredNote). Any other id tells nothing:
// direction unknown and no note. That includes NON1, .., which the same vendor
// gives to non-monetary gifts of both directions. It must not be used where
// the form's part is known.
func InferDirection(tranID string) (store.Direction, string) {
	if len(tranID) < 4 || !isNumber(tranID[3:]) {
		return store.DirectionUnknown, ""
	}
	switch tranID[:3] {
	case "EXP":
		return store.Made, noteMade
	case "INC":
		return store.Received, noteReceived
	}
	return store.DirectionUnknown, ""
}
