// Package netfilexlsx reads the yearly campaign workbook of a NetFile agency:
// sixteen sheets, one per schedule, in the columns of California's e-filing
// format with a report's cover repeated on every row.
//
// It is pure: bytes in, records out. It knows nothing of where a workbook came
// from, keeps no state between calls and decides nothing about versions: all
// versions of a report that the workbook holds are emitted.
//
// What the sheets leave out is inferred, always the same way:
//
//   - The form of a report stands on the Summary sheet only. Rows of lettered
//     schedules take the form of the summary with the same filer, period and
//     report number, or F460 where there is none.
//   - Rows of the F496P3 sheet carry no report id. They take it from the 496
//     sheet, by filer, report number and day of filing. When several notices
//     were filed on one day, the n-th row with the same transaction id belongs
//     to the n-th notice, and the row says so.
package netfilexlsx
