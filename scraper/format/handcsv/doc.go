// Package handcsv reads the CSV that a newsroom types from reports that exist
// on paper or as images only. docs/hand-csv.md describes the columns.
//
// A row without a note on where it was read is not taken: what was typed must
// lead back to the page it came from. All filings from here are partial.
package handcsv
