// Package fecbulk reads the bulk files of the Federal Election Commission:
// contributions by individuals (itcont), transactions between committees
// (itoth), contributions to candidates (itpas2), operating expenditures
// (oppexp), the masters of committees and candidates with their links (cm, cn,
// ccl), the summaries (webl, weball, webk) and the CSV of independent
// expenditures; plain or zipped, told by their content.
//
// But for that CSV the files have no header and no quoting: a line is cut at
// each pipe, and a stray quotation mark is text.
//
// What the files are, and what follows for whoever counts:
//
//   - They hold current rows: an amended report's rows replace the older ones.
//     AMNDT_IND is the report's state and says nothing about a row.
//   - Amounts are whole dollars, and rows without a transaction type (most
//     donors under $200) are in no file. So each filing is marked Partial: it
//     never ties with a cover to the cent, and never covers a notice's period.
//   - Filings are of [store.SystemFECBulk], one for each file and filing number:
//     "indiv|C00000001|1234567". The same filing read from its .fec file is
//     another document with cents; its number is in ReportID of both.
//   - A row's schedule is "FEC" and its transaction type: "FEC15", "FEC22Y".
//   - SUB_ID, the publisher's own number of a row, is Transaction.Line. TRAN_ID
//     is the filer's and unique within a report only.
//   - Refunds of contributions (22Y and the like) are filed as positive amounts
//     paid. They are given as negative amounts, with a note, so that sums over
//     a donor's rows are net.
//
// Not kept: TRANSACTION_PGI and AMNDT_IND of a row; the raw line has them.
//
// Sources of the layouts: the FEC's file descriptions and header files,
// https://www.fec.gov/campaign-finance-data/browse-data/?tab=bulk-data.
package fecbulk
