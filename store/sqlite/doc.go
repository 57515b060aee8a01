// Package sqlite keeps the evidence and the conclusions in one SQLite file. It
// is the only place that speaks SQL.
//
// Evidence (filings, rows, summaries, where each stands in which file) is
// only added; conclusions (which version is in force, the status of each row,
// ranks) are computed again in the same transaction that changes the evidence
// they rest on. A load is therefore all or nothing: a process that dies at any
// moment leaves the database as it was before the file, or as after it.
//
// One connection writes; a pool reads. Rows are loaded through a virtual table
// whose rows come from Go, which costs about half of prepared statements.
package sqlite
