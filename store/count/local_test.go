package count_test

import (
	"testing"

	"moneytrail/store"
	"moneytrail/store/count"
)

func TestLocal(t *testing.T) {
	t.Parallel()
	type tx = store.Transaction
	tests := []struct {
		name   string
		row    tx
		status store.Status
		reason store.Reason
	}{
		{"monetary gift", tx{Schedule: "A", Kind: store.KindMonetary, Direction: store.Received}, store.StatusCounted, store.ReasonGift},
		{"returned gift", tx{Schedule: "A", Kind: store.KindReturn, Amount: -100}, store.StatusCounted, store.ReasonGift},
		{"transfer", tx{Schedule: "A-1", Kind: store.KindTransfer}, store.StatusCounted, store.ReasonGift},
		{"forgiven loan", tx{Schedule: "A", Kind: store.KindForgiveness}, store.StatusCounted, store.ReasonForgiven},
		{"in-kind gift", tx{Schedule: "C", Kind: store.KindInKind}, store.StatusCounted, store.ReasonGift},
		{"memo comes first", tx{Schedule: "F497P2", Direction: store.Made, Memo: true}, store.StatusMemo, store.ReasonMemo},
		{"gift made on a receipts schedule", tx{Schedule: "A", Direction: store.Made}, store.StatusMirror, store.ReasonMade},
		{"miscellaneous receipt", tx{Schedule: "I"}, store.StatusOtherMoney, store.ReasonOtherReceipt},
		{"slate mailer receipt", tx{Schedule: "F401A"}, store.StatusOtherMoney, store.ReasonOtherReceipt},
		{"late gift", tx{Schedule: "F497P1", Direction: store.Received}, store.StatusPending, store.ReasonNotYetPeriodic},
		{"gift behind independent spending", tx{Schedule: "F496P3"}, store.StatusPending, store.ReasonNotYetPeriodic},
		{"late loan", tx{Schedule: "F497P1", Kind: store.KindLoan}, store.StatusOtherMoney, store.ReasonLoan},
		{"late gift made, inferred", tx{Schedule: "F497P1", Direction: store.Made, InferredNote: "inferred"}, store.StatusMirror, store.ReasonMadeInferred},
		{"late gift made", tx{Schedule: "F497P2", Direction: store.Made}, store.StatusMirror, store.ReasonMade},
		{"major donor's gift", tx{Schedule: "F461P5", Direction: store.Made, Kind: store.KindExpenditure, Code: "MON"}, store.StatusMirror, store.ReasonMade},
		{"major donor's independent spending", tx{Schedule: "F461P5", Direction: store.Made, Kind: store.KindIndependent}, store.StatusOtherMoney, store.ReasonIndependent},
		{"short form gift without a code", tx{Schedule: "F450P5", Direction: store.Made}, store.StatusMirror, store.ReasonMade},
		{"short form bill", tx{Schedule: "F450P5", Direction: store.Made, Code: "OFC"}, store.StatusOtherMoney, store.ReasonExpenditure},
		{"slate mailer payment", tx{Schedule: "F401B"}, store.StatusOtherMoney, store.ReasonExpenditure},
		{"expenditure", tx{Schedule: "E", Direction: store.Made}, store.StatusOtherMoney, store.ReasonExpenditure},
		{"Schedule D", tx{Schedule: "D", Kind: store.KindIndependent}, store.StatusMirror, store.ReasonRepeatsSchedule},
		{"Schedule G", tx{Schedule: "G"}, store.StatusMirror, store.ReasonRepeatsSchedule},
		{"accrued bill", tx{Schedule: "F"}, store.StatusOtherMoney, store.ReasonDebt},
		{"independent spending", tx{Schedule: "S496"}, store.StatusOtherMoney, store.ReasonIndependent},
		{"supplemental independent spending", tx{Schedule: "F465P3"}, store.StatusOtherMoney, store.ReasonIndependent},
		{"loan received", tx{Schedule: "B1", Kind: store.KindLoan}, store.StatusOtherMoney, store.ReasonLoan},
		{"loan guarantee", tx{Schedule: "B2", Kind: store.KindLoan}, store.StatusOtherMoney, store.ReasonGuarantee},
		{"loan made", tx{Schedule: "H", Kind: store.KindLoan}, store.StatusOtherMoney, store.ReasonLoan},
		{"loan on an unknown schedule", tx{Schedule: "B9", Table: store.TableLoans}, store.StatusOtherMoney, store.ReasonLoan},
		{"unknown schedule is never counted", tx{Schedule: "Z", Kind: store.KindMonetary, Direction: store.Received}, store.StatusOtherMoney, store.ReasonNone},
		{"no schedule is never counted", tx{}, store.StatusOtherMoney, store.ReasonNone},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			status, reason := count.Local(&test.row)
			if status != test.status || reason != test.reason {
				t.Errorf("%v, reason %d; want %v, reason %d", status, reason, test.status, test.reason)
			}
		})
	}
}

func TestLocalDoesNotAllocate(t *testing.T) {
	rows := localRows()
	if n := testing.AllocsPerRun(10, func() {
		for i := range rows {
			count.Local(&rows[i])
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkLocal(b *testing.B) {
	rows := localRows()
	b.ReportAllocs()
	var counted int
	for i := 0; b.Loop(); i++ {
		if status, _ := count.Local(&rows[i%len(rows)]); status == store.StatusCounted {
			counted++
		}
	}
}

func localRows() []store.Transaction {
	var rows []store.Transaction
	for _, schedule := range []string{"A", "A", "A", "C", "I", "E", "D", "G", "F497P1", "F497P2", "F496P3", "B1", "S496", "F461P5", "11AI"} {
		rows = append(rows, store.Transaction{Schedule: schedule})
	}
	return rows
}

func TestInferDirection(t *testing.T) {
	t.Parallel()
	want := map[string]store.Direction{
		"EXP25": store.Made, "EXP239022": store.Made, "INC205": store.Received,
		"NON31": store.DirectionUnknown, "EXP": store.DirectionUnknown, "EXPa9": store.DirectionUnknown,
		"exp25": store.DirectionUnknown, "APOP52Z9dwFe": store.DirectionUnknown, "": store.DirectionUnknown,
	}
	for id, direction := range want {
		got, note := count.InferDirection(id)
		if got != direction || (note != "") != (direction != store.DirectionUnknown) {
			t.Errorf("%q: %v, note %q; want %v", id, got, note, direction)
		}
	}
}

func TestBaseID(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"INC32": "INC32", " INC32 ": "INC32", "a4JzUoujcbVl": "a4JzUoujcbVl", "F496P3-C32798": "C32798", "A-C32798": "C32798",
		"A28713-I": "A28713", "A620-i": "A620", "A7105-T": "A7105", "C-I884": "I884", "2000-0888": "2000-0888", "P1-4216": "4216",
		"100224771_956": "100224771_956", "0": "", "000": "", "": "", "A-": "A-", "-I": "-I", "A-I": "I", "1-I": "1", "ZZ-I": "ZZ-I",
	}
	for id, base := range want {
		if got := count.BaseID(id); got != base {
			t.Errorf("%q: %q, want %q", id, got, base)
		}
	}
}

func FuzzBaseID(f *testing.F) {
	for _, seed := range []string{"INC1", "A-C1", "A1-I", "-", "0-I", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, id string) {
		if base := count.BaseID(id); len(base) > len(id) {
			t.Errorf("%q: %q is longer", id, base)
		}
	})
}
