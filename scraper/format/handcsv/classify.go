package handcsv

import "moneytrail/store"

// classify sets table, kind and direction from the schedule. It reports false
// for a schedule that is not known.
func classify(tx *store.Transaction, form string) bool {
	switch tx.Schedule {
	case "A", "A-1", "F496P3":
		tx.Table, tx.Direction, tx.Kind = store.TableReceipts, store.Received, store.ReceiptKind(tx.Schedule, tx.TranType)
	case "C":
		tx.Table, tx.Direction, tx.Kind = store.TableReceipts, store.Received, store.KindInKind
	case "I":
		tx.Table, tx.Direction, tx.Kind = store.TableReceipts, store.Received, store.KindOtherReceipt
	case "F497P1":
		tx.Table, tx.Direction, tx.Kind = store.TableLateContributions, store.Received, store.KindMonetary
	case "F497P2":
		tx.Table, tx.Direction, tx.Kind = store.TableLateContributions, store.Made, store.KindMonetary
	case "B1", "B2":
		tx.Table, tx.Direction, tx.Kind = store.TableLoans, store.Received, store.KindLoan
	case "H":
		tx.Table, tx.Direction, tx.Kind = store.TableLoans, store.Made, store.KindLoan
	case "D", "E", "G", "F450P5", "F461P5":
		tx.Table, tx.Direction, tx.Kind = store.TableExpenditures, store.Made, store.KindExpenditure
		if form == "F465" {
			tx.Kind = store.KindIndependent
		}
	case "F465P3":
		tx.Table, tx.Direction, tx.Kind = store.TableExpenditures, store.Made, store.KindIndependent
	case "F":
		tx.Table, tx.Direction, tx.Kind = store.TableDebts, store.Made, store.KindDebt
	case "S496":
		tx.Table, tx.Direction, tx.Kind = store.TableIndependent, store.Made, store.KindIndependent
	default:
		return false
	}
	return true
}
