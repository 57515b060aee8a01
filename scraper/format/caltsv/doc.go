// Package caltsv reads the California Secretary of State's nightly export of
// CAL-ACCESS: a zip of some eighty tab-separated tables under CalAccess/DATA,
// or one such table as a plain .TSV file.
//
// The zip is read by its central directory, one member at a time, and never
// unpacked to disk. Members are taken in an order of our own: filers and their
// names, covers, lines of money, the log of filings, then everything else,
// which is kept as references. So a sink has seen the head of a filing before
// its rows.
//
// The layout has no quoting: a double quote is data, a tab or a line break
// inside a text breaks the row. Rows that can be trusted are read; the others
// are quarantined with their place and a reason, and the file goes on. The
// receipts carry no filer; whoever stores the records joins them by filing id
// with the covers, the log and the cross references.
//
// The package knows no database and does no input or output of its own.
package caltsv
