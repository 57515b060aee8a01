// Package fecfile reads the electronic filings of the Federal Election
// Commission: .fec files of versions 1 to 8.5 and the key-punched paper
// filings (P2.6 to P3.4). It is useful without the rest of this module.
//
// Three layers:
//
//   - [Scanner] gives the rows of a filing one by one, with the columns of
//     their layout. It keeps one line at a time, never stops at a row type it
//     does not know, and decides separator and character set line by line.
//   - [ExportCSV] and [ExportJSON] write everything that a scanner gives.
//   - [Read] turns rows into the records of package store.
//
// # Layouts
//
// What a column means depends on form and version. The tables are made by
// layoutgen.go (go generate) from the FEC's own header tables of versions 3,
// 5.0 to 5.3, 6.1 to 6.4, 7.0 and 8.0 and from its workbook of version 8.3;
// all are public domain. Versions between take the next lower table, versions
// 1 and 2 the table of version 3, 8.4 and 8.5 that of 8.3. Known errors of the
// tables are put right in the generator, each with its reason. A version
// outside 1 to 8.5 ("180.5" occurs) is read with the nearest table, and
// [Scanner.Warnings] and every row say so.
//
// No table of the paper formats is at hand. The columns of Schedules A and B
// of P3.2 to P3.4, and the heads of Forms 3 and 3X, were told from real rows;
// everything else on paper is kept raw.
//
// An operator who has the FEC's older tables (eFilingFormats.zip, one CSV per
// version, one line per form: its name, then the column labels) can hand the
// folder to [LoadLayouts] and the result to [Options]. Files are named after
// the version they describe, "2.02.csv", "8.4.csv", "P2.6.csv", and win over
// the built-in tables of the same version.
//
// # What becomes of the rows
//
// Covers, itemizations, summary pages of accounts (SI, SL), of a new election
// cycle (F3S, F3PS) and of a candidate's committees (F3Z, F3PZ), and texts are
// typed; Schedules H1 and H2 hold ratios and are memos. Kept raw are debt
// settlement plans (F82, F83: offers, no money moved); rows without a layout
// at hand, among them itemizations of Levin accounts filed under the names
// "SLA" and "SLB" (those on the columns of Schedules A and B, "SAL1A" and
// "SBL4A", are typed; no real row of either was seen); pages without any
// amount. The allocation of spending to states on Forms 3P and 3PS is not taken
// over: it repeats spending by where it counts against a limit.
//
// Real rows of SI, H1, H2, F3Z, F3Z1 and F3Z2 were at hand, and a real Form 3Z
// agrees with its cover line by line; of SL, F3S, F3PS, F3PZ, F3P31 and F105
// there were none.
//
// The package knows no database and does no input or output of its own.
package fecfile
