package netfilejson

import (
	"strings"

	"moneytrail/store"
)

// schedules are the schedules as the portal writes them ("460A", and "F460E"
// in its keyed interface) in the words of the forms.
var schedules = map[string]string{
	"460A": "A", "460C": "C", "460I": "I", "460B1": "B1", "460B2": "B2", "460H": "H",
	"460D": "D", "460E": "E", "460F": "F", "460G": "G",
	"450P5": "F450P5", "461P5": "F461P5", "465P3": "F465P3", "401A": "F401A",
	"496": "S496", "496P3": "F496P3", "497P1": "F497P1", "497P2": "F497P2",
}

// classify sets schedule, table, kind and direction of a line from its
// schedule as written and its type. It gives false for a schedule that is not
// known.
func classify(tx *store.Transaction, schedule, kind, code string) bool {
	written := strings.TrimPrefix(strings.ToUpper(strings.ReplaceAll(schedule, " ", "")), "F")
	tx.Schedule = schedules[written]
	if written == "497" {
		part497(tx, kind)
	}
	switch tx.Schedule {
	case "A", "C", "I", "F401A", "F496P3":
		tx.Table, tx.Direction, tx.Kind = store.TableReceipts, store.Received, store.ReceiptKind(tx.Schedule, "")
	case "B1", "B2":
		tx.Table, tx.Direction, tx.Kind = store.TableLoans, store.Received, store.KindLoan
	case "H":
		tx.Table, tx.Direction, tx.Kind = store.TableLoans, store.Made, store.KindLoan
	case "D", "E", "G", "F450P5", "F461P5", "F465P3":
		tx.Table, tx.Direction, tx.Kind = store.TableExpenditures, store.Made, store.ExpenditureKind(tx.Schedule, code)
	case "F":
		tx.Table, tx.Direction, tx.Kind = store.TableDebts, store.Made, store.KindDebt
	case "S496":
		tx.Table, tx.Direction, tx.Kind = store.TableIndependent, store.Made, store.KindIndependent
	case "F497P1":
		tx.Table, tx.Direction, tx.Kind = store.TableLateContributions, store.Received, store.KindMonetary
	case "F497P2":
		tx.Table, tx.Direction, tx.Kind = store.TableLateContributions, store.Made, store.KindMonetary
	default:
		return false
	}
	return true
}

// part497 tells the part of a late report by the line's type where the
// schedule does not say it.
func part497(tx *store.Transaction, kind string) {
	kind = strings.ToLower(kind)
	switch {
	case strings.Contains(kind, "made"):
		tx.Schedule = "F497P2"
		tx.InferredNote = "the portal does not say on which part of Form 497 the line stands: a contribution made, told from the line's type"
	case strings.Contains(kind, "received"), strings.Contains(kind, "contribution"):
		tx.Schedule = "F497P1"
		tx.InferredNote = "the portal does not say on which part of Form 497 the line stands: a contribution received, told from the line's type"
	}
}
