package socrata

import "moneytrail/store"

type side struct {
	table     store.Table
	direction store.Direction
	kind      store.Kind // KindUnknown: told by the row
	form      string     // form that has the schedule, where the rows do not say
}

var tables = map[string]side{
	"A":      {store.TableReceipts, store.Received, store.KindUnknown, "F460"},
	"A-1":    {store.TableReceipts, store.Received, store.KindUnknown, "F460"},
	"C":      {store.TableReceipts, store.Received, store.KindUnknown, "F460"},
	"I":      {store.TableReceipts, store.Received, store.KindUnknown, "F460"},
	"F496P3": {store.TableReceipts, store.Received, store.KindUnknown, "F496"},
	"B1":     {store.TableLoans, store.Received, store.KindLoan, "F460"},
	"B2":     {store.TableLoans, store.Received, store.KindLoan, "F460"},
	"H":      {store.TableLoans, store.Made, store.KindLoan, "F460"},
	"D":      {store.TableExpenditures, store.Made, store.KindUnknown, "F460"},
	"E":      {store.TableExpenditures, store.Made, store.KindUnknown, "F460"},
	"G":      {store.TableExpenditures, store.Made, store.KindUnknown, "F460"},
	"F450P5": {store.TableExpenditures, store.Made, store.KindUnknown, "F450"},
	"F461P5": {store.TableExpenditures, store.Made, store.KindUnknown, "F461"},
	"F465P3": {store.TableExpenditures, store.Made, store.KindUnknown, "F465"},
	"F":      {store.TableDebts, store.Made, store.KindDebt, "F460"},
	"S496":   {store.TableIndependent, store.Made, store.KindIndependent, "F496"},
	"F497P1": {store.TableLateContributions, store.Received, store.KindMonetary, "F497"},
	"F497P2": {store.TableLateContributions, store.Made, store.KindMonetary, "F497"},
}

// classify sets table, direction and kind of a line from its schedule.
func classify(tx *store.Transaction) {
	s := tables[tx.Schedule]
	tx.Table, tx.Direction, tx.Kind = s.table, s.direction, s.kind
	switch {
	case s.kind != store.KindUnknown:
	case s.table == store.TableReceipts:
		tx.Kind = store.ReceiptKind(tx.Schedule, tx.TranType)
	case s.table == store.TableExpenditures:
		tx.Kind = store.ExpenditureKind(tx.Schedule, tx.Code)
	}
}
