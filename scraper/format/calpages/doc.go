// Package calpages reads the pages of CAL-ACCESS that say who is who: the lists
// of ballot measures and recalls by two-year session, the page of a measure
// with the committees formed for and against it, the lists of candidates and of
// incumbents, the page of a committee, and the list of a day's filings.
//
// The pages are ASP.NET of 2002: tables for layout, classes such as "txt7" for
// meaning, windows-1252 or, where a browser saved them, UTF-8. Links are
// relative in older copies and absolute in newer ones; only the parameters of
// their query are used here.
//
// Seen as files: measure lists, measure pages, candidates, incumbents, one
// block page. Not seen: the committee page and the list of a day's filings
// (their ids are as public scrapers read them). An anchor that is missing is an error, since a renamed control
// and a block page look just like a page with nothing on it.
//
// A measure page becomes one report of [System], without money, whose persons
// are the committees with their side; a list becomes references (that of a day's filings too: its numbers of filers
// may be either of two). Names of
// committees and candidates become names of filers, and the two numbers that
// the state has for one committee become an alias.
package calpages
