// Package fecapi reads what the FEC's interface (api.open.fec.gov) answers:
// contributions received (schedules/schedule_a) and lists of filings, several
// pages in one file.
//
// Contributions are current rows, as in the bulk files but with cents and with
// the rows that those leave out. A report is identified as the reader of the bulk
// files does it, "indiv|C00000001|1234567", in [store.SystemFECAPI], so that the
// counting rules let the bulk file's rows of a filing, and those of its .fec file,
// stand in place of these. Rows without a transaction type, which no bulk file
// has, are of the file "line" and go by the line of the form ("SA11AI"). Filings
// are marked partial: the interface gives no summary with the rows.
//
// A list of filings gives heads as the .fec files have them, by the number of the
// original and the place in the chain of amendments, without rows: so that it is
// known which filing replaced which.
//
// Followed: the interface's description of 2026 and answers of 2015, when line
// numbers, transaction ids and the memo mark had other names.
package fecapi
