package rules

import "moneytrail/store"

// Texts describes the rules in force, in the order in which they apply.
func Texts() []store.RuleText {
	return []store.RuleText{
		{
			Title:  "One report, one version",
			Text:   "An amendment restates the whole report, so only the newest version counts. In the state's bulk export the newest version is chosen for each table, because some amendments there have a cover page and no rows; such reports are marked. Older versions stay visible as superseded.",
			Source: "Form 460 instructions; CAL-ACCESS AMEND_ID, NetFile Report_Num",
		},
		{
			Title:  "A report inside a longer one",
			Text:   "When the period of a report lies inside that of another report in force, the shorter one does not count: the longer repeats it.",
			Source: "Form 460 periods",
		},
		{
			Title:  "Gifts",
			Text:   "Monetary gifts (Schedule A) and gifts in kind (Schedule C), net of returns. Returned gifts are negative rows dated as filed. Loans have figures of their own; a forgiven loan appears on Schedule A and counts there.",
			Source: "Form 460, Schedules A, B and C",
		},
		{
			Title:  "24-hour notices",
			Text:   "A gift reported within 24 hours (Form 497, Form 496 part 3) is repeated in the next periodic report. The notice is matched by transaction id, then by donor, date and amount, then by the period, and does not count twice. What no periodic report covers yet is shown apart as late money.",
			Source: "Gov. Code 84203, 84204",
		},
		{
			Title:  "Gifts too small to name",
			Text:   "Gifts under $100 need not be itemized. Their sum comes from line 2 of the filers' own summary and stands on a line of its own; ranks use itemized rows only.",
			Source: "Gov. Code 84211; Form 460 Schedule A line 2",
		},
		{
			Title:  "What is not a gift received",
			Text:   "Gifts made (Form 497 part 2), summaries of spending (Schedules D and G), informational rows (memo), interest and refunds to the committee (Schedule I) and spending are shown and are in no total of gifts.",
			Source: "Form 460, 496, 497",
		},
		{
			Title:  "Federal filings",
			Text:   "Memo rows stay out; refunds are taken off the donor; copies of gifts that passed through a conduit and shares of joint fundraising are not added. Bulk files carry whole dollars and leave out small gifts: where the filing itself is loaded, its cents count instead.",
			Source: "FEC Form 3, 3P, 3X instructions; FEC bulk data descriptions",
		},
		{
			Title:  "Twins are two gifts",
			Text:   "The same donor, amount and day twice is two gifts when the transaction ids differ. Rows are never removed because they look alike.",
			Source: "CAL format, TRAN_ID",
		},
		{
			Title:  "One donor",
			Text:   "A contributor with a committee id is that committee. Everybody else is the exact name, without regard to capitals and punctuation, at one five-digit ZIP code, until spellings that are one donor beyond doubt are joined. Those that are only possibly the same are never added up, and every join can be undone.",
			Source: "as filed",
		},
		{
			Title:  "Transfers within a contest",
			Text:   "Money that one committee of a contest gives another of the same contest is taken out of the contest's total and shown in a table.",
			Source: "compare Gov. Code 84223 (top contributor lists leave out transfers)",
		},
		{
			Title:  "Rows without a filer",
			Text:   "Rows of a report whose filer no cover page and no log names are stored, counted for nobody, and listed.",
			Source: "CAL-ACCESS FILER_FILINGS, FILER_XREF",
		},
		{
			Title:  "Rows that cannot be read",
			Text:   "A damaged line is kept in quarantine with its place and the reason, and counted as unread.",
			Source: "",
		},
	}
}
