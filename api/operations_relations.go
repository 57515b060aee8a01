package api

// relationOperations are the questions about who stands beside or behind a
// committee.
func relationOperations() []Operation {
	return []Operation{
		listed(Operation{
			ID: "get-overlap", Path: "/overlap", Tag: "Relations",
			Summary: "Who gave to both of two committees",
			Text:    "Donors with counted or late money to both, with what went to each. What the two committees gave each other is left out.",
			Example: "/overlap?a=fppc-9900001&b=fppc-9900002&limit=2",
		}, (*Service).Overlap, func(a *Overlap) ([]SharedDonor, nextPage) { return a.Donors, atCursor(a.Next) }),
		listed(Operation{
			ID: "get-origins", Path: "/committees/{id}/origins", Tag: "Relations",
			Summary: "Who stands behind the money of a committee",
			Text:    LookThroughMethod,
			Example: "/committees/fppc-9900001/origins?depth=3&limit=3",
		}, (*Service).LookThrough, func(a *LookThrough) ([]OriginOfGift, nextPage) { return a.Origins, atCursor(a.Next) }),
		listed(Operation{
			ID: "list-independent-spending", Path: "/independent-spending", Tag: "Relations",
			Summary: "Outside spending for and against",
			Text:    IndependentNotice + " One line per spender and target, with the spender's largest donors.",
			Example: "/independent-spending?limit=2",
		}, (*Service).Independent, func(a *Independent) ([]IndependentLine, nextPage) { return a.Lines, atCursor(a.Next) }),
	}
}
