package api

// receiptOperations are the questions about the receipts of a scope.
func receiptOperations() []Operation {
	return []Operation{
		ask(Operation{
			ID: "get-concentration", Path: "/concentration", Tag: "Receipts",
			Summary: "How few donors gave how much",
			Text: "What the largest 1, 2, 5, 10 and 100 donors gave, how few gave half, and the Herfindahl-Hirschman index. Donors whose net is not " +
				"positive are in none of these.",
			Example: "/concentration?contest=invented-recall",
		}, (*Service).Concentration),
		ask(Operation{
			ID: "get-timeline", Path: "/timeline", Tag: "Receipts",
			Summary: "When money was given",
			Text:    "Itemized money by day, week, month, quarter or year of the gift, oldest first, with the running sum. Periods without gifts are left out.",
			Example: "/timeline?contest=invented-recall&by=month",
		}, (*Service).Timeline),
		ask(Operation{
			ID: "list-places", Path: "/places", Tag: "Receipts",
			Summary: "Where money came from",
			Text:    "Itemized money by the contributor's state, city or ZIP code as filed. With home, also money from home and from elsewhere.",
			Example: "/places?committee=fppc-9900002&by=state&home=CA&limit=3",
		}, (*Service).Places),
		ask(Operation{
			ID: "list-jobs", Path: "/jobs", Tag: "Receipts",
			Summary: "For whom donors work, or as what",
			Text: "Itemized money by employer or occupation as filed, capitals and spaces apart. Two spellings of one employer are two lines; " +
				"organizations have none.",
			Example: "/jobs?committee=fppc-9900002&by=occupation&limit=3",
		}, (*Service).Jobs),
		ask(Operation{
			ID: "get-sizes", Path: "/sizes", Tag: "Receipts",
			Summary: "How large gifts were",
			Text:    "Itemized money by the size of the single gift, beside what was too small to itemize and what was given back.",
			Example: "/sizes?committee=fppc-9900002",
		}, (*Service).Sizes),
		ask(Operation{
			ID: "list-newcomers", Path: "/newcomers", Tag: "Receipts",
			Summary: "First-time large donors",
			Text: "Donors whose first gift of at least level in all of the data was given in the window, to the scope if one is named. Donors with " +
				"smaller gifts before are new at this level, not new.",
			Example: "/newcomers?from=2025-01-01&thru=2026-12-31&level=10000&limit=2",
		}, (*Service).Newcomers),
		ask(Operation{
			ID: "list-clusters", Path: "/clusters", Tag: "Receipts",
			Summary: "Gifts of one day from one address or employer",
			Text: "Days on which several donors of one address, or of one employer, gave to the scope. A lead to look into, no finding. Addresses are " +
				"compared by a keyed hash; street lines are neither stored nor served.",
			Example: "/clusters?contest=invented-recall&by=employer&donors=2&limit=2",
		}, (*Service).Clusters),
	}
}
