package api

// feedOperations are the questions about what is new.
func feedOperations() []Operation {
	return []Operation{
		ask(Operation{
			ID: "list-feed-filings", Path: "/feed/filings", Tag: "Feeds",
			Summary: "What was filed last",
			Text: "Versions of reports by the day they were filed, newest first, with the gifts that each states. An amendment that states another sum than " +
				"the version before says from what to what.",
			Example: "/feed/filings?committee=fppc-9900001&limit=3",
		}, (*Service).FeedFilings),
		ask(Operation{
			ID: "list-feed-gifts", Path: "/feed/gifts", Tag: "Feeds",
			Summary: "Gifts that were filed last",
			Text: "Counted and late gifts by the day their filing was filed, newest first. What members of a contest gave each other is left out when the " +
				"contest is asked for.",
			Example: "/feed/gifts?contest=invented-recall&class=law_enforcement&min=1000&limit=2",
		}, (*Service).FeedGifts),
	}
}
