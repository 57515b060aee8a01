package invented

import "moneytrail/scraper/portal"

// defense files a full-year report that repeats the half-year one, and in it
// puts 34,450 on its line 1, where its rows make 33,450.
func defense() []portal.Report {
	f := numbered(defenseID, defenseName)
	half := figures{a1: 3_450_00, a2: 100_00}
	year := figures{a1: 34_450_00, a2: 500_00, e1: 9_000_00}
	spring := figures{a1: 7_000_00, a2: 60_00, c1: 900_00, cash: 25_950_00}
	paper := report("990000305", f, "F410", 0, "2025-03-03")
	paper.Paper = true
	return []portal.Report{
		paper,
		statement("990000301", f, 0, "SA", "2025-01-01", "2025-06-30", "2025-07-30", half,
			gift("INC1", hilde, "2025-04-04", 3_000_00),
			gift("INC2", juno, "2025-05-06", 450_00),
		),
		statement("990000302", f, 0, "SA", "2025-01-01", "2025-12-31", "2026-01-30", year,
			gift("INC1", hilde, "2025-04-04", 3_000_00),
			gift("INC2", juno, "2025-05-06", 450_00),
			gift("INC3", lawyers, "2025-09-09", 10_000_00),
			gift("INC4", nurses, "2025-10-10", 20_000_00),
			spent("E", "EXP1", mailers, "2025-10-20", 9_000_00, "LIT"),
		),
		statement("990000303", f, 0, "PE", "2026-01-01", "2026-04-18", "2026-04-22", spring,
			gift("INC5", ignatius, "2026-02-14", 5_000_00),
			gift("INC6", hilde, "2026-03-03", 2_000_00),
			inKind("NON1", printers, "2026-03-30", 900_00, "Leaflets"),
		),
		notice("990000304", f, "F497", "D-1", 0, "2026-05-12", late("INC7", juno, "2026-05-11", 1_500_00)),
	}
}

// unnumbered has no committee id yet.
func unnumbered() []portal.Report {
	f := filer{ref: pendingFiler(), name: pendingName}
	return []portal.Report{
		statement("990000501", f, 0, "PE", "2026-01-01", "2026-04-18", "2026-04-24", figures{a1: 400_00, a2: 35_00},
			gift("INC1", cora, "2026-04-02", 400_00)),
	}
}
