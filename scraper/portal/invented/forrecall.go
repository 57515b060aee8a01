package invented

import (
	"moneytrail/scraper/portal"
	"moneytrail/store"
)

// firstAttempt files for the first half of 2025 three times: the second
// version raises Basil's gift from 500 to 750, the third removes Dudley's.
func firstAttempt() []portal.Report {
	f := numbered(firstID, firstName)
	rows := func(basilGave store.Cents, more ...store.Transaction) []store.Transaction {
		return append([]store.Transaction{
			gift("INC1", ada, "2025-02-10", 500_00),
			gift("INC2", marlow, "2025-03-01", 25_000_00),
			gift("INC3", holdings, "2025-03-01", 15_000_00),
			gift("INC4", policeOne, "2025-03-15", 10_000_00),
			gift("INC5", policeThree, "2025-04-02", 2_500_00),
			gift("INC6", cora, "2025-05-05", 1_000_00), // twins: two gifts of one day
			gift("INC7", cora, "2025-05-05", 1_000_00),
			gift("INC8", basil, "2025-05-20", basilGave),
			memo(gift("INC10", edna, "2025-06-01", 300_00), "MEM1"),
			inKind("NON1", widgets, "2025-06-10", 1_250_00, "Printed signs"),
			loan("LOA1", gus, "2025-06-15", 5_000_00, store.Loan{BalanceEnd: 5_000_00, Original: 5_000_00, Due: "2026-06-15"}),
			otherReceipt("MIS1", bank, "2025-06-30", 12_34, "Interest"),
			spent("E", "EXP1", petitions, "2025-06-20", 30_000_00, "PET"),
		}, more...)
	}
	removed := gift("INC9", dudley, "2025-06-02", 2_000_00)
	page := figures{a1: 55_750_00, a2: 1_875_00, c1: 1_250_00, c2: 45_00, b1: 5_000_00, i1: 12_34, e1: 30_000_00}
	first, second := page, page
	first.a1, second.a1 = 57_500_00, 57_750_00 // 55,750 - 250 + 2,000 and 55,750 + 2,000
	half := func(id string, version int, filed store.Date, s figures, rows []store.Transaction) portal.Report {
		r := statement(id, f, version, "SA", "2025-01-01", "2025-06-30", filed, s, rows...)
		r.Memos = []store.Memo{{Schedule: "A", Ref: "MEM1", Text: "Shown for information: paid by the sponsor (invented)"}}
		return r
	}
	rest := figures{
		a1: 17_000_00, a2: 220_00, b2: 5_000_00, e1: 12_000_00, cash: 32_637_34, year: &page,
	}
	return []portal.Report{
		half("990000101", 0, "2025-07-31", first, rows(500_00, removed)),
		half("990000102", 1, "2025-09-15", second, rows(750_00, removed)),
		half("990000103", 2, "2025-11-03", page, rows(750_00)),
		notice("990000104", f, "F497", "FA-1", 0, "2025-09-02", late("INC22", policeTwo, "2025-09-01", 5_000_00)),
		statement("990000105", f, 0, "SA", "2025-07-01", "2025-12-31", "2026-01-31", rest,
			gift("INC20", ada, "2025-07-10", 500_00),
			returned(gift("INC21", cora, "2025-08-01", 1_000_00)),
			gift("INC22", policeTwo, "2025-09-01", 5_000_00),
			forgiven(gift("INC23", gus, "2025-10-01", 5_000_00)),
			gift("INC24", sheriffs, "2025-09-15", 7_500_00),
			loan("LOA1", gus, "2025-06-15", 0, store.Loan{BalanceStart: 5_000_00, Forgiven: 5_000_00, Original: 5_000_00, Due: "2026-06-15"}),
			spent("D", "EXP2", secondCommittee, "2025-11-15", 12_000_00, "MON"),
			spent("E", "EXP2", secondCommittee, "2025-11-15", 12_000_00, "CTB"),
		),
	}
}

// secondAttempt receives the transfer, files for the spring of 2026 twice (the
// second version raises the Guild's gift from 20,000 to 25,000) and has late
// money that no statement covers yet.
func secondAttempt() []portal.Report {
	f := numbered(secondID, secondName)
	fall := figures{a1: 90_150_00, a2: 640_00, c1: 3_000_00, e1: 40_000_00}
	spring := figures{a1: 171_000_00, a2: 810_00, i1: 100_00, e1: 60_000_00, f1: 8_000_00, cash: 50_790_00}
	first := spring
	first.a1 = 166_000_00
	rows := func(guildGave store.Cents) []store.Transaction {
		return []store.Transaction{
			gift("INC10", ada, "2026-01-15", 1_000_00),
			gift("INC11", sheriffs, "2026-02-01", guildGave),
			gift("INC12", prosecutors, "2026-02-20", 15_000_00),
			gift("INC13", firefighters, "2026-03-02", 6_000_00),
			gift("INC14", policeFive, "2026-03-20", 20_000_00),
			gift("INC15", marlow, "2026-04-01", 100_000_00),
			gift("INC16", management, "2026-04-10", 4_000_00),
			otherReceipt("MIS1", bank, "2026-03-31", 100_00, "Refund"),
			spent("E", "EXP5", petitions, "2026-02-15", 60_000_00, "PET"),
			debt("PAY1", mailers, 8_000_00, "LIT"),
		}
	}
	return []portal.Report{
		statement("990000201", f, 0, "SA", "2025-07-01", "2025-12-31", "2026-01-31", fall,
			gift("INC1", firstCommittee, "2025-11-17", 12_000_00), // the transfer: sent on the 15th
			gift("INC2", marlow, "2025-11-20", 50_000_00),
			gift("INC3", ventures, "2025-11-20", 20_000_00),
			gift("INC4", policeFour, "2025-12-01", 8_000_00),
			through(gift("INC5", fay, "2025-12-05", 150_00), "Example Pass-Through Conduit"),
			inKind("NON1", holdings, "2025-12-10", 3_000_00, "Office space"),
			spent("E", "EXP4", petitions, "2025-12-12", 40_000_00, "PET"),
		),
		notice("990000202", f, "F497", "497-01", 0, "2026-02-02", late("INC11", sheriffs, "2026-02-01", 25_000_00)),
		notice("990000203", f, "F497", "497-02", 0, "2026-04-02", late("LCR77", marlow, "2026-04-01", 100_000_00)),
		notice("990000204", f, "F497", "497-05", 0, "2026-03-21", late("INC14", policeFive, "2026-03-20", 20_000_00)),
		statement("990000205", f, 0, "PE", "2026-01-01", "2026-04-18", "2026-04-23", first, rows(20_000_00)...),
		statement("990000206", f, 1, "PE", "2026-01-01", "2026-04-18", "2026-05-04", spring, rows(25_000_00)...),
		notice("990000207", f, "F497", "497-03", 0, "2026-05-10",
			late("INC17", holdings, "2026-05-09", 30_000_00), late("INC18", benevolent, "2026-05-09", 10_000_00)),
		notice("990000208", f, "F497", "497-03", 1, "2026-05-12",
			late("INC17", holdings, "2026-05-09", 30_000_00), late("INC18", benevolent, "2026-05-09", 12_000_00)),
		notice("990000209", f, "F497", "497-04", 0, "2026-05-13", lateMade("EXP9", ieCommittee, "2026-05-12", 5_000_00)),
	}
}

// independentSpender reports its spending within a day, with the gifts behind
// it, and repeats the first of them on its statement.
func independentSpender() []portal.Report {
	f := numbered(ieID, ieName)
	page := figures{a1: 25_250_00, e1: 20_000_00}
	return []portal.Report{
		notice("990000401", f, "F496", "IE-1", 0, "2026-03-12",
			independent("EXP1", "2026-03-11", 20_000_00, "Mailers"),
			behind("INC1", sheriffs, "2026-03-05", 15_000_00), behind("INC2", marlow, "2026-03-08", 10_000_00)),
		statement("990000402", f, 0, "PE", "2026-01-01", "2026-04-18", "2026-04-23", page,
			gift("INC1", sheriffs, "2026-03-05", 15_000_00),
			gift("INC2", marlow, "2026-03-08", 10_000_00),
			gift("INC4", basil, "2026-04-03", 250_00),
			spent("D", "EXP1", mailers, "2026-03-11", 20_000_00, "IND"),
			spent("E", "EXP1", mailers, "2026-03-11", 20_000_00, "IND"),
		),
		notice("990000403", f, "F496", "IE-2", 0, "2026-05-13",
			independent("EXP2", "2026-05-12", 7_500_00, "Radio"), behind("INC3", ventures, "2026-05-10", 7_500_00)),
	}
}
