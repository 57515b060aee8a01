package invented

import (
	"moneytrail/scraper/portal"
	"moneytrail/store"
)

// Names of the state committees.
const (
	policeUnionName = "Exampleville Police Officers Association PAC (invented)"
	sheriffsName    = "Invented County Deputy Sheriffs Guild PAC (invented)"
	benevolentName  = "Sampleton Peace Officers Benevolent Society PAC (invented)"
	prosecutorsName = "Invented County Association of Deputy District Attorneys PAC (invented)"
)

// policeUnion has its dues as one line, officers' own payments beside it, and
// an amendment that is a cover without lines.
func policeUnion() []portal.Report {
	f := numbered(policeUnionID, policeUnionName)
	page := figures{a1: 48_058_00, e1: 10_000_00}
	empty := statement("9980001", f, 1, "SA", "2025-01-01", "2025-06-30", "2025-08-20", figures{})
	empty.Summary = nil
	return []portal.Report{
		statement("9980001", f, 0, "SA", "2025-01-01", "2025-06-30", "2025-07-29", page,
			gift("D1", dues, "2025-06-30", 48_000_00),
			gift("D2", ada, "2025-06-30", 33_00),
			gift("D3", dudley, "2025-06-30", 25_00),
			spent("D", "E1", firstCommittee, "2025-03-14", 10_000_00, "MON"),
			spent("E", "E1", firstCommittee, "2025-03-14", 10_000_00, "CTB"),
		),
		empty,
		notice("9980007", f, "F497", "P-1", 0, "2026-03-21", lateMade("E9", secondCommittee, "2026-03-20", 20_000_00)),
	}
}

// sheriffsGuild amends a statement (dues raised from 30,000 to 31,500) and has
// late money, a loan, an unpaid bill and independent spending.
func sheriffsGuild() []portal.Report {
	f := numbered(sheriffsID, sheriffsName)
	page := figures{a1: 31_500_00, a2: 12_00, b1: 1_000_00, e1: 25_000_00, f1: 700_00}
	first := page
	first.a1 = 30_000_00
	rows := func(collected store.Cents) []store.Transaction {
		return []store.Transaction{
			gift("A1", dues, "2026-03-31", collected),
			loan("L1", bank, "2026-01-05", 1_000_00, store.Loan{BalanceEnd: 1_000_00, Original: 1_000_00}),
			spent("E", "E1", secondCommittee, "2026-02-01", 25_000_00, "CTB"),
			debt("F1", printers, 700_00, "PRO"),
		}
	}
	return []portal.Report{
		statement("9980002", f, 0, "QT", "2026-01-01", "2026-03-31", "2026-04-28", first, rows(30_000_00)...),
		statement("9980002", f, 1, "QT", "2026-01-01", "2026-03-31", "2026-05-06", page, rows(31_500_00)...),
		notice("9980005", f, "F497", "G-1", 0, "2026-05-02", late("A7", holdings, "2026-05-01", 5_000_00)),
		notice("9980006", f, "F496", "G-2", 0, "2026-05-09", independent("S1", "2026-05-08", 3_000_00, "Social media")),
	}
}

// benevolentSociety says in a memo where its money comes from.
func benevolentSociety() []portal.Report {
	f := numbered(benevolentID, benevolentName)
	collected := gift("A1", dues, "2026-03-31", 2_000_00)
	collected.MemoRef = "M1"
	r := statement("9980003", f, 0, "QT", "2026-01-01", "2026-03-31", "2026-04-29", figures{a1: 2_000_00}, collected)
	r.Memos = []store.Memo{{Schedule: "A", Ref: "M1", Text: "Collected from members of the Society (invented)"}}
	return []portal.Report{r}
}

// prosecutorsUnion has a line that the export damages: the tab within the
// payee's name moves everything after it one column to the right, so that a
// date stands where the amount is due.
func prosecutorsUnion() []portal.Report {
	f := numbered(prosecutorsID, prosecutorsName)
	damaged := company("Nowhere\tConsulting LLC", "Sampleton", "00008")
	return []portal.Report{
		statement("9980004", f, 0, "QT", "2026-01-01", "2026-03-31", "2026-04-30", figures{a1: 18_000_00, e1: 15_750_00},
			gift("A1", dues, "2026-03-31", 18_000_00),
			spent("E", "E1", secondCommittee, "2026-02-20", 15_000_00, "CTB"),
			spent("E", "E2", damaged, "2026-03-01", 750_00, "CNS"),
		),
	}
}
