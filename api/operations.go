package api

import "slices"

// Operations are all questions of the API in the order of the reference. To
// add one, see docs/add-a-question.md.
func Operations() []Operation {
	questions := slices.Concat([]Operation{
		listed(Operation{
			ID: "list-committees", Path: "/committees", Tag: "Committees",
			Summary: "List or search committees",
			Text: "Committees by net itemized money, largest first, then by id. Total is the exact number of committees that match; " +
				"next is null at the end.",
			Example: "/committees?limit=2",
		}, (*Service).Committees, func(a *CommitteeList) ([]CommitteeLine, nextPage) { return a.Committees, atCursor(a.Next) }),
		ask(Operation{
			ID: "get-committee", Path: "/committees/{id}", Tag: "Committees",
			Summary: "Who pays for a committee",
			Text: "Totals, kinds of donors, a page of donors by rank, what became of every row, and all filings with their versions. " +
				"A filter shortens the list of donors only; totals and ranks stay those of all donors.",
			Example: "/committees/fppc-9900002?limit=2",
		}, (*Service).Committee),
		listed(Operation{
			ID: "list-donors", Path: "/committees/{id}/donors", Tag: "Committees",
			Summary: "The donors of a committee",
			Text:    "A page of donors by net money, largest first; donors of equal money come in a fixed order. Ranks are those among all donors.",
			Example: "/committees/fppc-9900002/donors?class=law_enforcement&limit=2",
		}, (*Service).Donors, func(a *DonorList) ([]Standing, nextPage) { return a.Items, atCursor(a.Next) }),
		listed(Operation{
			ID: "list-rows", Path: "/committees/{id}/rows", Tag: "Committees",
			Summary: "The rows behind a figure",
			Text: "Rows of filings, counted and not, each with its status, the reason and the place in its source file. Sums are over all rows of " +
				"the query, not only over the page.",
			Example: "/committees/fppc-9900002/rows?status=superseded&limit=2",
		}, (*Service).Rows, func(a *RowList) ([]Row, nextPage) { return a.Items, atCursor(a.Next) }),
		listed(Operation{
			ID: "list-contests", Path: "/contests", Tag: "Contests",
			Summary: "List contests",
			Text:    "All contests that were set up, by title. There is no further page.",
			Example: "/contests",
		}, (*Service).Contests, func(a *ContestList) ([]ContestLine, nextPage) { return a.Contests, nextPage{} }),
		ask(Operation{
			ID: "get-contest", Path: "/contests/{slug}", Tag: "Contests",
			Summary: "Compare the sides of a contest",
			Text: "Totals, committees, donors and kinds of donors of each side and of all together. Money that one member gave another is in no total " +
				"and stands under transfers.",
			Example: "/contests/invented-recall?limit=2",
		}, (*Service).Contest),
		listEach(Operation{
			ID: "list-transactions", Path: "/transactions", Tag: "Transactions",
			Summary: "List rows of any filings by any filter",
			Text: "Rows of filings, counted and not, by filters that combine freely. Rows, sums, donors and returned money are exact and of the whole filter, " +
				"not of the page. Ties in the order go by row id; next is null at the end.",
			Example: "/transactions?contest=invented-recall&status=counted&min=1000&limit=2",
		}, (*Service).Transactions, (*Service).eachTransaction),
		ask(Operation{
			ID: "search", Path: "/search", Tag: "Search",
			Summary: "Find donors, committees and filings",
			Text: "What begins with the words, in any order; nicknames, acronyms and, when that finds fewer than a page, misspellings are understood, and come " +
				"after what is spelled right. Words in quotes stand for themselves alone. Donors and committees come by money, filings by day, newest first.",
			Example: "/search?q=deputy+sherifs&limit=2",
		}, (*Service).Search),
	}, donorOperations(), filingOperations(), receiptOperations(), relationOperations(), feedOperations(), changeOperations(), sourceOperations(), versionOperations(), latestOperations())
	return slices.Concat(questions, fileOperations(questions), tableOperations())
}
