// Package socrata reads rows of campaign money that a city publishes on a
// Socrata portal, as JSON or as CSV. What a column means stands in a file, a
// [Map], so that a newsroom adds a city without Go.
//
// A map whose key is "cal" is for data sets that repeat NetFile's workbook
// (Oakland): its reports get the key that a workbook and an e-filing of the same
// report have. Other data sets get a key of their own in [System] and, since
// they show one version without its number, count as partial.
//
// How far the built-in maps have been checked: Oakland's Schedule A against an
// export of 2015 and single recorded rows of A, B1, E, F465P3, 497 and the
// summary. Los Angeles and San Francisco: columns as two or more public
// projects read them in 2026; no recorded answer. The kinds of Los Angeles
// spell the unitemised sums of Schedule A "Untemized" and those of the others
// "Unitemized"; both are kept as references, since they name no donor.
package socrata
