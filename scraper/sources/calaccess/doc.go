// Package calaccess finds the filings of California's state committees, in two
// sources.
//
// [Source] ("calaccess") fetches the Secretary of State's nightly export of
// everything, or the page exports of one committee: contributions received and
// made, expenditures, late reports. [Pages] ("calaccess-pages") fetches the pages
// that say who is who: measures and recalls with the committees for and against
// them, incumbents, candidates certified for the elections of a session, what was
// filed on each day, a committee.
//
// The page site stands behind a firewall that blocks programs at will. Such a
// block ends the run with an error that says so, and nothing is done to get
// round it; the nightly export has a host of its own and is the way to prefer.
//
// Unverified, since no saved copy exists: the committee page, the list of a
// day's filings, all page exports but "contributions received", robots.txt.
// Saved copies of measure lists, measure pages, candidates, incumbents and a
// block page were read.
package calaccess
